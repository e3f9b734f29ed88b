"""A source graph → Diagram, as a person means it."""

from __future__ import annotations

from dataclasses import replace

from app.model import problem
from app.model.details import Condition
from app.model.diagram import Cluster, Dependence, Dependent, Diagram, Edge, Node
from app.model.elements import Field
from app.model.ids import DiagramId, ElementId
from app.model.layer_choice import NOTHING_CHOSEN
from app.model.problem import Problem
from app.model.rich_text import LabelSide, RichText
from app.model.source_graph import (
    Attributes,
    Html,
    SourceCluster,
    SourceEdge,
    SourceGraph,
    SourceNode,
)
from app.model.style import form
from app.model.written import WrittenGraph
from app.paths import text_of
from app.sources.graphs.addresses import edge_urls, linked, url
from app.sources.graphs.arranging import arrangement
from app.sources.graphs.ends import Ends
from app.sources.graphs.escapes import plain, record
from app.sources.graphs.filled import filled_clusters
from app.sources.graphs.found_icons import FoundIcons, shortened
from app.sources.graphs.graph import invisible
from app.sources.graphs.groups import kind_of_class, with_kinds
from app.sources.graphs.html_labels import icon_of, rich_text
from app.sources.graphs.icon_sizes import magnified
from app.sources.graphs.icons import IconFinder
from app.sources.graphs.identity import Ids
from app.sources.graphs.layering import layering
from app.sources.graphs.not_drawn import not_drawn
from app.sources.graphs.own_style import own_style
from app.sources.graphs.styles import StyleReader, of_diagrams
from app.sources.graphs.unknown_colours import unknown_colours
from app.sources.layers.proposing import proposals
from app.sources.reading import DiagramOrigin, Reading

_DIRECTIONS = {"LR", "RL", "TB", "BT"}
_DIGITS = 10  # of a line's number
_UNLABELLED = ("invis", "point")  # what shows no label, whatever it has
_JUST: dict[str, LabelSide] = {"r": "right", "c": "center"}
_HINTS = (
    *("weight", "minlen", "constraint", "samehead", "sametail"),
    *("labelangle", "labeldistance", "decorate"),
)


def build(
    graph: SourceGraph,
    origin: DiagramOrigin,
    *,
    id: DiagramId,
    filename: str,
    several: bool = False,
) -> Reading:
    """The diagram of a graph, with that id, and its picture called so. Of `several` in a file,
    problems name the diagram."""
    return _Builder(graph, origin, several).build(id, graph.title or filename, filename)


class _Builder:
    def __init__(self, graph: SourceGraph, origin: DiagramOrigin, several: bool) -> None:
        self._graph = graph
        self._several = several
        self._origin = origin
        # What an invisible cluster holds stands where that does.
        self._all = {cluster.id: cluster for cluster in graph.clusters}
        filled = filled_clusters(graph)
        self._seen = [c for c in graph.clusters if c.id in filled and not invisible(c.attributes)]
        self._ids = Ids()
        self._problems: dict[Problem, None] = {}
        self._icons = FoundIcons(IconFinder(origin.folder, graph.filename, origin.roots))
        said = (graph.attributes.get(name, "") for name in ("layers", "layersep", "layerlistsep"))
        self._layering = layering(*said)
        self._styles = StyleReader(directed=graph.directed, of_diagrams=of_diagrams(graph))
        self._layers = dict.fromkeys(self._layering.names)
        self._magnified = magnified(graph) if of_diagrams(graph) else {}

    def build(self, id: DiagramId, title: str, filename: str) -> Reading:
        clusters = self._clusters()
        nodes = self._nodes(clusters)
        edges = self._edges(clusters, nodes)
        written = self._written(clusters, nodes, edges)
        attrs = self._graph.attributes
        direction = attrs.get("rankdir", "").upper()
        diagram = Diagram(
            id=id,
            title=title,
            filename=filename,
            source=self._origin.file,
            direction=direction if direction in _DIRECTIONS else "TB",
            layers=tuple(self._layers),
            off=self._layering.unselected(attrs.get("layerselect", "")),
            nodes=tuple(nodes.values()),
            clusters=tuple(with_kinds(list(clusters.values()), nodes.values())),
            edges=tuple(edges.values()),
            style=self._styles.sheet(self._graph.attributes),
            written=written,
            arrangement=arrangement(self._graph, nodes, of_diagrams(self._graph)),
            own_style=own_style(self._graph),
            unfinished=self._graph.unfinished,
            heading=self._heading(title),
            level=self._graph.level,
            conditions=self._conditions(clusters, nodes),
            rich=self._rich(attrs.get("label", ""), attrs, title, None, self._graph.name),
        )
        if not nodes:
            self._warn(f"The diagram “{title}” has no nodes.", None)
        for text, at in self._icons.problems():
            self._warn(text, at, problem.MISSING_ICON)
        for text, at in unknown_colours(self._graph):
            self._warn(text, at, problem.NOT_DRAWN)
        where = f" in “{shortened(title)}”" if self._several else ""
        for lost in not_drawn(self._graph):
            self._warn(f"not drawn{where}: {lost}", None, problem.NOT_DRAWN)
        if not self._layers:
            proposed = proposals(diagram)
            diagram = replace(diagram, choice=NOTHING_CHOSEN, proposals=proposed)
        return Reading((diagram,), tuple(self._problems))

    def _conditions(
        self, clusters: dict[str, Cluster], nodes: dict[str, Node]
    ) -> tuple[Condition, ...]:
        ids = {name: cluster.id for name, cluster in clusters.items()}
        ids |= {name: node.id for name, node in nodes.items()}
        return tuple(
            replace(on, elements=tuple(ids[name] for name in on.elements if name in ids))
            for on in self._graph.conditions
        )

    def _heading(self, title: str) -> tuple[str, ...] | None:
        lines = self._graph.heading
        return None if lines == (title,) else lines

    # Elements: ordinals follow the source's lines.

    def _clusters(self) -> dict[str, Cluster]:
        """By their names in the file; a cluster comes after the one that holds it."""
        depths: dict[str, int] = {}
        for raw in self._seen:
            outer = self._outer(raw.parent)
            depths[raw.id] = depths[outer] + 1 if outer is not None else 0
        made: dict[str, Cluster] = {}
        for raw in sorted(self._seen, key=lambda raw: (depths[raw.id], raw.place.line or 0)):
            outer = self._outer(raw.parent)
            made[raw.id] = self._cluster(raw, None if outer is None else made[outer])
        return {raw.id: made[raw.id] for raw in self._seen}

    def _outer(self, id: str | None) -> str | None:
        """Of a cluster and those round it, the first that is seen."""
        while id is not None and invisible(self._all[id].attributes):
            id = self._all[id].parent
        return id

    def _cluster(self, raw: SourceCluster, outer: Cluster | None) -> Cluster:
        own, line = raw.attributes, raw.place.line
        said = own.get("label", "")
        label = self._text(said, raw.name)
        return Cluster(
            id=self._ids.cluster(outer.id if outer else None, label or raw.name),
            label=label,
            kind=kind_of_class(own.get("class", "")),
            parent=outer.id if outer else None,
            layers=self._chosen(own, outer.layers if outer else (), line),
            style=self._styles.cluster(raw.attributes),
            url=url(own),
            more_urls=linked(own.get("label", "")),
            tooltip=self._text(own.get("tooltip", ""), raw.name) or None,
            line=line,
            rich=self._rich(said, own, label, line, raw.name),
            side=_JUST.get(own.get("labeljust", "")),
            beneath=own.get("labelloc") == "b",
            details=raw.details,
            change=raw.change,
        )

    def _nodes(self, clusters: dict[str, Cluster]) -> dict[str, Node]:
        """By their names in the file. Invisible nodes to which no line is drawn only space
        Graphviz's layout: left out."""
        drawn = (edge for edge in self._graph.edges if not invisible(edge.attributes))
        joined = {end.id for e in drawn for end in (e.tail, e.head) if not end.is_cluster}
        made: dict[str, Node] = {}
        for raw in self._graph.nodes:
            if raw.id in joined or not invisible(raw.attributes):
                outer = self._outer(raw.cluster)
                made[raw.id] = self._node(raw, None if outer is None else clusters[outer])
        return made

    def _node(self, raw: SourceNode, outer: Cluster | None) -> Node:
        attrs, line = raw.attributes, raw.place.line
        shape = "invis" if invisible(attrs) else attrs.get("shape", "ellipse")
        kind = raw.kind or shape
        said = attrs.get("label", r"\N")
        is_record = "record" in shape.lower() and not isinstance(said, Html)
        fields = self._fields(record(said), raw) if is_record else ()
        leaves = [leaf.text for field in fields for leaf in field.leaves]
        label = "\n".join(leaves).strip() if is_record else self._text(said, raw.id)
        id = self._ids.node(outer.id if outer else None, kind, label)
        label = label if label.strip() and shape not in _UNLABELLED else ""
        style = self._styles.node(attrs, raw.kind)
        return Node(
            id=id,
            label=label,
            kind=kind,
            cluster=outer.id if outer else None,
            layers=self._chosen(attrs, outer.layers if outer else (), line),
            icon=None if form(style, label) else self._icon(attrs, label, line),
            style=style,
            url=url(attrs),
            more_urls=() if is_record else linked(said),
            tooltip=self._text(attrs.get("tooltip", ""), raw.id) or None,
            line=line,
            fields=self._turned(fields) if len(leaves) > 1 else (),
            rich=_of_one(fields) if is_record else self._rich(said, attrs, label, line, raw.id),
            magnified=self._magnified.get(raw.id, 1.0),
            details=raw.details,
            change=raw.change,
        )

    def _fields(self, fields: tuple[Field, ...], raw: SourceNode) -> tuple[Field, ...]:
        """With their escapes read."""
        found = []
        for f in fields:
            label = self._text(f.text, raw.id).strip()
            rich = self._rich(f.text, raw.attributes, label, raw.place.line, raw.id)
            found.append(Field(label, f.port, self._fields(f.parts, raw), rich))
        return tuple(found)

    def _turned(self, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """Side by side: where ranks stand side by side, fields first lie above each other."""
        flat = self._graph.attributes.get("rankdir", "").upper() in ("LR", "RL")
        return (Field(parts=fields),) if flat and fields else fields

    def _edges(self, clusters: dict[str, Cluster], nodes: dict[str, Node]) -> dict[int, Edge]:
        """By their places in the source."""
        ends = Ends(clusters, nodes, self._stand_ins(nodes))
        return {
            at: self._edge(raw, *found)
            for at, raw in enumerate(self._graph.edges)
            if (found := ends.of(raw)) is not None
        }

    def _written(
        self, clusters: dict[str, Cluster], nodes: dict[str, Node], edges: dict[int, Edge]
    ) -> WrittenGraph | None:
        graph = self._graph
        if not graph.dot:
            return self._placed(clusters, nodes, edges)
        elements = {raw.number: clusters[raw.id].id for raw in self._seen}
        elements |= {raw.number: nodes[raw.id].id for raw in graph.nodes if raw.id in nodes}
        return WrittenGraph(
            graph.dot,
            graph.number,
            text_of(self._origin.folder),
            elements,
            {graph.edges[at].number: edge.id for at, edge in edges.items()},
            frozenset(
                str(text)
                for said, _ in graph.said
                for text in said.values()
                if isinstance(text, Html)
            ),
        )

    def _placed(
        self, clusters: dict[str, Cluster], nodes: dict[str, Node], edges: dict[int, Edge]
    ) -> WrittenGraph | None:
        """As the file itself draws it."""
        graph = self._graph
        if not graph.placed:
            return None
        found = {clusters[one.id].id: one.drawn for one in self._seen if one.drawn}
        found |= {nodes[n.id].id: n.drawn for n in graph.nodes if n.drawn and n.id in nodes}
        found |= {e.id: way for at, e in edges.items() if (way := graph.edges[at].drawn)}
        order = graph.attributes.get("outputorder", "")
        return WrittenGraph(placed=found, edges_first=order == "edgesfirst")

    def _stand_ins(self, nodes: dict[str, Node]) -> dict[str, str]:
        """By an invisible cluster the first node in it, which edges to it end at."""
        found: dict[str, str] = {}
        for raw in self._graph.nodes:
            around = raw.cluster if raw.id in nodes else None
            while around is not None:
                found.setdefault(around, raw.id)
                around = self._all[around].parent
        return found

    def _edge(
        self, raw: SourceEdge, ends: tuple[ElementId, ElementId], via: tuple[ElementId, ElementId]
    ) -> Edge:
        attrs, line = raw.attributes, raw.place.line
        names = (raw.tail.id, raw.head.id)
        urls = edge_urls(attrs)
        name = ("->" if self._graph.directed else "--").join(names)
        aside = attrs.get("xlabel", "") if attrs.get("label") else ""
        said = {
            "": attrs.get("label") or attrs.get("xlabel", ""),
            "tail": attrs.get("taillabel", ""),
            "head": attrs.get("headlabel", ""),
            "aside": aside,
        }
        labels = {end: self._text(one, name, *names) for end, one in said.items()}
        rich = {
            end: found
            for end, one in said.items()
            if (found := self._rich(one, attrs, labels[end], line, name, *names)) is not None
        }
        return Edge(
            id=self._ids.edge(*ends),
            tail=ends[0],
            head=ends[1],
            via=via,
            label=labels[""],
            layers=self._chosen(attrs, (), line),
            tail_label=labels["tail"],
            head_label=labels["head"],
            aside=labels["aside"],
            tail_port=raw.tail.port,
            head_port=raw.head.port,
            invisible=invisible(attrs),
            style=self._styles.edge(attrs),
            depends=self._depends(attrs, line),
            hints={name: attrs[name] for name in _HINTS if name in attrs},
            url=next(iter(urls), None),
            more_urls=urls[1:],
            tooltip=self._text(attrs.get("tooltip", ""), name, *names) or None,
            line=line,
            rich=rich,
            change=raw.change,
        )

    # Attributes

    def _text(self, raw: str, name: str, tail: str = "", head: str = "") -> str:
        return plain(raw, self._names(name, tail, head)) if raw else ""

    def _names(self, name: str, tail: str = "", head: str = "") -> dict[str, str]:
        graph = self._graph.name
        return {"N": name, "E": name, "L": "", "G": graph, "T": tail, "H": head}

    def _rich(
        self, raw: str, attrs: Attributes, label: str, line: int | None, *names: str
    ) -> RichText | None:
        """How a label looks, of which `label` is the plain text."""
        if not raw:
            return None

        def found(image: str) -> str:
            return self._icons.path(image, label, line) or ""

        return rich_text(raw, self._names(*names), attrs.get("colorscheme", ""), found)

    def _chosen(
        self, attrs: Attributes, outer: tuple[str, ...], line: int | None
    ) -> tuple[str, ...]:
        """The element's own layers, else those of the cluster round it; () for `all`."""
        said = attrs.get("layer", "")
        if not said.strip():
            return outer
        chosen = self._layering.select(said) or ()
        for layer in chosen:
            if self._layering.names and layer not in self._layering.names:
                self._warn(f"The layer “{layer}” is not among the diagram's layers.", line)
            self._layers.setdefault(layer)
        return chosen

    def _depends(self, attrs: Attributes, line: int | None) -> Dependence | None:
        """What `depends` states: `tail`, `head` or `both`, after a colon the reason."""
        said = attrs.get("depends", "")
        if not said.strip():
            return None
        end, _, reason = said.partition(":")
        try:
            dependent = Dependent(end.strip().lower())
        except ValueError:
            wrong = shortened(end)
            self._warn(f"“depends” says “{wrong}”, not “tail”, “head” or “both”.", line)
            return None
        return Dependence(dependent, " ".join(plain(reason, {}).split()))

    def _icon(self, attrs: Attributes, label: str, line: int | None) -> str | None:
        return self._icons.path(attrs.get("image") or icon_of(attrs.get("label", "")), label, line)

    def _warn(self, message: str, line: int | None, kind: str = "") -> None:
        self._problems[problem.warning(message, self._origin.file, line, kind)] = None


def _of_one(fields: tuple[Field, ...]) -> RichText | None:
    """How a record looks that has one field."""
    leaves = [leaf for field in fields for leaf in field.leaves]
    return leaves[0].rich if len(leaves) == 1 else None
