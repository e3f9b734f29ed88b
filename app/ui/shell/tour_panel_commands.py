"""What the panel of tours wants for a tour, done in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.model.tour import Tour
from app.model.workspace import Workspace
from app.ui.features.tours.panel import ToursPanel
from app.ui.features.tours.tour_files import TourFiles

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow


class PanelCommands(QObject):
    """Connects the panel with the window's commands, and with the tours' files."""

    def __init__(self, panel: ToursPanel, window: MainWindow) -> None:
        super().__init__(panel)
        self._window, commands = window, window.commands
        self.files = files = TourFiles(window.jobs.background, self)
        panel.chosen.connect(commands.start_tour)
        panel.present_wanted.connect(commands.present_tour)
        panel.edit_wanted.connect(commands.edit_tour)
        panel.export_wanted.connect(commands.export_tour)
        panel.new_wanted.connect(commands.new_tour)
        panel.duplicate_wanted.connect(lambda tour: self._with(tour, files.duplicate))
        panel.delete_wanted.connect(lambda tour: self._with(tour, files.delete))
        files.said.connect(window.status.say)
        files.copied.connect(panel.await_tour)
        files.deleted.connect(self._deleted)
        files.changed.connect(window.jobs.reload)
        window.store.workspace_changed.connect(self._check)
        self._root = ""

    def _with(self, id: str, do: Callable[[Workspace, Tour], None]) -> None:
        workspace = self._window.store.workspace
        tour = workspace.tour(id) if workspace else None
        if workspace is not None and tour is not None:
            do(workspace, tour)

    def _deleted(self, title: str, undo: Callable[[], None]) -> None:
        workspace, status = self._window.store.workspace, self._window.status
        self._root = workspace.root if workspace else ""
        status.say(f"Deleted “{title}”. It is in the trash.")
        status.offer("Undo delete", f"Bring back “{title}”", undo)

    def _check(self) -> None:
        """In another folder, nothing of this one is offered."""
        workspace, status = self._window.store.workspace, self._window.status
        if self._root and workspace is not None and workspace.root != self._root:
            self._root = ""
            status.offer("", "")
