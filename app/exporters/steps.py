"""A tour as pictures: for each step what it shows, and which part of the diagram. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.layout.frame import Frame, frame
from app.model.geometry import Box, union
from app.model.laid_out import LaidOutDiagram
from app.model.layer import visible
from app.model.tour import Step, Tour, scene
from app.model.view_state import ViewState

AIR = 40.0  # pt round what a step lights, where that is framed
LEAST = 0.6  # of the diagram's width and height: nearer, its surroundings would be lost


@dataclass(frozen=True, slots=True)
class StepPicture:
    """`sheet` is the diagram with its legend, of one size for all the steps of this diagram, so
    that none jumps; `region` is the part of it (pt) to frame. `state` has the tour's step."""

    tour: Tour
    step: Step
    picture: LaidOutDiagram
    state: ViewState
    sheet: Frame
    region: Box

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
    """Every step of the tour; `pictures` has the layout of each of its diagrams by id. Where
    `near`, the region holds what the step lights, else the whole diagram."""
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
            region = _lit(picture, state, tour).moved(*own.picture)
        yield StepPicture(tour, step, picture, state, sheet, region)


def _lit(picture: LaidOutDiagram, state: ViewState, tour: Tour) -> Box:
    """Round what a step lights (pt of the diagram): its focus, and the nodes and edges lit with
    it. All of the diagram for a step without focus."""
    whole = Box(0.0, 0.0, picture.width, picture.height)
    step = tour.steps[state.step]
    if not step.focus:
        return whole
    shown = visible(picture.diagram, state.layers, state.hidden)
    lit = scene(tour, state.step, picture.diagram).lit & (
        shown.nodes | shown.edges | shown.clusters
    )
    boxes = [place.box for id, place in picture.nodes.items() if id in lit]
    # A cluster round what is lit is lit too, and may be all of the picture.
    boxes += [p.box for id, p in picture.clusters.items() if id in lit and id in step.focus]
    boxes += [box for id, way in picture.edges.items() if id in lit and (box := way.box)]
    if not boxes:
        return whole
    return _least(union(boxes).inflated(AIR), whole)


def _least(box: Box, whole: Box) -> Box:
    """The box, grown where it is small, within the whole."""
    width = min(whole.width, max(box.width, whole.width * LEAST))
    height = min(whole.height, max(box.height, whole.height * LEAST))
    x = min(max(box.center.x - width / 2, 0.0), whole.width - width)
    y = min(max(box.center.y - height / 2, 0.0), whole.height - height)
    return Box(x, y, width, height)
