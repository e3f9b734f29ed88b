"""Exporting and copying what is on screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.model import problem
from app.model.ids import ElementId
from app.session import answers
from app.ui.kit.command import Command
from app.ui.kit.dialog import open_dialog
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.features.exporting.choice import ExportSubject
    from app.ui.features.exporting.clipboard import Copied


class Exporting(QObject):
    """Asks where to, and remembers the folder."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk

    @property
    def able(self) -> bool:
        """There is a picture."""
        return self._desk.store.layout is not None

    @property
    def filled(self) -> bool:
        """There are diagrams."""
        workspace = self._desk.workspace
        return bool(workspace and workspace.diagrams)

    def export(self, component: ElementId = ElementId("")) -> None:
        """Ask for a file for what is on screen, or for one component of it."""
        from app.ui.features.exporting.dialog import ExportDialog

        desk, subject = self._desk, self._subject(component or None)
        if subject is not None:
            dialog = ExportDialog(subject, self._folder, desk.jobs.background, desk.window)
            dialog.exported.connect(self.exported)
            open_dialog(dialog)

    def export_all(self, format: str = "") -> None:
        """Ask for a file or a folder for all diagrams, in the format of that id."""
        from app.ui.features.exporting.whole_dialog import WholeExportDialog

        desk = self._desk
        if desk.workspace is not None:
            dialog = WholeExportDialog(desk.store, desk.jobs, format, self._folder, desk.window)
            dialog.exported.connect(self.exported)
            open_dialog(dialog)

    def export_page(self) -> None:
        """Ask for a file for the workspace as a page."""
        from app.exporters.formats import page

        self.export_all(page.EXPORTER.id)

    def exported(self, path: str, remark: str) -> None:
        """That file was written."""
        self._desk.settings.export_folder = str(Path(path).parent)
        self._desk.say(f"Exported to {path}. {remark}".strip())
        self._desk.written(Path(path))

    @property
    def _folder(self) -> Path:
        """The one that was exported to last."""
        return Path(self._desk.settings.export_folder or Path.home())

    def copy_picture(self) -> None:
        """The whole picture as it is on screen, 2 px per pt, to the clipboard."""
        from app.ui.features.exporting.choice import ExportChoice, job
        from app.ui.features.exporting.clipboard import copied

        subject = self._subject(None)
        if subject is not None:
            asked = job(subject, ExportChoice())
            background = self._desk.jobs.background
            background.start(lambda _: copied(asked), self._copied, self._failed)

    def _subject(self, component: ElementId | None) -> ExportSubject | None:
        from app.ui.features.exporting.choice import ExportSubject

        store = self._desk.store
        if store.workspace is None or store.layout is None:
            return None
        view = self._desk.canvas.looking.visible_region()
        return ExportSubject(
            store.workspace, store.layout, store.state, store.theme, view, component
        )

    def _copied(self, copied: Copied) -> None:
        QGuiApplication.clipboard().setMimeData(copied.as_mime())
        self._desk.say("Copied the picture.")

    def _failed(self, message: str) -> None:
        self._desk.store.do(answers.report, problem.error(message))
        self._desk.say(message)


COMMANDS: tuple[Command[Exporting], ...] = (
    Command(
        "export",
        "Export picture…",
        ("Ctrl+E",),
        run=lambda exporting: exporting.export(),
        enabled=lambda exporting: exporting.able,
    ),
    Command(
        "export_all",
        "Export all diagrams…",
        run=lambda exporting: exporting.export_all(),
        enabled=lambda exporting: exporting.filled,
    ),
    Command(
        "export_page",
        "Export page…",
        run=Exporting.export_page,
        enabled=lambda exporting: exporting.filled,
    ),
    Command(
        "copy_picture",
        "Copy picture",
        ("Ctrl+C",),
        run=Exporting.copy_picture,
        enabled=lambda exporting: exporting.able,
    ),
)
