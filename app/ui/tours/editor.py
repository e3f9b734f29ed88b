"""The panel in which a tour is recorded and edited. It stays open beside the window; what is on
screen there becomes a step. Writing happens off its thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.model.tour import Step, Style, Tour
from app.model.view_state import ViewState
from app.ui import plain
from app.ui.jobs import Jobs
from app.ui.plain import Label
from app.ui.store import Store
from app.ui.tours.capture import Focus, capture, shown_in
from app.ui.tours.draft import Draft
from app.ui.tours.question import Question, unsaved
from app.ui.tours.saving import Saving
from app.ui.tours.step_form import StepForm
from app.ui.tours.step_list import StepList
from app.ui.widgets.choice_box import ChoiceBox

WIDTH, HEIGHT, MARGIN = 400, 700, 16  # px
UPPER = 380  # px of that, the steps
ADD = "Ctrl+Shift+A"  # also in the window's menu
EMPTY = "No steps yet. Show in the window what the first one should show, then add it."


class TourEditor(QDialog):
    """step_wanted(tour, row): a saved tour is to be played from there. text_wanted(file, line): its
    file is to be opened. left(): it was closed, and nothing is unsaved."""

    step_wanted = Signal(str, int)
    text_wanted = Signal(str, int)
    left = Signal()

    def __init__(self, store: Store, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._then: Callable[[], None] | None = None
        self._question: Question | None = None
        self.draft: Draft | None = None
        self.saving = Saving(jobs.background, self)
        self.title = QLineEdit()
        self.title.setPlaceholderText("Title of the tour")
        self.title.setAccessibleName("Title of the tour")
        self.steps = StepList()
        self.empty = Label(EMPTY)
        self.empty.setWordWrap(True)
        self.empty.setProperty("kind", "muted")
        self.form = StepForm(store.theme)
        self.focus_box = ChoiceBox(store.theme)
        self.focus_box.setAccessibleName("What to put in focus")
        for focus in Focus:
            self.focus_box.addItem(focus.value, focus)
        self.said = Label()
        self.said.setWordWrap(True)
        self.add = _button("&Add step", self.add_step)
        self.delete = _button("&Delete", lambda: self._do(Draft.remove))
        self.take = _button("&Take from the screen", None)
        self.show_step = _button("Sho&w", lambda: self._show(self.steps.currentRow()))
        self.undo = _button("&Undo", lambda: self._do(lambda d: d.stack.undo()))
        self.redo = _button("&Redo", lambda: self._do(lambda d: d.stack.redo()))
        self.text = _button("&Edit as text", self._as_text)
        self.save = _button("&Save", self.save_tour)
        self._takes = self._take_menu()
        self._lay_out()
        self._connect()
        self.resize(WIDTH, HEIGHT)
        if parent is not None:  # over the notes; the picture stays in sight
            corner = parent.mapToGlobal(parent.rect().topRight())
            self.move(corner + QPoint(-WIDTH - MARGIN, 4 * MARGIN))

    def _take_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Layers and focus", partial(self._take, layers=True, focus=True))
        menu.addAction("Layers only", partial(self._take, layers=True, focus=False))
        menu.addAction("Focus only", partial(self._take, layers=False, focus=True))
        self.take.setMenu(menu)
        return menu

    def _lay_out(self) -> None:
        upper, lower = QWidget(), QWidget()
        steps, step = QVBoxLayout(upper), QVBoxLayout(lower)
        for column in (steps, step):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
        steps.addWidget(self.steps, 1)
        steps.addWidget(self.empty)
        steps.addLayout(_row(self.add, self.delete, None, self.show_step))
        focus = Label("In &focus")
        focus.setBuddy(self.focus_box)
        row = _row(focus)
        row.addWidget(self.focus_box, 1)
        steps.addLayout(row)
        step.addWidget(self.form, 1)
        step.addLayout(_row(self.take, None))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(16)
        parts.setStyleSheet(
            "QSplitter::handle, QSplitter::handle:hover { background: transparent; }"
        )
        parts.addWidget(upper)
        parts.addWidget(lower)
        parts.setSizes([UPPER, HEIGHT - UPPER])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(parts, 1)
        column.addWidget(self.said)
        column.addLayout(_row(self.undo, self.redo, None, self.text, self.save))

    def _connect(self) -> None:
        self.title.textEdited.connect(lambda text: self._do(lambda d: d.entitle(text)))
        self.steps.chosen.connect(lambda row: self._do(lambda d: d.choose(row)))
        self.steps.renamed.connect(self._rename)
        self.steps.moved.connect(lambda row, to: self._do(lambda d: d.move(row, to)))
        self.steps.deleted.connect(lambda: self._do(Draft.remove))
        self.steps.shown.connect(self._show)
        self.form.changed.connect(lambda s, text, key: self._do(lambda d: d.change(s, text, key)))
        self.saving.saved.connect(self._saved)
        self.saving.failed.connect(self._failed)
        self.saving.cancelled.connect(self._not_saved)
        self._store.workspace_changed.connect(self._reloaded)
        self._store.state_changed.connect(self._looked)
        for field in (self.title, self.form.words):
            field.installEventFilter(self)
        for keys, slot in (
            (QKeySequence(ADD), self.add_step),
            (QKeySequence(QKeySequence.StandardKey.Save), self.save_tour),
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo.click),
            (QKeySequence(QKeySequence.StandardKey.Redo), self.redo.click),
        ):
            QShortcut(keys, self).activated.connect(slot)

    @property
    def unsaved(self) -> bool:
        """There are changes that would be lost."""
        return self.draft is not None and self.draft.dirty

    # Opening

    def open_tour(self, tour: Tour | None) -> None:
        """Edit a tour, None a new one; what is unsaved of another is asked about first."""
        if self.draft is not None and tour is not None and self._is(tour):
            self._appear()
        else:
            self.ask_then(lambda: self._open(tour))

    def _is(self, tour: Tour) -> bool:
        """That tour is the one that is edited."""
        same = self.draft is not None and self.draft.id == tour.id
        return same and self.draft is not None and self._here()

    def _open(self, tour: Tour | None) -> None:
        workspace = self._store.workspace
        if workspace is None:
            return
        path, raw = self.saving.found(workspace, tour) if tour else (None, None)
        self.draft = draft = Draft(workspace, tour, path)
        draft.raw = raw
        draft.changed.connect(self._fill)
        self._say("")
        self._fill()
        self._appear()
        (self.steps if tour else self.title).setFocus()

    def _appear(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()

    # What a person does

    def add_step(self) -> None:
        """Keep what is on screen as a step, after the current one."""
        if self.draft is None or not self.isVisible():
            self._open(None)
        if self.draft is not None and (step := self._captured()) is not None and self._here():
            last = self.draft.step
            seconds = last.seconds if last else step.seconds
            self.draft.add(replace(step, seconds=seconds))
            self._say(f"Added “{step.title}”.")

    def _captured(self) -> Step | None:
        last = self.draft.step if self.draft else None
        style = last.style if last else Style.BUILD
        return capture(self._store, list(Focus)[self.focus_box.currentIndex()], style)

    def _take(self, *, layers: bool, focus: bool) -> None:
        taken = self._captured()
        if self.draft is not None and self.draft.step is not None and taken is not None:
            step = shown_in(self.draft.step, taken, layers=layers, focus=focus)
            self.draft.change(step, "take from the screen")
            if step.diagram != taken.diagram:
                self._say("")

    def _rename(self, row: int, title: str) -> None:
        def rename(draft: Draft) -> None:
            draft.choose(row)
            if draft.step is not None:
                draft.change(replace(draft.step, title=title), "rename")

        self._do(rename)

    def _show(self, row: int) -> None:
        """The step on screen: played, where the tour is saved as it is."""
        draft, workspace = self.draft, self._store.workspace
        if draft is None or workspace is None or not 0 <= row < len(draft.content.steps):
            return
        known = workspace.tour(draft.id) if draft.id else None
        if known is not None and not draft.dirty and len(known.steps) > row:
            self.step_wanted.emit(draft.id, row)
            return
        step = draft.content.steps[row]
        if workspace.diagram(step.diagram) is not None:
            self._store.stop_tour()
            self._store.show(step.diagram)
            self._store.set_layers(step.layers)
            self._store.select(step.focus[0] if step.focus else None)

    def _as_text(self) -> None:
        draft, workspace = self.draft, self._store.workspace
        tour = workspace.tour(draft.id) if workspace and draft else None
        if tour is not None and draft is not None:
            row = min(draft.content.row, len(tour.steps) - 1)
            line = tour.steps[row].line if row >= 0 else None
            self.text_wanted.emit(tour.file, line or 1)

    def _do(self, change: Callable[[Draft], object]) -> None:
        if self.draft is not None:
            change(self.draft)

    # Saving

    def save_tour(self) -> None:
        if self.draft is None or not self.draft.content.steps:
            self._say("A tour needs a step: show what it should show, then add it.")
            return
        if not self.draft.content.title.strip():
            self._say("Give the tour a title first.")
            self.title.setFocus()
            return
        self.save.setEnabled(False)
        self.saving.save(self.draft)

    def _saved(self, path: Path, inside: bool) -> None:
        workspace = self.draft.workspace if self.draft else None
        if not inside:
            self._say(f"Saved as {path}. It is outside the workspace, so it is not listed.")
        elif workspace is not None and workspace.bundled:
            self._say(f"Saved in your own folder and listed with the bundled tours: {path}")
        else:
            self._say(f"Saved as {path.name}.")
        self._fill()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _failed(self, message: str) -> None:
        self._say(message)
        self._not_saved()

    def _not_saved(self) -> None:
        self._then = None
        self._fill()

    # Leaving

    def ask_then(self, then: Callable[[], None]) -> None:
        """Do it, once nothing is unsaved: what is, is saved or dropped as the person says."""
        draft = self.draft
        if draft is None or not draft.dirty:
            then()
            return
        if self._question is not None:
            self._question.close()
        self._appear()
        self._question = question = unsaved(draft.content.title, self)
        question.save.connect(partial(self._save_then, then))
        question.discard.connect(partial(self._drop_then, then))
        question.finished.connect(self._answered)
        question.open()

    def _answered(self) -> None:
        self._question = None

    def _save_then(self, then: Callable[[], None]) -> None:
        self._then = then
        self.save_tour()
        if self.save.isEnabled():  # it did not come so far
            self._then = None

    def _drop_then(self, then: Callable[[], None]) -> None:
        if self.draft is not None:
            self.draft.stack.setClean()
        then()

    def reject(self) -> None:
        """Esc, and the window's own button."""
        self.ask_then(self._leave)

    def _leave(self) -> None:
        self.draft = None
        super().reject()
        self.left.emit()

    # Following

    def _here(self) -> bool:
        """The draft is of the workspace that is open."""
        now = self._store.workspace
        return bool(self.draft and now and self.draft.workspace.root == now.root)

    def _reloaded(self) -> None:
        draft, now = self.draft, self._store.workspace
        if draft is None or now is None:
            return
        if self._here():
            draft.workspace = now
            if draft.path is not None and not draft.dirty:
                self.saving.look(draft)
        self._fill()

    def _looked(self, old: ViewState, new: ViewState) -> None:
        if self.isVisible() and (old.diagram, old.selection) != (new.diagram, new.selection):
            self._enable()

    def _fill(self) -> None:
        draft = self.draft
        if draft is None:
            return
        content = draft.content
        if self.title.text() != content.title:
            self.title.setText(content.title)
        self.steps.fill(content.steps, content.row)
        self.steps.setVisible(bool(content.steps))
        self.empty.setVisible(not content.steps)
        self.form.fill(draft.step, draft.workspace)
        name = content.title or "New tour"
        self.setWindowTitle(f"{plain.window_title(name)}[*] – Tour")
        self.setWindowModified(draft.dirty)
        self._enable()

    def _enable(self) -> None:
        draft, here = self.draft, self._here()
        if draft is None:
            return
        step, stack = draft.step is not None, draft.stack
        self.add.setEnabled(here and self._store.diagram is not None)
        self.take.setEnabled(here and step)
        only = draft.step is not None and draft.step.diagram == self._store.state.diagram
        for action in self._takes.actions()[1:]:
            action.setEnabled(only)
        for button in (self.delete, self.focus_box):
            button.setEnabled(step or button is self.focus_box)
        self.show_step.setEnabled(here and step)
        self.undo.setEnabled(stack.canUndo())
        self.undo.setToolTip(plain.tip(f"Undo: {stack.undoText()}") if stack.canUndo() else "")
        self.redo.setEnabled(stack.canRedo())
        self.redo.setToolTip(plain.tip(f"Redo: {stack.redoText()}") if stack.canRedo() else "")
        self.text.setVisible(bool(draft.id) and here)
        self.save.setText("&Save" if draft.path else "&Save as Markdown")
        self.save.setEnabled(not self.saving.busy and (draft.dirty or draft.path is None))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo is the tour's also where one writes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            for keys in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
                if event.matches(keys):
                    event.ignore()
                    return True
        return super().eventFilter(watched, event)


def _button(text: str, slot: Callable[[], object] | None) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    if slot is not None:
        button.clicked.connect(slot)
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
