"""A graph as Graphviz reads it → Diagram, as a person means it."""

from __future__ import annotations

from app.model import problem
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.problem import Problem
from app.sources.graphs.escapes import image, plain, record
from app.sources.graphs.graph import Attrs, Graph, RawCluster, RawEdge, RawNode, invisible
from app.sources.graphs.groups import group_kind
from app.sources.graphs.identity import Ids
from app.sources.graphs.layering import layering, propose
from app.sources.reading import Origin, Reading

_ARROWS = {"forward", "back", "both", "none"}
_DIRECTIONS = {"LR", "RL", "TB", "BT"}
_HINTS = ("weight", "minlen", "constraint")
_BOXES = {"box", "rect", "rectangle", "square"}
_LARGEST = 100.0  # inches
_OWN = ("class", "URL", "href", "tooltip")  # what a cluster does not take from the one round it


def build(
    graph: Graph, origin: Origin, *, id: str, title: str, filename: str, lines: dict[str, int]
) -> Reading:
    """The diagram of a graph. `lines` says where a name stands in the file; an element from a
    script carries its line itself."""
    return _Builder(graph, origin, lines).build(id, title or filename, filename)


class _Builder:
    def __init__(self, graph: Graph, origin: Origin, lines: dict[str, int]) -> None:
        self._graph = graph
        self._origin = origin
        self._lines = lines
        self._ids = Ids()
        self._problems: dict[Problem, None] = {}
        said = (graph.attrs.get(name, "") for name in ("layers", "layersep", "layerlistsep"))
        self._layering = layering(*said)
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
            clusters=tuple(clusters),
            edges=tuple(edges),
        )
        if not nodes:
            self._warn(f"The diagram “{title}” has no nodes.", None)
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
            kind=group_kind(own.get("class", ""), label),
            parent=outer.id if outer else None,
            layers=self._chosen(own, outer.layers if outer else (), line),
            url=_url(own),
            tooltip=self._text(own.get("tooltip", ""), raw.name) or None,
            line=line,
        )

    def _nodes(self, clusters: list[Cluster]) -> dict[int, Node]:
        """By index in the graph. Invisible nodes only space Graphviz's layout: left out."""
        raws = self._graph.nodes
        made: dict[int, Node] = {}
        for i in sorted(range(len(raws)), key=lambda i: self._line(raws[i]) or 0):
            raw = raws[i]
            if not invisible(raw.attrs):
                made[i] = self._node(raw, None if raw.cluster is None else clusters[raw.cluster])
        return made

    def _node(self, raw: RawNode, outer: Cluster | None) -> Node:
        attrs = raw.attrs
        shape = attrs.get("shape", "ellipse")
        kind = attrs.get("acetate_kind", shape)
        label = attrs.get("label", "")
        label = self._text(record(label) if "record" in shape.lower() else label, raw.name)
        line = self._line(raw)
        icon = self._icon(attrs, label, line)
        return Node(
            id=self._ids.node(outer.id if outer else None, kind, label),
            label=label,
            kind=kind,
            cluster=outer.id if outer else None,
            layers=self._chosen(attrs, outer.layers if outer else (), line),
            icon=icon,
            size=_size(attrs) if icon is None else None,
            url=_url(attrs),
            tooltip=self._text(attrs.get("tooltip", ""), raw.name) or None,
            line=line,
        )

    def _edges(self, clusters: list[Cluster], nodes: dict[int, Node]) -> list[Edge]:
        names = (raw.name for raw in self._graph.clusters)
        named = dict(zip(names, clusters, strict=True))
        return [
            self._edge(raw, nodes[raw.tail], nodes[raw.head], named)
            for raw in sorted(self._graph.edges, key=lambda raw: self._line(raw) or 0)
            if raw.tail in nodes and raw.head in nodes
        ]

    def _edge(self, raw: RawEdge, tail: Node, head: Node, named: dict[str, Cluster]) -> Edge:
        attrs = raw.attrs
        start = named.get(attrs.get("ltail", ""), tail).id
        end = named.get(attrs.get("lhead", ""), head).id
        names = [self._graph.nodes[i].name for i in (raw.tail, raw.head)]
        name = ("->" if self._graph.directed else "--").join(names)
        line = self._line(raw)
        arrows = attrs.get("dir", "forward" if self._graph.directed else "none")
        return Edge(
            id=self._ids.edge(start, end),
            tail=start,
            head=end,
            via=(tail.id, head.id),
            label=self._text(attrs.get("label") or attrs.get("xlabel", ""), name, *names),
            layers=self._chosen(attrs, (), line),
            arrows=arrows if arrows in _ARROWS else "forward",
            invisible=invisible(attrs),
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

    def _icon(self, attrs: Attrs, label: str, line: int | None) -> str | None:
        name = attrs.get("image") or image(attrs.get("label", ""))
        if not name:
            return None
        path = self._origin.folder / name
        if not path.is_file():
            wrong = "is missing"
        elif not any(path.resolve().is_relative_to(root) for root in self._origin.roots):
            wrong = "lies outside the workspace"
        else:
            return str(path)
        self._warn(f"The icon {name} of “{' '.join(label.split())}” {wrong}.", line)
        return None

    def _line(self, raw: RawNode | RawCluster | RawEdge) -> int | None:
        marked = raw.attrs.get("acetate_line", "")
        if marked.isdigit():
            return int(marked)
        return None if isinstance(raw, RawEdge) else self._lines.get(raw.name)

    def _warn(self, message: str, line: int | None) -> None:
        self._problems[problem.warning(message, self._origin.file, line)] = None


def _size(attrs: Attrs) -> tuple[float, float] | None:
    """Of a slab: a box of fixed width. `diagrams` gives every node a width, so what comes from
    a script must have said its own."""
    if attrs.get("shape", "ellipse") not in _BOXES or attrs.get("fixedsize") != "true":
        return None
    if "width" not in attrs or ("acetate_kind" in attrs and "acetate_sized" not in attrs):
        return None
    try:
        width, height = float(attrs["width"]), float(attrs.get("height", "0.5"))
    except ValueError:
        return None
    if 0 < width <= _LARGEST and 0 < height <= _LARGEST:
        return width * 72, height * 72
    return None


def _url(attrs: Attrs) -> str | None:
    return attrs.get("URL") or attrs.get("href")
