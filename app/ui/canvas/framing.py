"""From where one sees what a step of a tour lights."""

from __future__ import annotations

from collections.abc import Iterable

from app.layout import text
from app.model.geometry import Box, union
from app.model.laid_out import LaidOutDiagram
from app.model.tour import Step, Style
from app.render.look import Look
from app.ui.canvas.boxes import box_of
from app.ui.canvas.camera import Camera, Size, part_of_screen

FILL, TIGHT = 0.82, 0.92  # of the view; where it takes more to be legible
READ = 18.0  # px that a step's text is to be high at least on the screen of `part_of_screen`
MOST = 1.6  # px per pt there: three components need not fill a wall
SMALL = 0.7, 1.0  # px per pt on any screen: least that is legible, least at which it ends


def step_camera(
    picture: LaidOutDiagram,
    look: Look,
    step: Step,
    size: Size,
    above: float = 0.0,
    below: float = 0.0,
) -> Camera | None:
    """What the step lights in the middle of the view, whose uppermost `above` and lowest `below`
    px are taken; with
    what earlier steps have built up, as long as all its text can be read from afar. Where it
    could not, only what the step names. None where nothing of it shows."""
    part = part_of_screen(size)
    legible = max(READ / min(text.EDGE, text.LABEL) * part, SMALL[0])
    most = max(MOST * part, SMALL[1])
    room = (size[0], max(size[1] - above - below, size[1] / 3))
    choices = _choices(picture, look, step)
    cameras = []
    for box in (union(boxes) for boxes in choices if boxes):
        loose, tight = (Camera.fit(box, room, fill, most) for fill in (FILL, TIGHT))
        cameras.append(loose.zoomed_to(max(loose.scale, min(tight.scale, legible))))
    if not cameras:
        return None
    end = next((c for c in cameras if c.scale >= legible), max(cameras, key=lambda c: c.scale))
    return end.pan(0, (above - below) / 2)


def _choices(picture: LaidOutDiagram, look: Look, step: Step) -> Iterable[list[Box]]:
    """All that is there, in a build-up; all that is lit; only what is named; of that only the
    components."""
    shown = look.shown
    edges = look.lit & shown.edges
    ends = {e for x in picture.diagram.edges if x.id in step.focus for e in (x.tail, x.head)}
    named = (shown.nodes | shown.clusters) & {*step.focus, *ends}
    components = [box for id in named if (box := box_of(picture, id))]
    if step.style is Style.BUILD and components:
        standing = [box for id in shown.nodes if (box := box_of(picture, id))]
        yield [*components, *standing, *_ways(picture, shown.edges)]
    yield [*components, *_ways(picture, edges)]
    named_edges = _ways(picture, edges & set(step.focus))
    yield [*components, *named_edges]
    yield components


def _ways(picture: LaidOutDiagram, edges: Iterable[str]) -> list[Box]:
    places = (picture.edges.get(id) for id in edges)
    return [place.box for place in places if place is not None]
