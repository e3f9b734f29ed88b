"""What the Help menu opens."""

from __future__ import annotations

from collections.abc import Callable

from app.model.ids import TourId
from app.ui.kit.command import Command
from app.ui.kit.dialog import open_dialog
from app.ui.kit.key_columns import Groups
from app.ui.services.actions import Actions
from app.ui.views.desk import Desk


class Helping:
    """`start(tour id)` starts a tour; `keys` gives what the sheet of shortcuts lists."""

    def __init__(
        self,
        desk: Desk,
        actions: Actions,
        start: Callable[[TourId], object],
        keys: Callable[[], Groups],
    ) -> None:
        self._desk, self._actions, self._start, self._keys = desk, actions, start, keys

    def shortcuts(self) -> None:
        """All keys."""
        from app.ui.shell.shortcuts_sheet import ShortcutsSheet

        open_dialog(ShortcutsSheet(self._keys(), self._desk.window))

    def welcome(self) -> None:
        """Show the welcome, unless it shows."""
        from app.ui.shell.welcome import Welcome

        desk = self._desk
        if all(found.isHidden() for found in desk.window.findChildren(Welcome)):
            Welcome(desk, self._actions, self._start)

    def about(self) -> None:
        """What this is, and what it is made of."""
        from app.ui.shell.about import About

        open_dialog(About(self._desk.jobs.background, self._desk.window))


COMMANDS: tuple[Command[Helping], ...] = (
    Command("shortcuts", "Keyboard shortcuts", ("F1", "?"), Helping.shortcuts),
    Command("welcome", "Welcome", run=Helping.welcome),
    Command("about", "About Acetate", run=Helping.about),
)
