"""What presenting begins with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.model.geometry import Box
from app.model.ids import DiagramId, TourId
from app.model.tour import Tour, TourOrigin
from app.model.workspace import Workspace
from app.session import verbs
from app.ui.session.store import Store


@dataclass(frozen=True, slots=True)
class Begin:
    """A step of a tour; without a tour, what the window shows. Of that, `view` (pt) is in sight:
    None where all of the picture is, or a step as it is framed."""

    tour: TourId = TourId("")
    step: int = 0
    view: Box | None = None


def tour_at(workspace: Workspace, diagram: DiagramId) -> Tour | None:
    """The tour to present from a diagram: one that was written and begins there, else one that was
    written and goes through it, else one that is made of the diagram. None where there is none."""
    here = [t for t in workspace.tours if t.steps and diagram in t.diagrams]
    here.sort(key=lambda t: (t.origin is not TourOrigin.FILE, t.steps[0].diagram != diagram))
    return here[0] if here else None


def from_start(store: Store, tour: TourId) -> Begin | None:
    """From the first step of that tour, else of the one under way, else of this diagram's."""
    workspace, state = store.workspace, store.state
    found = workspace.tour(tour or state.tour) if workspace else None
    if found is None and workspace is not None:
        found = tour_at(workspace, state.diagram)
    return Begin(found.id) if found is not None and found.steps else None


def from_here(store: Store, last: Begin | None) -> Begin | None:
    """From the step of the tour under way; else from the last step that was presented; else from
    where this diagram's tour comes to it."""
    workspace, state = store.workspace, store.state
    if store.tour is not None:
        return Begin(state.tour, state.step)
    if workspace is None:
        return None
    if last is not None and still_there(workspace, last):
        return last
    found = tour_at(workspace, state.diagram)
    if found is None:
        return None
    steps = [n for n, step in enumerate(found.steps) if step.diagram == state.diagram]
    return Begin(found.id, steps[0])


def still_there(workspace: Workspace, begin: Begin) -> bool:
    """The tour has such a step."""
    tour = workspace.tour(begin.tour)
    return tour is not None and begin.step < len(tour.steps)


def take_over(own: Store, main: Store, begin: Begin) -> str:
    """The presenter's own store shows what the window's does, or the tour's step. Gives the tour
    that it is in then."""
    if begin.tour:
        own.do(verbs.start_tour, begin.tour, begin.step)
        return begin.tour
    state = main.state
    if main.tour is not None:
        own.do(verbs.start_tour, state.tour, state.step)
    if own.workspace is not None and own.workspace.diagram(state.diagram) is not None:
        own.do(verbs.restore, replace(state, viewport=None))
    return state.tour
