"""A line with right angles round the two shapes that it joins, where no straight way leads from one to the other."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import NamedTuple

from app.model.geometry import Box, Point

STUB = 20.0  # pt that an edge runs straight from a shape before it turns
_CORNER = 10_000.0  # pt of a way that a corner is worth
_ASIDE = 1.0  # what a stretch costs that runs along a shape rather than in the middle between both
_BEFORE = 1.1  # likewise, above or to the left of it
_NEAR = 0.5  # pt, a distance that is as good as the one before
_CLOSE = 2.5 * _CORNER  # what it costs to run nearer to a shape than lines leave it


class WayOut(NamedTuple):
    """A point at the border of a shape, and the direction away from it: (1, 0) to the right."""

    at: Point
    dx: int
    dy: int


def way_round(start: WayOut, finish: WayOut, a: Box, b: Box) -> list[Point]:
    """The way from `a` to `b` with the fewest corners, of these the shortest, and best in the middle between both."""
    one, other = (
        Point(end.at.x + end.dx * STUB, end.at.y + end.dy * STUB) for end in (start, finish)
    )
    columns = _lines((one.x, other.x), (a.x, a.right), (b.x, b.right))
    rows = _lines((one.y, other.y), (a.y, a.bottom), (b.y, b.bottom))
    found = _search(_Crossings(columns, rows, (a, b)), one, other, start, finish)
    return [start.at, *found, finish.at]


def _lines(
    own: tuple[float, float], a: tuple[float, float], b: tuple[float, float]
) -> dict[float, float]:
    """Where stretches may run, with what that costs."""
    costs = dict.fromkeys((a[0] - STUB, b[0] - STUB), _BEFORE)
    costs |= dict.fromkeys((a[1] + STUB, b[1] + STUB), _ASIDE)
    costs |= {at: costs.get(at, _ASIDE) for at in own}
    low, high = min(a[1], b[1]), max(a[0], b[0])
    if low < high:
        costs[(low + high) / 2] = 0.0
    return dict(sorted(costs.items()))


class _Crossings(NamedTuple):
    columns: dict[float, float]
    rows: dict[float, float]
    shapes: tuple[Box, Box]

    def price(self, here: Point, there: Point) -> float | None:
        """What a stretch costs that comes near to a shape; None for one that leads through it."""
        found = 0.0
        left, right = sorted((here.x, there.x))
        top, bottom = sorted((here.y, there.y))
        for box in self.shapes:
            across = min(right - box.x, box.right - left)
            down = min(bottom - box.y, box.bottom - top)
            if across > 0 and down > 0:
                return None
            if min(across, down) > _NEAR - STUB and (box.width or box.height):
                found += _CLOSE
        return found


def _search(
    grid: _Crossings, one: Point, other: Point, start: WayOut, finish: WayOut
) -> list[Point]:
    """From one crossing to the next, the cheapest first."""
    columns, rows = list(grid.columns), list(grid.rows)
    begin = columns.index(one.x), rows.index(one.y), bool(start.dx)
    waiting = [(0.0, begin)]
    costs, before = {begin: 0.0}, dict[tuple[int, int, bool], tuple[int, int, bool]]()
    while waiting:
        cost, at = heappop(waiting)
        column, row, level = at
        here = Point(columns[column], rows[row])
        if here == other and level == bool(finish.dx):
            break
        if cost > costs[at]:
            continue
        for dc, dr in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            c, r = column + dc, row + dr
            if not (0 <= c < len(columns) and 0 <= r < len(rows)):
                continue
            there, turns = Point(columns[c], rows[r]), bool(dc) != level
            back = at == begin and (dc, dr) == (-start.dx, -start.dy)
            back = back or (there == other and (dc, dr) == (finish.dx, finish.dy))
            price = None if back else grid.price(here, there)
            if price is None:
                continue
            aside = grid.rows[here.y] if dc else grid.columns[here.x]
            more = price + abs(there.x - here.x) + abs(there.y - here.y)
            more += (_CORNER + aside) if turns else 0.0
            then = c, r, bool(dc)
            if cost + more < costs.get(then, float("inf")):
                costs[then], before[then] = cost + more, at
                heappush(waiting, (cost + more, then))
        if here == other and (turned := (column, row, bool(finish.dx))) not in costs:
            costs[turned], before[turned] = cost + _CORNER, at
            heappush(waiting, (cost + _CORNER, turned))
    else:
        return [one, Point(one.x, other.y), other]
    way = [other]
    while at in before:
        at = before[at]
        way.append(Point(columns[at[0]], rows[at[1]]))
    return way[::-1]
