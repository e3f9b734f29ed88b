"""The export dialog: what, how large, where to; with a preview."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QLineEdit,
    QWidget,
)

from app.exporters import export, exporter, exporters, render_image
from app.exporters.exporter import ExportOption, PictureExporter, PictureJob, Written
from app.ui.features.exporting import choice as export_choice
from app.ui.features.exporting.choice import ExportChoice, ExportSubject
from app.ui.kit import plain
from app.ui.kit.background import Background
from app.ui.kit.choice_box import ChoiceBox
from app.ui.kit.form import Field, fields, line, set_out, stack
from app.ui.kit.tick_box import Option, TickBox
from app.ui.services.describe import name
from app.ui.services.writing import WritingDialog

LONGEST = 60  # characters of a component's name
SCALES = (1.0, 2.0, 3.0, 4.0)


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
        label = name(subject.picture.diagram, subject.component or "")
        self.one.setText(f"Only “{plain.caption(label, LONGEST)}”")
        self.one.setVisible(has_one)
        (self.one if has_one else self.whole).setChecked(True)
        self.scale = ChoiceBox(subject.theme)
        self.scale.setAccessibleName("Size")
        for factor in SCALES:
            self.scale.addItem(f"{factor:.0f}×", factor)
        self.scale.setCurrentIndex(1)
        self.format = ChoiceBox(subject.theme)
        self.format.setAccessibleName("Format")
        for record in exporters(PictureExporter):
            self.format.addItem(record.name, record.id)
        self.title = TickBox("Title", subject.theme)
        self.legend = TickBox("Layer legend", subject.theme)
        self.highlight = TickBox("Highlight the selection", subject.theme)
        self.transparent = TickBox("Transparent background", subject.theme)
        for box in (self.title, self.legend, self.highlight):
            box.setChecked(True)
        self.highlight.setVisible(subject.state.selection is not None)
        self.file = QLineEdit(str(folder / f"{subject.picture.diagram.filename}.png"))
        self.file.setAccessibleName("File")
        self._areas.buttonToggled.connect(self._change)
        for box in (self.title, self.legend, self.highlight, self.transparent):
            box.toggled.connect(self._change)
        self.scale.currentIndexChanged.connect(self._change)
        self.format.currentIndexChanged.connect(self._change_format)
        self.file.textChanged.connect(self._check_file)
        self.browse.clicked.connect(self._browse)
        self.go.clicked.connect(self.write)

    def _lay_out(self) -> None:
        shows = stack(self.title, self.legend, self.highlight, self.transparent)
        rows: tuple[Field, ...] = (
            ("Show", stack(self.whole, self.view, self.one)),
            ("With", shows),
            ("Format", self.format),
            ("Size", self.scale),
        )
        file = line(self.file, self.browse)
        set_out(self, self.preview, fields(rows), file, line(self.message, self.cancel, self.go))
        self.resize(820, 480)

    # What is chosen

    def choice(self) -> ExportChoice:
        area = "view" if self.view.isChecked() else "component" if self.one.isChecked() else "whole"
        return ExportChoice(
            area,
            self.scale.currentData(),
            self.transparent.isChecked(),
            self.title.isChecked(),
            self.legend.isChecked(),
            self.highlight.isChecked(),
            exporters(PictureExporter)[self.format.currentIndex()],
        )

    def path(self) -> Path:
        return Path(self.file.text().strip()).expanduser()

    def _change(self) -> None:
        choice = self.choice()
        honours = choice.into.honours
        self.scale.setEnabled(ExportOption.SCALE in honours)
        self.transparent.setEnabled(ExportOption.TRANSPARENT in honours)
        self.title.setEnabled(ExportOption.TITLE in honours and choice.area != "component")
        self.legend.setEnabled(ExportOption.LEGEND in honours and choice.area != "component")
        for widget in (self.highlight, self.view, self.one):
            widget.setEnabled(choice.into.drawn)
        for at, factor in enumerate(SCALES):
            asked = replace(choice, scale=factor)
            wide, high = export_choice.size(self._subject, asked)
            most = "" if export_choice.scale(self._subject, asked) == factor else ", the largest"
            self.scale.setItemText(at, f"{factor:.0f}×  ({wide} × {high} px{most})")
        self._check_file()
        self._settle.start()

    def _change_format(self) -> None:
        into, path = self.choice().into, self.path()
        if path.name and path.suffix and exporter(PictureExporter, path.suffix) not in (None, into):
            self.file.setText(str(path.with_suffix(f".{into.suffix}")))
        if not into.drawn:
            self.whole.setChecked(True)
        self._change()

    def _check_file(self) -> None:
        path = self.path()
        self.go.setEnabled(bool(path.name) and self._writing is None)
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
            self.choice().into.pattern,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if found:
            self.file.setText(found)

    # Preview

    def _render(self) -> None:
        choice = self.choice()
        wide, high = export_choice.size(self._subject, replace(choice, scale=1.0))
        ratio = self.devicePixelRatioF()
        fit = min(self.preview.width() / wide, self.preview.height() / high, 2.0) * ratio
        options = export_choice.options(self._subject, replace(choice, scale=max(fit, 0.02)))
        state = export_choice.state(self._subject, choice)

        def work(_: threading.Event) -> QImage:
            return render_image(self._subject.picture, state, options)

        self._paint(work, choice.transparent)

    # Writing

    def write(self) -> None:
        """Write the file in the background; closes when it stands."""
        subject, choice, path = self._subject, self.choice(), self.path()
        options = export_choice.options(subject, choice)
        state = export_choice.state(subject, choice)
        if not path.suffix:
            path = path.with_suffix(f".{choice.into.suffix}")

        def work(_: threading.Event) -> Written:
            job = PictureJob.of(subject.picture, state, subject.workspace, options)
            return export(job, path, choice.into.id)

        self._writing = self._background.start(work, self._written, self._failed, self)
        self.go.setEnabled(False)
        self._say("Writing…")

    def _failed(self, message: str) -> None:
        self._writing = None
        self._check_file()
        self._say(message, bad=True)
