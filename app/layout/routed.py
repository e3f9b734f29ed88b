"""What stands in a picture once its lines are drawn, before it is moved to the sheet's corner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeVar

from app.model.diagram_layout import ClusterPlace, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import ElementId

Standing = TypeVar("Standing", NodePlace, ClusterPlace)


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


def moved(place: Standing, right: float, down: float = 0.0) -> Standing:
    """A node or a cluster with its icon and its label, so many pt further."""
    return _put(place, lambda box: box.moved(right, down))


def _put(place: Standing, to: Callable[[Box], Box]) -> Standing:
    return replace(place, box=to(place.box), icon=to(place.icon), label_box=to(place.label_box))


def turned(routed: RoutedDiagram) -> RoutedDiagram:
    """Width and height exchanged."""
    return RoutedDiagram(
        {id: _put(place, Box.turned) for id, place in routed.nodes.items()},
        {id: _put(place, Box.turned) for id, place in routed.clusters.items()},
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
