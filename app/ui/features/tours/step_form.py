"""One step of a tour: its words, written or as they will look, its style, its pace, and what it
shows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.model.layer import layer_name
from app.model.tour import SECONDS, Step, TourStyle
from app.model.workspace import Workspace
from app.sources.tours.element_names import ElementNames
from app.sources.tours.tours import LONGEST, SHORTEST
from app.ui.features.tours.step_preview import StepPreview
from app.ui.kit import style
from app.ui.kit.choice_box import ChoiceBox
from app.ui.kit.plain import Label
from app.ui.session.store import Store

STYLES = {TourStyle.BUILD: "Build up", TourStyle.FLOW: "Flow"}
HINTS = {
    TourStyle.BUILD: "Each step adds to what is shown",
    TourStyle.FLOW: "Everything fades except what the step highlights",
}
NAMED = 6  # elements of a focus that are named


class StepForm(QWidget):
    """changed(step, what, key): as `Draft.change` takes it."""

    changed = Signal(object, str, str)

    def __init__(self, store: Store, take: QWidget) -> None:
        """`take` stands under what the step shows."""
        super().__init__()
        self._step: Step | None = None
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("The step")
        for text in ("Edit", "&Preview"):
            self.tabs.addTab(text)
        self.words = QPlainTextEdit()
        self.words.setObjectName("rows")
        self.words.setAccessibleName("The step's words")
        self.words.setPlaceholderText("What the presenter reads aloud")
        self.words.setTabChangesFocus(True)
        self.words.setUndoRedoEnabled(False)  # the tour's own takes back
        self.style_box = ChoiceBox(store.theme)
        self.style_box.setAccessibleName("Style")
        for row, (kind, text) in enumerate(STYLES.items()):
            self.style_box.addItem(text)
            self.style_box.setItemData(row, HINTS[kind], Qt.ItemDataRole.ToolTipRole)
        self.seconds = QDoubleSpinBox()
        self.seconds.setAccessibleName("Seconds, when it plays automatically")
        self.seconds.setRange(SHORTEST, LONGEST)
        self.seconds.setDecimals(1)
        self.seconds.setValue(SECONDS)
        self.seconds.setSuffix(" s")
        self.seconds.setMinimumHeight(style.HIT)
        self.shows = Label()
        self.shows.setWordWrap(True)
        self.shows.setProperty("kind", "muted")
        self.preview = StepPreview(store)
        self._pages = QStackedWidget()
        self._lay_out(take)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.words.textChanged.connect(self._written)
        self.style_box.activated.connect(self._styled)
        self.seconds.valueChanged.connect(self._paced)

    def _lay_out(self, take: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, widget in (("St&yle", self.style_box), ("Stay", self.seconds)):
            label = Label(text)
            label.setBuddy(widget)
            row.addWidget(label)
            row.addWidget(widget)
            row.addSpacing(8)
        row.addStretch(1)
        edit, column = QWidget(), QVBoxLayout(self)
        fields = QVBoxLayout(edit)
        for layout in (fields, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(8)
        fields.addWidget(self.words, 1)
        fields.addLayout(row)
        fields.addWidget(self.shows)
        fields.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        for page in (edit, self.preview):
            self._pages.addWidget(page)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)

    def fill(self, step: Step | None, workspace: Workspace) -> None:
        """Show a step; None for none."""
        self._step = step
        self.setEnabled(step is not None)
        for widget in (self.words, self.style_box, self.seconds):
            widget.blockSignals(True)
        text = step.text if step else ""
        if self.words.toPlainText() != text:  # the cursor stays while one writes
            self.words.setPlainText(text)
        if step:
            self.style_box.setCurrentIndex(list(STYLES).index(step.style))
            if round(step.seconds, 1) != self.seconds.value():
                self.seconds.setValue(step.seconds)
        for widget in (self.words, self.style_box, self.seconds):
            widget.blockSignals(False)
        self.preview.fill(step)
        self.shows.setText(shows(step, workspace) if step else "")

    def _written(self) -> None:
        if self._step is not None:
            step = replace(self._step, text=self.words.toPlainText())
            self.changed.emit(step, "write", "words")

    def _styled(self) -> None:
        if self._step is not None:
            kind = list(STYLES)[self.style_box.currentIndex()]
            self.changed.emit(replace(self._step, style=kind), "change the style", "")

    def _paced(self, seconds: float) -> None:
        if self._step is not None:
            step = replace(self._step, seconds=round(seconds, 1))
            self.changed.emit(step, "change the seconds", "seconds")


def shows(step: Step, workspace: Workspace) -> str:
    """What a step shows, in a sentence."""
    diagram = workspace.diagram(step.diagram)
    if diagram is None:
        return f"Shows “{step.diagram}”, which does not exist."
    on = [layer_name(layer) for layer in diagram.named_layers if layer in step.layers]
    layers = ", ".join(on) or "no layer"
    if len(on) == len(diagram.named_layers) > 1:
        layers = "all layers"
    names = ElementNames(diagram, workspace).names(step.focus)
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    focus = f"{', '.join(names[:NAMED])}{more}" if names else "everything"
    also = f" with {layers}" if diagram.named_layers else ""
    return f"Shows “{diagram.title}”{also}. In focus: {focus}."
