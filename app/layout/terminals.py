"""Where a route may leave or enter what it joins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple

from app.layout.grid import PITCH, RoutingGrid
from app.layout.shapes import Silhouette
from app.model.geometry import Box, Point

OFF_CENTRE = 1.1  # a pitch away from the middle of a side
FAR = 30.0  # a side that looks away from the other end
UNDER = 30.0  # the label under an icon, not the icon itself
PLUMB = 8.0  # the same, where a straight line leads down to the other end
CORNER = 9.0  # pt that stay free at a side's ends
TEXT_AIR = 3.0  # pt round a text where no route runs, but to end there
SIDES = "lrtb"


class Terminal(NamedTuple):
    """One way to leave or enter a component: the grid vertex just off its border, the point
    on the border, the orientation (0 horizontal, 1 vertical), what it costs, and vertex and orientation
    as the search counts them."""

    vertex: int
    border: Point
    orientation: int
    cost: float
    state: int


@dataclass(frozen=True, slots=True)
class Bearing:
    """Where a route leads, as far as its ways out hang on it: which `sides` look away from there, and
    whether a straight line leads down to it (`plumb`)."""

    away: str = ""
    plumb: bool = False


NOWHERE = Bearing()


def bearing(box: Box, to: Box) -> Bearing:
    """Of a route from one box to another."""
    away = "l" if to.x >= box.right else ""
    away += "r" if to.right <= box.x else ""
    away += "t" if to.y >= box.bottom else ""
    away += "b" if to.bottom <= box.y else ""
    beneath = box.x + CORNER < to.right and to.x < box.right - CORNER
    return Bearing(away, to.y >= box.bottom and beneath)


class WayIn(NamedTuple):
    """A terminal that nobody has priced yet: on which side it is, and at which x or y."""

    side: str
    at: float
    vertex: int
    border: Point


def around(
    grid: RoutingGrid,
    seen: Silhouette,
    sides: str = SIDES,
    to: Bearing = NOWHERE,
    *,
    inside: bool = False,
    lean: tuple[float, float] = (0.0, 0.0),
) -> list[Terminal]:
    """Ways into what is seen of something, `priced`."""
    return priced(list(ways(grid, seen, sides, inside=inside)), seen, to, lean)


def ways(grid: RoutingGrid, seen: Silhouette, sides: str, *, inside: bool) -> Iterator[WayIn]:
    """Ways into what is seen of something on some sides of its box (`l`, `r`, `t`, `b`), one at each
    grid line and at least one. `inside`: they lead into the box's inside."""
    box = seen.box
    cx, cy = box.center
    for side in sides:
        flat = side in "lr"
        for at in _lines(*((box.y, box.bottom, cy) if flat else (box.x, box.right, cx))):
            border = seen.met(side, at)
            edge = {"l": box.x, "r": box.right, "t": box.y, "b": box.bottom}[side]
            if side == "b" and border.y > edge:
                edge = border.y + TEXT_AIR
            line = _beyond(edge, up=(side in "rb") is not inside)
            yield WayIn(side, at, grid.vertex(line, at) if flat else grid.vertex(at, line), border)


def priced(
    found: Sequence[WayIn],
    seen: Silhouette,
    to: Bearing = NOWHERE,
    lean: tuple[float, float] = (0.0, 0.0),
) -> list[Terminal]:
    """What each costs: the middle of a side least, or what is `lean` (x, y) pt from it. `to` is where
    the route leads: sides that look away from there are dear."""
    cx, cy = seen.box.center
    best_x, best_y = cx + lean[0], cy + lean[1]
    far = {side: FAR if side in to.away else 0.0 for side in SIDES}
    if seen.foot is not None:
        far["b"] += PLUMB if to.plumb else UNDER
    terminals = []
    for side, at, vertex, border in found:
        steep = side in "tb"
        cost = far[side] + abs(at - (best_x if steep else best_y)) / PITCH * OFF_CENTRE
        terminals.append(Terminal(vertex, border, int(steep), cost, 2 * vertex + steep))
    return terminals


def _beyond(edge: float, up: bool) -> float:
    """The next grid line past a border."""
    steps = edge / PITCH
    return PITCH * (floor(steps + 1e-6) + 1 if up else ceil(steps - 1e-6) - 1)


def _lines(low: float, high: float, middle: float) -> Iterator[float]:
    """The grid lines that meet a side off its corners; its middle where there is none."""
    first, last = ceil((low + CORNER) / PITCH), floor((high - CORNER) / PITCH)
    if first > last:
        yield middle
    for k in range(first, last + 1):
        yield k * PITCH
