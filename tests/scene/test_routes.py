"""Lines, arrowheads and dashes."""

from __future__ import annotations

from math import dist, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.geometry import at
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Point
from app.scene.items import PathData
from app.scene.path_length import path_length
from app.scene.routes import HEAD, dashes, route

BENT = EdgePlace((Point(0, 0), Point(50, 0), Point(50, 40), Point(120, 40)))
CURVED = EdgePlace((Point(0, 0), Point(40, 0), Point(60, 80), Point(120, 80)), curved=True)


@pytest.mark.parametrize("place", [BENT, CURVED])
def test_the_tip_is_at_the_end_and_the_line_stops_inside_the_head(place: EdgePlace) -> None:
    found = route(place, "forward")
    (head,) = found.heads
    assert head.verbs == "MLLZ"
    assert head.points[0] == place.points[-1]
    assert HEAD - 1.5 < dist(head.points[0], found.line.points[-1]) < HEAD
    assert found.line.points[0] == place.points[0]


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
    heads = route(BENT, arrows).heads
    assert [head.points[0] for head in heads] == tips


def test_corners_are_round_and_stay_inside_the_bend() -> None:
    line = route(BENT, "none").line
    assert line.verbs == "MLCLCL"
    first = line.points[1:5]
    assert (first[0], first[3]) == ((44, 0), (50, 6))
    assert 1 < dist(at([Point(*p) for p in first], 0.5), (50, 0)) < 6
    assert all(0 <= x <= 120 and 0 <= y <= 40 for x, y in line.points)


@pytest.mark.parametrize("length", [0.0, 0.5, 3.0, 9.0])
def test_a_very_short_edge_keeps_a_line(length: float) -> None:
    found = route(EdgePlace((Point(5, 5), Point(5 + length, 5))), "both")
    assert all(5 <= x <= 5 + length for head in found.heads for x, _ in head.points)


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
