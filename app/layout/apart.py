"""Clusters that rounding to the grid has laid over each other, moved apart again: a border gives way where there is
more room between it and what the cluster holds than it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.layout.cells import Cells
from app.layout.grid import PITCH
from app.layout.routed import moved
from app.model.diagram import Diagram
from app.model.diagram_layout import ClusterPlace
from app.model.geometry import Box, union
from app.model.ids import ElementId

AIR = 6.0  # pt between a border and what is inside, at least
_STEPS = 2  # of the grid that a border may give way

Held = Mapping[ElementId, Sequence[Box]]


def apart(
    diagram: Diagram, places: Mapping[ElementId, ClusterPlace], held: Held
) -> dict[ElementId, ClusterPlace]:
    """The places of clusters, those that lie over a sibling beside it, as far as there is room. `held` are the boxes of
    what each holds."""
    found = dict(places)
    ids = [cluster.id for cluster in diagram.clusters]
    parents = {cluster.id: cluster.parent for cluster in diagram.clusters}
    cells = Cells(places[id].box for id in ids)
    for n, id in enumerate(ids):
        for other in (ids[k] for k in cells.near(places[id].box) if k > n):
            if parents[id] == parents[other] and found[id].box.intersects(found[other].box):
                _part(id, other, found, held)
    return found


def _part(
    one: ElementId, other: ElementId, found: dict[ElementId, ClusterPlace], held: Held
) -> None:
    a, b = found[one].box, found[other].box
    across = min(a.right, b.right) - max(a.x, b.x)
    down = min(a.bottom, b.bottom) - max(a.y, b.y)
    if across <= down:
        first, second = (one, other) if a.x <= b.x else (other, one)
        _part_across(first, second, across, found, held)
    else:
        upper = one if a.y <= b.y else other
        place = found[upper]
        by = _steps(down, _inside(upper, place, held).bottom, place.box.bottom)
        found[upper] = replace(place, box=place.box._replace(height=place.box.height - by))


def _part_across(
    left: ElementId,
    right: ElementId,
    over: float,
    found: dict[ElementId, ClusterPlace],
    held: Held,
) -> None:
    """Their borders meet then, or where there is room, leave one line of the grid between them."""
    place = found[left]
    by = _steps(over + PITCH, _inside(left, place, held).right, place.box.right)
    found[left] = replace(place, box=place.box._replace(width=place.box.width - by))
    place, rest = found[right], over + PITCH - by
    if rest <= 0:
        return
    title = place.box.right - place.label_box.right - AIR
    room = min(_inside(right, place, held, titled=False).x - place.box.x - AIR, title)
    by = min(_whole(rest), _whole(room, down=True))
    if by <= 0:
        return
    box = place.box._replace(x=place.box.x + by, width=place.box.width - by)
    found[right] = replace(moved(place, by), box=box)


def _steps(wanted: float, inside: float, border: float) -> float:
    """How far a border at the right or the foot gives way: whole steps of the grid."""
    return max(min(_whole(wanted), _whole(border - AIR - inside, down=True)), 0.0)


def _whole(length: float, *, down: bool = False) -> float:
    steps = length // PITCH if down else -(-length // PITCH)
    return min(steps, _STEPS) * PITCH


def _inside(id: ElementId, place: ClusterPlace, held: Held, titled: bool = True) -> Box:
    """Round what it holds, and its title."""
    boxes = [*held.get(id, ()), *([place.label_box] if titled else [])]
    return union(tuple(boxes)) if boxes else place.label_box
