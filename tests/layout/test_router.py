"""Routes keep to the grid, clear of what is blocked and of each other."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lupa.lua54 import LuaRuntime

from app.layout.geometry import runs_through
from app.layout.grid import TAKEN, RoutingGrid
from app.layout.maze import Maze, load, maze
from app.layout.router import SHAKES, Routing, simplified
from app.layout.shapes import Silhouette
from app.layout.tangle import tangle
from app.layout.terminals import around, bearing
from app.layout.trunks import RouteRequest
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Box, Point
from app.model.ids import ElementId

cells = st.tuples(st.integers(0, 3), st.integers(0, 3))


def _icon(cell: tuple[int, int]) -> Box:
    return Box(cell[0] * 150, cell[1] * 150, 60, 60)


@settings(deadline=None, max_examples=50)
@given(st.lists(cells, min_size=3, max_size=6, unique=True))
def test_routes_touch_their_ends_and_run_through_no_icon(places: list[tuple[int, int]]) -> None:
    icons = [_icon(p) for p in places]
    grid = RoutingGrid(Box(0, 0, 600, 600).inflated(60))
    for icon in icons:
        grid.block(icon)
    pairs = list(pairwise(range(len(icons))))
    requests = [
        RouteRequest(
            ElementId(f"{a}-{b}"),
            around(grid, Silhouette(icons[a]), to=bearing(icons[a], icons[b])),
            around(grid, Silhouette(icons[b]), to=bearing(icons[b], icons[a])),
            frozenset({0}),
            abs(icons[a].x - icons[b].x) + abs(icons[a].y - icons[b].y),
        )
        for a, b in pairs
    ]
    routes = Routing(grid).route(requests)
    assert set(routes) == {w.id for w in requests}
    for a, b in pairs:
        route = routes[ElementId(f"{a}-{b}")]
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
    grid = RoutingGrid(Box(0, 0, 200, 60).inflated(20))
    one, other = Box(0, 0, 60, 60), Box(140, 0, 60, 60)
    grid.block(one)
    grid.block(other)
    grid.block(Box(90, -100, 20, 300))
    request = RouteRequest(
        ElementId("e"),
        around(grid, Silhouette(one)),
        around(grid, Silhouette(other)),
        frozenset({0}),
        140,
    )
    assert Routing(grid).route([request]) == {}


def test_points_on_a_straight_line_go() -> None:
    line = [Point(0, 0), Point(10, 0), Point(10, 0), Point(20, 0), Point(20, 30)]
    assert simplified(line) == (Point(0, 0), Point(20, 0), Point(20, 30))


def _hub(
    spokes: int, box: Box, by: Maze | None = None
) -> tuple[RoutingGrid, list[RouteRequest], list[Box]]:
    """A box with that many edges to and from boxes all round it, every second one coming."""
    grid = RoutingGrid(Box(-400, -400, 800, 800), by)
    ring = range(-300, 301, 600 // (spokes // 4))
    places = [(at, side) for at in ring for side in (-340, 340)]
    places += [(side, at) for at in ring for side in (-340, 340)]
    boxes = [Box(x - 10, y - 10, 20, 20) for x, y in places[:spokes]]
    for taken in (box, *boxes):
        grid.block(taken)
    requests = []
    for i, other in enumerate(boxes):
        ways = (
            around(grid, Silhouette(box), to=bearing(box, other)),
            around(grid, Silhouette(other), to=bearing(other, box)),
        )
        ends = (ElementId("hub"), ElementId(f"n{i}"))
        if i % 2:
            ways, ends = ways[::-1], ends[::-1]
        requests.append(RouteRequest(ElementId(f"e{i}"), *ways, frozenset({0}), 600.0, ends))
    return grid, requests, boxes


@pytest.mark.parametrize("spokes", [24, 40])
@pytest.mark.parametrize("box", [Box(-30, -30, 60, 60), Box(-3, -3, 6, 6), Box(0, 0, 0, 0)])
def test_a_box_takes_more_edges_than_it_has_ways_in(spokes: int, box: Box) -> None:
    grid, requests, boxes = _hub(spokes, box)
    routes = Routing(grid).route(requests)
    assert set(routes) == {w.id for w in requests}
    assert len(set(routes.values())) == spokes
    for i, other in enumerate(boxes):
        route = routes[ElementId(f"e{i}")][:: -1 if i % 2 else 1]
        assert box.distance_to(*route[0]) == other.distance_to(*route[-1]) == 0
        assert not any(runs_through(route, b) for b in boxes)
    leave = {routes[ElementId(f"e{i}")][0] for i in range(0, spokes, 2)}
    come = {routes[ElementId(f"e{i}")][-1] for i in range(1, spokes, 2)}
    assert not leave & come or not box.width  # a way in is no way out


def test_routes_are_the_same_where_nothing_compiles_the_search() -> None:
    box = Box(-30, -30, 60, 60)
    found = [
        Routing(grid).route(requests)
        for grid, requests, _ in (_hub(40, box, by) for by in (maze(), load(LuaRuntime)))
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("runtime", [None, LuaRuntime])
def test_routes_go_on_from_a_bookmark_as_if_nothing_had_been_routed_since(
    runtime: type[LuaRuntime] | None,
) -> None:
    box, by = Box(-30, -30, 60, 60), maze() if runtime is None else load(runtime)
    grid, requests, _ = _hub(24, box, by)
    at_once = Routing(grid).route(requests)
    grid, requests, _ = _hub(24, box, by)
    routing = Routing(grid, shakes=0)
    routing.route(requests)
    back = routing.bookmark()
    for request in requests[::-1]:
        routing.again(request, lambda _: True)
    back()
    assert routing.further(SHAKES) == at_once


def test_edges_that_join_come_in_together() -> None:
    grid, requests, _ = _hub(24, Box(-30, -30, 60, 60))
    routes = Routing(grid).route(replace(w, joins=("out", "in")) for w in requests)
    assert set(routes) == {w.id for w in requests}
    assert len({routes[ElementId(f"e{i}")][0] for i in range(0, 24, 2)}) == 1
    assert len({routes[ElementId(f"e{i}")][-1] for i in range(1, 24, 2)}) == 1


def test_two_edges_are_put_in_the_order_that_crosses_less() -> None:
    grid = RoutingGrid(Box(0, 0, 400, 300))
    boxes = [Box(20, 40, 40, 40), Box(20, 200, 40, 40), Box(320, 200, 40, 40), Box(320, 40, 40, 40)]
    for box in boxes:
        grid.block(box)
    a, b, c, d = boxes
    pairs = {"near": (a, d), "far": (b, c), "down": (a, c)}
    requests = [
        RouteRequest(
            ElementId(id),
            around(grid, Silhouette(x), "lr", bearing(x, y)),
            around(grid, Silhouette(y), "lr", bearing(y, x)),
            frozenset({0}),
            300.0,
        )
        for id, (x, y) in pairs.items()
    ]
    routes = Routing(grid).route(requests)
    assert tangle(EdgePlace(r) for r in routes.values()).crossings == 0


def test_a_search_that_may_look_no_further_finds_nothing() -> None:
    grid, requests, _ = _hub(8, Box(-30, -30, 60, 60))
    assert Routing(grid, most=0).route(requests) == {}


def test_charges_that_are_taken_back_leave_every_price_as_it_was() -> None:
    grid, other = (RoutingGrid(Box(0, 0, 200, 100)) for _ in "ab")
    boxes = [Box(20, 20, 60, 30), Box(40, 0, 20, 90)]
    states = [2 * grid.vertex(x, y) + way for x in (30, 50) for y in (30, 70) for way in (0, 1)]

    def blocked(of: RoutingGrid) -> list[bool]:
        return [not of.free(state) for state in states]

    free = blocked(grid)
    charges = grid.charges([(boxes[0], (0, 1), TAKEN), (boxes[1], (1,), TAKEN)])
    grid.charge_all(charges, 1)
    for box, way in ((boxes[0], 0), (boxes[0], 1), (boxes[1], 1)):
        other.charge(box, way, TAKEN)
    assert blocked(grid) == blocked(other) != free
    grid.charge_all(charges, -1)
    assert blocked(grid) == free
