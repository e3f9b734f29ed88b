"""What the engine's drawing operations draw."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pytest

from app.layout.operations import Operation, drawn
from app.layout.plane import Plane
from app.model.drawing import DrawnGradient, DrawnPen, DrawnShape, DrawnText, ElementDrawing
from app.model.geometry import Point
from app.model.style import Dash

PLANE = Plane(4.0, 104.0)  # a sheet whose graph is 100 pt high, with 4 pt round it
BLACK = {"op": "c", "grad": "none", "color": "#000000"}
CLEAR = {"op": "c", "grad": "none", "color": "#fffffe00"}
LINE = [[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]


def _drawn(*operations: Mapping[str, object], edge: bool = False) -> ElementDrawing:
    return drawn([msgspec.convert(operations, tuple[Operation, ...])], PLANE, edge)


def test_shapes_stand_from_the_top_down_in_the_pen_that_is_set() -> None:
    (box, oval) = _drawn(
        {"op": "S", "style": "setlinewidth(3)"},
        {"op": "S", "style": "dashed"},
        {"op": "c", "grad": "none", "color": "#ff0000"},
        {"op": "p", "points": [[0.0, 100.0], [50.0, 100.0], [50.0, 0.0]]},
        {"op": "C", "grad": "none", "color": "#00ff00"},
        {"op": "E", "rect": [50.0, 50.0, 20.0, 10.0]},
    ).shapes
    pen = DrawnPen("#ff0000", 3.0, Dash.DASHED)
    assert box == DrawnShape("polygon", (Point(4, 4), Point(54, 4), Point(54, 104)), None, pen)
    assert oval == DrawnShape("ellipse", (Point(34, 44), Point(74, 64)), "#00ff00", pen)


def test_a_small_letter_is_an_outline_and_a_large_one_is_filled() -> None:
    fill = {"op": "C", "grad": "none", "color": "#ffff00"}
    outline, filled = _drawn(fill, {"op": "b", "points": LINE}, {"op": "B", "points": LINE}).shapes
    assert (outline.outline, outline.fill, filled.fill) == ("curve", None, "#ffff00")


def test_what_is_clear_is_not_drawn() -> None:
    nothing = {"op": "C", "grad": "none", "color": "#fffffe00"}
    assert _drawn(CLEAR, nothing, {"op": "P", "points": LINE}) == ElementDrawing()
    (shape,) = _drawn(CLEAR, {"op": "C", "color": "#0000ff"}, {"op": "P", "points": LINE}).shapes
    assert (shape.fill, shape.pen) == ("#0000ff", None)


def test_of_an_edge_the_way_is_its_line() -> None:
    way = msgspec.convert([BLACK, {"op": "b", "points": LINE}], tuple[Operation, ...])
    tip = msgspec.convert([BLACK, {"op": "P", "points": LINE[:3]}], tuple[Operation, ...])
    line, head = drawn([way, tip], PLANE, edge=True).shapes
    assert (line.line, line.head, head.line, head.head) == (True, False, False, True)


def test_gradients_are_in_points_of_the_sheet() -> None:
    stops = [{"frac": 0.0, "color": "#ff0000"}, {"frac": 1.0, "color": "#0000ff"}]
    (along, around) = _drawn(
        {"op": "C", "grad": "linear", "p0": [0.0, 50.0], "p1": [100.0, 50.0], "stops": stops},
        {"op": "P", "points": LINE},
        {"op": "C", "grad": "radial", "p0": [5.0, 5.0, 1.0], "p1": [5.0, 5.0, 9.0], "stops": stops},
        {"op": "P", "points": LINE},
    ).shapes
    both = ((0.0, "#ff0000"), (1.0, "#0000ff"))
    assert along.fill == DrawnGradient(Point(4, 54), Point(104, 54), both)
    assert around.fill == DrawnGradient(Point(9, 99), Point(9, 99), both, (1.0, 9.0))


def test_text_says_what_it_is_written_with() -> None:
    font = {"op": "F", "size": 20.0, "face": "Courier-BoldOblique"}
    text = {"op": "T", "pt": [10.0, 20.0], "align": "r", "width": 30.0, "text": r"C:\\temp"}
    (written,) = _drawn(font, BLACK, {"op": "t", "fontchar": 36}, text).texts
    assert written == DrawnText(
        *(r"C:\temp", Point(14, 84), "right", 30.0, 20.0, "Courier", "#000000", True, True),
        lines=("under", "through"),
    )
    assert written.box.right == 14


@pytest.mark.parametrize(
    ("face", "family", "bold", "italic"),
    [
        ("Times-Roman", "Times", False, False),
        ("Arial Bold Italic", "Arial", True, True),
        ("DejaVu Sans", "DejaVu Sans", False, False),
        ("Helvetica-Oblique", "Helvetica", False, True),
        ("Bold", "Bold", False, False),
        ("", "", False, False),
    ],
)
def test_a_font_s_name_says_its_family_and_its_look(
    face: str, family: str, bold: bool, italic: bool
) -> None:
    text = {"op": "T", "pt": [0.0, 0.0], "align": "l", "width": 1.0, "text": "x"}
    (found,) = _drawn({"op": "F", "size": 10.0, "face": face}, text).texts
    assert (found.family, found.bold, found.italic) == (family, bold, italic)
