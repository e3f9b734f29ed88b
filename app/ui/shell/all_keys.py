"""All keys, by menu and by mode."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.ui.features.coverage import commands as coverage
from app.ui.features.exporting import commands as exporting
from app.ui.features.presenting import commands as presenting
from app.ui.features.study import commands as study
from app.ui.features.tours import commands as tours
from app.ui.kit.command import RULE, Command, rows
from app.ui.services.mode_keys import MORE_KEYS
from app.ui.shell.menus import MENUS
from app.ui.shell.window_commands import WINDOW

Group = tuple[str, list[tuple[str, str]]]


def commands() -> dict[str, Command[Any]]:
    """All that stand in a menu, by id."""
    parts: tuple[Sequence[Command[Any]], ...] = (
        WINDOW,
        exporting.COMMANDS,
        tours.COMMANDS,
        presenting.COMMANDS,
        study.COMMANDS,
        coverage.COMMANDS,
    )
    return {command.id: command for part in parts for command in part}


def groups(*, native: bool = True) -> list[Group]:
    """Titles, and under each the keys and what they do."""
    known = commands()
    menus = {
        title: rows([known[id] for id in ids.split() if id != RULE], native=native)
        for title, ids in MENUS.items()
    }
    return [*menus.items(), *((title, list(rows)) for title, rows in MORE_KEYS)]
