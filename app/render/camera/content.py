"""What of a diagram shows, as the camera needs it: boxes, lines and names by id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.layout.geometry import polyline
from app.model.diagram import Edge
from app.model.diagram_layout import ClusterPlace, DiagramLayout
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId
from app.scene.appearance import DIMMED, Appearance


@dataclass(frozen=True, slots=True)
class VisibleEdge:
    """An edge that shows: its points, the box round them and its label's."""

    edge: Edge
    points: tuple[Point, ...]
    bounds: Box
    label: Box | None
    bright: bool


@dataclass(frozen=True, slots=True)
class VisibleContent:
    """`names` are the first lines of labels. `clusters` stand outermost first. `bright` are components that are not dimmed. `around` are
    the clusters that show round each component, innermost first."""

    layout: DiagramLayout
    appearance: Appearance
    nodes: dict[ElementId, Box]
    clusters: dict[ElementId, ClusterPlace]
    lines: tuple[VisibleEdge, ...]
    bright: frozenset[ElementId]
    around: dict[ElementId, tuple[ElementId, ...]]
    names: dict[ElementId, str]

    @property
    def whole(self) -> Box:
        """All of the diagram, in pt."""
        return Box(0.0, 0.0, self.layout.width, self.layout.height)

    def box(self, component: ElementId) -> Box | None:
        """Where a node or cluster that shows stands, with its name."""
        if component in self.clusters:
            return self.clusters[component].box
        return self.nodes.get(component)

    def boxes(self, components: Iterable[ElementId]) -> list[Box]:
        return [box for id in components if (box := self.box(id))]


def content(layout: DiagramLayout, appearance: Appearance) -> VisibleContent:
    """What shows of the layout, with that appearance."""
    shown, opacity, diagram = appearance.shown, appearance.opacity, layout.diagram
    nodes = {id: place.box for id, place in layout.nodes.items() if id in shown.nodes}
    parents = diagram.index.parents
    around: dict[ElementId, tuple[ElementId, ...]] = {}

    def up(component: ElementId) -> tuple[ElementId, ...]:
        if component not in around:
            parent = parents.get(component)
            found = () if parent is None else (parent, *up(parent))
            around[component] = tuple(c for c in found if c in shown.clusters)
        return around[component]

    places = {id: p for id, p in layout.clusters.items() if id in shown.clusters}
    clusters = dict(sorted(places.items(), key=lambda item: len(up(item[0]))))
    for node in nodes:
        up(node)
    lines = []
    for edge in diagram.edges:
        place = layout.edges.get(edge.id)
        if place is None or edge.id not in shown.edges:
            continue
        points = polyline(place)
        bounds = union(Box(*point, 0.0, 0.0) for point in points)
        label = place.label_box if place.lines else None
        lines.append(VisibleEdge(edge, points, bounds, label, opacity.get(edge.id, 0.0) > DIMMED))
    bright = frozenset(id for id in (*nodes, *clusters) if opacity.get(id, 0.0) > DIMMED)
    names = {n.id: n.label.partition("\n")[0].strip() for n in diagram.nodes}
    names |= {c.id: c.label.partition("\n")[0].strip() for c in diagram.clusters}
    return VisibleContent(layout, appearance, nodes, clusters, tuple(lines), bright, around, names)
