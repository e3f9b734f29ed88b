"""What is lit in the text of a note: its marked heading, what was found, the link that Tab has
reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.scene.theme import Theme
from app.ui.kit.style import on_accent

Selection = QTextEdit.ExtraSelection


def selections(
    heading: QTextCursor | None,
    found: Sequence[QTextCursor],
    here: int,
    led_to: QTextCursor | None,
    theme: Theme,
) -> list[Selection]:
    """The heading, what was found, of which the one at `here` is lit most, and what a link led to."""
    shown = [_selection(heading, theme.accent, None)] if heading is not None else []
    strong, faint = QColor(theme.layer("scaling")), QColor(theme.layer("scaling"))
    faint.setAlphaF(0.28)
    for number, cursor in enumerate(found):
        if number == here:
            shown.append(_selection(cursor, on_accent(theme), strong))
        else:
            shown.append(_selection(cursor, theme.text, faint))
    if led_to is not None:
        behind = QColor(theme.accent)
        behind.setAlphaF(0.22)
        shown.append(_selection(led_to, theme.text, behind))
    return shown


def ring(view: QTextEdit, link: QTextCursor, theme: Theme) -> None:
    """A ring round a link of the view, line by line."""
    painter = QPainter(view.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.accent), 2))
    for line in _lines(view, link):
        if line.width() > 1:
            painter.drawRoundedRect(line.adjusted(-2, 0, 2, 0), 3, 3)
    painter.end()


def _lines(view: QTextEdit, text: QTextCursor) -> Iterator[QRectF]:
    """Where the lines of a text stand, px."""
    at, line = QTextCursor(text), QRectF()
    for position in range(text.selectionStart(), text.selectionEnd() + 1):
        at.setPosition(position)
        here = QRectF(view.cursorRect(at))
        if line.isNull() or here.top() >= line.bottom():
            yield line
            line = here
        line = line.united(here)
    yield line


def _selection(cursor: QTextCursor, text: str, behind: QColor | None) -> Selection:
    result, shape = Selection(), QTextCharFormat()
    shape.setForeground(QColor(text))
    if behind is not None:
        shape.setBackground(behind)
    result.cursor = cursor
    result.format = shape
    return result
