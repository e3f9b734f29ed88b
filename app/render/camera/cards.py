"""The shot of a card, one for its question and its answer."""

from __future__ import annotations

from app.model.laid_out import LaidOutDiagram
from app.render.camera.choosing import best
from app.render.camera.content import content
from app.render.camera.subject import card_subject
from app.render.look import Look
from app.render.shot import Room, Shot


def card_shot(
    picture: LaidOutDiagram, look: Look, about: tuple[str, ...], also: tuple[str, ...], room: Room
) -> Shot | None:
    """The shot of what a card is about, and what its answer shows besides; None where nothing of
    that shows."""
    seen = content(picture, look)
    subject = card_subject(seen, about, also)
    return best(seen, subject, room) if subject else None
