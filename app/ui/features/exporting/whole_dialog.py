"""The dialog that writes all diagrams, or the whole workspace as a page."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.engine import IN_SUM
from app.exporters.exporter import (
    ExportOption,
    PictureExporter,
    PictureJob,
    PictureOptions,
    WorkspaceExporter,
    Written,
)
from app.exporters.formats import png
from app.exporters.whole import all_diagrams
from app.model.diagram import Diagram
from app.model.wording import counted
from app.session.changes import Changed
from app.ui.features.exporting import whole
from app.ui.features.exporting.drawing_fields import DrawingFields
from app.ui.features.exporting.preview import painted
from app.ui.features.exporting.whole import WholeExporter, WholeOrder
from app.ui.kit import plain
from app.ui.kit.choice_box import ChoiceBox
from app.ui.kit.form import Field
from app.ui.services.jobs import WHOLE, Jobs
from app.ui.services.writing import Tell, WritingDialog
from app.ui.session.store import Store

SIZE = (860, 520)  # px
PAGE = "One file with all diagrams, notes and tours, and a search. It has both themes."


class WholeExportDialog(WritingDialog):
    """Of the workspace; `format` is the id of what is proposed."""

    def __init__(
        self, store: Store, jobs: Jobs, format: str, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__("Export all", store.theme, jobs.background, self._render, parent)
        self._store = store
        self._folder = folder
        self._proposed = ""  # the file's name, as long as nobody has typed another
        self._make_controls(format)
        self._lay_out()
        self._jobs = jobs
        self._given_up = False
        self._patience = QTimer(self, singleShot=True, interval=round(IN_SUM * 1000))
        self._patience.timeout.connect(self.give_up)
        self._patience.start()
        for diagram in self._missing():
            jobs.want(diagram, urgent=False)
        store.on(Changed.WORKSPACE, self._renew)
        store.on(Changed.PROBLEMS, self._check)
        store.on(Changed.LAYOUTS, self._change)
        self._choose_format()

    # Controls

    def _make_controls(self, format: str) -> None:
        theme = self._theme
        self.format = ChoiceBox(theme, "Format")
        for record in whole.whole_exporters():
            kind = "folder" if whole.in_folder(record) else f".{record.suffix}"
            self.format.addItem(f"{record.name} ({kind})", record.id)
        self.format.setCurrentIndex(max(self.format.findData(format), 0))
        self.drawing = DrawingFields(theme, ("left", "all", "none"), self)
        self.title = QLineEdit()
        self.title.setAccessibleName("Title")
        self.format.currentIndexChanged.connect(self._choose_format)
        self.drawing.changed.connect(self._change)
        self.file.textEdited.connect(self._check)
        self.browse.clicked.connect(self._browse)
        self.go.clicked.connect(self.write)

    def _lay_out(self) -> None:
        rows: tuple[Field, ...] = (
            ("Format", self.format),
            ("Title", self.title),
            *self.drawing.rows(),
        )
        self._set_out(rows, SIZE)

    # What is chosen

    def into(self) -> WholeExporter:
        """The format."""
        return whole.whole_exporters()[self.format.currentIndex()]

    def path(self) -> Path:
        """Where to; the format's suffix is there."""
        path, into = Path(self.file.text().strip()).expanduser(), self.into()
        if path.name and not whole.in_folder(into):
            known = {f".{suffix}" for suffix in into.suffixes}
            if path.suffix.lower() not in known:
                path = path.with_name(f"{path.name}.{into.suffix}")
        return path

    def order(self) -> WholeOrder | None:
        """What is to be written; None as long as a diagram is being laid out."""
        store, workspace = self._store, self._store.workspace
        if workspace is None or self._waiting():
            return None
        return WholeOrder(
            workspace,
            dict(store.layouts),
            self.into(),
            self._options(),
            self.drawing.layers.currentData(),
            self.title.text().strip(),
            {d.id: store.session.lasting_state_of(d.id) for d in workspace.diagrams},
        )

    def _options(self) -> PictureOptions:
        drawing, honours = self.drawing, self.into().honours
        return PictureOptions(
            drawing.theme,
            drawing.scale.currentData(),
            drawing.transparent.isChecked() and ExportOption.TRANSPARENT in honours,
            drawing.legend.isChecked(),
            drawing.title.isChecked(),
            paper=drawing.paper.currentData() if ExportOption.PAPER in honours else None,
        )

    def _missing(self) -> list[Diagram]:
        """The diagrams that have no layout, and no problem with it."""
        store, workspace = self._store, self._store.workspace
        known = store.layouts.keys() | store.session.layout_problems.keys()
        return [d for d in (all_diagrams(workspace) if workspace else ()) if d.id not in known]

    def _waiting(self) -> int:
        """How many diagrams are still being laid out."""
        return 0 if self._given_up else len(self._missing())

    def give_up(self) -> None:
        """Wait no longer: all of them together have taken as long as they may."""
        if self._waiting():
            self._given_up = True
            self._leave()
            self._change()

    def _leave(self) -> None:
        """Nobody waits here any more for what is not laid out yet."""
        for diagram in self._missing():
            if diagram.id != self._store.state.diagram:
                self._jobs.layouts.drop((WHOLE, diagram.id))

    def done(self, result: int) -> None:
        """Also without anything written."""
        self._patience.stop()
        self._leave()
        super().done(result)

    def _renew(self) -> None:
        """The files were read again."""
        self._stop()
        self._choose_format()

    def _choose_format(self) -> None:
        into, workspace = self.into(), self._store.workspace
        if workspace is None:
            return
        if self.file.text() == self._proposed:
            self._proposed = str(whole.proposed(self._folder, workspace, into))
            self.file.setText(self._proposed)
        else:
            path = Path(self.file.text().strip())
            self.file.setText(str(whole.as_format(path, into)) if path.name else "")
        self.file.setAccessibleName("Folder" if whole.in_folder(into) else "File")
        titled = ExportOption.PAGE_TITLE in into.honours
        self.title.setPlaceholderText(plain.line(workspace.title) if titled else "")
        self.title.setEnabled(titled)
        self._change()

    def _change(self) -> None:
        into = self.into()
        self.drawing.follow(into)
        self._check()
        self._settle.start()

    def _check(self) -> None:
        """Say what stands in the way, or what will be replaced."""
        if self._writing is not None:
            return
        order, path = self.order(), self.path()
        self.go.setEnabled(order is not None and bool(path.name))
        old = order is not None and bool(path.name) and whole.replaced(order, path)
        self.go.setText("Replace" if old else "Export")
        if order is None:
            self._say(f"Laying out {counted(self._waiting(), 'diagram')}…")
        elif old and whole.in_folder(order.into):
            self._say(f"{path.name} has files with those names, which will be replaced.")
        elif old:
            self._say(f"{path.name} exists and will be replaced.")
        else:
            page = isinstance(order.into, WorkspaceExporter)
            self._say((PAGE if page else _told(order)) + self._left_out())

    def _left_out(self) -> str:
        missing = self._missing()
        if not missing:
            return ""
        return (
            f" {counted(len(missing), 'diagram')} more will be left out: laying out all of them took longer than "
            f"{IN_SUM / 60:.0f} minutes. Open this again to go on from there."
        )

    def _browse(self) -> None:
        into, title, here = self.into(), "Export all", str(self.path())
        if whole.in_folder(into):
            found = QFileDialog.getExistingDirectory(self, title, str(self.path().parent))
        else:
            way = QFileDialog.Option.DontConfirmOverwrite
            found, _ = QFileDialog.getSaveFileName(self, title, here, into.pattern, options=way)
        if found:
            self.file.setText(found)
            self._check()

    # Preview

    def _render(self) -> None:
        """The diagram that is on screen, as it will be drawn; of a page the diagram in it."""
        order, here = self.order(), self._store.state.diagram
        known = order.diagrams if order else ()
        if order is None or not known:
            self._stop_painting()
            self.preview.show_image(QImage(), False)
            return
        first = next((d for d in known if d.id == here), known[0])
        into = order.into if isinstance(order.into, PictureExporter) else png.EXPORTER
        options, ratio = order.options, self.devicePixelRatioF()
        if into is not order.into:  # it says itself how it looks
            options = replace(options, theme=self._theme)
        room = round(self.preview.width() * ratio), round(self.preview.height() * ratio)

        def work(cancel: threading.Event) -> QImage:
            job = PictureJob((order.shown(first, cancel),), order.workspace, options)
            return painted(job, into, room, ratio)

        self._paint(work, options.transparent)

    # Writing

    def write(self) -> None:
        """Write in the background; closes when all stands."""
        order, path = self.order(), self.path()
        if order is None or self._writing is not None:
            return

        def work(cancel: threading.Event, tell: Tell) -> Written:
            return whole.write(order, path, tell, cancel)

        self._start(work, len(order.diagrams))


def _told(order: WholeOrder) -> str:
    """How many there are, and in how many something is folded or left out, as it stays."""
    all_, changed = counted(len(order.diagrams), "diagram"), order.changed
    return (
        f"{all_}, {changed} of them folded or filtered as in the window." if changed else f"{all_}."
    )
