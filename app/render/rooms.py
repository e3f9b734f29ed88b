"""Where a picture that is alone may stand on a screen: between its title and its legend, which keep
to the corners. No Qt."""

from __future__ import annotations

from app.layout import text
from app.layout.frame import GAP, MARGIN, has_legend, title_height
from app.model.diagram_layout import DiagramLayout
from app.scene.shot import PINNED, Room, Size, part_of_screen


def corner_scale(size: Size) -> float:
    """px per pt of title and legend in a view of that size."""
    return PINNED * part_of_screen(size)


def bands(layout: DiagramLayout, size: Size) -> tuple[float, float]:
    """How high (px) title and legend stand in the head and foot of a view of that size."""
    diagram = layout.diagram
    title = title_height(diagram) + GAP if diagram.title_lines else 0.0
    legend = text.line_height(text.LEGEND) + GAP if has_legend(diagram) else 0.0
    return (MARGIN + title) * corner_scale(size), (MARGIN + legend) * corner_scale(size)


def room_of(size: Size, above: float = 0.0, below: float = 0.0) -> Room:
    """What is free of a view (px) whose uppermost `above` and lowest `below` px are taken."""
    return Room(size[0], max(size[1] - above - below, size[1] / 3), part_of_screen(size))


def room_alone(layout: DiagramLayout, size: Size) -> Room:
    """What is free of a screen (px) on which the picture is presented or studied."""
    return room_of(size, *bands(layout, size))
