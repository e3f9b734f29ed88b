"""A note's page as Qt's document: its headings by line, and what stands behind its text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QRectF, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)

from app.render.theme import Theme
from app.ui.notes_html import CARD_PADDING, QUOTE_PADDING
from app.ui.notes_style import MARGIN, sized, stylesheet

# A diagram's title, and label and href of what it shows.
Links = tuple[str, Sequence[tuple[str, str]]]

LINE_BREAK = "\u2028"
PICTURE = "\ufffc"  # what stands in the text for one
LONG = 60_000  # characters beyond which the end of a document is not measured


class Document(QTextDocument):
    """Qt's own loads any file; this one has the images it was made with and nothing else."""

    def __init__(
        self,
        html: str,
        images: Mapping[str, QImage],
        theme: Theme,
        font: QFont,
        zoom: float,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._images, self._theme = dict(images), theme
        self._small = sized(font, 11 * zoom)
        self._inserted: QTextCursor | None = None
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(MARGIN)
        self.setDefaultFont(sized(font, 13 * zoom))
        self.setIndentWidth(round(22 * zoom))
        self.setDefaultStyleSheet(stylesheet(theme, font, zoom))
        self.setHtml(html)
        if images:
            self._free_pictures()
        self._headings = self._find_headings()
        tables = self._tables()
        self.cards = [t for t, padding in tables if padding == CARD_PADDING]
        self.quotes = [t for t, padding in tables if padding == QUOTE_PADDING]

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
        cursor = QTextCursor(start.block())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def line_at(self, position: int) -> int | None:
        """The line of the heading that a position in the text stands under."""
        above = {
            c.position(): line for line, c in self._headings.items() if c.position() <= position
        }
        return above[max(above)] if above else None

    def extent(self, line: int) -> tuple[float, float]:
        """Top and bottom, in px of the document, of the section whose heading stands on that
        line; without such a heading, of what stands before the first."""
        start = self._headings.get(line)
        top = self.top(start.block()) if start else float(MARGIN)
        place = start.position() if start else -1
        after = [c for c in self._headings.values() if c.position() > place]
        if after:
            block = min(after, key=lambda c: c.position()).block()
            return top, self.top(block) - block.blockFormat().topMargin()
        return top, self.text_end

    @property
    def text_end(self) -> float:
        """Where the text ends, without the margin under it."""
        return self.size().height() - self.rootFrame().frameFormat().bottomMargin()

    def top(self, block: QTextBlock) -> float:
        return self.documentLayout().blockBoundingRect(block).top()

    def leave_room(self, height: float) -> None:
        """Room under the text, so that in a view of that height the last section, too, can
        stand at the top. Not in a long document, which would have to be laid out whole."""
        if not self._headings or self.characterCount() > LONG:
            return
        last = max(self._headings.values(), key=lambda c: c.position()).block()
        frame = self.rootFrame()
        shape = frame.frameFormat()
        room = max(float(MARGIN), height - (self.text_end - self.top(last)))
        if abs(room - shape.bottomMargin()) > 1:
            shape.setBottomMargin(room)
            frame.setFrameFormat(shape)

    # Links under a heading

    def put_links(self, line: int, groups: Sequence[Links]) -> None:
        """Small lines under that heading, one for each diagram that shows the section, instead
        of those put there last."""
        if self._inserted is not None:
            self._inserted.removeSelectedText()
            self._inserted = None
        start = self._headings.get(line)
        if start is None or not groups:
            return
        cursor = QTextCursor(start.block())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        before = cursor.position()
        shape = QTextBlockFormat()
        shape.setBottomMargin(start.block().blockFormat().bottomMargin() + 2)
        shape.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.insertBlock(shape, self._plain())
        for number, (title, links) in enumerate(groups):
            cursor.insertText(f"{LINE_BREAK if number else ''}Shown in {title}: ", self._plain())
            for index, (label, href) in enumerate(links):
                cursor.insertText(", " if index else "", self._plain())
                link = self._plain()
                link.setForeground(QColor(self._theme.accent))
                link.setFontUnderline(True)  # told without colour, too
                link.setAnchor(True)
                link.setAnchorHref(href)
                cursor.insertText(label, link)
        cursor.setPosition(before, QTextCursor.MoveMode.KeepAnchor)
        self._inserted = cursor

    def _plain(self) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setFont(self._small)
        shape.setForeground(QColor(self._theme.muted))
        return shape

    # Behind the text

    def box(self, table: QTextTable) -> QRectF:
        """The rectangle of a card or quote in px: its text and the padding round it. (Qt's own
        answer is off by the padding and counts the margins in.)"""
        padding = table.format().toTableFormat().cellPadding()
        layout = self.documentLayout()
        top = self.top(table.firstCursorPosition().block())
        last = layout.blockBoundingRect(table.lastCursorPosition().block())
        around = layout.frameBoundingRect(table).translated(-padding, 0)
        height = last.bottom() - top + 2 * padding
        return QRectF(around.x(), top - padding, around.width(), height)

    def _tables(self) -> list[tuple[QTextTable, float]]:
        found, frames = [], list(self.rootFrame().childFrames())
        while frames:
            frame = frames.pop()
            frames += frame.childFrames()
            if isinstance(frame, QTextTable):
                found.append((frame, frame.format().toTableFormat().cellPadding()))
        return found

    def _find_headings(self) -> dict[int, QTextCursor]:
        """By line of the file; cursors, since text is put in later."""
        found: dict[int, QTextCursor] = {}
        block = self.begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and (line := _line(block)):
                found[line] = QTextCursor(block)
            block = block.next()
        return found

    def _free_pictures(self) -> None:
        """A line with a picture is as high as it is, not that by the line height."""
        single = QTextBlockFormat()
        single.setLineHeight(100, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        cursor = self.find(PICTURE)
        while not cursor.isNull():
            cursor.mergeBlockFormat(single)
            cursor = self.find(PICTURE, cursor)


def nothing(kind: int) -> QImage | None:
    """What stands for a resource that is not to be loaded."""
    if kind != QTextDocument.ResourceType.ImageResource.value:
        return None
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(0)
    return image


def _line(block: QTextBlock) -> int | None:
    """The line that the block's first piece of text is anchored to."""
    pieces = block.begin()
    if pieces.atEnd():
        return None
    for name in pieces.fragment().charFormat().anchorNames():
        if found := re.fullmatch(r"line-(\d+)", name):
            return int(found[1])
    return None
