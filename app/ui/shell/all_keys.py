"""All keys, by menu and by mode."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.ui.features.comparing import commands as comparing
from app.ui.features.coverage import commands as coverage
from app.ui.features.exporting import commands as exporting
from app.ui.features.layering import commands as layering
from app.ui.features.levels import commands as levels
from app.ui.features.minimap import commands as minimap
from app.ui.features.presenting import commands as presenting
from app.ui.features.study import commands as study
from app.ui.features.tours import commands as tours
from app.ui.features.tracing import commands as tracing
from app.ui.kit.command import RULE, Command, rows
from app.ui.shell import desk_commands, helping, opening, panels, searching, status, trusting
from app.ui.shell.menus import MENUS
from app.ui.views import layer_bar


def commands() -> dict[str, Command[Any]]:
    """All that stand in a menu, by id."""
    parts: tuple[Sequence[Command[Any]], ...] = (
        opening.COMMANDS,
        trusting.COMMANDS,
        desk_commands.COMMANDS,
        layer_bar.COMMANDS,
        panels.COMMANDS,
        searching.COMMANDS,
        status.COMMANDS,
        helping.COMMANDS,
        exporting.COMMANDS,
        tours.COMMANDS,
        presenting.COMMANDS,
        study.COMMANDS,
        coverage.COMMANDS,
        layering.COMMANDS,
        minimap.COMMANDS,
        tracing.COMMANDS,
        levels.COMMANDS,
        comparing.COMMANDS,
    )
    return {command.id: command for part in parts for command in part}


def modes() -> dict[str, Sequence[Command[Any]]]:
    """What keys do in a widget or a mode, by what it is called."""
    from app.ui.features.outline import view as outline
    from app.ui.features.presenting import keys as presenting_keys
    from app.ui.features.relations import panel as relations
    from app.ui.features.search import palette as search
    from app.ui.features.study import keys as study_keys
    from app.ui.features.tours import keys as tour_keys
    from app.ui.views.canvas import along
    from app.ui.views.canvas import hand as canvas
    from app.ui.views.notes import panel as notes
    from app.ui.views.steps import playing as steps

    return {
        "Layers": layer_bar.KEYS,
        "In the picture": _joined(canvas.KEYS, along.KEYS),
        "In the outline": outline.KEYS,
        "In the relations": relations.KEYS,
        "In the notes": notes.KEYS,
        "Presenting": presenting_keys.TOLD,
        "In a tour": _joined(steps.KEYS, tour_keys.BAR),
        "Studying": study_keys.TOLD,
        "In the lists of cards": study_keys.ALL_CARDS,
        "Editing a tour": tour_keys.TOLD,
        "Searching": _joined((notes.SEARCH,), search.KEYS),
    }


def groups(*, native: bool = True) -> list[tuple[str, list[tuple[str, str]]]]:
    """Titles, and under each the keys and what they do; of menus first, then of modes."""
    known = commands()
    menus = {title: [known[id] for id in ids.split() if id != RULE] for title, ids in MENUS.items()}
    return [(title, rows(part, native=native)) for title, part in (menus | modes()).items()]


def _joined(*parts: Sequence[Command[Any]]) -> list[Command[Any]]:
    return [command for part in parts for command in part]
