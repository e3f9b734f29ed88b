"""Boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.geometry import Box, union

whole = st.integers(-50, 50).map(float)
sizes = st.integers(0, 50).map(float)
boxes = st.builds(Box, whole, whole, sizes, sizes)


@given(st.lists(boxes, min_size=1, max_size=5))
def test_a_union_is_the_smallest_that_holds_all(found: list[Box]) -> None:
    whole = union(found)
    assert all(whole.contains(b.x, b.y) and whole.contains(b.right, b.bottom) for b in found)
    assert whole.x in {b.x for b in found}
    assert whole.y in {b.y for b in found}
    assert whole.right == max(b.right for b in found)
    assert whole.bottom == max(b.bottom for b in found)


def test_of_nothing_there_is_no_union() -> None:
    with pytest.raises(ValueError, match="no boxes"):
        union([])


@given(boxes, whole, whole)
def test_distance_is_to_the_border(box: Box, x: float, y: float) -> None:
    distance = box.distance_to(x, y)
    assert distance >= 0
    assert not box.contains(x, y) or distance <= min(box.width, box.height) / 2
    on_border = box.contains(x, y) and (x in (box.x, box.right) or y in (box.y, box.bottom))
    assert (distance == 0) == on_border


@given(boxes, boxes)
def test_boxes_that_touch_do_not_intersect(a: Box, b: Box) -> None:
    beside = b.moved(a.right - b.x, 0)
    assert not a.intersects(beside)
    assert a.intersects(b) == b.intersects(a)


@given(boxes, boxes)
def test_a_box_holds_what_adds_nothing_to_it(one: Box, other: Box) -> None:
    assert one.holds(other) == (union((one, other)) == one)
