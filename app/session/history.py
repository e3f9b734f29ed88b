"""Where a person is, has been, and can go back to.

Values only: what is below makes another history of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter

from app.model.diagram import Diagram
from app.model.filtering import Filters
from app.model.folding import FoldState
from app.model.ids import DiagramId, TourId
from app.model.layer_choice import LayerChoice
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.session.reconcile import fitted

HISTORY = 200  # places kept to go back to


@dataclass(frozen=True, slots=True)
class FoldedBefore:
    """What was folded."""

    folds: FoldState


# What filters and what layers there were, or what was folded.
Before = Filters | LayerChoice | FoldedBefore

place = attrgetter("diagram", "selection", "section")  # of a state: what back and forward go over


@dataclass(frozen=True, slots=True)
class NavigationHistory:
    """`back` and `forward` are the states that one goes back or forward to, the next one last.
    `left` is by diagram how it was left. `undoable` are diagrams, and what was hidden or folded in them, or what
    layers a person had given them, before somebody changed that, the last time last."""

    state: ViewState = field(default_factory=ViewState)
    back: tuple[ViewState, ...] = ()
    forward: tuple[ViewState, ...] = ()
    left: Mapping[DiagramId, ViewState] = field(default_factory=dict)
    undoable: tuple[tuple[DiagramId, Before], ...] = ()

    def state_of(self, diagram: DiagramId, workspace: Workspace | None) -> ViewState:
        """How a diagram is, was left, or would first open."""
        if diagram == self.state.diagram:
            return self.state
        found = workspace.diagram(diagram) if workspace else None
        return self.left.get(diagram) or fresh(found)

    def to(self, state: ViewState) -> NavigationHistory:
        """At that state, and where it is another diagram's, this one left."""
        moved = state.diagram != self.state.diagram
        return replace(self.leaving(self.state) if moved else self, state=state)

    def leaving(self, state: ViewState) -> NavigationHistory:
        """With a diagram left so."""
        if not state.diagram:
            return self
        return replace(self, left={**self.left, state.diagram: off_tour(state)})

    # History

    @property
    def can_go_back(self) -> bool:
        """There is a place behind that is not this one."""
        return any(place(s) != place(self.state) for s in self.back)

    @property
    def can_go_forward(self) -> bool:
        """There is a place ahead that is not this one."""
        return any(place(s) != place(self.state) for s in self.forward)

    def noted(self, state: ViewState) -> NavigationHistory:
        """With that state to go back to, and none to go forward to."""
        return replace(self, back=(*self.back, state)[-HISTORY:], forward=())

    def gone_back(self, workspace: Workspace | None) -> NavigationHistory:
        """At the last place that is not this one, where there is one. Layers, what is hidden and
        folded, Tidy and the style are not part of a place: they stay as they are now."""
        back, forward, there = _next(self.back, self.forward, self.state)
        return replace(self._returned(there, workspace), back=back, forward=forward)

    def gone_forward(self, workspace: Workspace | None) -> NavigationHistory:
        """At the next place ahead that is not this one, where there is one; as `gone_back`."""
        forward, back, there = _next(self.forward, self.back, self.state)
        return replace(self._returned(there, workspace), back=back, forward=forward)

    def _returned(self, there: ViewState | None, workspace: Workspace | None) -> NavigationHistory:
        if there is None:
            return self
        now, as_now = self.state, self.state_of(there.diagram, workspace)
        there = replace(there, layers=as_now.layers, hidden=as_now.hidden, style=as_now.style)
        there = replace(there, method=as_now.method, recolour=as_now.recolour)
        there = replace(there, trace=as_now.trace, filters=as_now.filters)
        there = there.with_folds(as_now.folds)
        if there.reading:  # elsewhere, perhaps, when one left; the notes go to the section
            there = replace(there, reading=there.section)
        return self.to(replace(there, tidy=now.tidy, tour=now.tour, step=now.step))

    # Filters, and folding

    def with_filters(self, filters: Filters) -> NavigationHistory:
        """With just these filters of the diagram; undo takes it back."""
        noted = self.with_undo(self.state.filters)
        return replace(noted, state=replace(self.state, filters=filters))

    def with_folds(self, folds: FoldState) -> NavigationHistory:
        """With just that of the diagram folded; undo takes it back."""
        noted = self.with_undo(FoldedBefore(self.state.folds))
        return replace(noted, state=self.state.with_folds(folds))

    # Undo

    def with_undo(self, before: Before) -> NavigationHistory:
        """`undone` tells of that; what it tells of brings that back."""
        return replace(self, undoable=(*self.undoable, (self.state.diagram, before))[-HISTORY:])

    @property
    def can_undo(self) -> bool:
        """Something was done to the current diagram that can be taken back."""
        return any(diagram == self.state.diagram for diagram, _ in self.undoable)

    def undone(self) -> tuple[NavigationHistory, Before | None]:
        """Without what was done last to the current diagram, and as what was before; None where
        nothing was."""
        for at in reversed(range(len(self.undoable))):
            where, before = self.undoable[at]
            if where == self.state.diagram:
                rest = self.undoable[:at] + self.undoable[at + 1 :]
                return replace(self, undoable=rest), before
        return self, None

    # Files that were read again

    def read_again(self, workspace: Workspace, before: Workspace | None) -> NavigationHistory:
        """Without what the workspace does not have; at its first diagram, where the current one
        has gone. `before` is the same workspace as it was read before."""
        known = {"", *workspace.ids}

        def kept(states: Iterable[ViewState]) -> tuple[ViewState, ...]:
            there = (_beside_first(s, workspace) for s in states if s.diagram in known)
            return tuple(fitted(s, workspace, before) for s in there)

        return NavigationHistory(
            self._state_in(workspace, before),
            kept(self.back),
            kept(self.forward),
            # Of a file that is away for a moment, or still to be read, as it was left.
            {**self.left, **{s.diagram: s for s in kept(self.left.values())}},
            self.undoable,
        )

    def _state_in(self, workspace: Workspace, before: Workspace | None) -> ViewState:
        state = self.state
        if workspace.diagram(state.diagram) is not None:
            return fitted(state, workspace, before)
        if workspace.diagrams:
            there = replace(fresh(workspace.diagrams[0]), tour=state.tour, step=state.step)
            there = fitted(there, workspace, before)
            # Before there were diagrams, a person may have gone on in the notes.
            went_on = self.back or state.reading not in {None, state.section}
            if not state.diagram and (went_on or there.section is None):
                return fitted(_beside_first(state, workspace), workspace, before)
            return there
        return fitted(ViewState(section=state.section), workspace, before)


def opened(
    workspace: Workspace, diagram: DiagramId, states: Iterable[ViewState]
) -> NavigationHistory:
    """Where a workspace is begun that was left so, at that diagram."""
    left = {s.diagram: s for s in states}
    return NavigationHistory(left.get(diagram) or fresh(workspace.diagram(diagram)), left=left)


def fresh(diagram: Diagram | None) -> ViewState:
    """How a diagram first opens."""
    if diagram is None:
        return ViewState()
    return ViewState(diagram.id, frozenset(diagram.layers) - frozenset(diagram.off))


def _beside_first(state: ViewState, workspace: Workspace) -> ViewState:
    """Of what was read before there were diagrams: with the first of these."""
    if state.diagram or not workspace.diagrams:
        return state
    first = fresh(workspace.diagrams[0])
    return replace(first, section=state.section, reading=state.reading)


def off_tour(state: ViewState) -> ViewState:
    """The same without a tour under way."""
    return replace(state, tour=TourId(""), step=0)


def _next(
    source: tuple[ViewState, ...], target: tuple[ViewState, ...], now: ViewState
) -> tuple[tuple[ViewState, ...], tuple[ViewState, ...], ViewState | None]:
    """What is left of the source, the target with this state on it, and where it goes: to the
    next place that is not this one, None where there is none."""
    while source and place(source[-1]) == place(now):
        source = source[:-1]
    return (source[:-1], (*target, now), source[-1]) if source else ((), target, None)
