"""The window's commands as QActions, and the menus made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.ui.kit.command import RULE, Bound, always, keys_text

if TYPE_CHECKING:
    from app.search.entry import Entry

ROLES = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}
OPENS_IT = "search"  # what the palette need not offer


class Actions:
    """The QActions by the ids of their commands. `menus` are the ids in each menu, in order, with
    `|` for a line."""

    def __init__(
        self, window: QWidget, commands: Sequence[Bound], menus: Mapping[str, str]
    ) -> None:
        self._commands = {bound.command.id: bound for bound in commands}
        self._menus = menus
        self._by_id: dict[str, QAction] = {}
        self._enabling: list[tuple[QAction, Callable[[], bool]]] = []
        groups: dict[str, QActionGroup] = {}
        for id, bound in self._commands.items():
            command = bound.command
            action = QAction(command.text, window)
            action.setObjectName(id)
            action.setShortcuts([QKeySequence(k) for k in (*command.keys, *command.also)])
            action.setCheckable(command.check)
            if id in ROLES:
                action.setMenuRole(ROLES[id])
            if command.sub:
                group = groups.get(command.sub) or QActionGroup(window)
                groups.setdefault(command.sub, group).addAction(action)
            action.triggered.connect(lambda _=False, run=bound.run: run())
            window.addAction(action)
            self._by_id[id] = action
            if command.enabled is not always:
                self._enabling.append((action, bound.enabled))

    def __getitem__(self, id: str) -> QAction:
        return self._by_id[id]

    def renew(self) -> None:
        """What can be done now is enabled, nothing else."""
        for action, enabled in self._enabling:
            action.setEnabled(enabled())

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for title, ids in self._menus.items():
            menu = bar.addMenu(title)
            subs: dict[str, QMenu] = {}
            for id in ids.split():
                if id == RULE:
                    menu.addSeparator()
                    continue
                sub = self._commands[id].command.sub
                if sub and sub not in subs:
                    subs[sub] = menu.addMenu(sub)
                subs.get(sub, menu).addAction(self[id])

    def entries(self) -> list[Entry]:
        """What the palette finds: each command with its menu and its keys."""
        from app.search.entry import Entry, EntryKind

        listed = [(menu, id) for menu, ids in self._menus.items() for id in ids.split()]
        commands = [(menu, self._commands[id].command) for menu, id in listed if id != RULE]
        return [
            Entry(
                EntryKind.COMMAND,
                command.id,
                f"{command.sub}: {command.text}" if command.sub else command.text.rstrip("…"),
                keys_text(command.keys[0]) if command.keys else "",
                text=menu,
            )
            for menu, command in commands
            if command.id != OPENS_IT
        ]
