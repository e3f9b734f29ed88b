"""The line under a section's heading that says where it is shown, and unfolds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)

from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.views.notes.html import FOLD, OPEN, SHUT

# A diagram's title, and label and href of what it shows.
Links = tuple[str, Sequence[tuple[str, str]]]

PLACES = "places"  # instead of the number of a fold
LEAD, AIR = "Shown in ", 8  # px: what measures the text may be off by
LINE_BREAK = "\u2028"


class ShownIn:
    """Written under a heading, one at a time, in that font and theme."""

    def __init__(self, font: QFont, theme: Theme) -> None:
        self._font, self._theme = font, theme
        self._cursor: QTextCursor | None = None  # what it has written
        self._heading: QTextCursor | None = None
        self._groups: Sequence[Links] = ()
        self._open = False

    def put(self, heading: QTextCursor | None, groups: Sequence[Links]) -> None:
        """One line under that heading, instead of the one that was put last. One place stands there
        as it is; of more, the first, and what unfolds them all, a line for each diagram."""
        self._heading, self._groups, self._open = heading, groups, False
        self._write()

    def turn(self) -> None:
        """Unfold it, or fold it again."""
        self._open = not self._open
        self._write()

    def _write(self) -> None:
        if self._cursor is not None:
            self._cursor.removeSelectedText()
            self._cursor = None
        if self._heading is None or not self._groups:
            return
        cursor = QTextCursor(self._heading)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        before = cursor.position()
        shape = QTextBlockFormat()
        shape.setBottomMargin(self._heading.blockFormat().bottomMargin() + 2)
        shape.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.insertBlock(shape, self._plain())
        if self._open:
            self._write_all(cursor)
        else:
            self._write_first(cursor)
        cursor.setPosition(before, QTextCursor.MoveMode.KeepAnchor)
        self._cursor = cursor

    def _write_first(self, cursor: QTextCursor) -> None:
        title, links = self._groups[0]
        label, href = links[0]
        more = f"{SHUT} more" if len(self._groups) > 1 or len(links) > 1 else ""
        measured, document = QFontMetricsF(self._font), cursor.document()
        room = document.textWidth() - 2 * document.documentMargin() - AIR
        room -= measured.horizontalAdvance(f"{LEAD}  {more}")
        cursor.insertText(LEAD, self._plain())
        if document.textWidth() > 0 and measured.horizontalAdvance(f"{title}: {label}") > room:
            said = measured.elidedText(plain.line(title), Qt.TextElideMode.ElideRight, room)
            cursor.insertText(said, self._link(href))
        else:
            cursor.insertText(f"{title}: ", self._plain())
            cursor.insertText(label, self._link(href))
        if more:
            cursor.insertText("  ", self._plain())
            cursor.insertText(more, self._link(f"#{FOLD}{PLACES}"))

    def _write_all(self, cursor: QTextCursor) -> None:
        cursor.insertText(f"{OPEN} Shown in", self._link(f"#{FOLD}{PLACES}"))
        for title, links in self._groups:
            cursor.insertText(f"{LINE_BREAK}{title}: ", self._plain())
            for number, (label, href) in enumerate(links):
                cursor.insertText(", " if number else "", self._plain())
                cursor.insertText(label, self._link(href))

    def _plain(self) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setFont(self._font)
        shape.setForeground(QColor(self._theme.muted))
        return shape

    def _link(self, href: str) -> QTextCharFormat:
        link = self._plain()
        link.setForeground(QColor(self._theme.accent))
        link.setFontUnderline(True)  # told without colour, too
        link.setAnchor(True)
        link.setAnchorHref(href)
        return link
