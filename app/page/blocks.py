"""Blocks of code that say a diagram, as pictures of the page, and formulas as MathML, which browsers draw."""

from __future__ import annotations

import html
from functools import cache

from app.errors import LayoutError, SourceError
from app.layout.layout import lay_out
from app.model.diagram_layout import DiagramLayout
from app.page.live import LivePictures
from app.sources.block_diagrams import DiagramBlock, block_of, read_block
from app.sources.markdown.formulas import mathml
from app.svg.markup import tag, text


class NoteBlocks:
    """Of all notes of a page in a workspace at `root`. What stands in their place goes through the allow-list as
    an image of the class `block`, whose source is the picture's number, or of the class `formula`."""

    def __init__(self, live: LivePictures, root: str) -> None:
        self._live = live
        self._pictures: list[DiagramLayout] = []
        self._formulas: list[str] = []
        self._laid_out = cache(lambda block: _laid_out(block, root))

    def shown(self, info: str, code: str, note: str) -> tuple[str, str]:
        """What stands in place of a block of code; where there is no picture, a line to stand under the
        code, if anything is to be said."""
        block = block_of(info, code, note)
        if block is None:
            return "", ""
        layout = self._laid_out(block)
        if isinstance(layout, str):
            why = html.escape(f"Shown as text: {layout}.")
            return "", f'<p><span class="caption">{why}</span></p>'
        self._pictures.append(layout)
        return f'<div><img class="block" src="{len(self._pictures) - 1}"></div>\n', ""

    def formula(self, latex: str, display: bool) -> str:
        """What stands in place of a formula; empty where it cannot be read."""
        made = mathml(latex, display)
        if not made:
            return ""
        self._formulas.append(made)
        return f'<img class="formula" src="{len(self._formulas) - 1}">'

    def placed(self, kind: str, number: str) -> str | None:
        """What is to stand in place of an image of that class and source; None where that is
        another image."""
        if kind == "formula":
            return self._formulas[int(number)]
        return self._picture(number) if kind == "block" else None

    def _picture(self, number: str) -> str:
        layout = self._pictures[int(number)]
        title = layout.diagram.title
        caption = tag("span", text(title), class_="caption") if title else ""
        return self._live.still(layout) + caption


def _laid_out(block: DiagramBlock, root: str) -> DiagramLayout | str:
    try:
        return lay_out(read_block(block, root))
    except (SourceError, LayoutError) as why:
        return str(why).rstrip(".")
