"""What stands in a picture once its lines are drawn, before it is moved to the sheet's corner."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from app.model.diagram_layout import ClusterPlace, EdgePlace, NodePlace
from app.model.geometry import Point
from app.model.ids import ElementId


@dataclass(frozen=True, slots=True)
class RoutedDiagram:
    """What stands in a picture, and its lines; `routers` tells how many of them each router has drawn."""

    nodes: dict[ElementId, NodePlace]
    clusters: dict[ElementId, ClusterPlace]
    edges: dict[ElementId, EdgePlace]
    routers: dict[str, int] = field(default_factory=dict)

    @property
    def right_angled(self) -> bool:
        """Whether all its lines are."""
        return all(map(_right_angled, self.edges.values()))


def _right_angled(place: EdgePlace) -> bool:
    pairs = pairwise(place.points)
    return not place.curved and all(a.x == b.x or a.y == b.y for a, b in pairs)


def turned(routed: RoutedDiagram) -> RoutedDiagram:
    """Width and height exchanged."""
    return RoutedDiagram(
        {
            id: replace(p, box=p.box.turned(), icon=p.icon.turned(), label_box=p.label_box.turned())
            for id, p in routed.nodes.items()
        },
        {
            id: replace(p, box=p.box.turned(), icon=p.icon.turned(), label_box=p.label_box.turned())
            for id, p in routed.clusters.items()
        },
        {
            id: replace(
                p,
                points=tuple(Point(y, x) for x, y in p.points),
                label_box=p.label_box and p.label_box.turned(),
                more=tuple(replace(label, box=label.box.turned()) for label in p.more),
            )
            for id, p in routed.edges.items()
        },
        routed.routers,
    )
