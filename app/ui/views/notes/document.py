"""A note's page as Qt's document: its headings by line, and what stands behind its text.

A long page is built in steps that leave the window time to live: Qt takes 100 ms for 300 KB.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QObject, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextFrame,
    QTextTable,
)

from app.scene.theme import Theme
from app.ui.views.notes.folds import Folds, names
from app.ui.views.notes.formulas import DEEP
from app.ui.views.notes.formulas import NAME as FORMULA
from app.ui.views.notes.html import CARD_PADDING, FOLD_PADDING, QUOTE_PADDING, TONE
from app.ui.views.notes.shown_in import Links, ShownIn
from app.ui.views.notes.style import MARGIN, sized, stylesheet
from app.ui.views.notes.wide import TAB, WideTables

PICTURE = "\ufffc"  # what stands in the text for one
_OPENING = re.compile(r"<(?:p|h[1-6])(?: [a-z]+=\"[a-z]+\")*>")
# Where a section begins in HTML, with its line. In the document all are called alike: Qt compares each format
# with all that name another place.
_SECTION = re.compile(r'<a name="line-(\d+)"></a>')
_BEGINS = "section"
BLOCK = 60  # characters that cost as much as a block does
LONG = 100_000  # of these, beyond which a document is laid out in steps, and its end not measured


class Document(QTextDocument):
    """Qt's own loads any file; this one has the images it was made with and nothing else."""

    def __init__(
        self,
        html: str | Sequence[str],
        images: Mapping[str, QImage],
        theme: Theme,
        font: QFont,
        zoom: float,
        parent: QObject | None = None,
        opened: Sequence[bool] = (),
    ) -> None:
        """A page in one piece is there at once; of one in parts, `grow` adds what is missing.
        `opened`: which of what can be folded is open; of more of them, none."""
        super().__init__(parent)
        self._images = dict(images)
        self.shown_in = ShownIn(sized(font, 11 * zoom), theme)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(MARGIN)
        self.setDefaultFont(sized(font, 13 * zoom))
        self.setIndentWidth(round(22 * zoom))
        option = self.defaultTextOption()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        letter = QFontMetricsF(sized(fixed, 12 * zoom)).horizontalAdvance("x")
        option.setTabStopDistance(TAB * letter)
        self.setDefaultTextOption(option)
        self.setDefaultStyleSheet(stylesheet(theme, font, zoom))
        self.cards: list[QTextTable] = []
        self.quotes: list[QTextTable] = []
        self.folds = Folds(self)
        self.wide = WideTables()
        # In the order of the text. Blocks, which stay when text is put in before them; as cursors
        # each would slow Qt down.
        self._headings: dict[int, QTextBlock] = {}
        self._opened = opened
        self._shapes: dict[str, QTextBlockFormat] = {}
        self._parts = [html] if isinstance(html, str) else list(html)
        self._added = 0
        self.built = 0  # characters of HTML
        if isinstance(html, str):
            self.grow()

    # Building

    @property
    def complete(self) -> bool:
        return self._added >= len(self._parts)

    @property
    def long(self) -> bool:
        """Whether it takes more than a frame to lay all of it out."""
        return self.characterCount() + BLOCK * self.blockCount() > LONG

    def grow(self, seconds: float | None = None) -> None:
        """Add parts until that time is over, at least one; without a time, all."""
        end = time.perf_counter() + (seconds or 0)
        while not self.complete:
            self._add(self._parts[self._added])
            self.built += len(self._parts[self._added])
            self._added += 1
            if seconds is not None and time.perf_counter() > end:
                break

    def _add(self, html: str) -> None:
        cursor = QTextCursor(self)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        start = cursor.position()
        lines = _SECTION.findall(html)
        html = _SECTION.sub(f'<a name="{_BEGINS}"></a>', html)
        if self._added:
            opening = _OPENING.match(html)
            listed = html.startswith(("<ul", "<ol")) and cursor.block().length() > 1
            if opening or listed:
                cursor.insertBlock(self._shape(opening[0] if opening else ""), QTextCharFormat())
            place = cursor.position()
            cursor.insertHtml(html)
            if listed:  # its first item stands in a block of its own behind the one put in
                cursor.setPosition(place)
                cursor.deleteChar()
        else:
            self.setHtml(html)
        self._take_in(start, map(int, lines))

    def put(self, copied: QTextDocumentFragment, letters: int) -> None:
        """A table of another document at the end of this one; `letters` is the size in px that all
        in it is to have, 0 as it is."""
        cursor = QTextCursor(self)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        start = cursor.position()
        cursor.insertFragment(copied)
        if letters:
            cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
            shape = QTextCharFormat()
            shape.setProperty(QTextCharFormat.Property.FontPixelSize, letters)
            cursor.mergeCharFormat(shape)
        self._take_in(start)

    def _take_in(self, start: int, lines: Iterable[int] = ()) -> None:
        """What stands there from a position on, with the lines of its headings."""
        if self._images:
            self._free_pictures(start)
        first = self.findBlock(start)  # or the last of what was there before
        self._find_headings(first if first.position() == start else first.next(), lines)
        together = QTextCursor(self)  # all of it is laid out once
        together.beginEditBlock()
        for table, padding in self._tables(start):
            self.wide.take(table, padding)
            if padding == CARD_PADDING:
                self.cards.append(table)
            elif padding == QUOTE_PADDING:
                self.quotes.append(table)
            elif padding == FOLD_PADDING:
                number = len(self.folds.states)
                self.folds.add(table, number < len(self._opened) and self._opened[number])
        # Where tables come in, Qt forgets lines of the text beside them.
        self.markContentsDirty(start, self.characterCount() - start)
        together.endEditBlock()

    def _shape(self, tag: str) -> QTextBlockFormat:
        """The format of a block that this tag begins. Qt gives what is put in its format but
        for the first block, which it takes for a piece of the one it is put into."""
        if tag not in self._shapes:
            alone = QTextDocument()
            alone.setDefaultFont(self.defaultFont())
            alone.setDefaultStyleSheet(self.defaultStyleSheet())
            alone.setHtml(f"{tag}x")
            self._shapes[tag] = alone.firstBlock().blockFormat()
        return self._shapes[tag]

    def loadResource(self, kind: int, name: QUrl | str) -> QImage | None:
        """An image that it has; else an empty one, because on nothing Qt opens the file of
        that name by itself. Of other kinds nothing."""
        held = self._images.get(name if isinstance(name, str) else name.toString())
        return held or nothing(kind)

    def show_instead(self, images: Mapping[str, QImage]) -> None:
        """Other pictures of the same sizes in the places of some."""
        self._images.update(images)

    # Sections

    def heading(self, line: int) -> QTextCursor | None:
        """The heading that stands on a line of the file, selected."""
        start = self._headings.get(line)
        if start is None:
            return None
        cursor = QTextCursor(start)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def extent(self, line: int, seen: int) -> tuple[float, float]:
        """Top and bottom, in px of the document, of the section whose heading stands on that
        line; without such a heading, of what stands before the first. As far as the position `seen`:
        what follows may not be laid out."""
        start = self._headings.get(line)
        top = self.top(start) if start else float(MARGIN)
        headings = list(self._headings.values())
        at = bisect_right(headings, start.position() if start else -1, key=QTextBlock.position)
        after = next((block for block in headings[at:] if block.isVisible()), None)
        if after is None or after.position() > seen:
            return top, self.documentLayout().blockBoundingRect(self.findBlock(seen)).bottom()
        return top, self.top(after) - after.blockFormat().topMargin()

    def line_at(self, position: int) -> int | None:
        """The line of the heading of the section in which a position of the text is; None
        before the first."""
        headings = list(self._headings.items())
        at = bisect_right(headings, position, key=lambda one: one[1].position())
        return next((line for line, block in reversed(headings[:at]) if block.isVisible()), None)

    def named(self, place: str, line: int) -> QTextBlock | None:
        """The block of that name in the section whose heading stands on that line of the file."""
        start = self._headings.get(line)
        block = start.next() if start is not None else self.firstBlock()
        while block.isValid() and not _begins_section(block):
            if place in names(block):
                return block
            block = block.next()
        return None

    @property
    def text_end(self) -> float:
        """Where the text ends, without the margin under it."""
        return self.size().height() - self.rootFrame().frameFormat().bottomMargin()

    def top(self, block: QTextBlock) -> float:
        return self.documentLayout().blockBoundingRect(block).top()

    def set_on_paper(self, page: QSizeF, ground: QBrush) -> None:
        """On pages of that size, in px: cards have that ground, code wraps, drawings fit."""
        self.setDocumentMargin(0)
        self.setPageSize(page)
        self.wide.fit_to_paper(page.width())
        for card in self.cards:
            shape = card.format().toTableFormat()
            shape.setBackground(ground)
            card.setFormat(shape)

    def leave_room(self, height: float) -> None:
        """Room under the text, so that in a view of that height the last section, too, can
        stand at the top. Not in a long document, which would have to be laid out whole."""
        if not self.complete or self.long:
            return
        last = next((b for b in reversed(self._headings.values()) if b.isVisible()), None)
        if last is None:
            return
        frame = self.rootFrame()
        shape = frame.frameFormat()
        room = max(float(MARGIN), height - (self.text_end - self.top(last)))
        if abs(room - shape.bottomMargin()) > 1:
            shape.setBottomMargin(room)
            frame.setFrameFormat(shape)

    # Links under a heading

    def put_links(self, line: int, groups: Sequence[Links]) -> None:
        """A small line under that heading that says which diagrams show the section, instead of the
        one put there last."""
        start = self._headings.get(line)
        self.shown_in.put(QTextCursor(start) if start is not None else None, groups)

    # Behind the text

    def tone(self, quote: QTextTable) -> str:
        """What a callout's kind says, as `warning`; empty of a plain quote."""
        names = _anchors(quote.firstCursorPosition().block())
        return next((n.removeprefix(TONE) for n in names if n.startswith(TONE)), "")

    def box(self, table: QTextTable) -> QRectF:
        """The rectangle of a card or quote in px: its text and the padding round it, as far as it
        shows. (Qt's own answer is off by the padding and counts the margins in.)"""
        shape = table.format().toTableFormat()
        padding = shape.cellPadding()
        layout = self.documentLayout()
        around = layout.frameBoundingRect(table).translated(-padding, -padding)
        last = layout.blockBoundingRect(_last_shown(table)).bottom() + padding
        if table.columns() > 1:  # another cell may be the highest
            last = around.bottom() - shape.topMargin() - shape.bottomMargin()
        width = around.width() - shape.leftMargin() - shape.rightMargin()
        if self.wide.hidden(table):
            width = self.wide.room(table)
        top = self.top(table.firstCursorPosition().block()) - padding
        return QRectF(around.x(), top, width, last - top)

    def _tables(self, start: int) -> list[tuple[QTextTable, float]]:
        """The tables from a position on, in the order of the text."""
        found: list[QTextTable] = []
        frames = list(_frames_from(self.rootFrame(), start))
        while frames:
            frame = frames.pop()
            frames += frame.childFrames()
            if isinstance(frame, QTextTable):
                found.append(frame)
        found.sort(key=lambda t: t.firstPosition())
        return [(t, t.format().toTableFormat().cellPadding()) for t in found]

    def _find_headings(self, block: QTextBlock, lines: Iterable[int]) -> None:
        """By line of the file."""
        waiting = iter(lines)
        while block.isValid() and (line := next(waiting, None)) is not None:
            while block.isValid() and not _begins_section(block):
                block = block.next()
            if block.isValid():
                self._headings[line] = block
                block = block.next()

    def _free_pictures(self, start: int) -> None:
        """A line with a picture is as high as it is, not that by the line height; a formula stands in
        its line as words do."""
        line = QTextCharFormat()
        line.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        single = QTextBlockFormat()
        single.setLineHeight(100, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        cursor = self.find(PICTURE, start)
        while not cursor.isNull():
            name = cursor.charFormat().toImageFormat().name()
            if not name.startswith(FORMULA):
                cursor.mergeBlockFormat(single)
            elif not name.startswith(DEEP):
                cursor.mergeCharFormat(line)
            cursor = self.find(PICTURE, cursor)


def _frames_from(root: QTextFrame, start: int) -> Iterator[QTextFrame]:
    """Those in it that end behind a position, the last first; not all are looked at."""
    part = root.end()
    while part != root.begin():
        part -= 1
        block = part.currentBlock()
        if block.isValid():
            if block.position() < start:
                return
            continue
        frame = part.currentFrame()
        if frame.lastPosition() < start:
            return
        yield frame


def _last_shown(table: QTextTable) -> QTextBlock:
    """Its last block that is not folded away, of which Qt knows no place."""
    block = table.lastCursorPosition().block()
    while not block.isVisible() and block.position() > table.firstPosition():
        block = block.previous()
    return block


def nothing(kind: int) -> QImage | None:
    """What stands for a resource that is not to be loaded."""
    if kind != QTextDocument.ResourceType.ImageResource.value:
        return None
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(0)
    return image


def _begins_section(block: QTextBlock) -> bool:
    return block.blockFormat().headingLevel() > 0 and _BEGINS in _anchors(block)


def _anchors(block: QTextBlock) -> list[str]:
    """The names of the block's first piece of text."""
    pieces = block.begin()
    return [] if pieces.atEnd() else pieces.fragment().charFormat().anchorNames()
