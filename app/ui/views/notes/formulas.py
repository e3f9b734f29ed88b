"""Formulas as pictures in a note's page."""

from __future__ import annotations

import html
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.render.pictures.closed_svg import closed
from app.scene.theme import Theme
from app.sources.markdown.formulas import Formula, drawn
from app.ui.views.notes.zoom import TEXT

MOST = 200  # of a page; further ones stay as they are written
NAME, DEEP = "formula-", "formula-deep-"  # and a number: their pictures
SMALLEST = 0.5  # of its size, to fit the column
_LARGER = 1.1  # than the text: its letters are lower
_X = 0.53  # how high an x is, of the text's size


class TextSize(NamedTuple):
    """How large the text round formulas is, and how far its letters go under the line, px."""

    size: float
    descent: int


DESIGNED = TextSize(TEXT, 4)


class PageFormulas:
    """Those of one page, while it is made, in any thread. `images` by the names that the HTML gives them.

    Qt lets a picture go as far under the line as letters do, or stands it in the middle between what is over
    and under its line. The latter is for what goes deeper (DEEP), which mostly is the highest of its line.
    """

    def __init__(self, text: TextSize, width: int, ratio: float, theme: Theme) -> None:
        self._size, self._descent, self._width = text.size, text.descent, width
        self._ratio, self._theme = ratio, theme
        self.images: dict[str, QImage] = {}
        self._found: dict[str, Formula] = {}

    def shown(self, latex: str, display: bool) -> str:
        """HTML of its picture, no wider than the column; empty where it cannot be drawn, or would be
        too small."""
        found = drawn(latex, display, self._size * _LARGER) if len(self.images) < MOST else None
        if found is None or found.width * SMALLEST > self._width:
            return ""
        found = _within(self._width, found)
        name = f"{DEEP if found.depth > self._descent else NAME}{len(self.images)}"
        self._found[name] = found
        self.images[name] = self._drawn(found, self._ratio, self._theme)
        return f'<img class="formula" src="{name}" alt="{html.escape(latex)}">'

    def anew(self, ratio: float, theme: Theme) -> dict[str, QImage]:
        """The same pictures in another theme."""
        return {name: self._drawn(found, ratio, theme) for name, found in self._found.items()}

    def _drawn(self, found: Formula, ratio: float, theme: Theme) -> QImage:
        from PySide6.QtSvg import QSvgRenderer

        over, half = found.height - found.depth, self._size * _X / 2
        if found.depth > self._descent:
            high = ceil(max(2 * found.depth + half, 2 * over - half))
            line = (high + half) / 2  # from the picture's top
        else:
            high = ceil(over) + self._descent
            line = high - self._descent
        wide = ceil(found.width)
        image = QImage(
            ceil(wide * ratio),
            ceil(high * ratio),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        svg = found.svg.replace("currentColor", theme.text)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(0, line - over, found.width, found.height)
        if drawing := closed(svg.encode(), lambda _: b""):
            QSvgRenderer(QByteArray(drawing.text)).render(painter, place)
        painter.end()
        return image

    def sized(self, name: str) -> str:
        """The picture of that name, as Qt knows it."""
        size = self.images[name].deviceIndependentSize().toSize()
        style = ' style="vertical-align: middle"' if name.startswith(DEEP) else ""
        return f'<img src="{name}" width="{size.width()}" height="{size.height()}"{style}>'


def _within(width: float, found: Formula) -> Formula:
    by = min(1.0, width / found.width)
    return replace(found, width=found.width * by, height=found.height * by, depth=found.depth * by)
