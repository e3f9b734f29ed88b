"""Clusters take in the lines of what they hold: one that runs outside the cluster that holds both its ends
runs inside it when the border is moved out, where nothing else stands or runs there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, floor

from app.layout.geometry import runs_through
from app.layout.grid import PITCH
from app.layout.routed import RoutedDiagram, moved
from app.model.diagram import Diagram
from app.model.diagram_layout import ClusterPlace, EdgePlace
from app.model.geometry import Box, bounding_box, union
from app.model.ids import ElementId

AIR = 8.0  # pt from a line to the border that is moved out
NESTED = 10.0  # pt from that to the next border out
OUT = 0.5  # pt that a line may lie outside its cluster


def leaving(
    diagram: Diagram, clusters: dict[ElementId, Box], edges: dict[ElementId, EdgePlace]
) -> Iterator[tuple[ElementId, ElementId]]:
    """The edges that run outside the innermost cluster that holds both their ends, with that."""
    for edge in diagram.edges:
        place = edges.get(edge.id)
        if place is None or edge.tail == edge.head:
            continue
        around = set(diagram.index.around(edge.tail))
        home = next((c for c in diagram.index.around(edge.head) if c in around), None)
        if home is not None and home not in (edge.tail, edge.head):
            way = bounding_box(place.points)
            if not clusters[home].inflated(OUT).holds(way):
                yield edge.id, home


def embraced(diagram: Diagram, routed: RoutedDiagram) -> RoutedDiagram:
    """The same picture, its clusters round the lines of what they hold where that can be."""
    boxes = {id: place.box for id, place in routed.clusters.items()}
    for edge, home in leaving(diagram, boxes, routed.edges):
        way = routed.edges[edge].box
        grown = _Growing(diagram, routed, dict(boxes)).grown(home, way)
        boxes = grown or boxes
    clusters = {}
    for id, place in routed.clusters.items():
        clusters[id] = replace(moved(place, boxes[id].x - place.box.x), box=boxes[id])
    return replace(routed, clusters=clusters)


@dataclass(slots=True)
class _Growing:
    diagram: Diagram
    routed: RoutedDiagram
    boxes: dict[ElementId, Box]

    def grown(self, home: ElementId, way: Box) -> dict[ElementId, Box] | None:
        """All boxes once a cluster, and those round it, are large enough; None where something is
        in the way, as its title is above."""
        at: ElementId | None = home
        hold = way.inflated(AIR)
        while at is not None:
            box = self.boxes[at]
            larger = _snapped(box, hold)
            if larger == box:
                break
            if larger.y < box.y or not self._free(at, box, larger):
                return None
            self.boxes[at] = larger
            hold, at = larger.inflated(NESTED), self.diagram.index.parents[at]
        return self.boxes

    def _free(self, id: ElementId, box: Box, larger: Box) -> bool:
        """Whether nothing else stands or runs where a cluster is to grow, nor ends at a border that
        is to be moved."""
        index, routed = self.diagram.index, self.routed
        strips = list(_strips(box, larger))
        own = set(index.inside((id,)))
        around = {id, *index.around(id)}
        title = _title(routed.clusters[id]).moved(larger.x - box.x, 0.0)
        standing = [p.box for n, p in routed.nodes.items() if n not in own]
        standing += [self.boxes[c] for c in self.boxes if c not in own and c not in around]
        standing += [_title(p) for c, p in routed.clusters.items() if c in around and c != id]
        if any(strip.intersects(other) for strip in strips for other in standing):
            return False
        gateways = [routed.nodes[n].icon for n in own if n in routed.nodes]
        if any(not box.holds(icon) and icon.intersects(box) for icon in gateways):
            return False
        for edge in self.diagram.edges:
            place = routed.edges.get(edge.id)
            if place is None:
                continue
            if id in (edge.tail, edge.head) or runs_through(place.points, title):
                return False
            foreign = edge.tail not in own and edge.head not in own
            if foreign and any(runs_through(place.points, strip) for strip in strips):
                return False
        return True


def _title(place: ClusterPlace) -> Box:
    """A cluster's title with its icon."""
    return union((place.icon, place.label_box)) if place.icon.width else place.label_box


def _snapped(box: Box, hold: Box) -> Box:
    """A cluster's box with room for another, its borders halfway between grid lines."""
    x = min(box.x, PITCH * floor((hold.x - PITCH / 2) / PITCH) + PITCH / 2)
    y = min(box.y, PITCH * floor((hold.y - PITCH / 2) / PITCH) + PITCH / 2)
    right = max(box.right, PITCH * ceil((hold.right - PITCH / 2) / PITCH) + PITCH / 2)
    bottom = max(box.bottom, PITCH * ceil((hold.bottom - PITCH / 2) / PITCH) + PITCH / 2)
    return Box(x, y, right - x, bottom - y)


def _strips(box: Box, larger: Box) -> Iterator[Box]:
    """What a larger box, which begins no higher, has more."""
    strips = (
        Box(larger.x, larger.y, box.x - larger.x, larger.height),
        Box(box.right, larger.y, larger.right - box.right, larger.height),
        Box(larger.x, box.bottom, larger.width, larger.bottom - box.bottom),
    )
    return (strip for strip in strips if strip.width > 0 and strip.height > 0)
