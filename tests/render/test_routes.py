"""Lines, arrowheads and dashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.diagram_layout import EdgePlace
from app.model.geometry import Point
from app.render.routes import HEAD, dashes, route

BENT = EdgePlace((Point(0, 0), Point(50, 0), Point(50, 40), Point(120, 40)))
CURVED = EdgePlace((Point(0, 0), Point(40, 0), Point(60, 80), Point(120, 80)), curved=True)


@pytest.mark.parametrize("place", [BENT, CURVED])
def test_the_tip_is_at_the_end_and_the_line_stops_inside_the_head(place: EdgePlace) -> None:
    found = route(place, "forward")
    (head,) = found.heads
    tip, end = head.elementAt(0), found.path.currentPosition()
    assert (tip.x, tip.y) == place.points[-1]
    gap = ((tip.x - end.x()) ** 2 + (tip.y - end.y()) ** 2) ** 0.5
    assert HEAD - 1.5 < gap < HEAD
    start = found.path.elementAt(0)
    assert (start.x, start.y) == place.points[0]


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
    assert [(h.elementAt(0).x, h.elementAt(0).y) for h in heads] == tips


def test_corners_are_round_and_stay_inside_the_bend() -> None:
    path = route(BENT, "none").path
    box = path.boundingRect()
    assert (box.left(), box.top(), box.right(), box.bottom()) == (0, 0, 120, 40)
    corner = min(
        (path.pointAtPercent(i / 500).x() - 50) ** 2 + path.pointAtPercent(i / 500).y() ** 2
        for i in range(501)
    )
    assert 1 < corner**0.5 < 6


@pytest.mark.parametrize("length", [0.0, 0.5, 3.0, 9.0])
def test_a_very_short_edge_keeps_a_line(length: float) -> None:
    found = route(EdgePlace((Point(5, 5), Point(5 + length, 5))), "both")
    assert all(h.boundingRect().width() <= length for h in found.heads)


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
