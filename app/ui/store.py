"""The one place where what a person looks at changes.

Panels call the verbs below; the verbs replace the frozen view state and tell everybody.
Nothing here loads files or lays out: `app.ui.jobs` does, and hands its answers in through
`set_workspace` and `set_picture`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from app.model import hiding
from app.model.diagram import Diagram
from app.model.laid_out import LaidOutDiagram
from app.model.problem import Problem
from app.model.tour import Step, Tour
from app.model.view_state import Viewport, ViewState
from app.model.workspace import Workspace
from app.render.theme import LIGHT, Theme
from app.ui.same_place import fitted, with_broken

HISTORY = 200  # places kept to go back to
REPORTS = 50  # problems of the running program kept


@dataclass(frozen=True, slots=True)
class Kept:
    """Where one was before a preview, and how the other diagrams were left."""

    workspace: Workspace
    state: ViewState
    left: dict[str, ViewState]

    def state_of(self, diagram: Diagram) -> ViewState:
        """How a diagram was, was left, or would first open."""
        if diagram.id == self.state.diagram:
            return self.state
        return self.left.get(diagram.id) or _fresh(diagram)


@dataclass(frozen=True, slots=True)
class _Before:
    """What was before a tour: all that its end brings back."""

    kept: Kept
    back: list[ViewState]
    forward: list[ViewState]
    hiding: list[tuple[str, frozenset[str]]]


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
        self.state = ViewState()
        self.theme: Theme = LIGHT
        self.pictures: dict[str, LaidOutDiagram] = {}
        self._tidied: LaidOutDiagram | None = None
        self._layout_problems: dict[str, Problem] = {}
        self._reports: tuple[Problem, ...] = ()
        self._back: list[ViewState] = []
        self._forward: list[ViewState] = []
        self._left: dict[str, ViewState] = {}
        self._shown_before: list[tuple[str, frozenset[str]]] = []  # diagram, what was hidden
        self._expected: tuple[str, tuple[ViewState, ...]] = ("", ())
        self._before_tour: _Before | None = None

    # What is there

    @property
    def diagram(self) -> Diagram | None:
        return self.workspace.diagram(self.state.diagram) if self.workspace else None

    @property
    def picture(self) -> LaidOutDiagram | None:
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
        """Of the files, of their layout, and of the running program, in that order."""
        loaded = self.workspace.problems if self.workspace else ()
        return (*loaded, *self._layout_problems.values(), *self._reports)

    @property
    def can_go_back(self) -> bool:
        return any(_place(s) != _place(self.state) for s in self._back)

    @property
    def can_go_forward(self) -> bool:
        return any(_place(s) != _place(self.state) for s in self._forward)

    def state_of(self, diagram: str) -> ViewState:
        """How a diagram looks now, was left, or would first open."""
        if diagram == self.state.diagram:
            return self.state
        found = self.workspace.diagram(diagram) if self.workspace else None
        return self._left.get(diagram) or _fresh(found)

    @property
    def lasting(self) -> Kept | None:
        """What stays: a tour under way is gone when it ends. None where nothing is open."""
        return self._before_tour.kept if self._before_tour else self.keep()

    def lasting_state_of(self, diagram: str) -> ViewState:
        """How a diagram is, was left, or would first open, but for the tour under way."""
        found = self.workspace.diagram(diagram) if self.workspace else None
        kept = self.lasting
        return kept.state_of(found) if kept and found else _fresh(found)

    # Answers from the jobs

    def expect(self, diagram: str, left: tuple[ViewState, ...]) -> None:
        """Another workspace is being opened: that diagram is to be shown, and `left` is how its
        diagrams were left."""
        self._expected = diagram, left

    def set_workspace(self, workspace: Workspace) -> None:
        """Take a loaded workspace. Of the same folder, what still exists stays: diagram,
        layers, selection, viewport, history, and the last good pictures; also the diagrams of
        files that are broken now."""
        before = self.workspace
        moved = before is not None and _name(before) != _name(workspace)
        if moved:
            self._forget()
            before = None
            self._left = {s.diagram: s for s in self._expected[1]}
        elif before is not None:
            workspace = with_broken(workspace, before)
        self.workspace = workspace
        known = {d.id: d for d in workspace.diagrams}
        self.pictures = {k: v for k, v in self.pictures.items() if k in known}
        self._layout_problems = {k: v for k, v in self._layout_problems.items() if k in known}

        def kept(states: list[ViewState]) -> list[ViewState]:
            return [fitted(s, workspace, before) for s in states if s.diagram in {"", *known}]

        self._back, self._forward = kept(self._back), kept(self._forward)
        # Of a file that is away for a moment, or still to be read, as it was left.
        self._left |= {s.diagram: s for s in kept(list(self._left.values()))}
        if (begun := self._before_tour) is not None:
            state = self._begun(begun.kept.state, workspace, before, moved)
            left = begun.kept.left | {s.diagram: s for s in kept(list(begun.kept.left.values()))}
            self._before_tour = _Before(
                Kept(workspace, state, left), kept(begun.back), kept(begun.forward), begun.hiding
            )
        old = self.state
        self.state = self._begun(self.state, workspace, before, moved)
        if self.state.tour:
            self.state = self._on_tour(old, workspace, before)
        ended = bool(old.tour) and not self.state.tour
        if not (moved or ended) and old.diagram and old.diagram != self.state.diagram:
            self._left[old.diagram] = _off_tour(old)
        self.workspace_changed.emit()
        self.problems_changed.emit()
        self._tell(old)
        self.history_changed.emit()
        if moved:
            self.picture_changed.emit()

    def _begun(
        self, state: ViewState, workspace: Workspace, before: Workspace | None, moved: bool
    ) -> ViewState:
        """That state in a workspace that was just taken."""
        if moved:
            diagram, self._expected = self._expected[0], ("", ())
            state = self._left.get(diagram) or _fresh(workspace.diagram(diagram))
        if workspace.diagram(state.diagram) is not None:
            return fitted(state, workspace, before)
        if workspace.diagrams:
            return replace(_fresh(workspace.diagrams[0]), tour=state.tour, step=state.step)
        return fitted(ViewState(section=state.section), workspace, before)

    def _on_tour(self, old: ViewState, workspace: Workspace, before: Workspace | None) -> ViewState:
        """The state at the same step, or the last one there is now; as before the tour, where
        that has gone. Who is at the step stays at it, wherever it leads now."""
        state, tour = self.state, workspace.tour(old.tour)
        past = before.tour(old.tour) if before else None
        if tour is None:
            return self._ended(state)
        number = min(old.step, len(tour.steps) - 1)
        step = tour.steps[number]
        was = past.steps[old.step] if past and old.step < len(past.steps) else None
        if was is None or was.diagram != old.diagram:
            return replace(state, step=number)
        layers, diagram = step.layers, workspace.diagram(step.diagram)
        if was.diagram == step.diagram and diagram is not None:
            layers = _as_switched(layers, was.layers, old.layers) & frozenset(diagram.layers)
        if was == step and state.diagram == step.diagram:
            return replace(state, layers=layers, step=number)
        return self._at_step(tour, number, layers, state)

    def set_reload_problem(self, problem: Problem) -> None:
        """The workspace could not be read again (it is away, perhaps): it stays as it was, with
        that problem, until it can."""
        if self.workspace is not None and problem not in self.workspace.problems:
            problems = (*self.workspace.problems, problem)
            self.workspace = replace(self.workspace, problems=problems)
            self.problems_changed.emit()

    def set_picture(self, diagram: str, picture: LaidOutDiagram) -> None:
        """Take a diagram's full layout. The same one again changes nothing."""
        if self._layout_problems.pop(diagram, None):
            self.problems_changed.emit()
        if self.pictures.get(diagram) == picture:
            return
        self.pictures[diagram] = picture
        self.pictures_changed.emit(diagram)
        if diagram == self.state.diagram and not (self.state.tidy and self._tidied):
            self.picture_changed.emit()

    def set_tidied(self, state: ViewState, picture: LaidOutDiagram) -> None:
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
        self._reports = (*self._reports, problem)[-REPORTS:]
        self.problems_changed.emit()

    # What a person does

    def show(self, diagram: str, component: str | None = None) -> None:
        """Go to a diagram, as it was when it was left, and select a component in it."""
        if self.workspace is None or self.workspace.diagram(diagram) is None:
            return
        if diagram == self.state.diagram:
            if component:
                self.select(component)
            return
        beside = section_beside(self.workspace, self.state.section, self.state_of(diagram))
        self._go(diagram, (), component, beside)

    def inside(self, component: str | None) -> Diagram | None:
        """The diagram that a component of this one has of its own."""
        if self.workspace is None or component is None:
            return None
        return self.workspace.diagram(self.workspace.inside(self.state.diagram, component) or "")

    def go_in(self, component: str) -> None:
        """Go into the diagram that a component has of its own."""
        inside = self.inside(component)
        if inside is not None:
            trail = (*self.state.trail, self.state.diagram)
            # Going round in a circle makes no longer way back.
            around = trail.index(inside.id) if inside.id in trail else len(trail)
            self._go(inside.id, trail[:around])

    def go_up(self, diagram: str | None = None) -> None:
        """Back out to a diagram of the trail, the last one where none is named: it is as it
        was left."""
        trail = self.state.trail
        diagram = diagram or (trail[-1] if trail else None)
        if diagram in trail:
            section = self.state_of(diagram).section
            self._go(diagram, trail[: trail.index(diagram)], section=section)

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
        kept = self.keep()
        if self._before_tour is None and kept is not None:
            back, forward, hiding = self._back, self._forward, self._shown_before
            self._before_tour = _Before(kept, [*back], [*forward], [*hiding])
        self._replace(self._at_step(tour, step, tour.steps[step].layers, self.state))

    def go_step(self, step: int) -> None:
        """To a step of the tour. Layers that a person has switched during the tour stay as they
        were switched, as long as the diagram stays."""
        tour, here, on = self.tour, self.step, self.state.layers
        if tour is None or here is None or not 0 <= step < len(tour.steps):
            return
        layers = tour.steps[step].layers
        if tour.steps[step].diagram == self.state.diagram == here.diagram:
            layers = _as_switched(layers, here.layers, on)
        self._replace(self._at_step(tour, step, layers, self.state))

    def stop_tour(self) -> None:
        """End the tour: all is as it was before, history and other diagrams too."""
        if self.state.tour:
            old, self.state = self.state, self._ended(self.state)
            self._tell(old)
            self.history_changed.emit()

    def _ended(self, state: ViewState) -> ViewState:
        before, self._before_tour = self._before_tour, None
        if before is None:
            return replace(state, tour="", step=0)
        self._left = dict(before.kept.left)
        self._back, self._forward = before.back, before.forward
        self._shown_before = before.hiding
        return before.kept.state

    def _at_step(self, tour: Tour, step: int, layers: frozenset[str], now: ViewState) -> ViewState:
        """At a step, with nothing selected; `viewport` None frames what it lights."""
        diagram = tour.steps[step].diagram
        there = now if diagram == now.diagram else self.state_of(diagram)
        there = replace(there, layers=layers, tour=tour.id, step=step)
        there = replace(there, section=now.section, tidy=now.tidy)
        return replace(there, selection=None, reading=None, viewport=None)

    def select(self, component: str | None) -> None:
        """Select a component, which opens its section, an edge, or nothing."""
        if component == self.state.selection:
            return
        if component is not None:
            self._push()
        self._replace(self._selected(self.state, component))

    def open_section(self, section: str) -> None:
        """Show a section in the notes, and light its components; the selection stays."""
        if section != self.state.section:
            self._push()
        self._replace(replace(self.state, section=section, reading=section))

    def read(self, section: str | None) -> None:
        """That section has come into view in the notes: its components are lit."""
        self._replace(replace(self.state, reading=section))

    @property
    def lit(self) -> frozenset[str]:
        """The components of this diagram that the section in view is about."""
        state = self.state
        return self.workspace.about(state.diagram, state.reading) if self.workspace else frozenset()

    def toggle_layer(self, layer: str) -> None:
        self._replace(self.state.toggled(layer))

    def layer_alone(self, layer: str) -> None:
        if self.diagram is not None:
            self._replace(self.state.alone(layer, self.diagram.layers))

    def set_layers(self, layers: frozenset[str]) -> None:
        self._replace(replace(self.state, layers=layers))

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
        return any(diagram == self.state.diagram for diagram, _ in self._shown_before)

    def undo_hiding(self) -> None:
        """What is hidden in the current diagram is again what was hidden before."""
        for at in reversed(range(len(self._shown_before))):
            diagram, hidden = self._shown_before[at]
            if diagram == self.state.diagram:
                del self._shown_before[at]
                if self.diagram is not None:
                    hidden = hiding.known(self.diagram, hidden)
                self._replace(replace(self.state, hidden=hidden))
                return

    def _set_hidden(self, hidden: frozenset[str]) -> None:
        if hidden != self.state.hidden:
            before = (self.state.diagram, self.state.hidden)
            self._shown_before = [*self._shown_before, before][-HISTORY:]
            self._replace(replace(self.state, hidden=hidden))

    def set_tidy(self, on: bool) -> None:
        self._replace(replace(self.state, tidy=on))

    def set_viewport(self, viewport: Viewport | None) -> None:
        """The canvas tells where it looks; None fits the picture."""
        self._replace(replace(self.state, viewport=viewport))

    def set_theme(self, theme: Theme) -> None:
        if theme is not self.theme:
            self.theme = theme
            self.theme_changed.emit()

    def restore(self, state: ViewState, left: tuple[ViewState, ...] = ()) -> None:
        """Put a whole state back (session, presenting); no history entry. `left` is how
        other diagrams were left."""
        self._left.update((s.diagram, s) for s in left)
        self._replace(state)

    def keep(self) -> Kept | None:
        """What a preview comes back to; None where nothing is open."""
        return Kept(self.workspace, self.state, dict(self._left)) if self.workspace else None

    def preview(self, kept: Kept, state: ViewState) -> None:
        """Show a state for the moment: no history entry, and how diagrams were left stays as
        it was. With the kept state, all is as it was. Does nothing in another workspace."""
        workspace = self.workspace
        if workspace is None or workspace.root != kept.workspace.root:
            return
        state = replace(state, tour=kept.state.tour, step=kept.state.step)
        if workspace is kept.workspace:
            left = dict(kept.left)
            if state.diagram != kept.state.diagram:
                left[kept.state.diagram] = _off_tour(kept.state)
            self._replace(state)
            self._left = left
        elif workspace.diagram(state.diagram):  # the files were read again meanwhile
            self._replace(fitted(state, workspace, None))

    def settle(self, kept: Kept) -> None:
        """Stay where a preview has led; one step back leads to what was kept."""
        known = self.workspace and self.workspace.diagram(kept.state.diagram)
        if known and _place(kept.state) != _place(self.state):
            self._back = [*self._back, kept.state][-HISTORY:]
            self._forward.clear()
        self.history_changed.emit()

    def go_back(self) -> None:
        self._travel(self._back, self._forward)

    def go_forward(self) -> None:
        self._travel(self._forward, self._back)

    # Inside

    def _go(
        self,
        diagram: str,
        trail: tuple[str, ...],
        component: str | None = None,
        section: str | None = None,
    ) -> None:
        """To a diagram as it was left, with the section that is open or another one."""
        self._push()
        now, there = self.state, self.state_of(diagram)
        section = section or now.section
        if now.reading and section != now.section:
            now = replace(now, reading=section)
        state = replace(there, section=section, reading=now.reading, tidy=now.tidy, trail=trail)
        state = replace(state, tour=now.tour, step=now.step)
        if component and component != state.selection:
            # Where it was left, the component need not be in view.
            state = replace(self._selected(state, component), viewport=None)
        self._replace(state)

    def _selected(self, state: ViewState, component: str | None) -> ViewState:
        section = state.section
        if component and self.workspace and self._is_component(state.diagram, component):
            link = self.workspace.link(state.diagram, component)
            section = link.section if link else None
        return replace(state, selection=component, section=section, reading=None)

    def _is_component(self, diagram: str, element: str) -> bool:
        """Not an edge, which has no section and leaves the open one open."""
        found = self.workspace.diagram(diagram) if self.workspace else None
        return found is None or element not in {e.id for e in found.edges}

    def _push(self) -> None:
        self._back = [*self._back, self.state][-HISTORY:]
        self._forward.clear()
        self.history_changed.emit()

    def _travel(self, source: list[ViewState], target: list[ViewState]) -> None:
        """To the last place that differs. Layers, what is hidden, and Tidy are not part of a
        place: they stay as they are now."""
        now = self.state
        while source and _place(source[-1]) == _place(now):
            source.pop()
        if source:
            target.append(now)
            there = source.pop()
            as_now = self.state_of(there.diagram)
            there = replace(there, layers=as_now.layers, hidden=as_now.hidden)
            if there.reading:  # elsewhere, perhaps, when one left; the notes go to the section
                there = replace(there, reading=there.section)
            self._replace(replace(there, tidy=now.tidy, tour=now.tour, step=now.step))
        self.history_changed.emit()

    def _forget(self) -> None:
        self.pictures, self._tidied = {}, None
        self._layout_problems.clear()
        self._left.clear()
        self._shown_before.clear()
        self._before_tour = None
        self._back.clear()
        self._forward.clear()

    def _replace(self, state: ViewState) -> None:
        old, self.state = self.state, state
        if old.diagram and old.diagram != state.diagram:
            self._left[old.diagram] = _off_tour(old)
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
        if _place(old) != _place(state):
            self.history_changed.emit()


def section_beside(workspace: Workspace, open_now: str | None, there: ViewState) -> str | None:
    """The section to be open beside a diagram that is gone to. The one that is open, if the diagram
    shows it; else the one that was open there, if it does; else the one that has its picture."""
    homes = workspace.homes(there.diagram)
    for section in (open_now, there.section, *homes):
        if section in homes or workspace.about(there.diagram, section):
            return section if open_now else None
    return open_now


def _place(state: ViewState) -> tuple[str, str | None, str | None]:
    """What back and forward go over."""
    return state.diagram, state.selection, state.section


def _off_tour(state: ViewState) -> ViewState:
    return replace(state, tour="", step=0)


def _as_switched(
    layers: frozenset[str], here: frozenset[str], on: frozenset[str]
) -> frozenset[str]:
    """A step's layers, but for those that a person has switched at a step that has `here`."""
    return (layers | (on - here)) - (here - on)


def _name(workspace: Workspace) -> tuple[str, str]:
    """The same folder as a whole and one file in it are two workspaces."""
    return workspace.root, workspace.title


def _fresh(diagram: Diagram | None) -> ViewState:
    return ViewState(diagram.id, frozenset(diagram.layers)) if diagram else ViewState()
