"""What the window can do with how much of a stack is shown."""

from __future__ import annotations

from app.model.levels import ALL, OVERVIEW
from app.ui.features.levels.bar import go_to_level
from app.ui.kit.command import Command
from app.ui.views.desk import Desk


def _turn(desk: Desk) -> None:
    go_to_level(desk.store, OVERVIEW if _all(desk) else ALL)


def _all(desk: Desk) -> bool:
    return desk.store.diagram is not None and desk.store.diagram.level == ALL


def _has_levels(desk: Desk) -> bool:
    store = desk.store
    return bool(store.workspace and store.diagram and store.workspace.levels(store.diagram))


COMMANDS: tuple[Command[Desk], ...] = (
    Command(
        "all_resources",
        "All resources, or the overview",
        ("Ctrl+Shift+R",),
        _turn,
        enabled=_has_levels,
    ),
)
