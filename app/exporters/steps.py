"""A tour as pictures: for each step what it shows, and which part of the diagram. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.layout.frame import MARGIN, Frame, frame
from app.layout.layout import lay_out
from app.model.diagram_layout import DiagramLayout
from app.model.filtering import Filters, hidden_by
from app.model.folding import NO_FOLDS, FoldState, folded, whole
from app.model.geometry import Box
from app.model.ids import DiagramId
from app.model.picture_style import PictureStyle
from app.model.tour import Step, Tour
from app.model.view_state import ViewState
from app.render.camera import TourShots
from app.scene.shot import SCREEN, Room, Shot

ROOM = Room(SCREEN[0], 917.0)  # of that screen, under a title and over a legend, as presented


@dataclass(frozen=True, slots=True)
class StepPicture:
    """`sheet` is the diagram with its legend, of one size for all the steps of this diagram, so
    that none jumps. `state` has the tour's step. `shots` work out what to frame, where that is what
    the step is about and not the whole diagram."""

    tour: Tour
    step: Step
    layout: DiagramLayout
    state: ViewState
    sheet: Frame
    shots: TourShots | None = None
    at: Box | None = None  # the part of the sheet (pt) to frame instead, on the way to another step

    @property
    def number(self) -> str:
        """As a person counts: `2 / 7`."""
        return f"{self.state.step + 1} / {len(self.tour.steps)}"

    @property
    def whole(self) -> Box:
        """All of the sheet."""
        return Box(0.0, 0.0, self.sheet.width, self.sheet.height)

    @property
    def near(self) -> bool:
        """It frames what the step is about."""
        return self.shots is not None

    @property
    def shot(self) -> Shot | None:
        """None where it frames the whole diagram, and on the way to another step: there all shows
        that comes by."""
        shot = self.shots.shot(self.state.step) if self.shots and self.at is None else None
        return None if shot is None or shot.whole else shot

    @property
    def region(self) -> Box:
        """The part of the sheet (pt) to frame."""
        if self.at is not None:
            return self.at
        diagram = Box(*self.sheet.picture, self.layout.width, self.layout.height)
        if not self.near:
            return diagram
        shot = self.shot
        return shot.box.moved(*self.sheet.picture) if shot else diagram.inflated(MARGIN)


Tell = Callable[[StepPicture], None]  # hears of each step that is done


def step_pictures(
    tour: Tour,
    layouts: Mapping[DiagramId, DiagramLayout],
    near: bool = False,
    legend: bool = True,
    filters: Mapping[DiagramId, Filters] | None = None,
) -> Iterator[StepPicture]:
    """Every step of the tour; `layouts` are those of its diagrams, and `filters` what is left out of
    them, by id. What steps fold is laid out
    here. Raises LayoutError."""
    made: dict[object, tuple[DiagramLayout, Frame, TourShots | None]] = {}
    for number, step in enumerate(tour.steps):
        own_filters = (*(filters or {}).get(step.diagram, ()), *step.filters)
        diagram = whole(layouts[step.diagram].diagram)
        hidden = hidden_by(diagram, own_filters, step.layers) if own_filters else frozenset()
        key = step.diagram, step.folded, hidden
        if key not in made:
            layout = _laid_out(step, layouts[step.diagram])
            size = frame(layout, tour.layers_of(step.diagram), False, legend)
            made[key] = layout, size, TourShots(tour, layout, ROOM, hidden) if near else None
        layout, size, shots = made[key]
        state = ViewState(step.diagram, step.layers, tour=tour.id, step=number)
        state = replace(state, folded=step.folded, filters=own_filters, hidden=hidden)
        own = frame(layout, step.layers, False, legend)
        # The legend stands under the diagram, whichever layers are on.
        sheet = Frame(size.width, size.height, own.picture, None, own.legend)
        yield StepPicture(tour, step, layout, state, sheet, shots)


def _laid_out(step: Step, layout: DiagramLayout) -> DiagramLayout:
    """Its diagram's layout, or one with clusters folded and edges merged as the step shows them."""
    ours = bool(step.folded) or layout.style is PictureStyle.HOUSE
    diagram = folded(whole(layout.diagram), FoldState(step.folded) if ours else NO_FOLDS)
    return lay_out(diagram) if diagram.folding else layout


def worked_out(shots: Iterable[StepPicture]) -> Iterator[StepPicture]:
    """Each, in their order, once what it frames is known: that takes a moment, and depends on those
    before it, so that between two of them is where to stop."""
    for shot in shots:
        if shot.shots is not None:
            shot.shots.shot(shot.state.step)
        yield shot
