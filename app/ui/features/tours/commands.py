"""Tours: how they are started, edited and exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.model.ids import TourId
from app.session import verbs
from app.ui.kit.command import Command
from app.ui.kit.dialog import open_dialog
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.features.tours.editor import TourEditor


class Tours(QObject):
    """exported(path, remark): a tour has been written to that file."""

    exported = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.editor: TourEditor | None = None

    # What can be done

    @property
    def exportable(self) -> bool:
        return self._desk.has_tours

    @property
    def recordable(self) -> bool:
        """There is a picture to keep as a step."""
        return self._desk.store.diagram is not None

    @property
    def editable(self) -> bool:
        workspace = self._desk.workspace
        return bool(workspace and workspace.tours)

    @property
    def written(self) -> bool:
        """The tour under way is a file."""
        tour = self._desk.store.tour
        return bool(tour and tour.file)

    # Doing it

    def start(self, id: TourId, step: int = 0) -> None:
        """Play it in the window. The store knows where one looks, so that its end leads there."""
        canvas = self._desk.canvas
        canvas.framing.place()
        self._desk.store.do(verbs.start_tour, id, step)
        canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def export(self, id: TourId = TourId("")) -> None:
        """Ask for a file for a tour: that one, else the one under way, else the one that is
        chosen in their panel, else the one that begins at this diagram."""
        from app.ui.features.tours.export_dialog import TourExportDialog

        desk, workspace = self._desk, self._desk.workspace
        if workspace is not None:
            state = desk.store.state
            here = workspace.tour_of(state.diagram)
            tour = id or state.tour or desk.chosen_tour() or (here.id if here else TourId(""))
            folder = Path(desk.settings.export_folder or Path.home())
            dialog = TourExportDialog(desk.store, desk.jobs, tour, folder, desk.window)
            dialog.exported.connect(self.exported)
            open_dialog(dialog)

    def new(self) -> None:
        self._made_editor().open_tour(None)

    def edit(self, id: TourId = TourId("")) -> None:
        """The tour of that id, else the one that is under way, else one that is chosen."""
        workspace = self._desk.workspace
        tour = workspace.tour(id or self._desk.store.state.tour) if workspace else None
        if tour is not None:
            self._made_editor().open_tour(tour)
        elif workspace is not None:
            from app.ui.features.tours.choice import TourChoice

            dialog = TourChoice(workspace, self._desk.window)
            dialog.chosen.connect(self.edit)
            open_dialog(dialog)

    def add_step(self) -> None:
        """Keep what is on screen as a step of the tour that is edited, or of a new one."""
        self._made_editor().add_step()

    def edit_file(self) -> None:
        """The file of the tour that is under way, at its step, in the person's editor."""
        tour, step = self._desk.store.tour, self._desk.store.step
        if tour is not None and tour.file:
            self._edit_text(tour.file, step.line if step else None)

    def _edit_text(self, file: str, line: int | None) -> None:
        from app.ui.services.editor import edit_place

        workspace = self._desk.workspace
        if workspace is not None:
            self._desk.say(edit_place(workspace, file, line, "the step"))

    def _made_editor(self) -> TourEditor:
        if self.editor is None:
            from app.ui.features.tours.editor import TourEditor

            desk = self._desk
            self.editor = editor = TourEditor(desk.store, desk.jobs, desk.window)
            editor.step_wanted.connect(self.start)
            editor.text_wanted.connect(self._edit_text)
        return self.editor


COMMANDS: tuple[Command[Tours], ...] = (
    Command(
        "export_tour",
        "Export tour…",
        ("Ctrl+Shift+E",),
        run=lambda tours: tours.export(),
        enabled=lambda tours: tours.exportable,
    ),
    Command("new_tour", "New tour", run=Tours.new, enabled=lambda tours: tours.recordable),
    Command(
        "edit_tour",
        "Edit tour…",
        run=lambda tours: tours.edit(),
        enabled=lambda tours: tours.editable,
    ),
    Command(
        "add_step",
        "Add step to tour",
        ("Ctrl+Shift+A",),
        run=Tours.add_step,
        enabled=lambda tours: tours.recordable,
    ),
    Command(
        "edit_tour_file",
        "Edit the tour as text",
        run=Tours.edit_file,
        enabled=lambda tours: tours.written,
    ),
)
