"""How the search is opened, and what is done with what was chosen in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.model.ids import TourId
from app.ui.kit.command import Command
from app.ui.services.actions import Actions
from app.ui.shell.panels import Panels
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.features.search.palette import Palette
    from app.ui.views.notes.panel import NotesPanel


class Searching:
    """`start(tour id)` starts a tour. `box` is there once it was asked for."""

    def __init__(
        self, desk: Desk, actions: Actions, panels: Panels, start: Callable[[TourId], object]
    ) -> None:
        self._desk, self._actions, self._panels, self._start = desk, actions, panels, start
        self.box: Palette | None = None

    def open(self, note_first: bool = False, text: str = "") -> None:
        """Open the search, empty or for that text, where the first frame has been; with `note_first`, the sections of the
        note on screen come first."""
        notes = self._panels.notes
        if notes is not None:
            self.box = self.box or self._made(notes)
            self.box.open(note_first, text)

    def _made(self, notes: NotesPanel) -> Palette:
        from app.ui.features.search.palette import Palette

        desk, actions = self._desk, self._actions
        made = Palette(
            desk.window,
            desk.store,
            desk.jobs.background,
            desk.canvas,
            notes,
            actions.entries(),
            lambda command: actions[command].isEnabled(),
        )
        made.command_chosen.connect(lambda command: actions[command].trigger())
        made.tour_chosen.connect(self._start)
        made.section_chosen.connect(lambda: self._panels.show_right(True))
        return made


COMMANDS: tuple[Command[Searching], ...] = (
    Command("search", "Search…", ("Ctrl+K",), lambda searching: searching.open()),
)
