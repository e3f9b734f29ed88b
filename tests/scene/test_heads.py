"""Arrowheads by Graphviz's names."""

from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scene.heads import HeadPart, headed, length_of

LINE = ((0.0, 0.0), (100.0, 0.0))
SHAPES = ("box", "crow", "curve", "diamond", "dot", "icurve", "inv", "normal", "tee", "vee")


def kinds(name: str) -> list[str]:
    return [part.kind for part in headed(LINE, name, 1.0)[1]]


def extent(part: HeadPart) -> tuple[float, float, float, float]:
    xs, ys = zip(*part.data.points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("normal", ["filled"]),
        ("onormal", ["open"]),
        ("empty", ["open"]),
        ("invempty", ["open"]),
        ("open", ["filled"]),  # as Graphviz has it, for a vee
        ("ediamond", ["open"]),
        ("halfopen", ["filled"]),
        ("crow", ["drawn"]),
        ("tee", ["drawn"]),
        ("olbox", ["open"]),
        ("crowodot", ["drawn", "open"]),
        ("teetee", ["drawn", "drawn"]),
        ("lteeoldiamond", ["drawn", "open"]),
        ("invodot", ["filled", "open"]),
        ("nonedot", ["drawn", "filled"]),  # a gap before it
        ("none", []),
        ("dotnone", ["filled"]),
        ("", []),
        ("pretty", []),
        ("boxpretty", ["filled"]),
        ("dotdotdotdotdot", ["filled"] * 4),
    ],
)
def test_a_name_is_made_of_shapes(name: str, found: list[str]) -> None:
    assert kinds(name) == found


@given(
    shapes=st.lists(
        st.tuples(
            st.sampled_from(["", "o"]), st.sampled_from(["", "l", "r"]), st.sampled_from(SHAPES)
        ),
        min_size=1,
        max_size=4,
    )
)
def test_each_stands_behind_the_one_before_and_the_line_ends_at_the_last(
    shapes: list[tuple[str, str, str]],
) -> None:
    name = "".join(part for shape in shapes for part in shape)
    rest, parts = headed(LINE, name, 1.0)
    assert len(parts) == len(shapes)
    far = [extent(part)[2] for part in parts]
    assert far == sorted(far, reverse=True)
    assert far[0] <= 100 + 1e-9
    assert far[0] > 96
    assert 100 - length_of(name) - 3 < rest[-1][0] < far[-1]


@pytest.mark.parametrize("shape", SHAPES)
def test_half_of_a_head_is_on_its_side_of_the_line(shape: str) -> None:
    (left,), (right,) = headed(LINE, f"l{shape}", 1.0)[1], headed(LINE, f"r{shape}", 1.0)[1]
    (whole,) = headed(LINE, shape, 1.0)[1]
    # Y goes down: what is left of a line to the right is above it.
    assert extent(left)[3] == 0
    assert extent(right)[1] == 0
    assert (extent(left)[1], extent(right)[3]) == (extent(whole)[1], extent(whole)[3])


def test_what_is_larger_is_so_in_all_directions() -> None:
    (one,), (two,) = headed(LINE, "diamond", 1.0)[1], headed(LINE, "diamond", 2.0)[1]
    a, b = one.data.points, two.data.points
    assert dist(b[0], b[2]) == pytest.approx(2 * dist(a[0], a[2]))
    assert dist(b[1], b[3]) == pytest.approx(2 * dist(a[1], a[3]))
