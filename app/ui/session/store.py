"""The one place where what a person looks at changes.

Panels call the verbs below; the verbs replace the frozen walk, whose last step is the view state,
and tell everybody. What they put there is worked out in `walk`, `going` and `on_tour`. Files are
loaded and diagrams laid out by `app.ui.services.jobs`, which hands its answers in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.model import hiding
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.problem import Problem, distinct
from app.model.tour import Step, Tour
from app.model.view_state import Viewport, ViewState
from app.model.workspace import Workspace
from app.scene.theme import LIGHT, Theme
from app.session import touring
from app.session.history import Kept, Walk, off_tour, opened, place
from app.session.navigation import gone, section_beside, selected, way_in
from app.session.reconcile import fitted, same_workspace, with_broken

REPORTS = 50  # problems of the running program kept


class Store(QObject):
    """State and its changes. Signals come after the state is in place.

    state_changed(old, new): any part of the view state. picture_changed(): the current
    diagram's picture was replaced (first layout, new layout, tidy, other diagram).
    pictures_changed(id): a diagram's full picture arrived (thumbnails).
    """

    workspace_changed = Signal()
    state_changed = Signal(object, object)
    picture_changed = Signal()
    pictures_changed = Signal(str)
    theme_changed = Signal()
    problems_changed = Signal()
    history_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace: Workspace | None = None
        self._walk = Walk()
        self.theme: Theme = LIGHT
        self.pictures: dict[str, DiagramLayout] = {}
        self._tidied: DiagramLayout | None = None
        self._layout_problems: dict[str, Problem] = {}
        self._reports: tuple[Problem, ...] = ()
        self._expected: tuple[str, tuple[ViewState, ...]] = ("", ())
        self._before_tour: Walk | None = None  # all that its end brings back

    # What is there

    @property
    def state(self) -> ViewState:
        return self._walk.state

    @property
    def diagram(self) -> Diagram | None:
        return self.workspace.diagram(self.state.diagram) if self.workspace else None

    @property
    def picture(self) -> DiagramLayout | None:
        """The current diagram's picture: the tidied one where Tidy is on and has answered."""
        if self.state.tidy and self._tidied is not None:
            return self._tidied
        return self.pictures.get(self.state.diagram)

    @property
    def tidying(self) -> bool:
        """Tidy is on and its picture is still to come."""
        return self.state.tidy and self._tidied is None and self.diagram is not None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of the files, of their layout, and of the running program, in that order, each once."""
        loaded = self.workspace.problems if self.workspace else ()
        return distinct((*loaded, *self._layout_problems.values(), *self._reports))

    @property
    def can_go_back(self) -> bool:
        return self._walk.can_go_back

    @property
    def can_go_forward(self) -> bool:
        return self._walk.can_go_forward

    def state_of(self, diagram: str) -> ViewState:
        """How a diagram looks now, was left, or would first open."""
        return self._walk.state_of(diagram, self.workspace)

    @property
    def lasting(self) -> Kept | None:
        """What stays: a tour under way is gone when it ends. None where nothing is open."""
        walk = self._before_tour or self._walk
        return Kept(self.workspace, walk) if self.workspace else None

    def lasting_state_of(self, diagram: str) -> ViewState:
        """How a diagram is, was left, or would first open, but for the tour under way."""
        return (self._before_tour or self._walk).state_of(diagram, self.workspace)

    # Answers from the jobs

    def expect(self, diagram: str, left: tuple[ViewState, ...]) -> None:
        """Another workspace is being opened: that diagram is to be shown, and `left` is how its
        diagrams were left."""
        self._expected = diagram, left

    def set_workspace(self, workspace: Workspace) -> None:
        """Take a loaded workspace. Of the same folder, what still exists stays: diagram,
        layers, selection, viewport, history, and the last good pictures; also the diagrams of
        files that are broken now."""
        before, old = self.workspace, self.state
        moved = before is not None and not same_workspace(before, workspace)
        if moved:
            before = self._before_tour = self._tidied = None
            self.pictures = {}
            self._layout_problems.clear()
            self._walk, self._expected = opened(workspace, *self._expected), ("", ())
        elif before is not None:
            workspace = with_broken(workspace, before)
        self.workspace = workspace
        known = {d.id for d in workspace.diagrams}
        self.pictures = {k: v for k, v in self.pictures.items() if k in known}
        self._layout_problems = {k: v for k, v in self._layout_problems.items() if k in known}
        if self._before_tour is not None:
            self._before_tour = self._before_tour.read_again(workspace, before)
        self._walk = self._walk.read_again(workspace, before)
        if self.state.tour:
            there = touring.read_again(self._walk, old, workspace, before)
            self._walk = replace(self._walk, state=there) if there else self._tour_ended()
        ended = bool(old.tour) and not self.state.tour
        if not (moved or ended) and old.diagram != self.state.diagram:
            self._walk = self._walk.leaving(old)
        self.workspace_changed.emit()
        self.problems_changed.emit()
        self._tell(old)
        self.history_changed.emit()
        if moved:
            self.picture_changed.emit()

    def set_reload_problem(self, problem: Problem) -> None:
        """The workspace could not be read again (it is away, perhaps): it stays as it was, with
        that problem, until it can."""
        if self.workspace is not None and problem not in self.workspace.problems:
            old = frozenset(d.id for d in self.workspace.diagrams)
            problems = (*self.workspace.problems, problem)
            self.workspace = replace(self.workspace, problems=problems, outdated=old)
            self.problems_changed.emit()

    def set_picture(self, diagram: str, picture: DiagramLayout) -> None:
        """Take a diagram's full layout. The same one again changes nothing."""
        if self._layout_problems.pop(diagram, None):
            self.problems_changed.emit()
        if self.pictures.get(diagram) == picture:
            return
        self.pictures[diagram] = picture
        self.pictures_changed.emit(diagram)
        if diagram == self.state.diagram and not (self.state.tidy and self._tidied):
            self.picture_changed.emit()

    def set_tidied(self, state: ViewState, picture: DiagramLayout) -> None:
        """Take the layout of what is visible, unless the state has moved on since."""
        now = self.state
        asked = (state.diagram, state.layers, state.hidden)
        awaited = asked == (now.diagram, now.layers, now.hidden) and now.tidy
        if awaited and self._tidied != picture:
            self._tidied = picture
            self.picture_changed.emit()

    def set_layout_problem(self, diagram: str, problem: Problem) -> None:
        """A layout failed; the last good picture stays."""
        self._layout_problems[diagram] = problem
        self.problems_changed.emit()

    def layout_problem(self, diagram: str) -> Problem | None:
        """Why a diagram has no picture, or none that is new."""
        return self._layout_problems.get(diagram)

    def report(self, problem: Problem) -> None:
        """Add a problem of the running program itself."""
        self._reports = distinct((*self._reports, problem))[-REPORTS:]
        self.problems_changed.emit()

    # What a person does

    def show(self, diagram: str, component: str | None = None) -> None:
        """Go to a diagram, as it was when it was left, and select a component in it."""
        if self.workspace is None or self.workspace.diagram(diagram) is None:
            return
        if diagram != self.state.diagram:
            beside = section_beside(self.workspace, self.state.section, self.state_of(diagram))
            self._step(gone(self._walk, self.workspace, diagram, (), component, beside))
        elif component:
            self.select(component)

    def inside(self, component: str | None) -> Diagram | None:
        """The diagram that a component of this one has of its own."""
        if self.workspace is None or component is None:
            return None
        return self.workspace.diagram(self.workspace.inside(self.state.diagram, component) or "")

    def go_in(self, component: str) -> None:
        """Go into the diagram that a component has of its own."""
        inside = self.inside(component)
        if inside is not None and self.workspace is not None:
            trail = way_in(self.state, inside.id)
            self._step(gone(self._walk, self.workspace, inside.id, trail))

    def go_up(self, diagram: str | None = None) -> None:
        """Back out to a diagram of the trail, the last one where none is named: it is as it
        was left."""
        trail = self.state.trail
        diagram = diagram or (trail[-1] if trail else None)
        if diagram in trail and self.workspace is not None:
            section, trail = self.state_of(diagram).section, trail[: trail.index(diagram)]
            self._step(gone(self._walk, self.workspace, diagram, trail, section=section))

    # Tours

    @property
    def tour(self) -> Tour | None:
        """The tour that is under way."""
        found = self.workspace.tour(self.state.tour) if self.workspace else None
        return found if found and self.state.step < len(found.steps) else None

    @property
    def step(self) -> Step | None:
        """Its step."""
        return self.tour.steps[self.state.step] if self.tour else None

    def start_tour(self, id: str, step: int = 0) -> None:
        """Begin a tour; `stop_tour` leads back to all as it is now."""
        tour = self.workspace.tour(id) if self.workspace else None
        if tour is None or not 0 <= step < len(tour.steps):
            return
        if self._before_tour is None:
            self._before_tour = self._walk
        layers = tour.steps[step].layers
        self._go_to(touring.at_step(self._walk, self.workspace, tour, step, layers))

    def go_step(self, step: int) -> None:
        """To a step of the tour. Layers that a person has switched during the tour stay as they
        were switched, as long as the diagram stays."""
        tour = self.tour
        if tour is not None and 0 <= step < len(tour.steps):
            layers = touring.next_layers(tour, step, self.state)
            self._go_to(touring.at_step(self._walk, self.workspace, tour, step, layers))

    def stop_tour(self) -> None:
        """End the tour: all is as it was before, history and other diagrams too."""
        if self.state.tour:
            self._become(self._tour_ended())
            self.history_changed.emit()

    def _tour_ended(self) -> Walk:
        before, self._before_tour = self._before_tour, None
        return before or replace(self._walk, state=off_tour(self.state))

    def select(self, component: str | None) -> None:
        """Select a component, which opens its section, an edge, or nothing."""
        if component != self.state.selection:
            state = selected(self.state, component, self.workspace)
            if component is None:
                self._go_to(state)
            else:
                self._step(state)

    def open_section(self, section: str) -> None:
        """Show a section in the notes, and light its components; the selection stays."""
        state = replace(self.state, section=section, reading=section)
        if section == self.state.section:
            self._go_to(state)
        else:
            self._step(state)

    def read(self, section: str | None) -> None:
        """That section has come into view in the notes: its components are lit."""
        self._go_to(replace(self.state, reading=section))

    @property
    def highlighted(self) -> frozenset[str]:
        """The components of this diagram that the section in view is about."""
        state = self.state
        return self.workspace.about(state.diagram, state.reading) if self.workspace else frozenset()

    def toggle_layer(self, layer: str) -> None:
        self._go_to(self.state.toggled(layer))

    def layer_alone(self, layer: str) -> None:
        if self.diagram is not None:
            self._go_to(self.state.alone(layer, self.diagram.layers))

    def set_layers(self, layers: frozenset[str]) -> None:
        self._go_to(replace(self.state, layers=layers))

    def hide(self, elements: Iterable[str]) -> None:
        """Hide single elements of the current diagram; `undo_hiding` takes it back."""
        if self.diagram is not None:
            self._set_hidden(hiding.hide(self.diagram, self.state.hidden, elements))

    def unhide(self, elements: Iterable[str]) -> None:
        """Show them again."""
        if self.diagram is not None:
            self._set_hidden(hiding.show(self.diagram, self.state.hidden, elements))

    def unhide_all(self) -> None:
        self._set_hidden(frozenset())

    @property
    def can_undo_hiding(self) -> bool:
        return self._walk.can_undo_hiding

    def undo_hiding(self) -> None:
        """What is hidden in the current diagram is again what was hidden before."""
        self._become(self._walk.hiding_undone(self.diagram))

    def _set_hidden(self, hidden: frozenset[str]) -> None:
        if hidden != self.state.hidden:
            self._become(self._walk.with_hidden(hidden))

    def set_tidy(self, on: bool) -> None:
        self._go_to(replace(self.state, tidy=on))

    def set_viewport(self, viewport: Viewport | None) -> None:
        """The canvas tells where it looks; None fits the picture."""
        self._go_to(replace(self.state, viewport=viewport))

    def set_theme(self, theme: Theme) -> None:
        if theme is not self.theme:
            self.theme = theme
            self.theme_changed.emit()

    def restore(self, state: ViewState, left: tuple[ViewState, ...] = ()) -> None:
        """Put a whole state back (session, presenting); no history entry. `left` is how
        other diagrams were left."""
        known = {**self._walk.left, **{s.diagram: s for s in left}}
        self._become(replace(self._walk, left=known).to(state))

    def keep(self) -> Kept | None:
        """What a preview comes back to; None where nothing is open."""
        return Kept(self.workspace, self._walk) if self.workspace else None

    def preview(self, kept: Kept, state: ViewState) -> None:
        """Show a state for the moment: no history entry, and how diagrams were left stays as
        it was. With the kept state, all is as it was. Does nothing in another workspace."""
        workspace = self.workspace
        if workspace is None or workspace.root != kept.workspace.root:
            return
        state = replace(state, tour=kept.state.tour, step=kept.state.step)
        if workspace is kept.workspace:
            self._become(replace(self._walk, state=state, left=kept.walk.to(state).left))
        elif workspace.diagram(state.diagram):  # the files were read again meanwhile
            self._go_to(fitted(state, workspace, None))

    def settle(self, kept: Kept) -> None:
        """Stay where a preview has led; one step back leads to what was kept."""
        known = self.workspace and self.workspace.diagram(kept.state.diagram)
        if known and place(kept.state) != place(self.state):
            self._walk = self._walk.noted(kept.state)
        self.history_changed.emit()

    def go_back(self) -> None:
        self._become(self._walk.gone_back(self.workspace))
        self.history_changed.emit()

    def go_forward(self) -> None:
        self._become(self._walk.gone_forward(self.workspace))
        self.history_changed.emit()

    # Inside

    def _step(self, state: ViewState) -> None:
        """To that state; one can go back from it."""
        self._walk = self._walk.noted(self.state)
        self.history_changed.emit()
        self._go_to(state)

    def _go_to(self, state: ViewState) -> None:
        self._become(self._walk.to(state))

    def _become(self, walk: Walk) -> None:
        old, self._walk = self.state, walk
        self._tell(old)

    def _tell(self, old: ViewState) -> None:
        state = self.state
        if old == state:
            return
        moved = old.diagram != state.diagram
        if moved or old.tidy != state.tidy or not state.tidy:
            self._tidied = None
        self.state_changed.emit(old, state)
        if moved or old.tidy != state.tidy:
            self.picture_changed.emit()
        if place(old) != place(state):
            self.history_changed.emit()
