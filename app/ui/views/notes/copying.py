"""A selection of a note as Markdown, so that its links go with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextList, QTextListFormat, QTextTable

from app.ui.views.notes.document import PICTURE, Document

_LEADS_OUT = re.compile(r"\s?↗$")  # what stands behind a link to the web
_LINE = "\u2028"


def with_links(page: Document, selection: QTextCursor) -> str:
    """What is selected: links with where they lead, headings, lists and code as such."""
    start, end = selection.selectionStart(), selection.selectionEnd()
    parts: list[str] = []
    block = page.findBlock(start)
    before: QTextBlock | None = None
    while block.isValid() and block.position() < end:
        if block.isVisible() and (said := _block(page, block, start, end)):
            parts.append((_between(page, before, block) if before is not None else "") + said)
            before = block
        block = block.next()
    return "".join(parts)


def _between(page: Document, before: QTextBlock, block: QTextBlock) -> str:
    """What parts two blocks: items of a list, cells and rows of a table stand closer."""
    around, last, table = _list_of(block), _list_of(before), _table_of(block)
    if around is not None and last is not None:
        same = around.format().style() == last.format().style()
        return "\n" if same or around.format().indent() > 1 else "\n\n"
    if table is None or table != _table_of(before) or not page.wide.knows(table):
        return "\n\n"
    first, row = (table.cellAt(b.position()).row() for b in (before, block))
    if row == first:
        return " | "
    return "\n" if first else f"\n{' | '.join(['---'] * table.columns())}\n"


def _block(page: Document, block: QTextBlock, start: int, end: int) -> str:
    table = _table_of(block)
    if table is not None and table in page.cards:
        said = "".join(text for text, _ in _pieces(block, start, end))
        return f"```\n{said}\n```" if said else ""
    words = "".join(_written(*piece) for piece in _joined(_pieces(block, start, end)))
    words = words.strip()
    if not words:
        return ""
    if level := block.blockFormat().headingLevel():
        return f"{'#' * level} {words}"
    if (around := _list_of(block)) is not None:
        numbered = around.format().style() == QTextListFormat.Style.ListDecimal
        mark = f"{around.itemNumber(block) + around.format().start()}." if numbered else "-"
        return f"{'  ' * (around.format().indent() - 1)}{mark} {words}"
    return words


def _table_of(block: QTextBlock) -> QTextTable | None:
    return QTextCursor(block).currentTable()


def _list_of(block: QTextBlock) -> QTextList | None:
    return block.textList()


def _pieces(block: QTextBlock, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The text of a block between two positions, and where it leads."""
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        at = fragment.position()
        text = fragment.text()[max(0, start - at) : max(0, end - at)]
        shape = fragment.charFormat()
        href = shape.anchorHref() if shape.isAnchor() else ""
        yield text.replace(PICTURE, "").replace(_LINE, "\n"), href
        part += 1


def _joined(pieces: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those together that lead to one place: a link may be bold in its middle."""
    text, href = "", ""
    for more, to in pieces:
        if to != href:
            yield text, href
            text, href = "", to
        text += more
    yield text, href


def _written(text: str, href: str) -> str:
    said = _LEADS_OUT.sub("", text) if href.startswith("http") else text
    if not href or not said.strip() or href.startswith("#"):
        return said
    return f"[{said}]({href})"
