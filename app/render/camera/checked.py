"""What the camera makes of every step of a tour and of every card, on screens of several sizes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.tour import Tour
from app.model.view_state import ViewState
from app.render.camera.cards import card_seen, held
from app.render.camera.choosing import best, weighed
from app.render.camera.content import VisibleContent
from app.render.camera.faults import Fault, faults
from app.render.camera.subject import Subject
from app.render.camera.tour_shots import TourShots
from app.render.recall import RecallOptions, asked, shown
from app.render.rooms import room_alone
from app.scene.shot import Room, Shot, Size
from app.study.card import Card

SCREENS: tuple[Size, ...] = ((1366.0, 768.0), (1920.0, 1080.0), (3840.0, 2160.0))


@dataclass(frozen=True, slots=True)
class Checked:
    """A frame: of the step with that number (from 0) of the tour with the id `of`, or of the card
    with that id. `scale` is in px per pt, 0 where it has no frame of its own and all of the
    diagram shows. `score` says how bad it is: 0 where nothing is wrong with it."""

    of: str
    step: int | None
    title: str
    diagram: DiagramId
    screen: Size
    scale: float = 0.0
    whole: bool = True
    score: float = 0.0
    faults: tuple[Fault, ...] = ()


def checked_steps(tour: Tour, layouts: Mapping[DiagramId, DiagramLayout]) -> Iterator[Checked]:
    """The frames of a tour's steps; `layouts` are by the diagrams' ids. Steps on
    diagrams that are not there are passed over."""
    for screen in SCREENS:
        shots: dict[DiagramId, TourShots] = {}
        for number, step in enumerate(tour.steps):
            layout = layouts.get(step.diagram)
            if layout is None:
                continue
            room = room_alone(layout, screen)
            own = shots.setdefault(step.diagram, TourShots(tour, layout, room))
            plain = Checked(tour.id, number, step.title, step.diagram, screen)
            shot = own.shot(number)
            seen, subject = own.seen(number) if shot else (None, None)
            yield _judged(plain, seen, subject, shot, room)


def checked_cards(cards: Iterable[Card], layout: DiagramLayout) -> Iterator[Checked]:
    """The frames of a diagram's cards; those that look the same are checked once."""
    diagram = layout.diagram
    done = set()
    for card in cards:
        about, also = held(card)
        if card.diagram != diagram.id or not about:
            continue
        frame = (about, also, card.layers)
        if frame in done:
            continue
        done.add(frame)
        state = asked(
            diagram, ViewState(diagram.id), card, shown(diagram, card, RecallOptions(), False)
        )
        seen, subject = card_seen(layout, state, about, also, {})
        for screen in SCREENS:
            room = room_alone(layout, screen)
            shot = best(seen, subject, room) if subject else None
            told = Checked(card.id, None, card.question, diagram.id, screen)
            yield _judged(told, seen, subject, shot, room)


def _judged(
    plain: Checked,
    seen: VisibleContent | None,
    subject: Subject | None,
    shot: Shot | None,
    room: Room,
) -> Checked:
    if seen is None or subject is None or shot is None:
        return plain
    found = faults(seen, subject, shot, room)
    score = round(weighed(found), 1)
    return replace(plain, scale=shot.scale, whole=shot.whole, score=score, faults=tuple(found))
