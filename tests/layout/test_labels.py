"""Where labels sit: on or beside their edge, over nothing that is taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.layout.labels import ASIDE, Taken, place
from app.layout.lines import RoutedLines
from app.model.geometry import Box, Point

STEEP = (Point(0.0, 0.0), Point(0.0, 60.0))


def test_a_label_beside_its_edge_keeps_off_what_it_would_only_just_touch() -> None:
    size = (80.0, 30.0)
    left = Box(-200.0, -200.0, 200.0, 460.0)
    far_end = Box(ASIDE + size[0] - 1.0, -200.0, 40.0, 460.0)
    box, _ = place(STEEP, *size, Taken([left, far_end]), RoutedLines({}))
    assert not box.intersects(far_end)
    assert not box.intersects(left)


def test_what_is_vast_is_found_and_given_back_as_all_is() -> None:
    vast, small = Box(0.0, 0.0, 100_000.0, 90_000.0), Box(50.0, 50.0, 10.0, 10.0)
    taken = Taken([vast, small])
    assert taken.near(Box(40.0, 40.0, 30.0, 30.0)) == {vast, small}
    assert taken.near(Box(-40.0, 0.0, 30.0, 30.0)) == set()
    taken.remove(vast)
    assert taken.near(Box(40.0, 40.0, 30.0, 30.0)) == {small}


sizes = st.floats(5.0, 120.0)
spots = st.floats(-200.0, 200.0)
boxes = st.builds(Box, spots, spots, sizes, sizes)


@given(sizes, sizes, st.lists(boxes, max_size=12), st.booleans())
def test_a_label_lies_over_nothing_that_is_taken(
    width: float, height: float, taken: list[Box], steep: bool
) -> None:
    points = STEEP if steep else tuple(Point(p.y, p.x) for p in STEEP)
    box, _ = place(points, width, height, Taken(taken), RoutedLines({}))
    assert not any(box.intersects(other) for other in taken)
