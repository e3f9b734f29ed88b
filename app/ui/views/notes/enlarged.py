"""A table or a piece of code of a note, alone in a window as large as the screen gives."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocumentFragment, QTextTable
from PySide6.QtWidgets import QDialog, QVBoxLayout

from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.dialog import open_dialog
from app.ui.views.notes.document import Document
from app.ui.views.notes.style import MARGIN
from app.ui.views.notes.view import NotesView

OF_SCREEN = 0.9
LEAST = (420, 160)  # px


def open_large(view: NotesView, page: Document, table: QTextTable, theme: Theme) -> None:
    """As it stands in the page of that view; Esc closes."""
    dialog, large = alone_in_window(view, "Code" if table in page.cards else "Table", theme)
    alone = Document("", {}, theme, view.font(), 1.0, large)
    alone.put(_copied(page, table), page.wide.letters(table))
    screen = view.screen().availableSize() * OF_SCREEN
    wide = round(page.wide.natural(table)) + 2 * MARGIN + 24
    dialog.resize(min(max(wide, LEAST[0]), screen.width()), screen.height())
    open_dialog(dialog)
    large.show_page(alone, theme, 1.0)
    high = round(alone.size().height()) + MARGIN
    dialog.resize(dialog.width(), min(max(high, LEAST[1]), screen.height()))


def alone_in_window(view: NotesView, name: str, theme: Theme) -> tuple[QDialog, NotesView]:
    """A window over that of the view for one thing of its page, and what is to show it there."""
    dialog = QDialog(view.window())
    dialog.setWindowTitle(plain.window_title(name))
    dialog.setStyleSheet(f"QDialog {{ background: {theme.canvas} }}")
    large = NotesView(str, dialog)
    large.setAccessibleName(name)
    large.characters = None
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(large)
    return dialog, large


def _copied(page: Document, table: QTextTable) -> QTextDocumentFragment:
    whole = QTextCursor(page)
    whole.setPosition(max(0, table.firstPosition() - 1))
    whole.setPosition(table.lastPosition() + 1, QTextCursor.MoveMode.KeepAnchor)
    return QTextDocumentFragment(whole)
