"""What one may want to know of a component: what leads there, what it leads to, paths. Whichever menu it is
chosen from, and by keys."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.ids import ElementId
from app.model.tracing import Way
from app.session import filtering, tracing
from app.ui.kit.command import Command
from app.ui.services import describe
from app.ui.session.store import Store

NAME = 28  # characters of a component's name in a menu


@dataclass(frozen=True, slots=True)
class Traceable:
    """A component of the store's diagram; an empty id, or an edge, is none."""

    store: Store
    component: ElementId = ElementId("")

    @property
    def can_be(self) -> bool:
        """It is one, and no tour says what is shown."""
        diagram = self.store.diagram
        known = diagram is not None and diagram.index.component(self.component) is not None
        return known and not self.store.state.tour

    @property
    def has_start(self) -> bool:
        """There is another component from which paths may lead here."""
        start = tracing.path_start(self.store.session)
        return self.can_be and start not in (None, self.component)

    def trace(self, way: Way) -> None:
        """What leads here, what this leads to, or both; the same again ends it."""
        self.store.do(tracing.trace, self.component, way)

    def paths(self) -> None:
        """From the trace's start, or what is selected, to here."""
        self.store.do(tracing.trace_paths, self.component)

    def only(self) -> None:
        """Nothing else shows, but what it holds."""
        self.store.do(filtering.only, self.component)

    def near(self) -> None:
        """Nothing else shows, but what an edge joins it to."""
        self.store.do(filtering.near, self.component)

    def from_where(self) -> str:
        """`Paths from “Orders” to here`."""
        diagram, start = self.store.diagram, tracing.path_start(self.store.session)
        if diagram is None or start is None:
            return "Paths to here"
        name = describe.name(diagram, start)
        short = name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"
        return f"Paths from “{short}” to here"


TRACE_IDS = "leads_here led_to leads_both paths"
TRACE: tuple[Command[Traceable], ...] = (
    Command(
        "leads_here",
        "What leads here",
        ("U",),
        lambda on: on.trace(Way.TO),
        enabled=lambda on: on.can_be,
        offered=lambda on: on.can_be,
    ),
    Command(
        "led_to",
        "What this leads to",
        ("D",),
        lambda on: on.trace(Way.FROM),
        enabled=lambda on: on.can_be,
        offered=lambda on: on.can_be,
    ),
    Command(
        "leads_both",
        "Both of these",
        ("B",),
        lambda on: on.trace(Way.BOTH),
        enabled=lambda on: on.can_be,
        words="What leads here and what this leads to",
        offered=lambda on: on.can_be,
    ),
    Command(
        "paths",
        "Paths to here",
        ("P",),
        Traceable.paths,
        enabled=lambda on: on.has_start,
        words="The shortest path to here from what is traced, then all paths",
        offered=lambda on: on.has_start,
        named=Traceable.from_where,
    ),
)
ONLY_IDS = "only_this only_near"
ONLY: tuple[Command[Traceable], ...] = (
    Command(
        "only_this",
        "Only this",
        ("O",),
        Traceable.only,
        enabled=lambda on: on.can_be,
        words="Show only this and what it holds",
        offered=lambda on: on.can_be,
    ),
    Command(
        "only_near",
        "Only what is near",
        ("N",),
        Traceable.near,
        enabled=lambda on: on.can_be,
        words="Show only this and what is near",
        offered=lambda on: on.can_be,
    ),
)
UNDER_WAY: tuple[Command[Store], ...] = (
    Command(
        "trace_further",
        "A step further, or less far",
        (".", ","),
        pick=lambda store, n: store.do(tracing.trace_further, -1 if n else 1),
        enabled=lambda store: store.state.trace is not None,
    ),
    Command(
        "only_traced",
        "Show only what is traced",
        ("X",),
        lambda store: store.do(filtering.only_traced),
        enabled=lambda store: store.state.trace is not None,
    ),
    Command(
        "tour_traced",
        "A tour along what is traced",
        ("T",),
        lambda store: store.do(tracing.tour_traced),
        enabled=lambda store: store.state.trace is not None,
    ),
    Command(
        "take_back",
        "Take the last filter back",
        ("Backspace",),
        lambda store: store.do(filtering.take_back, len(store.state.filters) - 1),
        enabled=lambda store: bool(store.state.filters),
    ),
)
