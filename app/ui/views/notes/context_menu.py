"""What a note's context menu has besides Qt's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.services import remote_pictures
from app.ui.views.notes.copying import with_links
from app.ui.views.notes.enlarged import open_large
from app.ui.views.notes.view import NotesView


@dataclass(frozen=True, slots=True)
class MenuCalls:
    """What the panel around does. `edit` takes the line in the file of a section, `forbid` a host,
    `set_bold_headings` whether the note's bold lines are headings."""

    edit: Callable[[int], None]
    print: Callable[[], None]
    set_full_width: Callable[[bool], None]
    forbid: Callable[[str], None]
    set_bold_headings: Callable[[bool], None]


def extend(
    menu: QMenu,
    view: NotesView,
    at: int,
    theme: Theme,
    full_width: bool,
    bold: bool | None,
    calls: MenuCalls,
) -> None:
    """`at` is the position of the text where it was asked for, -1 where the keyboard is; `bold` whether
    bold lines are headings, None where that is not for the person to say."""
    page, marked = view.page, view.marked_line
    if page is None:
        return
    cursor = view.cursor_at(at) if at >= 0 else view.textCursor()
    selected = view.textCursor()
    if selected.hasSelection():
        menu.addAction("Copy with links").triggered.connect(
            lambda: QGuiApplication.clipboard().setText(with_links(page, selected))
        )
    table = cursor.currentTable()
    if table is not None and page.wide.knows(table):
        said = "Open code large" if table in page.cards else "Open table large"
        menu.addAction(plain.caption(said)).triggered.connect(
            lambda: open_large(view, page, table, theme)
        )
    wide = menu.addAction("Lines as wide as the panel")
    wide.setCheckable(True)
    wide.setChecked(full_width)
    wide.toggled.connect(calls.set_full_width)
    if bold is not None:
        headings = menu.addAction("Bold lines are headings")
        headings.setToolTip(plain.tip("Writes it into the note's front matter: headings: bold"))
        headings.setCheckable(True)
        headings.setChecked(bold)
        headings.toggled.connect(calls.set_bold_headings)
    if hosts := remote_pictures.always():
        _hosts(menu.addMenu("Pictures always shown from"), hosts, calls.forbid)
    if marked is not None:
        line = (page.line_at(at) if at >= 0 else None) or marked
        menu.addAction("Print note…").triggered.connect(calls.print)
        menu.addAction("Edit note").triggered.connect(lambda: calls.edit(line))


def _hosts(menu: QMenu, hosts: Sequence[str], forbid: Callable[[str], None]) -> None:
    """Each with a check, which can be taken away."""
    for host in sorted(hosts):
        action = menu.addAction(plain.caption(host))
        action.setCheckable(True)
        action.setChecked(True)
        action.setToolTip(plain.tip("Ask again before pictures are fetched from there"))
        action.triggered.connect(lambda _, host=host: forbid(host))
