"""The export dialog: what, how large, where to; with a preview."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QWidget

from app.exporters import export, exporter, exporters
from app.exporters.exporter import ExportOption, PictureExporter, Written
from app.model.ids import ElementId
from app.ui.features.exporting import choice as export_choice
from app.ui.features.exporting.choice import ExportChoice, ExportSubject
from app.ui.features.exporting.drawing_fields import SCALES, DrawingFields
from app.ui.features.exporting.preview import painted
from app.ui.kit import plain
from app.ui.kit.background import Background
from app.ui.kit.choice_box import ChoiceBox
from app.ui.kit.form import Field, stack
from app.ui.kit.tick_box import Option, TickBox
from app.ui.services.describe import name
from app.ui.services.writing import Tell, WritingDialog

SIZE = (860, 520)  # px
LONGEST = 60  # characters of a component's name


class ExportDialog(WritingDialog):
    """Of a picture."""

    def __init__(
        self,
        subject: ExportSubject,
        folder: Path,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Export picture", subject.theme, background, self._render, parent)
        self._subject = subject
        self._make_controls(folder)
        self._lay_out()
        self._change()

    # Controls

    def _make_controls(self, folder: Path) -> None:
        subject = self._subject
        self.whole = Option("The whole diagram", subject.theme)
        self.view = Option("What is in view", subject.theme)
        self.one = Option("", subject.theme)
        self._areas = QButtonGroup(self)
        for button in (self.whole, self.view, self.one):
            self._areas.addButton(button)
        has_one = export_choice.component_box(subject) is not None
        label = name(subject.layout.diagram, subject.component or ElementId(""))
        self.one.setText(f"Only “{plain.caption(label, LONGEST)}”")
        self.one.setVisible(has_one)
        (self.one if has_one else self.whole).setChecked(True)
        # What is tidied has the layers that are on screen, and no room for others.
        tidy = subject.state.tidy
        self.drawing = DrawingFields(
            subject.theme, ("shown",) if tidy else ("shown", "all", "none"), self
        )
        traced = subject.state.trace is not None
        lit = "Highlight what is traced" if traced else "Highlight the selection"
        self.highlight = TickBox(lit, subject.theme)
        self.highlight.setChecked(True)
        self.highlight.setVisible(traced or subject.state.selection is not None)
        self.format = ChoiceBox(subject.theme, "Format")
        for record in exporters(PictureExporter):
            self.format.addItem(record.name, record.id)
        first = exporters(PictureExporter)[0].suffix
        self.file.setText(str(folder / f"{subject.layout.diagram.filename}.{first}"))
        self.file.setAccessibleName("File")
        self._areas.buttonToggled.connect(self._change)
        self.highlight.toggled.connect(self._change)
        self.drawing.changed.connect(self._change)
        self.format.currentIndexChanged.connect(self._change_format)
        self.file.textChanged.connect(self._check)
        self.file.textEdited.connect(self._type)
        self.browse.clicked.connect(self._browse)
        self.go.clicked.connect(self.write)

    def _lay_out(self) -> None:
        rows: tuple[Field, ...] = (
            ("Show", stack(self.whole, self.view, self.one)),
            ("Format", self.format),
            *self.drawing.rows(self.highlight),
        )
        self._set_out(rows, SIZE)

    # What is chosen

    def into(self) -> PictureExporter:
        """The format."""
        return exporters(PictureExporter)[self.format.currentIndex()]

    def choice(self) -> ExportChoice:
        area = "view" if self.view.isChecked() else "component" if self.one.isChecked() else "whole"
        drawing = self.drawing
        return ExportChoice(
            area,
            drawing.scale.currentData(),
            drawing.transparent.isChecked(),
            drawing.title.isChecked(),
            drawing.legend.isChecked(),
            self.highlight.isChecked(),
            self.into(),
            drawing.layers.currentData(),
            drawing.theme,
            drawing.paper.currentData(),
        )

    def path(self) -> Path:
        return Path(self.file.text().strip()).expanduser()

    def _change(self) -> None:
        choice = self.choice()
        self.drawing.follow(choice.into)
        if choice.area == "component":
            self.drawing.title.setEnabled(False)
            self.drawing.legend.setEnabled(False)
        for widget in (self.highlight, self.view, self.one):
            widget.setEnabled(choice.into.drawn)
        for at, factor in enumerate(SCALES):
            asked = replace(choice, scale=factor)
            wide, high = export_choice.size(self._subject, asked)
            most = "" if export_choice.scale(self._subject, asked) == factor else ", the largest"
            text = f"{factor:.0f}×  ({wide} × {high} px{most})"
            self.drawing.scale.setItemText(at, text)
        self._check()
        self._settle.start()

    def _change_format(self) -> None:
        into, path = self.into(), self.path()
        if path.name and path.suffix and exporter(PictureExporter, path.suffix) not in (None, into):
            self.file.setText(str(path.with_suffix(f".{into.suffix}")))
        if not into.drawn:
            self.whole.setChecked(True)
        self._change()

    def _type(self) -> None:
        """A suffix that is typed chooses the format."""
        suffix = self.path().suffix
        into = exporter(PictureExporter, suffix) if suffix else None
        if into is not None and into is not self.into():
            with QSignalBlocker(self.format):
                self.format.setCurrentIndex(exporters(PictureExporter).index(into))
            self._change()

    def _check(self) -> None:
        """Say what will be replaced, and what is too large."""
        if self._writing is not None:
            return
        path = self.path()
        self.go.setEnabled(bool(path.name))
        try:
            exists = path.is_file()
        except OSError:
            exists = False
        self.go.setText("Replace" if exists else "Export")
        told = [f"{plain.line(path.name)} exists and will be replaced."] if exists else []
        self._say(" ".join([*told, *self._too_large()]))

    def _too_large(self) -> list[str]:
        """A sentence where the picture is not written at the scale that is chosen."""
        choice = self.choice()
        fits = export_choice.scale(self._subject, choice)
        if ExportOption.SCALE not in choice.into.honours or fits == choice.scale:
            return []
        return [f"{choice.scale:.0f}× would be too large: it will be written at {fits:g}×."]

    def _browse(self) -> None:
        found, _ = QFileDialog.getSaveFileName(
            self,
            "Export picture",
            str(self.path()),
            self.into().pattern,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if found:
            self.file.setText(found)
            self._type()

    # Preview

    def _render(self) -> None:
        choice, ratio = self.choice(), self.devicePixelRatioF()
        room = round(self.preview.width() * ratio), round(self.preview.height() * ratio)
        job = export_choice.job(self._subject, choice)

        def work(_: threading.Event) -> QImage:
            return painted(job, choice.into, room, ratio)

        self._paint(work, job.options.transparent)

    # Writing

    def write(self) -> None:
        """Write the file in the background; closes when it stands."""
        choice, path = self.choice(), self.path()
        if self._writing is not None:
            return
        if not path.suffix:
            path = path.with_suffix(f".{choice.into.suffix}")
        job = export_choice.job(self._subject, choice)

        def work(_: threading.Event, tell: Tell) -> Written:
            return export(replace(job, tell=tell), path, choice.into.id)

        self._start(work, 1)
