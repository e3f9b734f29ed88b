"""What the panel of tours wants for a tour, done in the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.model.ids import TourId
from app.model.tour import Tour
from app.model.workspace import Workspace
from app.session.changes import Changed
from app.ui.features.tours.commands import Tours
from app.ui.features.tours.panel import ToursPanel
from app.ui.features.tours.tour_files import TourFiles
from app.ui.views.desk import Desk


class PanelCommands(QObject):
    """Connects the panel with what is done to tours, and with their files.

    present_wanted(id): that tour is to be presented."""

    present_wanted = Signal(str)

    def __init__(self, panel: ToursPanel, tours: Tours, desk: Desk) -> None:
        super().__init__(panel)
        self._desk = desk
        self.files = files = TourFiles(desk.jobs.background, self)
        panel.chosen.connect(tours.start)
        panel.present_wanted.connect(self.present_wanted)
        panel.edit_wanted.connect(tours.edit)
        panel.export_wanted.connect(tours.export)
        panel.new_wanted.connect(tours.new)
        panel.duplicate_wanted.connect(lambda tour: self._with(tour, files.duplicate))
        panel.delete_wanted.connect(lambda tour: self._with(tour, files.delete))
        files.said.connect(desk.say)
        files.copied.connect(panel.await_tour)
        files.deleted.connect(self._deleted)
        files.changed.connect(desk.jobs.reload)
        desk.store.on(Changed.WORKSPACE, self._check)
        self._root = ""

    def _with(self, id: TourId, do: Callable[[Workspace, Tour], None]) -> None:
        workspace = self._desk.workspace
        tour = workspace.tour(id) if workspace else None
        if workspace is not None and tour is not None:
            do(workspace, tour)

    def _deleted(self, title: str, undo: Callable[[], None]) -> None:
        workspace = self._desk.workspace
        self._root = workspace.root if workspace else ""
        self._desk.say(f"Deleted “{title}”. It is in the trash.")
        self._desk.offer("Undo delete", f"Bring back “{title}”", undo)

    def _check(self) -> None:
        """In another folder, nothing of this one is offered."""
        workspace = self._desk.workspace
        if self._root and workspace is not None and workspace.root != self._root:
            self._root = ""
            self._desk.offer("", "")
