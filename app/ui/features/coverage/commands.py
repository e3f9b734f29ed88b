"""Opening the panel of gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.kit.command import Command
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.features.coverage.panel import CoveragePanel


class Coverage(QObject):
    """note_wanted(): a note is to be seen."""

    note_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.panel: CoveragePanel | None = None

    def show(self) -> None:
        """Open the panel, or bring it to the front."""
        from app.ui.features.coverage.panel import CoveragePanel

        if self.panel is None:
            self.panel = CoveragePanel(self._desk.store, self._desk.jobs, self._desk.window)
            self.panel.note_wanted.connect(self.note_wanted)
        self.panel.show()
        self.panel.raise_()
        self.panel.activateWindow()


COMMANDS: tuple[Command[Coverage], ...] = (
    Command("coverage", "Coverage", ("Ctrl+Shift+G",), run=Coverage.show),
)
