"""What the menu of a row offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.model.diagram import Edge
from app.model.ids import ElementId
from app.session import verbs
from app.ui.features.outline.model import OutlineRow
from app.ui.kit.command import Command
from app.ui.services import describe, fold_commands
from app.ui.services.links import (
    COPY_ADDRESSES,
    COPY_IDS,
    OPEN_IDS,
    OPEN_LINKS,
    Outward,
    addresses_of,
)
from app.ui.services.trace_commands import ONLY, ONLY_IDS, TRACE, TRACE_IDS, Traceable
from app.ui.services.view_commands import UNHIDE_ALL
from app.ui.session.store import Store


@dataclass(frozen=True, slots=True)
class OnRow:
    """What a menu is about. `whole`: all of it shows. `open_note(id)`, `turn(row, on)` and
    `open_link(address)` do what they say."""

    row: OutlineRow
    store: Store
    whole: bool
    open_note: Callable[[ElementId], object]
    turn: Callable[[OutlineRow, bool], object]
    open_link: Callable[[str], object]

    @property
    def link(self) -> Outward:
        return Outward(addresses_of(self.store.diagram, self.row.id), self.open_link)

    @property
    def traceable(self) -> Traceable:
        return Traceable(self.store, self.row.id)

    def entrance(self) -> str:
        return describe.entrance(self.store.session, self.row.id)


MENU_IDS = f"open_note go_into {OPEN_IDS} | {TRACE_IDS} | fold unfold_all {ONLY_IDS} turn unhide_all | {COPY_IDS}"
MENU: tuple[Command[OnRow], ...] = (
    Command(
        "open_note",
        "Open note",
        run=lambda on: on.open_note(on.row.id),
        offered=lambda on: on.row.element is not None and not isinstance(on.row.element, Edge),
    ),
    Command(
        "go_into",
        "Go into its diagram",
        run=lambda on: on.store.do(verbs.go_in, on.row.id),
        offered=lambda on: on.store.session.inside(on.row.id) is not None,
        named=OnRow.entrance,
    ),
    *(command.within(lambda on: on.link) for command in OPEN_LINKS),
    *(command.within(lambda on: on.traceable) for command in (*TRACE, *ONLY)),
    Command(
        "fold",
        "Fold",
        run=lambda on: fold_commands.turn(on.store, on.row.id),
        offered=lambda on: fold_commands.can_turn(on.store, on.row.id),
        named=lambda on: fold_commands.turn_name(on.store, on.row.id),
    ),
    fold_commands.UNFOLD_ALL.within(lambda on: on.store),
    Command(
        "turn",
        "Hide or show",
        run=lambda on: on.turn(on.row, not on.whole),
        named=lambda on: "Hide" if on.whole else "Show",
    ),
    UNHIDE_ALL.within(lambda on: on.store),
    *(command.within(lambda on: on.link) for command in COPY_ADDRESSES),
)
