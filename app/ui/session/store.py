"""The one place where what a person looks at changes, and from which it is told.

It holds a session, a value of `app.session`; `do` puts the one in its place that a verb makes of
it. Files are read and diagrams laid out by `app.ui.services.jobs`, which hands its answers in so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.problem import Problem
from app.model.tour import Step, Tour
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.scene.theme import LIGHT, Theme
from app.session.changes import Change, Changed, reduce
from app.session.fork import FOLLOWED, follow, fork
from app.session.session import Session

P = ParamSpec("P")


class Store(QObject):
    """A session and those who show it. With a `base` it begins as a fork of that store's session
    and goes on with its files, layouts, problems and theme."""

    def __init__(self, parent: QObject | None = None, base: Store | None = None) -> None:
        super().__init__(parent)
        self._listeners: dict[int, _Listeners] = {}  # by the value of their flags
        self._base = base
        self.session: Session = fork(base.session) if base else Session()
        self.theme: Theme = base.theme if base else LIGHT
        if base is not None:
            base.on(FOLLOWED | Changed.THEME, self._follow_base)

    # Changing

    def do(
        self,
        verb: Callable[Concatenate[Session, P], Session],
        *args: P.args,
        **options: P.kwargs,
    ) -> None:
        """Change the session by a verb: a function of `app.session.verbs`, `answers` or
        `preview`. Who is told of it finds the new one in place."""
        old = self.session
        self.session, what = reduce(old, verb, *args, **options)
        if what:
            self._tell(Change(what, old, self.session))

    def set_theme(self, theme: Theme) -> None:
        """Show all in that theme from now on."""
        if theme is not self.theme:
            self.theme = theme
            self._tell(Change(Changed.THEME, self.session, self.session))

    def leave_base(self) -> None:
        """Go on without it."""
        if self._base is not None:
            self._base.off(FOLLOWED | Changed.THEME, self._follow_base)
            self._base = None

    def _follow_base(self, change: Change) -> None:
        if self._base is not None and change.what & FOLLOWED:
            self.do(follow, self._base.session)
        if self._base is not None and change.what & Changed.THEME:
            self.set_theme(self._base.theme)

    # Telling

    def on(self, what: Changed, slot: Callable[..., object]) -> None:
        """Call it with a `Change` when any of that has changed, once each time."""
        listeners = self._listeners.get(what.value)
        if listeners is None:
            listeners = self._listeners[what.value] = _Listeners(self)
        listeners.told.connect(slot)

    def off(self, what: Changed, slot: Callable[..., object]) -> None:
        """Call that slot no more. Raises KeyError where nobody has asked for these flags."""
        self._listeners[what.value].told.disconnect(slot)

    def _tell(self, change: Change) -> None:
        """In the order of the flags, all parts of the view state at once; of equals who asked
        first."""
        what, state = change.what.value, Changed.STATE.value
        found = []
        for number, (flags, listeners) in enumerate(self._listeners.items()):
            if hit := flags & what:
                first = hit & -hit
                found.append((Changed.DIAGRAM.value if first & state else first, number, listeners))
        for *_, listeners in sorted(found):
            listeners.told.emit(change)

    # What is there

    @property
    def state(self) -> ViewState:
        """The view state: where one is now."""
        return self.session.history.state

    @property
    def workspace(self) -> Workspace | None:
        """What is open; None before anything was read."""
        return self.session.workspace

    @property
    def diagram(self) -> Diagram | None:
        """The current one; None where there is none."""
        return self.session.diagram

    @property
    def layout(self) -> DiagramLayout | None:
        """Of the current diagram, the tidied one while Tidy is on; None where it is still to
        come."""
        return self.session.layout

    @property
    def layouts(self) -> Mapping[DiagramId, DiagramLayout]:
        """In full, by diagram id, as far as they are there."""
        return self.session.layouts

    @property
    def tour(self) -> Tour | None:
        """The tour under way; None without one."""
        return self.session.tour

    @property
    def step(self) -> Step | None:
        """The step of the tour under way; None without one."""
        return self.session.step

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of the files, of their layout and of the running program, each once."""
        return self.session.problems


class _Listeners(QObject):
    """Who wants to hear of the same. Qt forgets those that are destroyed."""

    told = Signal(object)
