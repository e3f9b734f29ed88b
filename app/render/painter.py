"""What is painted of a diagram: screen, pictures on disk and thumbnails all come from `draw`.

The painter's transform maps points to the device.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable

from PySide6.QtGui import QPainter

from app.layout.frame import Frame
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import ElementId
from app.render.backend import Backend
from app.scene.appearance import DIMMED, Appearance, appearance
from app.scene.detail import FULL
from app.scene.framing import frame_items
from app.scene.handles import handles
from app.scene.marks import light, marks
from app.scene.producing import scene_of
from app.scene.theme import Theme
from app.scene.walk import lifted, runs

__all__ = [
    "DIMMED",
    "Appearance",
    "appearance",
    "draw",
    "draw_frame",
    "draw_highlighted",
    "draw_hover",
    "draw_marks",
    "draw_steps",
]


def draw(
    painter: QPainter,
    layout: DiagramLayout,
    appearance: Appearance,
    scale: float,
    clip: Box | None = None,
    vector: bool = False,
) -> None:
    """Paint the picture, without canvas. `scale` is device pixels per pt, for the level of
    detail; `vector` takes all detail. What lies outside `clip` (pt) is left out."""
    for _ in draw_steps(painter, layout, appearance, scale, clip, vector):
        pass


def draw_steps(
    painter: QPainter,
    layout: DiagramLayout,
    appearance: Appearance,
    scale: float,
    clip: Box | None = None,
    vector: bool = False,
) -> Generator[None, None, None]:
    """As `draw`, in steps of some ms. Between them the painter is left alone."""
    scale = FULL if vector else scale
    shown = runs(scene_of(layout), appearance, scale, clip)
    return Backend(painter, appearance, scale, vector).steps(shown)


def draw_hover(
    painter: QPainter,
    layout: DiagramLayout,
    appearance: Appearance,
    scale: float,
    element: ElementId,
) -> None:
    """Paint what lies under the pointer over the painted picture. `scale` is device pixels per
    pt."""
    shown = lifted(scene_of(layout), appearance, scale, element)
    Backend(painter, appearance, scale).paint(shown)


def draw_frame(painter: QPainter, frame: Frame, layout: DiagramLayout, theme: Theme) -> None:
    """Paint what the frame holds. The painter's transform maps the sheet's points."""
    items = tuple(frame_items(frame, layout.diagram))
    if items:
        Backend(painter, Appearance(theme, {}), FULL).paint([(items, 1.0, 0.0)])


def draw_highlighted(
    painter: QPainter,
    layout: DiagramLayout,
    appearance: Appearance,
    scale: float,
    components: Iterable[ElementId],
) -> None:
    """Paint light on these components. `scale` is px per pt."""
    Backend(painter, appearance, FULL).paint(light(layout, appearance, scale, components))


def draw_handles(
    painter: QPainter,
    layout: DiagramLayout,
    appearance: Appearance,
    places: Iterable[tuple[ElementId, Box]],
) -> None:
    """Paint the handles that fold these clusters, each in its box (pt), over the picture."""
    Backend(painter, appearance, FULL).paint(handles(layout, appearance, places))


def draw_marks(
    painter: QPainter,
    layout: DiagramLayout,
    appearance: Appearance,
    scale: float,
    components: Iterable[ElementId],
) -> None:
    """Paint the marks of these components over the picture. `scale` is px per pt."""
    Backend(painter, appearance, FULL).paint(marks(layout, appearance, scale, components))
