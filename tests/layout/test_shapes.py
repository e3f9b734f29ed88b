"""Shapes that hold a text: large enough, and met by edges at what is seen of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.layout import shapes
from app.layout.placement import icon_size
from app.layout.shapes import Silhouette, room, silhouette, size_of
from app.layout.text import Text
from app.model.elements import Node
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.style import BARE, DRAWN, Shape, Style

NAMES = sorted(DRAWN - {"point"})
SIZES = [(30.0, 16.8), (180.0, 16.8), (90.0, 50.4)]  # pt


def _seen(shape: Shape, box: Box) -> Silhouette:
    return silhouette(Node(ElementId("n"), "n", style=Style(shape=shape)), box)


@pytest.mark.parametrize("name", [*NAMES, "no such shape"])
def test_a_text_has_room_inside_its_shape(name: str) -> None:
    shape = Shape(name)
    for wide, high in SIZES:
        box = Box(0, 0, *size_of(shape, wide, high))
        x, y = room(shape, box).center
        text = Box(x - wide / 2, y - high / 2, wide, high).inflated(-0.5)
        seen = _seen(shape, box)
        for at in ((text.x, text.y), (text.right, text.y), (text.right, text.bottom)):
            assert seen.contains(*at), (wide, high)


@pytest.mark.parametrize(
    "bent",
    [
        Shape(skew=0.6),
        Shape(distortion=-0.5),
        Shape(turned=45.0),
        Shape(skew=-1.0, turned=20.0),
    ],
)
def test_polygons_are_bent_and_turned_and_still_hold_their_text(bent: Shape) -> None:
    for name, sides in (("polygon", 5), ("box", None), ("trapezium", None)):
        shape = replace(bent, name=name, sides=sides)
        box = Box(0, 0, *size_of(shape, 90.0, 16.8))
        x, y = room(shape, box).center
        text = Box(x - 45, y - 8.4, 90, 16.8).inflated(-0.5)
        seen = _seen(shape, box)
        assert seen.corners != _seen(Shape(name, sides=sides), box).corners
        for at in ((text.x, text.y), (text.right, text.y), (text.right, text.bottom)):
            assert seen.contains(*at), shape


def test_a_file_may_ask_for_larger_ones_only() -> None:
    long = Text(("a long label",), 120.0, 16.8)
    for shape in (Shape("ellipse", 20, 20, fixed=True), Shape("box", 20, 20, fixed=True)):
        node = Node(ElementId("n"), "a long label", style=Style(shape=shape))
        assert icon_size(node, long)[0] >= 120
    assert size_of(Shape("diamond", width=300, height=200), 30, 16.8) == (300, 200)
    assert size_of(Shape("box", margin=(20, 30)), 90, 20) == (130, 80)
    assert size_of(Shape("box", margin=(0, 0)), 90, 40) == (94, 44)
    wide, high = size_of(Shape("circle", width=90), 30, 16.8)
    assert wide == high == 90


@pytest.mark.parametrize("name", ["ellipse", "diamond", "hexagon", "cylinder", "folder", "star"])
def test_lines_from_all_sides_meet_what_is_seen(name: str) -> None:
    box = Box(100, 100, 80, 60)
    seen = _seen(Shape(name), box)
    for side, at in (("l", 125.0), ("r", 135.0), ("t", 125.0), ("b", 155.0)):
        point = seen.met(side, at)
        assert seen.distance_to(*point) < 1e-6
        assert box.contains(*point)
    out = seen.exit(Point(400, 130))
    assert seen.distance_to(*out) < 1e-6
    assert not seen.contains(out.x + 0.5, out.y)


def test_a_component_with_an_icon_is_its_box() -> None:
    shape = Style(shape=Shape("ellipse"), image="a.png")
    box = Box(0, 0, 60, 60)
    for node in (Node(ElementId("n"), "n"), Node(ElementId("n"), "n", style=shape)):
        assert silhouette(node, box) == Silhouette(box)


def test_a_label_under_an_icon_is_seen_with_it() -> None:
    icon, label = Box(100, 100, 60, 60), Box(110, 167, 40, 17)
    seen = silhouette(Node(ElementId("n"), "n"), icon, label)
    assert seen.met("b", 130) == Point(130, 184)
    assert seen.met("b", 104) == Point(104, 160)
    assert seen.met("l", 130) == Point(100, 130)
    assert seen.contains(130, 180)
    assert not seen.contains(104, 170)
    assert seen.exit(Point(130, 300)) == Point(130, 184)
    assert silhouette(Node(ElementId("n"), "n"), icon, label.moved(60, 0)) == Silhouette(icon)


def test_several_outlines_take_room() -> None:
    one, two = (size_of(Shape("box", outlines=n), 90, 30) for n in (1, 2))
    assert two == (one[0] + 2 * shapes.APART, one[1] + 2 * shapes.APART)
    assert all(shapes.outlines(Shape(name)) == 0 for name in BARE)
    assert shapes.outlines(Shape("doublecircle")) == 2
