"""Lines, arrowheads and dashes."""

from __future__ import annotations

from math import dist, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.geometry import at
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Point
from app.model.style import HEADS
from app.scene.heads import HEAD
from app.scene.items import PathData
from app.scene.path_length import path_length
from app.scene.routes import Strand, dashes, line, route, tapered

BENT = EdgePlace((Point(0, 0), Point(50, 0), Point(50, 40), Point(120, 40)))
CURVED = EdgePlace((Point(0, 0), Point(40, 0), Point(60, 80), Point(120, 80)), curved=True)


@pytest.mark.parametrize("place", [BENT, CURVED])
def test_the_tip_is_at_the_end_and_the_line_stops_inside_the_head(place: EdgePlace) -> None:
    found = route(place)
    (head,) = (part.data for part in found.heads)
    way = line(found).round
    assert head.verbs == "MLLZ"
    assert head.points[0] == place.points[-1]
    assert HEAD - 1.5 < dist(head.points[0], way.points[-1]) < HEAD
    assert way.points[0] == place.points[0]


@pytest.mark.parametrize(
    ("arrows", "tips"),
    [
        ("none", []),
        ("forward", [(120, 40)]),
        ("back", [(0, 0)]),
        ("both", [(120, 40), (0, 0)]),
    ],
)
def test_heads_are_where_the_arrows_say(arrows: str, tips: list[tuple[float, float]]) -> None:
    heads = route(BENT, HEADS[arrows]).heads
    assert [head.data.points[0] for head in heads] == tips


def test_corners_are_round_and_stay_inside_the_bend() -> None:
    way = line(route(BENT, HEADS["none"])).round
    assert way.verbs == "MLCLCL"
    first = way.points[1:5]
    assert (first[0], first[3]) == ((44, 0), (50, 6))
    assert 1 < dist(at([Point(*p) for p in first], 0.5), (50, 0)) < 6
    assert all(0 <= x <= 120 and 0 <= y <= 40 for x, y in way.points)


@pytest.mark.parametrize("length", [0.0, 0.5, 3.0, 9.0])
def test_a_very_short_edge_keeps_a_line(length: float) -> None:
    found = route(EdgePlace((Point(5, 5), Point(5 + length, 5))), HEADS["both"])
    assert all(5 <= x <= 5 + length for head in found.heads for x, _ in head.data.points)


@pytest.mark.parametrize("place", [BENT, CURVED])
def test_lines_beside_each_other_stay_apart(place: EdgePlace) -> None:
    way = route(place, HEADS["none"])
    left, right = (line(way, Strand(aside=aside)).straight.points for aside in (-2, 2))
    assert len(left) == len(right) == len(way.points)
    for a, b, middle in zip(left, right, way.points, strict=True):
        assert 4 - 1e-6 < dist(a, b) < 10
        assert dist(a, middle) == pytest.approx(dist(b, middle))


def test_lines_after_each_other_make_up_the_way() -> None:
    way = route(BENT, HEADS["none"])
    first, second = line(way, Strand(end=0.25)), line(way, Strand(start=0.25))
    assert first.straight.points == ((0, 0), (40, 0))
    assert second.straight.points == ((40, 0), (50, 0), (50, 40), (120, 40))


def test_a_line_can_grow_thinner() -> None:
    outline = tapered(route(EdgePlace((Point(0, 0), Point(90, 0))), HEADS["none"]), 6, 2)
    assert outline.verbs == "MLLLZ"
    assert outline.points == ((0, 3), (90, 1), (90, -1), (0, -3))


def test_a_thick_lines_head_is_larger_where_there_is_room() -> None:
    straight = EdgePlace((Point(0, 0), Point(200, 0)))
    bent = EdgePlace((Point(0, 0), Point(200, 0), Point(200, 10)))
    assert _high(straight, 3.0) == pytest.approx(3 * _high(straight, 1.0))
    assert _high(bent, 3.0) < 1.5 * _high(straight, 1.0)


def _high(place: EdgePlace, scale: float) -> float:
    (head,) = route(place, HEADS["forward"], scale).heads
    return dist(*head.data.points[1:])


def test_a_path_is_as_long_as_its_lines_and_curves() -> None:
    kappa = 0.5522847498
    quarter = (Point(10, 0), Point(10, 10 * kappa), Point(10 * kappa, 10), Point(0, 10))
    path = PathData("MLC", (Point(10, -5), *quarter))
    assert path_length(path) == pytest.approx(5 + 5 * pi, abs=0.05)
    assert path_length(PathData("MLLZ", (Point(0, 0), Point(3, 0), Point(3, 4)))) == 12


def test_an_edge_has_a_way() -> None:
    with pytest.raises(ValueError, match="without a way"):
        EdgePlace((Point(5, 5),))


@given(
    pattern=st.sampled_from([(5, 3), (6, 3, 1, 3), (1.2, 2.4), (9, 4)]),
    width=st.floats(0.5, 4),
    length=st.floats(0.1, 3000),
)
def test_dashes_begin_and_end_the_line(
    pattern: tuple[float, ...], width: float, length: float
) -> None:
    found = dashes(pattern, width, length)
    if not found:
        assert length < (sum(pattern) + pattern[0]) * width
        return
    period, first = sum(found) * width, found[0] * width
    rest = (length - first) % period
    assert min(rest, period - rest) < 1e-3
    assert 0.6 < found[0] / pattern[0] < 1.7


def test_a_solid_line_stays_solid() -> None:
    assert dashes((), 1.5, 100) == ()
