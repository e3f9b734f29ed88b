"""A tour as pictures: for each step what it shows, and which part of the diagram. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.layout.frame import MARGIN, Frame, frame
from app.model.geometry import Box
from app.model.laid_out import LaidOutDiagram
from app.model.tour import Step, Tour
from app.model.view_state import ViewState
from app.render.look import look
from app.render.subject import SCREEN, subject
from app.render.theme import LIGHT

ROOM = SCREEN[0], 850.0  # px of that screen, under a title and over a legend


@dataclass(frozen=True, slots=True)
class StepPicture:
    """`sheet` is the diagram with its legend, of one size for all the steps of this diagram, so
    that none jumps; `region` is the part of it (pt) to frame: where `near`, what the step is about,
    else the whole diagram. `state` has the tour's step."""

    tour: Tour
    step: Step
    picture: LaidOutDiagram
    state: ViewState
    sheet: Frame
    region: Box
    near: bool = False

    @property
    def number(self) -> str:
        return f"{self.state.step + 1} / {len(self.tour.steps)}"

    @property
    def whole(self) -> Box:
        """All of the sheet."""
        return Box(0.0, 0.0, self.sheet.width, self.sheet.height)


Tell = Callable[[StepPicture], None]  # hears of each step that is done


def step_pictures(
    tour: Tour, pictures: Mapping[str, LaidOutDiagram], near: bool = False, legend: bool = True
) -> Iterator[StepPicture]:
    """Every step of the tour; `pictures` has the layout of each of its diagrams by id."""
    layers = {
        id: frozenset[str]().union(*(s.layers for s in tour.steps if s.diagram == id))
        for id in tour.diagrams
    }
    sizes = {id: frame(pictures[id], on, False, legend) for id, on in layers.items()}
    for number, step in enumerate(tour.steps):
        picture, size = pictures[step.diagram], sizes[step.diagram]
        state = ViewState(step.diagram, step.layers, tour=tour.id, step=number)
        own = frame(picture, step.layers, False, legend)
        # The legend stands under the diagram, whichever layers are on.
        sheet = Frame(size.width, size.height, own.picture, None, own.legend)
        region = Box(*own.picture, picture.width, picture.height)
        if near:
            region = _subject(picture, state, tour).moved(*own.picture)
        yield StepPicture(tour, step, picture, state, sheet, region, near)


def _subject(picture: LaidOutDiagram, state: ViewState, tour: Tour) -> Box:
    """The part of the diagram (pt) that the step is about; all of it, with some air, for a step
    without focus."""
    step = tour.steps[state.step]
    whole = Box(0.0, 0.0, picture.width, picture.height).inflated(MARGIN)
    if not step.focus:
        return whole
    found = subject(picture, look(picture, state, LIGHT, tour=tour), step, ROOM, 1.0)
    if found is None or (found.width >= whole.width and found.height >= whole.height):
        return whole
    return found
