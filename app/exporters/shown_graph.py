"""What of a diagram shows, as a graph that other programs are told of. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from app.exporters.exporter import PictureJob, PictureShown
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import ElementId
from app.model.workspace import Workspace
from app.scene.appearance import shown as shown_in


@dataclass(frozen=True)  # without slots: what is looked up is found once
class ShownGraph:
    """The elements of a diagram that show, clusters before what they hold. `within` says what stands in each cluster,
    and by None in none."""

    diagram: Diagram
    nodes: tuple[Node, ...]
    clusters: tuple[Cluster, ...]
    edges: tuple[Edge, ...]
    within: dict[ElementId | None, list[Node | Cluster]]

    def nested(self) -> Iterator[tuple[Node | Cluster | None, int]]:
        """What stands in what: each cluster before what it holds, None behind that, with the number of clusters round it. By hand,
        without recursion: they may stand in each other a thousand times."""
        waiting: list[tuple[Node | Cluster | None, int]] = [
            (one, 0) for one in reversed(self.within[None])
        ]
        while waiting:
            one, depth = waiting.pop()
            yield one, depth
            if isinstance(one, Cluster):
                waiting.append((None, depth))
                waiting += [(held, depth + 1) for held in reversed(self.within[one.id])]

    @cached_property
    def node_ids(self) -> frozenset[ElementId]:
        """Of its nodes."""
        return frozenset(node.id for node in self.nodes)


def shown_graph(job: PictureJob) -> ShownGraph:
    """Of the only picture of the job."""
    return shown_graph_of(job.only, job.workspace)


def shown_graph_of(shown: PictureShown, workspace: Workspace) -> ShownGraph:
    """Of a picture: invisible edges, which shape a layout, are none."""
    diagram = shown.layout.diagram
    seen = shown_in(diagram, shown.state, workspace.tour(shown.state.tour))
    clusters = tuple(c for c in diagram.clusters if c.id in seen.clusters)
    nodes = tuple(n for n in diagram.nodes if n.id in seen.nodes)
    edges = tuple(e for e in diagram.edges if e.id in seen.edges and not e.invisible)
    within: dict[ElementId | None, list[Node | Cluster]] = {None: []}
    within |= {cluster.id: [] for cluster in clusters}
    for cluster in clusters:
        within.get(cluster.parent, within[None]).append(cluster)
    for node in nodes:
        within.get(node.cluster, within[None]).append(node)
    return ShownGraph(diagram, nodes, clusters, edges, within)
