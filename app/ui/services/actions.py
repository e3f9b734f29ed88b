"""The window's commands as QActions, and the menus made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.ui.kit.command import RULE, Bound, Command, always, keys_text

if TYPE_CHECKING:
    from app.search.entry import Entry

ROLES = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}
OPENS_IT = "search"  # what the palette need not offer


class Actions:
    """The QActions by the ids of their commands; they do something once these are bound. `menus`
    are the ids in each menu, in order, with `|` for a line."""

    def __init__(
        self, window: QWidget, commands: Mapping[str, Command[Any]], menus: Mapping[str, str]
    ) -> None:
        self._commands = commands
        self._menus = menus
        self._by_id: dict[str, QAction] = {}
        # By what is asked, and of what: many commands ask the same.
        self._enabling: dict[object, tuple[Callable[[], bool], list[QAction]]] = {}
        groups: dict[str, QActionGroup] = {}
        for id, command in commands.items():
            action = QAction(command.text, window)
            action.setObjectName(id)
            action.setShortcuts([QKeySequence(k) for k in (*command.keys, *command.also)])
            action.setCheckable(command.check)
            if id in ROLES:
                action.setMenuRole(ROLES[id])
            if command.sub:
                group = groups.get(command.sub) or QActionGroup(window)
                groups.setdefault(command.sub, group).addAction(action)
            window.addAction(action)
            self._by_id[id] = action

    def bind(self, commands: Iterable[Bound]) -> None:
        """Say what they are done to, of all at once. Raises LookupError where one is left out."""
        bound = {one.command.id: one for one in commands}
        if left := bound.keys() ^ self._commands.keys():
            raise LookupError(f"commands that are not bound, or not known: {sorted(left)}")
        for id, one in bound.items():
            self._by_id[id].triggered.connect(lambda _=False, run=one.run: run())
            if one.command.enabled is not always:
                asked = one.command.enabled, one.of
                self._enabling.setdefault(asked, (one.enabled, []))[1].append(self._by_id[id])

    def __getitem__(self, id: str) -> QAction:
        return self._by_id[id]

    def renew(self) -> None:
        """What can be done now is enabled, nothing else."""
        for enabled, actions in self._enabling.values():
            on = enabled()
            for action in actions:
                action.setEnabled(on)

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for title, ids in self._menus.items():
            menu = bar.addMenu(title)
            subs: dict[str, QMenu] = {}
            for id in ids.split():
                if id == RULE:
                    menu.addSeparator()
                    continue
                sub = self._commands[id].sub
                if sub and sub not in subs:
                    subs[sub] = menu.addMenu(sub)
                subs.get(sub, menu).addAction(self[id])

    def entries(self) -> list[Entry]:
        """What the palette finds: each command with its menu and its keys."""
        from app.search.entry import Entry, EntryKind

        listed = [(menu, id) for menu, ids in self._menus.items() for id in ids.split()]
        commands = [(menu, self._commands[id]) for menu, id in listed if id != RULE]
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
