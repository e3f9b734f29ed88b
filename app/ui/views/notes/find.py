"""The bar that finds text in the note."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.plain import Label
from app.ui.views.notes.view import NotesView

MOST = 1000  # finds that are counted and lit
_UNICODE = QRegularExpression.PatternOption.UseUnicodePropertiesOption


class FindBar(QWidget):
    """Enter goes to the next find, Shift+Enter to the one before, Esc closes."""

    closed = Signal()

    def __init__(self, view: NotesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view = view
        self._found: list[QTextCursor] = []
        self._here = -1
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in this note")
        self.field.setAccessibleName("Find in this note")
        self.field.setClearButtonEnabled(False)
        self.count = Label()
        self._buttons = {
            "back": self._button("Previous (Shift+Enter)", lambda: self.step(-1)),
            "forward": self._button("Next (Enter)", lambda: self.step(1)),
            "close": self._button("Close (Esc)", self.close_bar),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for button in self._buttons.values():
            row.addWidget(button)
        self._words: tuple[str, ...] = ()  # instead of what stands in the field
        self.field.textEdited.connect(self._typed)
        self.hide()

    def dress(self, theme: Theme) -> None:
        for name, button in self._buttons.items():
            button.setIcon(glyph_icon(name, theme.text, theme.hairline))

    def open_bar(self) -> None:
        selected = _searchable(self._view.textCursor().selectedText())
        if selected:
            self.field.setText(selected)
            self._words = ()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.search()

    def look_for(self, text: str, words: tuple[str, ...]) -> None:
        """Open for any of these words; `text` is what was typed for them."""
        self.field.setText(text)
        self.field.setCursorPosition(0)  # of much text, the beginning shows
        self._words = words
        self.show()

    def next(self, by: int) -> None:
        """To the next find, or one back; where there is nothing to find yet, ask for it."""
        if not self.field.text():
            self.open_bar()
        elif self.isHidden():
            self.show()
            self.search()
        else:
            self.step(by)

    def close_bar(self) -> None:
        self._leave()
        self.closed.emit()

    def _leave(self) -> None:
        self.hide()
        self._found, self._here = [], -1
        self._view.show_found((), -1)

    def search(self, start: int | None = None) -> None:
        """Find anew, and go to the first find from there on, else from the top of the view."""
        self._find()
        if start is not None and self._found:
            self._here = sum(c.selectionStart() < start for c in self._found) - 1
            if self._here < 0:
                self._here = len(self._found) - 1
        self.step(1)

    def _find(self) -> None:
        self._found, self._here = _all(self._view.document(), self._sought()), -1

    def _sought(self) -> str | QRegularExpression:
        """The text as it is typed, or any of the words that another search has found."""
        if not self._words:
            return self.field.text()
        longest = sorted(self._words, key=len, reverse=True)
        either = "|".join(QRegularExpression.escape(word) for word in longest)
        return QRegularExpression(f"(?<![^\\W_])(?:{either})", _UNICODE)

    def _typed(self) -> None:
        self._words = ()
        self.search()

    def renew(self, same_note: bool = False) -> None:
        """The note is another one, or has changed: light up what is in it, and stay. What another
        search has found is of one note, and is gone with it."""
        if not same_note and self._words:
            self._leave()
        elif not self.isHidden():
            here = self._here
            self._find()
            self._here = min(here, len(self._found) - 1) if same_note else -1
            self._show()

    def step(self, by: int) -> None:
        if self._found:
            self._here = (self._at_top(by) if self._here < 0 else self._here + by) % len(
                self._found
            )
        self._show()

    def _at_top(self, by: int) -> int:
        """The first find in the view or after it, or the one before that."""
        top, _ = self._view.place()
        before = sum(c.selectionStart() < top for c in self._found)
        return before if by > 0 else before - 1

    def _show(self) -> None:
        total = f"{len(self._found)}{'+' if len(self._found) == MOST else ''}"
        if not self._found:
            self.count.setText("Not found" if self.field.text() else "")
        elif self._here < 0:
            self.count.setText(f"{total} found")
        else:
            self.count.setText(f"{self._here + 1} of {total}")
        self._view.show_found(self._found, self._here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _button(self, name: str, call: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setToolTip(plain.tip(name))
        button.setAccessibleName(name.partition(" (")[0])
        button.clicked.connect(call)
        return button


def _searchable(selected: str) -> str:
    """What of a selection can be looked for: its words, where they are of one line; pictures, which
    stand in the text as a character, are no words."""
    lines = re.split("[\u2028\u2029]", selected.replace("\ufffc", ""))
    words = [line.strip() for line in lines if line.strip()]
    return words[0] if len(words) == 1 else ""


def _all(document: QTextDocument, sought: str | QRegularExpression) -> list[QTextCursor]:
    found: list[QTextCursor] = []
    cursor = document.find(sought) if sought else QTextCursor()
    while not cursor.isNull() and len(found) < MOST:
        found.append(cursor)
        cursor = document.find(sought, cursor)
    return found
