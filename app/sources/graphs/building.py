"""A graph as Graphviz reads it → Diagram, as a person means it."""

from __future__ import annotations

from itertools import islice

from app.model import problem
from app.model.diagram import Cluster, Dependence, Dependent, Diagram, Edge, Node, ties
from app.model.problem import Problem
from app.model.style import form
from app.paths import is_file, text_of
from app.sources.graphs.escapes import image, plain, record
from app.sources.graphs.graph import Attrs, End, Graph, RawCluster, RawEdge, RawNode, invisible
from app.sources.graphs.groups import kind_of_class, with_kinds
from app.sources.graphs.identity import Ids
from app.sources.graphs.layering import layering, propose
from app.sources.graphs.looks import Looks, of_diagrams
from app.sources.graphs.not_drawn import not_drawn
from app.sources.reading import Origin, Reading

_DIRECTIONS = {"LR", "RL", "TB", "BT"}
_NAMED, _LONG = 3, 80  # icons that a problem names; characters of a name in it
_DIGITS = 10  # of a line's number
_UNLABELLED = ("invis", "point")  # what shows no label, whatever it has
_HINTS = ("weight", "minlen", "constraint")
_OWN = ("class", "URL", "href", "tooltip")  # what a cluster does not take from the one round it


def build(
    graph: Graph,
    origin: Origin,
    *,
    id: str,
    title: str,
    filename: str,
    lines: dict[str, int],
    several: bool = False,
) -> Reading:
    """The diagram of a graph. `lines` says where a name stands in the file; an element from a
    script carries its line itself. Of `several` in a file, problems name the diagram."""
    return _Builder(graph, origin, lines, several).build(id, title or filename, filename)


class _Builder:
    def __init__(self, graph: Graph, origin: Origin, lines: dict[str, int], several: bool) -> None:
        self._graph = graph
        self._several = several
        self._origin = origin
        self._lines = lines
        self._ids = Ids()
        self._problems: dict[Problem, None] = {}
        self._icons: dict[str, dict[str, tuple[str, int | None]]] = {}
        said = (graph.attrs.get(name, "") for name in ("layers", "layersep", "layerlistsep"))
        self._layering = layering(*said)
        self._looks = Looks(directed=graph.directed, of_diagrams=of_diagrams(graph))
        self._layers = dict.fromkeys(self._layering.names)

    def build(self, id: str, title: str, filename: str) -> Reading:
        clusters = self._clusters()
        nodes = self._nodes(clusters)
        edges = self._edges(clusters, nodes)
        direction = self._graph.attrs.get("rankdir", "").upper()
        diagram = Diagram(
            id=id,
            title=title,
            filename=filename,
            source=self._origin.file,
            direction=direction if direction in _DIRECTIONS else "TB",
            layers=tuple(self._layers),
            nodes=tuple(sorted(nodes.values(), key=lambda n: n.line or 0)),
            clusters=tuple(with_kinds(clusters, nodes.values())),
            edges=tuple(edges),
            style=self._looks.sheet(self._graph.attrs),
        )
        if not nodes:
            self._warn(f"The diagram “{title}” has no nodes.", None)
        self._tell_icons()
        if lost := not_drawn(self._graph):
            where = f" in “{_short(title)}”" if self._several else ""
            self._warn(f"not drawn{where}: {lost}", None, problem.NOT_DRAWN)
        if not self._layers:
            diagram = propose(diagram)
        return Reading((diagram,), tuple(self._problems))

    # Elements: ordinals follow the source's lines.

    def _clusters(self) -> list[Cluster]:
        """In the graph's order, in which a cluster comes after the one that holds it."""
        raws = self._graph.clusters
        depths: list[int] = []
        for raw in raws:
            depths.append(0 if raw.parent is None else depths[raw.parent] + 1)
        made: dict[int, Cluster] = {}
        for i in sorted(range(len(raws)), key=lambda i: (depths[i], self._line(raws[i]) or 0)):
            parent = raws[i].parent
            made[i] = self._cluster(raws[i], None if parent is None else made[parent])
        return [made[i] for i in range(len(raws))]

    def _cluster(self, raw: RawCluster, outer: Cluster | None) -> Cluster:
        own = dict(raw.attrs)
        if "acetate_line" not in own:
            # In DOT, what a subgraph has like the one round it is inherited, not said.
            around = self._graph if raw.parent is None else self._graph.clusters[raw.parent]
            own = {k: v for k, v in own.items() if k not in _OWN or around.attrs.get(k) != v}
        label = self._text(own.get("label", ""), raw.name)
        line = self._line(raw)
        return Cluster(
            id=self._ids.cluster(outer.id if outer else None, label or raw.name),
            label=label,
            kind=kind_of_class(own.get("class", "")),
            parent=outer.id if outer else None,
            layers=self._chosen(own, outer.layers if outer else (), line),
            style=self._looks.cluster(raw.attrs),
            url=_url(own),
            tooltip=self._text(own.get("tooltip", ""), raw.name) or None,
            line=line,
        )

    def _nodes(self, clusters: list[Cluster]) -> dict[int, Node]:
        """By index in the graph. Invisible nodes to which no line is drawn only space Graphviz's
        layout: left out."""
        raws = self._graph.nodes
        drawn = (edge for edge in self._graph.edges if not invisible(edge.attrs))
        joined = {end.number for e in drawn for end in (e.tail, e.head) if not end.is_cluster}
        made: dict[int, Node] = {}
        for i in sorted(range(len(raws)), key=lambda i: self._line(raws[i]) or 0):
            raw = raws[i]
            if i in joined or not invisible(raw.attrs):
                made[i] = self._node(raw, None if raw.cluster is None else clusters[raw.cluster])
        return made

    def _node(self, raw: RawNode, outer: Cluster | None) -> Node:
        attrs = raw.attrs
        shape = "invis" if invisible(attrs) else attrs.get("shape", "ellipse")
        kind = attrs.get("acetate_kind", shape)
        label = attrs.get("label", "")
        label = self._text(record(label) if "record" in shape.lower() else label, raw.name)
        line = self._line(raw)
        id = self._ids.node(outer.id if outer else None, kind, label)
        label = label if label.strip() and shape not in _UNLABELLED else ""
        style = self._looks.node(attrs)
        return Node(
            id=id,
            label=label,
            kind=kind,
            cluster=outer.id if outer else None,
            layers=self._chosen(attrs, outer.layers if outer else (), line),
            icon=None if form(style, label) else self._icon(attrs, label, line),
            style=style,
            url=_url(attrs),
            tooltip=self._text(attrs.get("tooltip", ""), raw.name) or None,
            line=line,
        )

    def _edges(self, clusters: list[Cluster], nodes: dict[int, Node]) -> list[Edge]:
        ends = _Ends(self._graph, clusters, nodes)
        return [
            self._edge(raw, *found)
            for raw in sorted(self._graph.edges, key=lambda raw: self._line(raw) or 0)
            if (found := ends.of(raw)) is not None
        ]

    def _edge(self, raw: RawEdge, ends: tuple[str, str], via: tuple[str, str]) -> Edge:
        attrs = raw.attrs
        names = [self._graph.name_of(end) for end in (raw.tail, raw.head)]
        name = ("->" if self._graph.directed else "--").join(names)
        line = self._line(raw)
        return Edge(
            id=self._ids.edge(*ends),
            tail=ends[0],
            head=ends[1],
            via=via,
            label=self._text(attrs.get("label") or attrs.get("xlabel", ""), name, *names),
            layers=self._chosen(attrs, (), line),
            tail_label=self._text(attrs.get("taillabel", ""), name, *names),
            head_label=self._text(attrs.get("headlabel", ""), name, *names),
            tail_port=attrs.get("tailport", ""),
            head_port=attrs.get("headport", ""),
            invisible=invisible(attrs),
            style=self._looks.edge(attrs),
            depends=self._depends(attrs, line),
            hints={name: attrs[name] for name in _HINTS if name in attrs},
            url=_url(attrs),
            tooltip=self._text(attrs.get("tooltip", ""), name, *names) or None,
            line=line,
        )

    # Attributes

    def _text(self, raw: str, name: str, tail: str = "", head: str = "") -> str:
        graph = self._graph.name
        return plain(raw, {"N": name, "E": name, "L": "", "G": graph, "T": tail, "H": head})

    def _chosen(self, attrs: Attrs, outer: tuple[str, ...], line: int | None) -> tuple[str, ...]:
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

    def _depends(self, attrs: Attrs, line: int | None) -> Dependence | None:
        """What `depends` states: `tail`, `head` or `both`, after a colon the reason."""
        said = attrs.get("depends", "")
        if not said.strip():
            return None
        end, _, reason = said.partition(":")
        try:
            dependent = Dependent(end.strip().lower())
        except ValueError:
            wrong = _short(end)
            self._warn(f"“depends” says “{wrong}”, not “tail”, “head” or “both”.", line)
            return None
        return Dependence(dependent, " ".join(plain(reason, {}).split()))

    def _icon(self, attrs: Attrs, label: str, line: int | None) -> str | None:
        name = attrs.get("image") or image(attrs.get("label", ""))
        if not name:
            return None
        path = self._origin.folder / name
        try:
            if not is_file(path):
                wrong = "missing"
            elif not any(path.resolve().is_relative_to(root) for root in self._origin.roots):
                wrong = "outside the workspace"
            else:
                return text_of(path)
        except (OSError, RuntimeError, ValueError):  # too long, a circle of links, a zero byte
            wrong = "missing"
        self._icons.setdefault(wrong, {}).setdefault(name, (" ".join(label.split()), line))
        return None

    def _tell_icons(self) -> None:
        for wrong, names in self._icons.items():
            name, (label, line) = next(iter(names.items()))
            if len(names) == 1:
                text = f"The icon {_short(name)} of “{_short(label)}” is {wrong}."
            else:
                some = ", ".join(_short(n) for n in islice(names, _NAMED))
                more = ", …" if len(names) > _NAMED else ""
                text = f"{len(names)} icons are {wrong}: {some}{more or '.'}"
            self._warn(text, line, problem.MISSING_ICON)

    def _line(self, raw: RawNode | RawCluster | RawEdge) -> int | None:
        marked = raw.attrs.get("acetate_line", "")
        if marked.isascii() and marked.isdigit() and len(marked) < _DIGITS:
            return int(marked)
        return None if isinstance(raw, RawEdge) else self._lines.get(raw.name)

    def _warn(self, message: str, line: int | None, kind: str = "") -> None:
        self._problems[problem.warning(message, self._origin.file, line, kind)] = None


class _Ends:
    """Which components edges join: nodes, or clusters, by `ltail` and `lhead` or by themselves."""

    def __init__(self, graph: Graph, clusters: list[Cluster], nodes: dict[int, Node]) -> None:
        self._clusters, self._nodes = clusters, nodes
        names = (raw.name for raw in graph.clusters)
        self._named = dict(zip(names, clusters, strict=True))
        self._ties = ties(nodes.values(), clusters)

    def of(self, raw: RawEdge) -> tuple[tuple[str, str], tuple[str, str]] | None:
        """The ids of both ends, and of what the layout ties for them; None where one is left out."""
        tail = self._end(raw.tail, raw.attrs, "tail")
        head = self._end(raw.head, raw.attrs, "head")
        return ((tail[0], head[0]), (tail[1], head[1])) if tail and head else None

    def _end(self, end: End, attrs: Attrs, side: str) -> tuple[str, str] | None:
        if end.is_cluster:
            cluster = self._clusters[end.number].id
            return cluster, self._ties[cluster]
        node = self._nodes.get(end.number)
        if node is None:
            return None
        outer = self._named.get(attrs.get(f"l{side}", ""))
        return (outer.id if outer else node.id), node.id


def _short(text: str) -> str:
    """On one line, and cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _url(attrs: Attrs) -> str | None:
    return attrs.get("URL") or attrs.get("href")
