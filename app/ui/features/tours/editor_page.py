"""What the editor of tours shows: the steps, the current one, what was said last, the buttons."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.model.ids import DiagramId
from app.ui.features.tours.capture import Focus
from app.ui.features.tours.draft import Draft
from app.ui.features.tours.keys import DELETE, MOVE, PAGE, SHOW
from app.ui.features.tours.step_form import StepForm
from app.ui.features.tours.step_list import StepList
from app.ui.kit import plain
from app.ui.kit.choice_box import ChoiceBox
from app.ui.kit.command import place, with_key
from app.ui.kit.plain import Label
from app.ui.session.store import Store

UPPER, LOWER = 330, 330  # px, of steps and step one above the other
BESIDE = 680  # px of width from which they stand side by side
EMPTY = "No steps yet. Show in the window what the first one should show, then add it."
BREAK = "\u200b"  # has no width, and a line may break there


class EditorPage(QWidget):
    """Fields and buttons, set out, filled and enabled; what they do is the editor's."""

    undo: QPushButton
    redo: QPushButton

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = QLineEdit()
        self.title.setPlaceholderText("Title of the tour")
        self.title.setAccessibleName("Title of the tour")
        self.steps = StepList(store)
        self.empty = Label(EMPTY, kind="muted")
        self.empty.setWordWrap(True)
        self.focus_box = ChoiceBox(store.theme)
        self.focus_box.setAccessibleName("What to put in focus")
        for focus in Focus:
            self.focus_box.addItem(focus.value, focus)
        self.said = Label()
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(self.said.fontMetrics().height())  # nothing moves when it goes
        self.add = _button("&Add step")
        self.delete = _button("&Delete", with_key("Delete the step", DELETE))
        self.up = _button("Up", with_key("Move the step up", MOVE, 0))
        self.down = _button("Down", with_key("Move the step down", MOVE, 1))
        self.take = _button("&Take from the screen")
        self.show_step = _button("S&how", with_key("Show the step in the window", SHOW))
        self.undo = _button("&Undo")
        self.redo = _button("&Redo")
        self.text = _button("&Edit as text")
        self.save = _button("&Save")
        self.takes = QMenu(self)
        self.takes.addAction("Layers and focus")
        self.takes.addAction("Layers only")
        self.takes.addAction("Focus only")
        self.take.setMenu(self.takes)
        self.form = StepForm(store, self.take)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        for field in (self.title, self.form.words):
            field.installEventFilter(self)

    def _lay_out(self) -> None:
        self.parts.setChildrenCollapsible(False)
        self.parts.setHandleWidth(16)
        self.parts.setStyleSheet(
            "QSplitter::handle, QSplitter::handle:hover { background: transparent; }"
        )
        self.parts.addWidget(self._upper())
        self.parts.addWidget(self.form)
        self.parts.setSizes([UPPER, LOWER])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.parts, 1)
        column.addWidget(self.said)
        column.addLayout(_row(self.undo, self.redo, None, self.text, self.save))

    def _upper(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.steps, 1)
        column.addWidget(self.empty)
        column.addLayout(_row(self.add, self.delete, self.up, self.down, None, self.show_step))
        focus = Label("In &focus")
        focus.setBuddy(self.focus_box)
        row = _row(focus)
        row.addWidget(self.focus_box, 1)
        column.addLayout(row)
        return made

    def say(self, text: str) -> None:
        """Until the next act. A path may break after a folder."""
        self.said.setText(text.replace(os.sep, os.sep + BREAK))

    def fill(self, draft: Draft) -> None:
        content = draft.content
        if self.title.text() != content.title:
            self.title.setText(content.title)
        self.steps.fill(content.steps, content.row)
        self.steps.setVisible(bool(content.steps))
        self.empty.setVisible(not content.steps)
        self.form.fill(draft.step, draft.workspace)

    def enable(self, draft: Draft, diagram: DiagramId, *, here: bool, busy: bool) -> None:
        """What can be done now; `here`: the draft is of the workspace that is open, which shows
        `diagram`, the id of one or nothing."""
        step, stack, row = draft.step is not None, draft.stack, draft.content.row
        self.add.setEnabled(here and bool(diagram))
        self.take.setEnabled(here and step)
        only = draft.step is not None and draft.step.diagram == diagram
        for action in self.takes.actions()[1:]:
            action.setEnabled(only)
        self.delete.setEnabled(step)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(draft.content.steps) - 1)
        self.show_step.setEnabled(here and step)
        self.undo.setEnabled(stack.canUndo())
        self.undo.setToolTip(plain.tip(f"Undo: {stack.undoText()}") if stack.canUndo() else "")
        self.redo.setEnabled(stack.canRedo())
        self.redo.setToolTip(plain.tip(f"Redo: {stack.redoText()}") if stack.canRedo() else "")
        self.save.setText("&Save" if draft.path else "&Save as Markdown")
        self.text.setVisible(bool(draft.id) and here)  # once there is room
        self.save.setEnabled(not busy and (draft.dirty or draft.path is None))

    def take_back(self) -> None:
        """What was done last."""
        self.undo.click()

    def do_again(self) -> None:
        """What was taken back last."""
        self.redo.click()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo is the tour's also where one writes."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and any(place(command, event) is not None for command in PAGE)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= BESIDE
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.parts.orientation() != way:
            self.parts.setOrientation(way)
            self.parts.setSizes([UPPER, LOWER])


def _button(text: str, tip: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    if tip:
        button.setToolTip(plain.tip(tip))
    return button


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Side by side; None is what grows."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
