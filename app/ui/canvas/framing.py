"""From where one sees what a step of a tour lights."""

from __future__ import annotations

from app.model.laid_out import LaidOutDiagram
from app.model.tour import Step
from app.render.look import Look
from app.render.subject import Size, part_of_screen, subject
from app.ui.canvas.camera import Camera


def step_camera(
    picture: LaidOutDiagram,
    look: Look,
    step: Step,
    size: Size,
    above: float = 0.0,
    below: float = 0.0,
) -> Camera | None:
    """The step's part of the picture over all of the view, whose uppermost `above` and lowest
    `below` px are taken. None where nothing of it shows."""
    room = (size[0], max(size[1] - above - below, size[1] / 3))
    part = subject(picture, look, step, room, part_of_screen(size))
    if part is None:
        return None
    return Camera.fit(part, room).pan(0, (above - below) / 2)
