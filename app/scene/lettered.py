"""Texts of elements, from the scale on at which they can be read."""

from __future__ import annotations

from app.layout.canvas_font import is_ours
from app.layout.fonts import Face
from app.model.geometry import Box
from app.model.ids import ElementId
from app.scene.detail import BLOCKS, legible
from app.scene.items import Align, Part, TextItem
from app.scene.paint import Colour, Said

HOUSE = Face()


def kept_width(lines: tuple[str, ...], box: Box) -> float | None:
    """How wide (pt) lines in the canvas font may become in their box; None where they are as wide as
    they were measured."""
    return None if all(map(is_ours, lines)) else box.width


def label(
    id: ElementId,
    part: Part,
    lines: tuple[str, ...],
    box: Box,
    size: float,
    weight: int,
    paint: Colour | Said = "text",
    align: Align = "center",
    layer: str | None = None,
    face: Face = HOUSE,
) -> tuple[TextItem, ...]:
    """Nothing where there are no lines."""
    if not lines or size <= 0:
        return ()
    return (
        TextItem(
            part=part,
            element=id,
            lines=lines,
            box=box,
            size=size,
            weight=max(weight, 600) if face.bold else weight,
            paint=paint,
            align=align,
            layer=layer,
            family=face.family,
            italic=face.italic,
            keep=box.width if face.family else kept_width(lines, box),
            least=max(legible(size), BLOCKS),
        ),
    )
