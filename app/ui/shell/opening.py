"""A workspace is opened in the window: the question about its scripts, what is said of errors, and
how it was left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.model.problem import Problem, Severity
from app.paths import text_of
from app.session import answers, verbs
from app.ui.kit.dialog import open_dialog

if TYPE_CHECKING:
    from app.ui.shell.scripts_question import ScriptsQuestion
    from app.ui.shell.window import MainWindow


class WorkspaceOpening(QObject):
    """Follows the window's jobs."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.question: ScriptsQuestion | None = None  # that stands open
        self._errors: set[Problem] = set()
        self._entered: Path | str | None = ""  # the path that was opened last; none yet
        pane, jobs = window.picture_pane, window.jobs
        pane.recent = self._recent
        pane.recent_chosen.connect(self.open)
        jobs.scripts_found.connect(self._ask)
        jobs.open_failed.connect(self._failed)
        jobs.opened.connect(self.opened)

    def open(self, path: Path | None) -> None:
        """Open a folder or a file, None the bundled workspace, as it was left."""
        from app.places import bundled_root

        window = self._window
        path = path.absolute() if path is not None else None
        path = None if path == bundled_root() else path
        window.remember()
        diagram, left = window.settings.left(text_of(path) if path else None)
        window.store.do(answers.expect, diagram, left)
        window.jobs.open(path, diagram)

    def opened(self) -> None:
        """The whole workspace is there, for the first time or again."""
        from app.sources.file_formats import is_note

        window, store, path = self._window, self._window.store, self._window.jobs.path
        before = self._errors
        self._errors = {p for p in store.problems if p.severity is Severity.ERROR}
        if path == self._entered:
            if new := [p for p in store.problems if p in self._errors - before]:
                window.status.say(str(new[0]))
            return
        self._entered = path
        window.settings.enter(text_of(path) if path else None)
        window.resuming.begin()
        a_note = path is not None and is_note(path)
        if store.workspace is None:
            return
        notes = store.workspace.notebook.notes
        if a_note or (store.workspace.borrowed and len(notes) == 1):
            window.show_right(True)
            if notes and store.state.section is None and store.state.selection is None:
                store.do(verbs.restore, replace(store.state, section=notes[0].sections[0].id))

    def _recent(self) -> list[str]:
        here = text_of(str(self._window.jobs.path))
        return [p for p in self._window.settings.recent_paths() if p != here]

    def _failed(self, message: str) -> None:
        self._window.status.say(message)
        self._window.picture_pane.say_failed(message)

    def _ask(self, path: Path, scripts: tuple[Path, ...]) -> None:
        from app.ui.shell.scripts_question import ScriptsQuestion

        if self.question is not None:  # about scripts as they were before
            self.question.blockSignals(True)
            self.question.close()
        window, jobs = self._window, self._window.jobs
        wanted, _ = window.settings.left(text_of(path))
        self.question = question = ScriptsQuestion(path, scripts, window)
        asked = frozenset(scripts)
        question.accepted.connect(lambda: jobs.open(path, wanted, True, asked))
        question.rejected.connect(lambda: jobs.open(path, wanted, False))
        question.finished.connect(self._answered)
        open_dialog(question)

    def _answered(self) -> None:
        self.question = None
