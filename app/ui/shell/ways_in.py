"""The ways into a window that is there: files that change, are dropped, or were open lately."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QMenu

from app.ui.services.actions import Actions
from app.ui.services.recents import RecentMenu
from app.ui.services.watching import Watching
from app.ui.shell.desk_commands import edit_component, edit_section
from app.ui.shell.dropping import Dropping
from app.ui.shell.opening import WorkspaceOpening
from app.ui.views.desk import Desk
from app.ui.views.notes.panel import NotesPanel


def take_in(
    window: QMainWindow, desk: Desk, opening: WorkspaceOpening, notes: NotesPanel, actions: Actions
) -> Watching:
    """Open them from now on; what watches files is given back."""
    notes.edit_requested.connect(lambda section: edit_section(desk, section))
    notes.component_edit_requested.connect(lambda component: edit_component(desk, component))
    notes.whole_wanted.connect(opening.open_whole)
    Dropping(window, lambda: desk.store.theme, opening.open_files, desk.say)
    menu = RecentMenu(desk.settings, desk.jobs.background, opening.open, window)
    file = window.menuBar().actions()[0].menu()
    if isinstance(file, QMenu):
        file.insertMenu(actions["reload"], menu)
    return Watching(desk.jobs, lambda: notes.picture_files, window)
