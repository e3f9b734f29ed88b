"""Formulas as pictures in a note's page."""

from __future__ import annotations

import html
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.scene.theme import Theme
from app.sources.markdown.formulas import Formula, drawn

MOST = 200  # of a page; further ones stay as they are written
NAME = "formula-"  # and a number: their pictures
_LARGER = 1.1  # than the text: its letters are lower
_X = 0.53  # how high an x is, of the text's size: Qt stands the middle of a picture a quarter of it over the line


class PageFormulas:
    """Those of one page, while it is made, in any thread; `size` is the text's, px. `images` by the names
    that the HTML gives them."""

    def __init__(self, size: float, ratio: float, theme: Theme) -> None:
        self._size, self._ratio, self._theme = size, ratio, theme
        self.images: dict[str, QImage] = {}
        self._found: dict[str, Formula] = {}

    def shown(self, latex: str, display: bool) -> str:
        """HTML of its picture; empty where it cannot be drawn."""
        found = drawn(latex, display, self._size * _LARGER) if len(self.images) < MOST else None
        if found is None:
            return ""
        name = f"{NAME}{len(self.images)}"
        self._found[name] = found
        self.images[name] = self._drawn(found, self._ratio, self._theme)
        return f'<img class="formula" src="{name}" alt="{html.escape(latex)}">'

    def anew(self, ratio: float, theme: Theme) -> dict[str, QImage]:
        """The same pictures in another theme."""
        return {name: self._drawn(found, ratio, theme) for name, found in self._found.items()}

    def _drawn(self, found: Formula, ratio: float, theme: Theme) -> QImage:
        from PySide6.QtSvg import QSvgRenderer

        over, half = found.height - found.depth, self._size * _X / 2
        high = ceil(max(2 * found.depth + half, 2 * over - half, found.height))
        line = (high + half) / 2  # from the picture's top
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
        QSvgRenderer(QByteArray(svg.encode())).render(painter, place)
        painter.end()
        return image

    def sized(self, name: str) -> str:
        """The picture of that name, as Qt knows it."""
        size = self.images[name].deviceIndependentSize().toSize()
        return (
            f'<img src="{name}" width="{size.width()}" height="{size.height()}"'
            ' style="vertical-align: middle">'
        )
