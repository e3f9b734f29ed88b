"""A diagram is made for a section: the new script is written beside its note, shows in the window, and is
open in the person's editor."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from app.model.ids import SectionId
from app.model.notes import Section
from app.model.wording import counted
from app.model.workspace import Workspace
from app.session import verbs
from app.sources.edits.making import NewScript, plan, write
from app.ui.kit.question import question
from app.ui.services.editor import edit_place
from app.ui.views.desk import Desk


class Making(QObject):
    """Where diagrams are borrowed it asks first: notes with one of their own borrow none.
    open_wanted(path): that script is to be opened; what was open are files of their own,
    among which a new one is not."""

    open_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._made: tuple[NewScript, str, SectionId] | None = None  # with its root, to be shown
        desk.jobs.opened.connect(self._show)

    def make(self, id: SectionId) -> None:
        """For that section, where there is one."""
        workspace = self._desk.workspace
        section = workspace.notebook.section(id) if workspace else None
        if workspace is None or section is None:
            return
        if workspace.borrowed:
            self._ask(workspace, section)
        else:
            self._begin(workspace, section)

    def _ask(self, workspace: Workspace, section: Section) -> None:
        lent = counted(len(workspace.diagrams), "diagram")
        box = question(
            "Make a diagram",
            "Make a diagram of your own?",
            f"Acetate lends its {lent} to notes that have none. With one of your own they are gone "
            "from this folder; they come back when its script is deleted.",
            self._desk.window,
        )
        make = box.addButton("Make diagram", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        make.clicked.connect(lambda: self._begin(workspace, section))
        box.open()

    def _begin(self, workspace: Workspace, section: Section) -> None:
        def work(_: object) -> NewScript:
            script = plan(workspace, section)
            write(script)
            return script

        done = partial(self._written, workspace, section.id)
        self._desk.jobs.background.start(work, done, self._desk.say, self)

    def _written(self, workspace: Workspace, section: SectionId, script: NewScript) -> None:
        desk = self._desk
        if desk.workspace is None or desk.workspace.root != workspace.root:
            desk.say(f"Made {script.path}.")
            return
        self._made = script, workspace.root, section
        desk.jobs.renew()
        said = edit_place(workspace, script.file, script.line, "the component")
        desk.say(f"Made {script.path.name}. {said}")

    def _show(self) -> None:
        """The new diagram, once it has been read, beside its section."""
        if self._made is None or (workspace := self._desk.workspace) is None:
            return
        script, root, section = self._made
        found = next((d for d in workspace.diagrams if d.source == script.file), None)
        self._made = None
        if workspace.root != root:
            return
        if found is not None:
            self._desk.store.do(verbs.show, found.id)
            if workspace.notebook.section(section) is not None:
                self._desk.store.do(verbs.open_section, section)
        elif self._desk.jobs.path != script.path:
            self._made = script, root, section
            self.open_wanted.emit(script.path)
