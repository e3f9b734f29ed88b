"""Blocks of code that say a diagram, as pictures in a note's page."""

from __future__ import annotations

import html

from PySide6.QtGui import QImage

from app.model.diagram_layout import DiagramLayout
from app.scene.theme import Theme
from app.sources.block_diagrams import DiagramBlock, block_of
from app.ui.services.block_layouts import known
from app.ui.views.notes import pages
from app.ui.views.notes.markup import DRAWN_TABLE

BLOCK = "block:"  # and the name of a picture: the link that opens it large
MOST = 40  # of a page; further ones stay text. As many as two notes have are kept


class PageBlocks:
    """Those of one page, of the note at that path, while it is made, in any thread. `layouts` by the names that the HTML gives their
    pictures; `awaited` are blocks that are not laid out yet, and are shown as their text until then."""

    def __init__(self, note: str, width: int, ratio: float, theme: Theme) -> None:
        self._note, self._width = note, width
        self.layouts: dict[str, DiagramLayout] = {}
        self.images: dict[str, QImage] = {}
        self._ratio, self._theme = ratio, theme
        self.awaited: set[DiagramBlock] = set()
        self._met: set[DiagramBlock] = set()

    def shown(self, info: str, text: str) -> tuple[str, str]:
        """HTML of the picture that stands in place of a block of code; where there is none, a line to
        stand under the code, if anything is to be said."""
        block = block_of(info, text, self._note)
        if block is None or len(self._met | {block}) > MOST:
            return "", ""
        self._met.add(block)
        layout = known(block)
        if layout is None:
            self.awaited.add(block)
            return "", ""
        if isinstance(layout, str):
            return (
                "",
                f'<p><span class="caption">{html.escape(f"Shown as text: {layout}.")}</span></p>',
            )
        name = f"block-{len(self.images)}"
        self.layouts[name] = layout
        self.images[name] = self._drawn(layout, self._ratio, self._theme)
        title = html.escape(layout.diagram.title)
        caption = f'<span class="caption">{title}</span>' if title else ""
        picture = f'<img class="block" src="{name}" alt="{title}">'
        if self.images[name].deviceIndependentSize().width() > self._width:
            under = f"<p>{caption}</p>" if caption else ""
            return f"{DRAWN_TABLE}{picture}</td></tr></table>{under}\n", ""
        return f"<p>{picture}{'<br>' if caption else ''}{caption}</p>\n", ""

    def sized(self, name: str) -> str:
        """The picture of that name, as Qt knows it, which opens large."""
        size = self.images[name].deviceIndependentSize().toSize()
        picture = f'<img src="{name}" width="{size.width()}" height="{size.height()}">'
        return f'<a href="{BLOCK}{name}">{picture}</a>'

    def anew(self, ratio: float, theme: Theme) -> dict[str, QImage]:
        """The same pictures in another theme."""
        return {name: self._drawn(layout, ratio, theme) for name, layout in self.layouts.items()}

    def _drawn(self, layout: DiagramLayout, ratio: float, theme: Theme) -> QImage:
        width, height = pages.size_to_read(layout, self._width)
        layers = frozenset(layout.diagram.layers)
        return pages.draw(layout, layers, width, height, ratio, theme)
