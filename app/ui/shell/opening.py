"""A workspace is opened in the window: what is said of errors, and how it was left."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.model import problem
from app.model.problem import Problem, Severity
from app.paths import path_of, text_of
from app.session import answers, verbs
from app.ui.kit.command import Command
from app.ui.kit.dialog import open_dialog
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.model.workspace import Workspace


class WorkspaceOpening(QObject):
    """Follows the jobs.

    leaving(): what is open is about to be left. entered(): another workspace is there.
    notes_wanted(): they are to be in sight. failed(message): nothing could be opened.
    """

    leaving = Signal()
    entered = Signal()
    notes_wanted = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._handed = ExitStack()  # what stands for several files
        self._read_there: tuple[Path, str] | None = (
            None  # a note, and a place in it, to be read next
        )
        self._errors: set[Problem] = set()
        self._entered: Path | str | None = ""  # the path that was opened last; none yet
        jobs = desk.jobs
        jobs.open_failed.connect(self.failed)
        self.failed.connect(desk.say)
        jobs.grown.connect(self._show_first_note)
        jobs.opened.connect(self.opened)

    def open(self, path: Path | None) -> None:
        """Open a folder or a file, None the bundled workspace, as it was left."""
        from app.places import bundled_root
        from app.ui.services.saved_runs import run_as_saved

        desk = self._desk
        path = path.absolute() if path is not None else None
        path = None if path == bundled_root() else path
        self.leaving.emit()
        diagram, left = desk.settings.left(text_of(path) if path else None)
        desk.store.do(answers.expect, diagram, left)
        desk.jobs.open(path, diagram, run_as_saved(desk.settings, path))

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open a folder, a file, or several files together."""
        from app.sources.handed import several

        try:
            path = paths[0] if len(paths) == 1 else self._handed.enter_context(several(paths))
        except OSError as why:
            self.failed.emit(f"There is no place for these files: {why.strerror}.")
            return
        self.open(path)

    def open_whole(self, folder: Path) -> None:
        """Open the vault or repository round what is open, at the note that is read."""
        workspace, section = self._desk.workspace, self._desk.store.state.section
        found = workspace.notebook.section(section) if workspace else None
        if workspace is not None and found is not None:
            file = (path_of(workspace.root) / path_of(found.file)).resolve()
            self._read_there = file, found.anchor
        self.open(folder)

    def close(self) -> None:
        """The window is gone."""
        self._handed.close()

    def opened(self) -> None:
        """The whole workspace is there, for the first time or again."""
        desk, store, path = self._desk, self._desk.store, self._desk.jobs.path
        before = self._errors
        self._errors = {p for p in store.problems if p.severity is Severity.ERROR}
        if path == self._entered:
            if new := [p for p in store.problems if p in self._errors - before]:
                desk.say(str(new[0]))
            return
        self._entered = path
        desk.settings.enter(text_of(path) if path else None)
        self.entered.emit()
        if store.workspace is None:
            return
        if store.workspace.too_many and store.workspace.diagrams:  # else what stands there asks
            self._ask_for_all(store.workspace)
        self._show_first_note()
        self._go_on_reading(store.workspace)

    def _go_on_reading(self, workspace: Workspace) -> None:
        """At the note that was read when its whole was asked for."""
        wanted, self._read_there = self._read_there, None
        root = path_of(workspace.root)
        if wanted is None or not wanted[0].is_relative_to(root):
            return
        file, anchor = wanted
        note = workspace.notebook.note(text_of(file.relative_to(root).as_posix()))
        if note is not None:
            found = next((s for s in note.sections if s.anchor == anchor), note.sections[0])
            self._desk.store.do(verbs.open_section, found.id)

    def _show_first_note(self) -> None:
        """Who opens one note wants to read it, from where it was left; and of many the first can be read
        while diagrams for them are still to come."""
        from app.sources.file_formats import is_note

        desk, store, path = self._desk, self._desk.store, self._desk.jobs.path
        if store.workspace is None:
            return
        notes = store.workspace.notebook.notes
        a_note = path is not None and is_note(path)
        borrowed, coming = store.workspace.borrowed, store.workspace.growing
        if a_note or (borrowed and len(notes) == 1 and not coming):
            self.notes_wanted.emit()
        elif not (borrowed and coming and store.state.section is None):
            return
        _, left = desk.settings.left(text_of(path) if path else None)
        if notes and not any(state.section for state in left):
            store.do(verbs.restore, replace(store.state, section=notes[0].sections[0].id))

    def _ask_for_all(self, workspace: Workspace) -> None:
        from app.ui.shell.large_question import ask

        ask(workspace, self._desk.jobs.read_all, self._desk.window)

    def reload(self) -> None:
        """Read all files again."""
        self._desk.jobs.reload()

    def ask_for_icons(self) -> None:
        """Ask about the icons that scripts would fetch, where there are any."""
        from app.ui.shell.icons_question import IconsQuestion

        workspace = self._desk.workspace
        if workspace is None or not workspace.wanted:
            return
        question = IconsQuestion(workspace.wanted, self._desk.window)
        question.accepted.connect(lambda: self._desk.jobs.fetch(question.addresses))
        open_dialog(question)

    def recent(self) -> list[str]:
        """The paths of other workspaces that were open, the last first."""
        here = text_of(str(self._desk.jobs.path))
        return [p for p in self._desk.settings.recent_paths() if p != here]

    # Files and folders that are asked for

    def ask_for_folder(self) -> None:
        """Open the folder that a person chooses."""
        found = QFileDialog.getExistingDirectory(self._desk.window, "Open folder", self._here())
        if found:
            self.open(Path(found))

    def ask_for_file(self) -> None:
        """Open the file that a person chooses."""
        parent, start = self._desk.window, self._here()
        found, _ = QFileDialog.getOpenFileName(parent, "Open file", start, _files())
        if found:
            self.open(Path(found))

    def copy_bundled(self) -> None:
        """The bundled workspace into a folder of the person's, which is opened: there it can be
        changed."""
        from app.sources.edits.copying import copy_bundled

        desk, title = self._desk, "Copy the bundled diagrams, notes and tours to"
        found = QFileDialog.getExistingDirectory(desk.window, title, str(Path.home()))
        if not found:
            return
        folder = Path(found)

        def copied(count: int) -> None:
            desk.say(f"Copied {count} files to {folder}.")
            self.open(folder)

        def failed(message: str) -> None:
            desk.store.do(answers.report, problem.error(message))
            desk.say(message)

        desk.jobs.background.start(lambda _: copy_bundled(folder), copied, failed)

    def _here(self) -> str:
        return str(self._desk.jobs.path or Path.home())


def _files() -> str:
    """What the dialog offers; a diagram may have any name."""
    from app.sources import formats
    from app.sources.file_formats import patterns

    return f"Diagrams and notes ({patterns(formats.table())});;All files (*)"


COMMANDS: tuple[Command[WorkspaceOpening], ...] = (
    Command("open_folder", "Open folder…", ("Ctrl+O",), WorkspaceOpening.ask_for_folder),
    Command("open_file", "Open file…", ("Ctrl+Shift+O",), WorkspaceOpening.ask_for_file),
    Command("open_bundled", "Open the bundled diagrams", run=lambda opening: opening.open(None)),
    Command("copy_bundled", "Copy the bundled diagrams…", run=WorkspaceOpening.copy_bundled),
    Command("reload", "Reload", ("Ctrl+R",), WorkspaceOpening.reload),
)
