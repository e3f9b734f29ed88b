"""The dialog that writes a tour to take home: which, as what, where to; with a preview."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QVBoxLayout,
    QWidget,
)

from app.exporters import exporters
from app.exporters.exporter import ExportOption, TourExporter, Written
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, TourId
from app.model.tour import Tour
from app.scene.theme import DARK, LIGHT, Theme
from app.session.changes import Changed
from app.ui.features.tours import export
from app.ui.features.tours.export import Order
from app.ui.features.tours.groups import groups
from app.ui.features.tours.step_chooser import StepChooser
from app.ui.kit import plain
from app.ui.kit.choice_box import ChoiceBox
from app.ui.kit.form import GRID, Field, stack
from app.ui.kit.tick_box import Option, TickBox
from app.ui.services.jobs import Jobs
from app.ui.services.writing import Tell, WritingDialog
from app.ui.session.store import Store

SIZE = (960, 500)  # px
FIELD = 320  # px


class TourExportDialog(WritingDialog):
    """Of a tour: into a file, or a folder of pictures."""

    def __init__(
        self, store: Store, jobs: Jobs, tour: str, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__("Export tour", store.theme, jobs.background, self._preview, parent)
        self._store, self._jobs = store, jobs
        self._folder = folder
        self._proposed = ""  # the file's name, as long as nobody has typed another
        self._make_controls()
        self._lay_out()
        self._fill(tour)
        self._connect()
        self._choose_tour()
        self.tour.setFocus()

    # Controls

    def _make_controls(self) -> None:
        theme = self._theme
        self.step = StepChooser(theme)
        self.tour = _choice("Tour", theme)
        self.format = _choice("Format", theme)
        for record in exporters(TourExporter):
            kind = "folder" if record.folder else f".{record.suffix}"
            self.format.addItem(f"{record.name} ({kind})", record.id)
        self.whole = Option("The whole diagram", theme)
        self.near = Option("What each step highlights", theme)
        self.light, self.dark = Option("Light", theme), Option("Dark", theme)
        (self.dark if theme.dark else self.light).setChecked(True)
        self.near.setChecked(True)
        self._options = [QButtonGroup(self), QButtonGroup(self)]
        pairs = ((self.near, self.whole), (self.light, self.dark))
        for group, buttons in zip(self._options, pairs, strict=True):
            for button in buttons:
                group.addButton(button)
        self.legend = TickBox("Legend", theme)
        self.legend.setChecked(True)
        self.title_page = TickBox("Title page", theme)
        self.title_page.setChecked(True)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.preview, 1)
        column.addWidget(self.step)
        rows: tuple[Field, ...] = (
            ("Tour", self.tour),
            ("Format", self.format),
            ("Show", stack(self.near, self.whole)),
            ("Theme", stack(self.light, self.dark)),
            ("With", stack(self.legend, self.title_page)),
        )
        self._set_out(rows, SIZE, left)

    def _connect(self) -> None:
        self.tour.currentIndexChanged.connect(self._choose_tour)
        self.format.currentIndexChanged.connect(self._choose_format)
        for group in self._options:
            group.buttonToggled.connect(self._change)
        self.legend.toggled.connect(self._change)
        self.title_page.toggled.connect(self._offer_title_page)
        self.step.changed.connect(self._change)
        self.file.textEdited.connect(self._type)
        self.browse.clicked.connect(self._browse)
        self.go.clicked.connect(self.write)
        self._store.on(Changed.WORKSPACE, self._renew)
        self._store.on(Changed.PROBLEMS, self._check)
        self._store.on(Changed.LAYOUTS, self._change)

    def _fill(self, chosen: str) -> None:
        """All tours, in the order in which the panel offers them."""
        workspace = self._store.workspace
        self.tour.clear()
        for group in groups(workspace, self._store.state.diagram) if workspace else ():
            for tour in group.tours:
                self.tour.addItem(plain.line(tour.title), tour.id)
        self.tour.setCurrentIndex(max(self.tour.findData(chosen), 0))

    # What is chosen

    def chosen(self) -> Tour | None:
        workspace = self._store.workspace
        return workspace.tour(self.tour.currentData() or TourId("")) if workspace else None

    def path(self) -> Path:
        """Where to; the format's suffix is there."""
        path, into = Path(self.file.text().strip()).expanduser(), self.into()
        if path.name and not into.folder and export.format_of(path) is not into:
            path = path.with_name(f"{path.name}.{into.suffix}")
        return path

    def into(self) -> TourExporter:
        """The format."""
        return exporters(TourExporter)[self.format.currentIndex()]

    def _layouts(self, tour: Tour) -> Mapping[DiagramId, DiagramLayout] | None:
        """Of the tour's diagrams; None as long as one has none."""
        found = self._store.layouts
        return {id: found[id] for id in tour.diagrams} if found.keys() >= {*tour.diagrams} else None

    def _order(self) -> Order | None:
        tour = self.chosen()
        layouts = self._layouts(tour) if tour else None
        if tour is None or layouts is None:
            return None
        return Order(
            tour,
            layouts,
            self.into(),
            DARK if self.dark.isChecked() else LIGHT,
            self.near.isChecked(),
            self.legend.isChecked(),
            self.title_page.isChecked(),
            {id: self._store.session.lasting_state_of(id).filters for id in tour.diagrams},
        )

    def _renew(self) -> None:
        """The files were read again."""
        self._stop()
        with QSignalBlocker(self.tour):
            self._fill(self.tour.currentData() or TourId(""))
        self._choose_tour()

    def _choose_tour(self) -> None:
        tour, workspace = self.chosen(), self._store.workspace
        self.tour.setToolTip(plain.tip(tour.title if tour is not None else ""))
        if tour is not None and workspace is not None:
            under_way = tour.id == self._store.state.tour
            self.step.set_count(len(tour.steps), self._store.state.step if under_way else 0)
            for id in tour.diagrams:
                if id not in self._store.layouts:
                    self._jobs.want(workspace.diagram(id))
        self._choose_format()

    def _choose_format(self) -> None:
        tour, into = self.chosen(), self.into()
        if tour is not None and self.file.text() == self._proposed:
            self._proposed = str(export.proposed(self._folder, tour, into))
            self.file.setText(self._proposed)
        else:
            path = Path(self.file.text().strip())
            self.file.setText(str(export.as_format(path, into)) if path.name else "")
        self.file.setAccessibleName("Folder" if into.folder else "File")
        self._offer_title_page()
        self._change()

    def _offer_title_page(self) -> None:
        """To write one, and then to look at it."""
        possible = ExportOption.TITLE_PAGE in self.into().honours
        self.title_page.setVisible(possible)
        self.step.set_title_page(possible and self.title_page.isChecked())

    def _type(self) -> None:
        """A suffix that is typed chooses the format."""
        into = export.format_of(Path(self.file.text().strip()))
        if into is not None:
            with QSignalBlocker(self.format):
                self.format.setCurrentIndex(exporters(TourExporter).index(into))
            self._offer_title_page()
            self._settle.start()
        self._check()

    def _change(self) -> None:
        self._check()
        self._settle.start()

    def _check(self) -> None:
        """Say what stands in the way, or what will be replaced."""
        if self._writing is not None:
            return
        order, path = self._order(), self.path()
        self.go.setEnabled(order is not None and bool(path.name))
        old = order is not None and bool(path.name) and export.replaced(order, path)
        self.go.setText("Replace" if old else "Export")
        if order is None:
            self._say_missing()
        elif old and order.into.folder:
            self._say(f"{path.name} has pictures with those names, which will be replaced.")
        else:
            self._say(f"{path.name} exists and will be replaced." if old else "")

    def _say_missing(self) -> None:
        tour, store = self.chosen(), self._store
        if tour is None:
            self._say("There is no tour to export. Choose Tours, New tour to make one.")
            return
        missing = [id for id in tour.diagrams if id not in store.layouts]
        problem = next(filter(None, map(store.session.layout_problems.get, missing)), None)
        if problem is None:
            self._say("Laying out the diagrams…")
        else:
            self._say(f"{problem} Fix the file, or choose another tour.", bad=True)

    def _browse(self) -> None:
        into, title, here = self.into(), "Export tour", str(self.path())
        if into.folder:
            found = QFileDialog.getExistingDirectory(self, title, str(self.path().parent))
        else:
            way = QFileDialog.Option.DontConfirmOverwrite
            found, _ = QFileDialog.getSaveFileName(self, title, here, into.pattern, options=way)
        if found:
            self.file.setText(found)
            self._type()

    # Preview

    def _preview(self) -> None:
        order, step = self._order(), self.step.step
        if order is None:
            self._stop_painting()
            self.preview.show_image(QImage(), False)
            return
        ratio = self.devicePixelRatioF()
        room = round(self.preview.width() * ratio), round(self.preview.height() * ratio)

        def work(_: threading.Event) -> QImage:
            shots = export.shots(order)
            shot = None if step is None else shots[step]
            return order.into.preview(shots, shot, order.theme, room)

        self._paint(work, transparent=False)

    # Writing

    def write(self) -> None:
        """Write the tour in the background; closes when it stands."""
        order, path = self._order(), self.path()
        if order is None or self._writing is not None:
            return

        def work(cancelled: threading.Event, tell: Tell) -> Written:
            return export.write(order, path, cancelled, tell)

        self._start(work, len(order.tour.steps))


def _choice(name: str, theme: Theme) -> ChoiceBox:
    box = ChoiceBox(theme, name)
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumWidth(FIELD)
    return box
