"""The panel in which a tour is recorded and edited. It stays open beside the window; what is on
screen there becomes a step. Writing happens off its thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.model.ids import DiagramId
from app.model.tour import Step, Tour, TourStyle
from app.session import verbs
from app.session.changes import Changed
from app.session.folding import set_folded
from app.ui.features.tours.capture import Focus, capture, shown_in
from app.ui.features.tours.draft import Draft
from app.ui.features.tours.draft_pictures import DraftPictures
from app.ui.features.tours.editor_page import EditorPage
from app.ui.features.tours.keys import EDITOR, PAGE
from app.ui.features.tours.leaving import Leaving
from app.ui.features.tours.saving import Saving
from app.ui.kit import plain
from app.ui.kit.command import bind
from app.ui.services.jobs import Jobs
from app.ui.session.store import Store

SIZE, LOW = QSize(400, 720), QSize(800, 440)  # px; the latter on a low screen
ENOUGH, FRAME = 600, 56  # px: the least height of the first; of the window's own frame
MARGIN = 16  # px


class TourEditor(QDialog):
    """step_wanted(tour, row): a saved tour is to be played from there. text_wanted(file, line): its
    file is to be opened. left(): it was closed, and nothing is unsaved."""

    step_wanted = Signal(str, int)
    text_wanted = Signal(str, int)
    left = Signal()

    page: EditorPage

    def __init__(self, store: Store, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.draft: Draft | None = None
        self.saving = Saving(jobs.background, self)
        self.leaving = Leaving(self, self.appear, self.save_tour)
        self.page = EditorPage(store, self)
        self.pictures = DraftPictures(store, jobs.background, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self.page)
        self._connect_page()
        self.saving.saved.connect(self._saved)
        self.saving.failed.connect(self._failed)
        self.saving.cancelled.connect(self._not_saved)
        self.pictures.changed.connect(self._show_pictures)
        store.on(Changed.WORKSPACE, self._reloaded)
        store.on(Changed.DIAGRAM | Changed.SELECTION, self._looked)
        _place(self, parent)

    def _connect_page(self) -> None:
        page = self.page
        page.title.textEdited.connect(lambda text: self._do(lambda d: d.entitle(text)))
        page.steps.chosen.connect(lambda row: self._do(lambda d: d.choose(row)))
        page.steps.renamed.connect(self._rename)
        page.steps.moved.connect(lambda row, to: self._do(lambda d: d.move(row, to)))
        page.steps.deleted.connect(lambda: self._do(Draft.remove))
        page.steps.shown.connect(self._show)
        page.form.changed.connect(lambda s, text, key: self._do(lambda d: d.change(s, text, key)))
        page.form.preview.resized.connect(self.pictures.want_large)
        page.add.clicked.connect(self.add_step)
        page.delete.clicked.connect(lambda: self._do(Draft.remove))
        for button, by in ((page.up, -1), (page.down, 1)):
            button.clicked.connect(lambda _=False, by=by: self._do(lambda d: d.move_by(by)))
        page.show_step.clicked.connect(lambda: self._show(page.steps.currentRow()))
        page.undo.clicked.connect(lambda: self._do(lambda d: d.stack.undo()))
        page.redo.clicked.connect(lambda: self._do(lambda d: d.stack.redo()))
        page.text.clicked.connect(self._as_text)
        page.save.clicked.connect(self.save_tour)
        both, layers, focus = page.takes.actions()
        both.triggered.connect(lambda: self._take(layers=True, focus=True))
        layers.triggered.connect(lambda: self._take(layers=True, focus=False))
        focus.triggered.connect(lambda: self._take(layers=False, focus=True))
        for bound in (*bind(EDITOR, self), *bind(PAGE, page)):
            for keys in (*bound.command.keys, *bound.command.also):
                QShortcut(QKeySequence(keys), self).activated.connect(bound.run)

    @property
    def unsaved(self) -> bool:
        """There are changes that would be lost."""
        return self.draft is not None and self.draft.dirty

    # Opening

    def open_tour(self, tour: Tour | None) -> None:
        """Edit a tour, None a new one; what is unsaved of another is asked about first."""
        draft = self.draft
        if draft is not None and tour is not None and draft.id == tour.id and self._here():
            self.appear()
        else:
            self.leaving.ask_then(draft, lambda: self._open(tour))

    def _open(self, tour: Tour | None) -> None:
        workspace = self._store.workspace
        if workspace is None:
            return
        path, raw = self.saving.found(workspace, tour) if tour else (None, None)
        self.draft = draft = Draft(workspace, tour, path)
        draft.raw = raw
        if tour is not None and tour.id == self._store.state.tour:
            draft.choose(self._store.state.step)
        draft.changed.connect(self._fill)
        self.page.say("")
        self._fill()
        self.appear()
        (self.page.steps if tour else self.page.title).setFocus()

    def appear(self) -> None:
        """Before all else."""
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
            self.page.say(f"Added “{step.title}”.")

    def _captured(self) -> Step | None:
        last = self.draft.step if self.draft else None
        style = last.style if last else TourStyle.BUILD
        focus = list(Focus)[self.page.focus_box.currentIndex()]
        return capture(self._store, focus, style)

    def _take(self, *, layers: bool, focus: bool) -> None:
        taken = self._captured()
        if self.draft is not None and self.draft.step is not None and taken is not None:
            step = shown_in(self.draft.step, taken, layers=layers, focus=focus)
            self._do(lambda d: d.change(step, "take from the screen"))

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
        self.page.say("")
        known = workspace.tour(draft.id) if draft.id else None
        if known is not None and not draft.dirty and len(known.steps) > row:
            self.step_wanted.emit(draft.id, row)
            return
        step = draft.content.steps[row]
        if workspace.diagram(step.diagram) is not None:
            self._store.do(verbs.stop_tour)
            self._store.do(verbs.show, step.diagram)
            self._store.do(verbs.set_layers, step.layers)
            self._store.do(set_folded, step.folded)
            self._store.do(verbs.filtered, step.filters)
            self._store.do(verbs.select, step.focus[0] if step.focus else None)

    def _as_text(self) -> None:
        draft, workspace = self.draft, self._store.workspace
        tour = workspace.tour(draft.id) if workspace and draft else None
        if tour is not None and draft is not None:
            row = min(draft.content.row, len(tour.steps) - 1)
            line = tour.steps[row].line if row >= 0 else None
            self.text_wanted.emit(tour.file, line or 1)

    def _do(self, change: Callable[[Draft], object]) -> None:
        """What was said of the last act is over."""
        if self.draft is not None:
            self.page.say("")
            change(self.draft)

    # Saving

    def save_tour(self) -> bool:
        """Begin to write it; False where something is missing, which is said."""
        page = self.page
        if self.draft is None or not self.draft.content.steps:
            page.say("A tour needs a step: show what it should show, then add it.")
            return False
        if not self.draft.content.title.strip():
            page.say("Give the tour a title first.")
            page.title.setFocus()
            return False
        page.say("")
        page.save.setEnabled(False)
        self.saving.save(self.draft)
        return True

    def _saved(self, path: Path, inside: bool) -> None:
        workspace = self.draft.workspace if self.draft else None
        if not inside:
            said = f"Saved as {path}. It is outside the workspace, so it is not listed."
        elif workspace is not None and workspace.bundled:
            said = f"Saved in your own folder and listed with the bundled tours: {path}"
        else:
            said = f"Saved as {path}."
        self.page.say(said)
        self._fill()
        self.leaving.saved()

    def _failed(self, message: str) -> None:
        self.page.say(message)
        self._not_saved()

    def _not_saved(self) -> None:
        self.leaving.not_saved()
        self._fill()

    # Leaving

    def reject(self) -> None:
        """Esc, and the window's own button."""
        self.leaving.ask_then(self.draft, self._leave)

    def _leave(self) -> None:
        self.draft = None
        self.pictures.follow(None)
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

    def _looked(self) -> None:
        if self.isVisible():
            self._enable()

    def _fill(self) -> None:
        draft = self.draft
        if draft is None:
            return
        self.page.fill(draft)
        name = draft.content.title or "New tour"
        self.setWindowTitle(f"{plain.window_title(name)}[*] – Tour")
        self.setWindowModified(draft.dirty)
        self._enable()
        self.pictures.follow(draft)
        self._show_pictures()

    def _enable(self) -> None:
        if self.draft is not None:
            diagram = self._store.state.diagram if self._store.diagram else DiagramId("")
            self.page.enable(self.draft, diagram, here=self._here(), busy=self.saving.busy)

    def _show_pictures(self) -> None:
        pictures, page = self.pictures, self.page
        for row in range(page.steps.count()):
            page.steps.show_picture(row, pictures.small(row))
        row = page.steps.currentRow()
        page.form.preview.picture.show_pixmap(pictures.large or pictures.small(row))


def _place(editor: QDialog, parent: QWidget | None) -> None:
    """Over the notes, so that the picture stays in sight, but whole on the screen."""
    room = editor.screen().availableGeometry()
    room.adjust(0, 0, 0, -FRAME)
    size = QSize(SIZE.width(), min(SIZE.height(), room.height()))
    if size.height() < ENOUGH:
        size = LOW.boundedTo(room.size())
    editor.resize(size)
    if parent is not None:
        corner = parent.mapToGlobal(parent.rect().topRight())
        at = corner + QPoint(-size.width() - MARGIN, 4 * MARGIN)
        last = room.bottomRight() - QPoint(size.width(), size.height())
        editor.move(max(room.x(), min(at.x(), last.x())), max(room.y(), min(at.y(), last.y())))
