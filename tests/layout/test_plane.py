"""Where the engine's plane lies on the sheet."""

from __future__ import annotations

import pytest

from app.errors import LayoutError
from app.layout.plane import Plane, Sheet, sheet_of
from app.model.geometry import Box, Point


def _svg(width: str, height: str, moved: str) -> str:
    size = f'<svg width="{width}" height="{height}"\n viewBox="0.00 0.00 62.00 116.00">'
    return f'{size}\n<g id="graph0" class="graph" transform="{moved}">'


def test_it_is_as_the_head_of_the_engine_s_svg_says() -> None:
    plain = _svg("62pt", "116pt", "scale(1 1) rotate(0) translate(4 112)")
    assert sheet_of(plain) == Sheet(62.0, 116.0, Plane(4.0, 112.0))
    turned = _svg("232.5pt", "124pt", "scale(2.0 2.0) rotate(-90) translate(-58 112)")
    assert sheet_of(turned) == Sheet(232.5, 124.0, Plane(-58.0, 112.0, 2.0, turned=True))
    with pytest.raises(LayoutError, match="how large"):
        sheet_of("<svg>")


def test_what_is_turned_reads_upwards() -> None:
    plane = Plane(4.0, 112.0, 2.0)
    assert (plane.at(0, 0), plane.at(10, 100)) == (Point(8, 224), Point(28, 24))
    turned = Plane(-58.0, 112.0, 2.0, turned=True)
    assert (turned.at(0, 0), turned.at(10, 0)) == (Point(224, 116), Point(224, 96))
    assert turned.box(0, 0, 10, 20) == Box(184, 96, 40, 20)
