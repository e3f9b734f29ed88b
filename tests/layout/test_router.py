"""Routes keep to the grid, clear of what is blocked and of each other."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.layout.geometry import runs_through
from app.layout.grid import Grid
from app.layout.router import Router, Wish, around, simplified
from app.model.geometry import Box, Point

cells = st.tuples(st.integers(0, 3), st.integers(0, 3))


def _icon(cell: tuple[int, int]) -> Box:
    return Box(cell[0] * 150, cell[1] * 150, 60, 60)


@given(st.lists(cells, min_size=3, max_size=6, unique=True))
def test_routes_touch_their_ends_and_run_through_no_icon(places: list[tuple[int, int]]) -> None:
    icons = [_icon(p) for p in places]
    grid = Grid(Box(0, 0, 600, 600).inflated(60))
    for icon in icons:
        grid.block(icon)
    pairs = list(pairwise(range(len(icons))))
    wishes = [
        Wish(
            f"{a}-{b}",
            around(grid, icons[a], "lrtb"),
            around(grid, icons[b], "lrtb"),
            frozenset({0}),
            abs(icons[a].x - icons[b].x) + abs(icons[a].y - icons[b].y),
        )
        for a, b in pairs
    ]
    routes = Router(grid).route(wishes)
    assert set(routes) == {w.id for w in wishes}
    for a, b in pairs:
        route = routes[f"{a}-{b}"]
        assert icons[a].distance_to(*route[0]) == 0
        assert icons[b].distance_to(*route[-1]) == 0
        assert all(p.x == q.x or p.y == q.y for p, q in pairwise(route))
        assert not any(runs_through(route, icon) for icon in icons)
    for one, other in combinations(routes.values(), 2):
        assert not _share_a_stretch(one, other)


def _share_a_stretch(one: tuple[Point, ...], other: tuple[Point, ...]) -> bool:
    def stretches(route: tuple[Point, ...]) -> set[tuple[float, float, bool]]:
        found = set()
        for a, b in pairwise(route):
            steps = int(max(abs(b.x - a.x), abs(b.y - a.y)) // 10)
            for k in range(steps):
                t = (k + 0.5) / steps
                found.add((a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, a.y == b.y))
        return found

    return bool(stretches(one) & stretches(other))


def test_an_edge_without_a_way_is_left_out() -> None:
    grid = Grid(Box(0, 0, 200, 60).inflated(20))
    one, other = Box(0, 0, 60, 60), Box(140, 0, 60, 60)
    grid.block(one)
    grid.block(other)
    grid.block(Box(90, -100, 20, 300))
    wish = Wish("e", around(grid, one, "lrtb"), around(grid, other, "lrtb"), frozenset({0}), 140)
    assert Router(grid).route([wish]) == {}


def test_points_on_a_straight_line_go() -> None:
    line = [Point(0, 0), Point(10, 0), Point(10, 0), Point(20, 0), Point(20, 30)]
    assert simplified(line) == (Point(0, 0), Point(20, 0), Point(20, 30))
