"""The shots of a tour, each as near as can be to the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.model.diagram_layout import DiagramLayout
from app.model.ids import ElementId
from app.model.tour import Step, Tour
from app.model.view_state import ViewState
from app.render.camera.choosing import tries
from app.render.camera.content import VisibleContent, content
from app.render.camera.framed import framed
from app.render.camera.subject import Subject, step_subject
from app.scene.appearance import Appearance, appearance
from app.scene.shot import Room, Shot
from app.scene.theme import LIGHT


@dataclass(slots=True)
class TourShots:
    """Of the steps on one diagram, in one room (px). A shot depends on those before it, so that
    what one sees is the same however one came to a step; each is made once. `hidden` are components
    that a person has hidden."""

    tour: Tour
    layout: DiagramLayout
    room: Room
    hidden: frozenset[ElementId] = frozenset()
    _made: dict[int, Shot | None] = field(default_factory=dict)
    _work: tuple[int, Iterator[Shot]] | None = None  # on which step, and what is left of it
    _found: Shot | None = None  # by then

    def shot(self, step: int) -> Shot | None:
        """Of the step with that number, from 0; None where it is about all there is, or nothing of
        it shows. Steps on other diagrams have none."""
        if not self._here(step):
            return None
        first = step
        while first not in self._made and self._here(first - 1):
            first -= 1
        for number in range(first, step + 1):
            while number not in self._made:
                self._work_on(number)
        return self._made[step]

    def make_ahead(self, step: int) -> bool:
        """A little of the work for the shots of the steps after that one, which is made. False
        where all is done."""
        number = step + 1
        while number in self._made:
            number += 1
        if not self._here(number):
            return False
        self._work_on(number)
        return True

    def seen(self, step: int) -> tuple[VisibleContent, Subject | None]:
        """What shows at that step, and what of it the step is about."""
        own = _in(self.layout, self.tour.steps[step])
        state = ViewState(own.diagram, own.layers, hidden=self.hidden, tour=self.tour.id, step=step)
        seen = content(self.layout, appearance(self.layout, state, LIGHT, tour=self.tour))
        return seen, step_subject(seen, own)

    def _here(self, step: int) -> bool:
        steps = self.tour.steps
        return 0 <= step < len(steps) and steps[step].diagram == self.layout.diagram.id

    def _work_on(self, step: int) -> None:
        """A little of the work for that shot."""
        if self._work is None or self._work[0] != step:
            self._work, self._found = (step, self._tries(step)), None
        found = next(self._work[1], None)
        if found is None:
            self._made[step], self._work = self._found, None
        self._found = found

    def _tries(self, step: int) -> Iterator[Shot]:
        if self.tour.steps[step].focus:
            seen, subject = self.seen(step)
            if subject is not None:
                yield from tries(seen, subject, self.room, self._made.get(step - 1))


def with_appearance(
    shot: Shot, layout: DiagramLayout, plain: Appearance, step: Step, room: Room
) -> Shot:
    """The same part of the diagram where something else shows, as when a person has switched a
    layer on: the picture does not move for that."""
    seen = content(layout, plain)
    subject = step_subject(seen, _in(layout, step))
    about = subject.about | subject.ways if subject else frozenset[ElementId]()
    return shot if shot.whole else framed(seen, shot.box, room, about)


def _in(layout: DiagramLayout, step: Step) -> Step:
    """The step, about what stands for what it names where that is folded."""
    folding = layout.diagram.folding
    if folding is None:
        return step
    return replace(step, focus=tuple(dict.fromkeys(map(folding.stand_in, step.focus))))
