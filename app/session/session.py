"""All that is so in a window, or in what presents or studies beside it: a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter

from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.filtering import hidden_by
from app.model.folding import NO_FOLDS, FoldState, folds_any
from app.model.ids import DiagramId, ElementId
from app.model.picture_style import PictureStyle, Rendering
from app.model.problem import Problem, distinct
from app.model.tour import Step, Tour
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.session.history import NavigationHistory

_FILTERED = attrgetter("filters", "layers", "diagram")  # on what it hangs what is hidden
NO_LAYOUTS: Mapping[DiagramId, DiagramLayout] = {}


@dataclass(frozen=True)
class Session:
    """`history` is where one is and has been. `before_tour` and `before_preview` are what the end
    of a tour, or of a look at what a search found, brings back; None where there is none.

    `layouts` are by diagram, as much as there is of it; `tidied` is that of what is visible, while
    Tidy is on, or something is folded, and it has come. `layout_problems` say, by diagram, why there is none or none that
    is new; `reports` are problems of the running program. `expected` is for a workspace that is
    being opened: the diagram to be shown, and how its diagrams were left.
    """

    workspace: Workspace | None = None
    history: NavigationHistory = field(default_factory=NavigationHistory)
    before_tour: NavigationHistory | None = None
    before_preview: NavigationHistory | None = None
    layouts: Mapping[DiagramId, DiagramLayout] = field(default_factory=lambda: NO_LAYOUTS)
    tidied: DiagramLayout | None = None
    layout_problems: Mapping[DiagramId, Problem] = field(default_factory=dict)
    reports: tuple[Problem, ...] = ()
    expected: tuple[DiagramId, tuple[ViewState, ...]] = (DiagramId(""), ())

    @cached_property
    def state(self) -> ViewState:
        """The view state: where one is now."""
        return self.history.state

    @cached_property
    def diagram(self) -> Diagram | None:
        """The current one."""
        return self.workspace.diagram(self.state.diagram) if self.workspace else None

    @cached_property
    def layout(self) -> DiagramLayout | None:
        """Of the current diagram: that of what shows, where this is laid out by itself and has come."""
        if self.apart and self.tidied is not None:
            return self.tidied
        return self.layouts.get(self.state.diagram)

    @property
    def tidy(self) -> bool:
        """Only what shows is laid out."""
        return self.state.tidy

    @cached_property
    def apart(self) -> bool:
        """What shows is laid out by itself: Tidy is on, or something is folded."""
        diagram = self.diagram
        return self.state.tidy or (diagram is not None and folds_any(diagram, self.folds))

    @cached_property
    def folds(self) -> FoldState:
        """What of the current diagram is folded: as written, no edges by themselves."""
        written = self.style is PictureStyle.WRITTEN and not self.state.folded
        return NO_FOLDS if written else self.state.folds

    @property
    def tidying(self) -> bool:
        """What shows is laid out by itself, and its layout is still to come."""
        return self.apart and self.tidied is None and self.diagram is not None

    @cached_property
    def style(self) -> PictureStyle:
        """In which the current diagram is to be drawn: as somebody has chosen, else in its own."""
        return self.state.style or (self.diagram.own_style if self.diagram else PictureStyle.HOUSE)

    @cached_property
    def rendering(self) -> Rendering:
        """How the current diagram is to be laid out and drawn."""
        return self.rendering_of(self.state.diagram)

    @cached_property
    def recolour(self) -> bool:
        """As written, the current diagram is turned round in a dark theme."""
        said, layout = self.state.recolour, self.layouts.get(self.state.diagram)
        if said is not None:
            return said
        return layout is None or layout.drawing is None or layout.drawing.canvas is None

    @cached_property
    def tour(self) -> Tour | None:
        """The tour that is under way."""
        if self.workspace is None or not self.state.tour:
            return None
        found = self.workspace.tour(self.state.tour)
        return found if found and self.state.step < len(found.steps) else None

    @cached_property
    def step(self) -> Step | None:
        """Its step."""
        return self.tour.steps[self.state.step] if self.tour else None

    @cached_property
    def highlighted(self) -> frozenset[ElementId]:
        """The components of this diagram that the section in view is about."""
        state = self.state
        if self.workspace is None or not state.reading:
            return frozenset()
        return self.workspace.about(state.diagram, state.reading)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Of the files, of their layout, and of the running program, in that order, each once."""
        loaded = self.workspace.problems_drawn(self.style_of) if self.workspace else ()
        return distinct((*loaded, *self.layout_problems.values(), *self.reports))

    @property
    def lasting(self) -> NavigationHistory:
        """What stays: a tour under way is gone when it ends."""
        return self.before_tour or self.history

    def state_of(self, diagram: DiagramId) -> ViewState:
        """How a diagram is, was left, or would first open."""
        return self.history.state_of(diagram, self.workspace)

    def lasting_state_of(self, diagram: DiagramId) -> ViewState:
        """The same, but for the tour under way."""
        return self.lasting.state_of(diagram, self.workspace)

    def style_of(self, diagram: DiagramId) -> PictureStyle:
        """In which a diagram is to be drawn."""
        if diagram == self.state.diagram:
            return self.style
        own = self.workspace.own_style(diagram) if self.workspace else PictureStyle.HOUSE
        return self.state_of(diagram).style or own

    def rendering_of(self, diagram: DiagramId) -> Rendering:
        """How a diagram is to be laid out and drawn."""
        style = self.style_of(diagram)
        written = style is PictureStyle.WRITTEN
        return Rendering(style, self.state_of(diagram).method if written else "")

    @cached_property
    def ways_in(self) -> Mapping[ElementId, Diagram]:
        """By component of this diagram, the diagram that it has of its own; in a comparison that one's, where it is
        compared, too."""
        if self.workspace is None:
            return {}
        doors = self.workspace.doors(self.workspace.original(self.state.diagram))
        if not doors:
            return {}
        known = {d.id: d for d in self.workspace.diagrams}
        run = self.workspace.run(self.state.diagram)
        known |= {base: one.difference.diagram for base, one in run.items()}
        return {id: known[diagram] for id, diagram in doors.items() if diagram in known}

    def inside(self, component: ElementId | None) -> Diagram | None:
        """The diagram that a component of this one has of its own."""
        return self.ways_in.get(component or ElementId(""))

    # What others of it are made with

    def at(self, history: NavigationHistory) -> Session:
        """Somewhere else, without what filters leave out there. A tidied layout is of what was visible: with Tidy on, or something folded, it
        is shown until there is another one."""
        if self.state.filters or history.state.filters:
            history = self._filtered(history)
        old, new, moved = self.state, history.state, replace(self, history=history)
        if self.tidied is None or (self.apart and moved.apart and new.diagram == old.diagram):
            return moved
        return replace(self, history=history, tidied=self.tidied if old == new else None)

    def _filtered(self, history: NavigationHistory) -> NavigationHistory:
        """What is hidden follows from filters and layers."""
        old, new = self.state, history.state
        if _FILTERED(old) == _FILTERED(new) or self.workspace is None:
            return history
        diagram = self.workspace.diagram(new.diagram)
        hidden = new.hidden if diagram is None else hidden_by(diagram, new.filters, new.layers)
        return (
            history if hidden == new.hidden else replace(history, state=replace(new, hidden=hidden))
        )

    def to(self, state: ViewState) -> Session:
        """In that state; a diagram that one leaves so will be as it is now."""
        return self.at(self.history.to(state))

    def step_to(self, state: ViewState) -> Session:
        """The same; one can go back from there."""
        return self.at(self.history.noted(self.state).to(state))
