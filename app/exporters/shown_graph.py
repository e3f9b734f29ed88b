"""What of a diagram shows, as a graph that other programs are told of. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from app.exporters.exporter import PictureJob
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import ElementId
from app.scene.appearance import shown


@dataclass(frozen=True, slots=True)
class ShownGraph:
    """The elements of a diagram that show, clusters before what they hold. `within` says what stands in each cluster,
    and by None in none."""

    diagram: Diagram
    nodes: tuple[Node, ...]
    clusters: tuple[Cluster, ...]
    edges: tuple[Edge, ...]
    within: dict[ElementId | None, list[Node | Cluster]]


def shown_graph(job: PictureJob) -> ShownGraph:
    """Of the only picture of the job: invisible edges, which shape a layout, are none."""
    picture = job.only
    diagram, workspace = picture.layout.diagram, job.workspace
    seen = shown(diagram, picture.state, workspace.tour(picture.state.tour))
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
