"""Opening the panel of gaps, and making a diagram for a section that has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.model.ids import SectionId
from app.ui.kit.command import Command
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.features.coverage.making import Making
    from app.ui.features.coverage.panel import CoveragePanel


class Coverage(QObject):
    """note_wanted(): a note is to be seen. script_wanted(path): one that was made is to be opened, and
    may run."""

    note_wanted = Signal()
    script_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.panel: CoveragePanel | None = None
        self._making: Making | None = None

    def show(self) -> None:
        """Open the panel, or bring it to the front."""
        from app.ui.features.coverage.panel import CoveragePanel

        if self.panel is None:
            self.panel = CoveragePanel(self._desk.store, self._desk.jobs, self._desk.window)
            self.panel.note_wanted.connect(self.note_wanted)
            self.panel.diagram_wanted.connect(self.make)
        self.panel.show()
        self.panel.raise_()
        self.panel.activateWindow()

    def make(self, section: SectionId) -> None:
        """A new script for a section, in the window and in the person's editor."""
        from app.ui.features.coverage.making import Making

        if self._making is None:
            self._making = Making(self._desk)
            self._making.open_wanted.connect(self.script_wanted)
        self._making.make(section)

    def make_here(self) -> None:
        """For the section that is open."""
        if (section := self._desk.store.state.section) is not None:
            self.make(section)

    def can_make(self) -> bool:
        """A section is open, of notes that did not come with the program."""
        workspace = self._desk.workspace
        open_now = self._desk.store.state.section is not None
        return open_now and workspace is not None and not workspace.bundled


COMMANDS: tuple[Command[Coverage], ...] = (
    Command("coverage", "Coverage", ("Ctrl+Shift+G",), run=Coverage.show),
    Command(
        "make_diagram",
        "Make a diagram of this section…",
        run=Coverage.make_here,
        enabled=Coverage.can_make,
    ),
)
