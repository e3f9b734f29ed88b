"""What a note's context menu has besides Qt's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from app.scene.theme import Theme
from app.ui.views.notes.enlarged import open_large
from app.ui.views.notes.view import NotesView


def extend(
    menu: QMenu, view: NotesView, at: int, theme: Theme, edit: Callable[[int], None]
) -> None:
    """`at` is the position of the text where it was asked for, -1 where the keyboard is; `edit` takes
    the line in the file of the section there."""
    page, marked = view.page, view.marked_line
    if page is None:
        return
    cursor = view.cursor_at(at) if at >= 0 else view.textCursor()
    table = cursor.currentTable()
    if table is not None and page.wide.knows(table):
        said = "Open code large" if table in page.cards else "Open table large"
        menu.addAction(said).triggered.connect(lambda: open_large(view, page, table, theme))
    if marked is not None:
        line = (page.line_at(at) if at >= 0 else None) or marked
        menu.addAction("Edit note").triggered.connect(lambda: edit(line))
