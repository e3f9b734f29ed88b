"""From where one sees what a step of a tour lights."""

from __future__ import annotations

from collections.abc import Iterable

from app.layout import text
from app.model.geometry import Box, union
from app.model.laid_out import LaidOutDiagram
from app.model.tour import Step
from app.render.look import Look
from app.ui.camera import LEAST, Camera, Size

FILL = 0.82  # of the view
SCREEN = (1920.0, 1080.0)  # px, on which a step's text is to be READ px high at least
READ = 18.0  # px
MOST = 1.6  # px per pt there: three components need not fill a wall
SMALL = 0.7, 1.0  # px per pt on any screen: least that is legible, least at which it ends


def step_camera(
    picture: LaidOutDiagram, look: Look, step: Step, size: Size, covered: float = 0.0
) -> Camera | None:
    """What the step lights in the middle of the view, whose lowest `covered` px are taken. Where
    its text would be too small to read from afar, only what the step names; None where nothing
    of it shows."""
    part = min(size[0] / SCREEN[0], size[1] / SCREEN[1])
    legible = max(READ / min(text.EDGE, text.LABEL) * part, SMALL[0])
    most = max(MOST * part, SMALL[1])
    room = (size[0], max(size[1] - covered, size[1] / 3))
    choices = _choices(picture, look, step)
    cameras = [Camera.fit(union(boxes), room, FILL, most) for boxes in choices if boxes]
    if not cameras:
        return None
    end = next((c for c in cameras if c.scale >= legible), max(cameras, key=lambda c: c.scale))
    return Camera(end.x, end.y + (size[1] - room[1]) / 2 / max(end.scale, LEAST), end.scale)


def _choices(picture: LaidOutDiagram, look: Look, step: Step) -> Iterable[list[Box]]:
    """All that is lit, then only what is named, then the named components without the edges."""
    shown = look.shown
    named = [id for id in step.focus if id in look.strength]
    edges = look.lit & shown.edges
    inside = [c for id in named if id in shown.clusters if (c := picture.clusters.get(id))]
    places = [p for id in named if (p := picture.nodes.get(id))]
    ends = {
        end for e in picture.diagram.edges if e.id in step.focus for end in (e.tail, e.head)
    } & look.strength.keys()
    around = [p for id in ends if (p := picture.nodes.get(id) or picture.clusters.get(id))]
    components = [p.box for p in (*inside, *places, *around)]
    yield [*components, *_ways(picture, edges)]
    yield [*components, *_ways(picture, edges & set(step.focus))]
    yield components


def _ways(picture: LaidOutDiagram, edges: Iterable[str]) -> list[Box]:
    found = []
    for id in edges:
        place = picture.edges.get(id)
        if place is not None and place.points:
            found.append(union([Box(p.x, p.y, 0, 0) for p in place.points]))
            if place.label_box is not None:
                found.append(place.label_box)
    return found
