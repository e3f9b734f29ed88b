"""What the window can do with a trace."""

from __future__ import annotations

from dataclasses import replace

from app.model.ids import ElementId
from app.session import filtering, tracing
from app.session.changes import Changed
from app.ui.features.tracing.words import summary
from app.ui.kit.command import Command
from app.ui.services.trace_commands import ONLY, TRACE, Traceable
from app.ui.views.desk import Desk


class Tracing:
    """Says what a trace finds."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self.store = desk, desk.store
        desk.store.on(Changed.TRACE, self._tell)

    @property
    def selected(self) -> Traceable:
        """What commands are about."""
        return Traceable(self.store, self.store.state.selection or ElementId(""))

    def further(self, by: int) -> None:
        """A step further, or with -1 less far."""
        self.store.do(tracing.trace_further, by)

    def leave(self) -> None:
        """All is as bright as it was."""
        self.store.do(tracing.leave_trace)

    def _tell(self) -> None:
        store = self.store
        trace, diagram = store.state.trace, store.diagram
        if trace is not None and diagram is not None:
            said = summary(diagram, trace, tracing.traced(store.session))
            self._desk.say(f"Traced: {said}. Esc leaves it.")


def _in_menu(command: Command[Traceable]) -> Command[Tracing]:
    """Its key counts in the picture alone: it is a letter, which one types elsewhere."""
    text = command.told if command.id == "leads_both" else command.text
    made: Command[Tracing] = replace(command, keys=(), text=text, named=None).within(
        lambda on: on.selected
    )
    return replace(made, enabled=lambda on: on.store.session.state.selection is not None)


COMMANDS: tuple[Command[Tracing], ...] = (
    *(_in_menu(command) for command in (*TRACE, *ONLY)),
    Command(
        "trace_more",
        "Trace a step further",
        run=lambda on: on.further(1),
        enabled=lambda on: on.store.session.state.trace is not None,
    ),
    Command(
        "trace_less",
        "Trace a step less far",
        run=lambda on: on.further(-1),
        enabled=lambda on: on.store.session.state.trace is not None,
    ),
    Command(
        "only_traced",
        "Show only what is traced",
        run=lambda on: on.store.do(filtering.only_traced),
        enabled=lambda on: on.store.session.state.trace is not None,
    ),
    Command(
        "tour_traced",
        "A tour along what is traced",
        run=lambda on: on.store.do(tracing.tour_traced),
        enabled=lambda on: on.store.session.state.trace is not None,
    ),
    Command(
        "take_back",
        "Take the last filter back",
        run=lambda on: on.store.do(filtering.take_back, len(on.store.session.state.filters) - 1),
        enabled=lambda on: bool(on.store.session.state.filters),
    ),
    Command(
        "leave_trace",
        "Leave the trace",
        run=Tracing.leave,
        enabled=lambda on: on.store.session.state.trace is not None,
    ),
)
