"""A diagram as DOT: what of it shows, with its layers, links and colours. No Qt."""

from __future__ import annotations

from collections.abc import Iterator

from app.exporters.exporter import Encoded, PictureJob
from app.exporters.graph_attributes import (
    LayerNames,
    listed,
    of_cluster,
    of_edge,
    of_node,
    quoted,
    text,
)
from app.exporters.shown_graph import ShownGraph, shown_graph
from app.model.diagram import Edge, Node
from app.model.ids import ElementId

_DEEPEST = 32  # steps by which a line is set in


def encode(job: PictureJob) -> Encoded:
    """UTF-8 text that any Graphviz reads."""
    graph = shown_graph(job)
    return Encoded(("\n".join(_DotWriter(graph).lines()) + "\n").encode())


class _DotWriter:
    """Nodes are called `n1`, `n2`, …: names of one's own could meet DOT's words and ports."""

    def __init__(self, graph: ShownGraph) -> None:
        self._graph = graph
        self._layers = LayerNames(graph.diagram.layers)
        self._names = {node.id: f"n{n}" for n, node in enumerate(graph.nodes, 1)}
        self._clusters = {c.id: f"cluster_{n}" for n, c in enumerate(graph.clusters, 1)}
        self._invented: dict[ElementId, str] = {}  # in clusters that hold nothing, for their edges

    def lines(self) -> Iterator[str]:
        diagram = self._graph.diagram
        edges = list(self._edges())
        yield f"digraph {quoted(diagram.title or diagram.filename or 'diagram')} {{"
        said = {"rankdir": diagram.direction, "compound": "true", **self._layers.of_graph}
        if diagram.title:
            said["label"], said["labelloc"] = text(diagram.title), "t"
        yield f"  graph [{listed(said)}]"
        yield from self._inside()
        yield from (f"  {edge}" for edge in edges)
        yield "}"

    def _inside(self) -> Iterator[str]:
        for one, depth in self._graph.nested():
            at, inner = ("  " * min(deep, _DEEPEST) for deep in (depth + 1, depth + 2))
            if one is None:
                yield f"{at}}}"
            elif isinstance(one, Node):
                yield f"{at}{self._names[one.id]} [{listed(of_node(one, self._layers))}]"
            else:
                yield f"{at}subgraph {self._clusters[one.id]} {{"
                yield f"{inner}graph [{listed(of_cluster(one, self._layers))}]"
                if one.id in self._invented:
                    yield f'{inner}{self._invented[one.id]} [style=invis shape=point label=""]'

    def _edges(self) -> Iterator[str]:
        for edge in self._graph.edges:
            ends = [self._end(edge, n) for n in (0, 1)]
            if None in ends:
                continue
            said = of_edge(edge, self._layers)
            for name, end in (("ltail", edge.tail), ("lhead", edge.head)):
                if end in self._clusters:
                    said[name] = self._clusters[end]
            known = [end for end in ends if end is not None]
            yield f"{' -> '.join(known)} [{listed(said)}]"

    def _end(self, edge: Edge, number: int) -> str | None:
        id, port = (edge.tail, edge.tail_port) if number == 0 else (edge.head, edge.head_port)
        if id in self._names:
            name = self._names[id]
            return name + "".join(f":{quoted(part)}" for part in port.split(":") if part)
        if id not in self._clusters:
            return None
        via = edge.via[number]
        if via in self._names and self._holds(id, via):
            return self._names[via]
        inside = next((n.id for n in self._graph.nodes if self._holds(id, n.id)), None)
        if inside is not None:
            return self._names[inside]
        return self._invented.setdefault(id, f"in_{self._clusters[id]}")

    def _holds(self, cluster: ElementId, node: ElementId) -> bool:
        return cluster in self._graph.diagram.index.around(node)
