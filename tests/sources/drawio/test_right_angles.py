"""Lines with right angles run as draw.io runs them: what is expected here is what its own viewer (25.0) makes of each."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.model.geometry import Box, Point
from app.sources.drawio.cells import DrawioCell, style_of
from app.sources.drawio.line_ends import LineEnd, fixed_point
from app.sources.drawio.routes import route

TAIL = (0.0, 0.0, 80.0, 40.0)
ORTHOGONAL = "edgeStyle=orthogonalEdgeStyle"
ELBOW = "edgeStyle=elbowEdgeStyle"
UPRIGHT = f"{ELBOW};elbow=vertical"
RELATION = "edgeStyle=entityRelationEdgeStyle"
SIDES = {"left": (0, 0.5), "right": (1, 0.5), "top": (0.5, 0), "bottom": (0.5, 1)}

Way = list[tuple[float, float]]


def leaving(side: str) -> str:
    x, y = SIDES[side]
    return f";exitX={x};exitY={y}"


def entering(side: str) -> str:
    x, y = SIDES[side]
    return f";entryX={x};entryY={y}"


def way(style: str, head: tuple[float, float], points: Way, shape: str = "box") -> Way:
    """From a box at the origin to one of its size, in round numbers."""
    cell = DrawioCell("e", None, style=style_of(style), edge=True)
    boxes = Box(*TAIL), Box(*head, 80, 40)
    ends = [
        LineEnd(box, shape, fixed_point(cell, box, end, shape))
        for box, end in zip(boxes, ("exit", "entry"), strict=True)
    ]
    found = route(cell, ends[0], ends[1], [Point(*at) for at in points])
    return [(round(x), round(y)) for x, y in found]


@pytest.mark.parametrize(
    ("style", "head", "points", "expected"),
    [
        # Nothing fixed: the sides that look at each other, or one corner.
        (ORTHOGONAL, (300, 100), [], [(80, 20), (340, 20), (340, 100)]),
        (ORTHOGONAL, (300, 30), [], [(80, 20), (190, 20), (190, 50), (300, 50)]),
        (ORTHOGONAL, (50, 200), [], [(40, 40), (40, 120), (90, 120), (90, 200)]),
        # One end, or both.
        (
            ORTHOGONAL + leaving("top"),
            (-300, -200),
            [],
            [(40, 0), (40, -80), (-260, -80), (-260, -160)],
        ),
        (
            ORTHOGONAL + entering("left"),
            (-300, -200),
            [],
            [(0, 20), (-320, 20), (-320, -180), (-300, -180)],
        ),
        (
            ORTHOGONAL + leaving("right") + entering("bottom"),
            (-300, -200),
            [],
            [(80, 20), (100, 20), (100, -80), (-260, -80), (-260, -160)],
        ),
        (
            ORTHOGONAL + leaving("right"),
            (-300, 30),
            [],
            [(80, 20), (100, 20), (100, 60), (-110, 60), (-110, 50), (-220, 50)],
        ),
        (
            ORTHOGONAL + entering("left"),
            (-300, -30),
            [],
            [(0, 20), (-110, 20), (-110, 30), (-320, 30), (-320, -10), (-300, -10)],
        ),
        # Way points say one stretch each.
        (
            ORTHOGONAL,
            (-300, -200),
            [(-60, -40)],
            [(40, 0), (40, -40), (-60, -40), (-60, -180), (-220, -180)],
        ),
        (
            ORTHOGONAL,
            (-300, -200),
            [(-100, -7), (-160, -134)],
            [(40, 0), (40, -7), (-100, -7), (-100, -134), (-260, -134), (-260, -160)],
        ),
        (
            ORTHOGONAL + leaving("bottom") + entering("top"),
            (-300, 200),
            [(-110, 50)],
            [(40, 40), (40, 50), (-110, 50), (-110, 200), (-260, 200)],
        ),
        # Elbows.
        (ELBOW, (50, -200), [], [(65, 0), (65, -160)]),
        (UPRIGHT, (-300, -30), [], [(0, 5), (-220, 5)]),
        (UPRIGHT, (-300, 30), [(-150, 15)], [(0, 15), (-260, 15), (-260, 30)]),
        (ELBOW, (130, -100), [(65, -50)], [(65, 0), (65, -80), (130, -80)]),
        # Relations.
        (RELATION, (-300, -200), [], [(0, 20), (-30, 20), (-190, -180), (-220, -180)]),
    ],
)
def test_it_runs_as_in_draw_io(
    style: str, head: tuple[float, float], points: Way, expected: Way
) -> None:
    assert way(style, head, points) == expected


def test_a_fixed_point_lies_on_the_outline_unless_it_says_otherwise() -> None:
    corner = f"{ORTHOGONAL};exitX=0;exitY=0"
    assert way(corner, (300, 0), [], "ellipse")[0] == (12, 6)
    assert way(f"{corner};exitPerimeter=0", (300, 0), [], "ellipse")[0] == (0, 0)


@pytest.mark.parametrize("leave", SIDES)
@pytest.mark.parametrize("enter", SIDES)
@pytest.mark.parametrize(
    "head", [(300, 100), (-300, 0), (0, 90), (-85, -200), (50, 20), (0, 0), (85, 41)]
)
def test_any_two_sides_are_joined_by_level_and_upright_stretches(
    leave: str, enter: str, head: tuple[float, float]
) -> None:
    found = way(ORTHOGONAL + leaving(leave) + entering(enter), head, [])
    assert all(a == c or b == d for (a, b), (c, d) in pairwise(found))
