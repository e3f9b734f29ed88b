"""Text as glyphs, shaped once and painted often."""

from __future__ import annotations

from dataclasses import dataclass
from threading import get_ident, local, main_thread

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QGlyphRun, QPaintEngine, QPainter, QTextLayout

from app.layout.text import line_height
from app.model.geometry import Box
from app.render.fonts import UNITS, canvas_font, spelled

Placed = tuple[QPointF, QGlyphRun]

_MOST = 8192  # texts kept by each thread
_MAIN = main_thread().ident


@dataclass(slots=True, eq=False)
class Text:
    """What is written where. Lines stand centred in the box, or from its left edge."""

    lines: tuple[str, ...]
    box: Box
    size: float
    bold: bool
    centred: bool = True
    placed: list[Placed] | None = None  # kept by the main thread


class _Shaped(local):
    """Glyphs and fonts belong to the thread that made them: Qt's font engines do."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[float, bool, bool], QFont] = {}
        self.lines: dict[tuple[str, float, bool, bool], tuple[float, float, list[QGlyphRun]]] = {}


_shaped = _Shaped()


def draw(painter: QPainter, text: Text) -> None:
    """Paint with the painter's pen colour. The painter must be scaled by 1 / UNITS."""
    if painter.paintEngine().type() is QPaintEngine.Type.Pdf:
        placed = _placed(text, letters=True)
    elif get_ident() != _MAIN:
        placed = _placed(text)
    else:
        placed = text.placed = text.placed or _placed(text)
    for at, run in placed:
        painter.drawGlyphRun(at, run)


def _placed(text: Text, letters: bool = False) -> list[Placed]:
    """The glyphs and their places; where `letters`, each is one letter."""
    box, pitch = text.box, line_height(text.size)
    middle = box.y + (box.height - pitch * (len(text.lines) - 1)) / 2
    placed = []
    for line in text.lines:
        width, height, runs = _line(line, text.size, text.bold, letters)
        x = (box.x + box.width / 2) * UNITS - width / 2 if text.centred else box.x * UNITS
        at = QPointF(x, middle * UNITS - height / 2)
        placed += [(at, run) for run in runs]
        middle += pitch
    return placed


def _line(
    line: str, size: float, bold: bool, letters: bool = False
) -> tuple[float, float, list[QGlyphRun]]:
    """Width and height in units, and the glyphs."""
    found = _shaped.lines.get((line, size, bold, letters))
    if found is None:
        font = _shaped.fonts.get((size, bold, letters))
        if font is None:
            font = canvas_font(size, bold)
            font = _shaped.fonts[size, bold, letters] = spelled(font) if letters else font
        layout = QTextLayout(line, font)
        option = layout.textOption()
        option.setWrapMode(option.WrapMode.NoWrap)
        option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        row = layout.createLine()
        layout.endLayout()
        if len(_shaped.lines) >= _MOST:
            _shaped.lines.clear()
        found = (row.naturalTextWidth(), row.height(), layout.glyphRuns())
        _shaped.lines[line, size, bold, letters] = found
    return found
