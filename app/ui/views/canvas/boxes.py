"""Where a picture's sheet and its elements stand, in the diagram's pt."""

from __future__ import annotations

from itertools import chain
from math import inf

from app.layout.frame import frame
from app.model.diagram_layout import DiagramLayout, box_of
from app.model.geometry import Box
from app.model.ids import ElementId
from app.model.layer import Visible

AROUND = 24.0  # pt round what filters leave
LITTLE = 0.4  # of the picture, which filters leave
OUTLINE = 8.0  # pt round an element that its outline may take


def sheet_of(layout: DiagramLayout) -> Box:
    """The whole sheet with title and legend. It is the same whatever layers are on, so that
    toggling one does not move what stays."""
    whole = frame(layout, frozenset(layout.diagram.layers))
    return Box(-whole.picture.x, -whole.picture.y, whole.width, whole.height)


def left_of(layout: DiagramLayout, shown: Visible) -> Box | None:
    """Where what is left of a picture stands; None where that is nothing, or a good part of it, which is
    soon seen."""
    left = top = inf
    right = bottom = -inf
    for id in chain(shown.nodes, shown.clusters):
        box = box_of(layout, id)
        if box is None:
            continue
        left, right = min(left, box.x), max(right, box.right)
        top, bottom = min(top, box.y), max(bottom, box.bottom)
        if (right - left) * (bottom - top) > LITTLE * layout.width * layout.height:
            return None
    return Box(left, top, right - left, bottom - top).inflated(AROUND) if right > left else None


def seen_of(sheet: Box, view: Box) -> Box:
    """What of a sheet is in view, from the sheet's top left corner."""
    left, top = max(sheet.x, view.x), max(sheet.y, view.y)
    right, bottom = min(sheet.right, view.right), min(sheet.bottom, view.bottom)
    return Box(left - sheet.x, top - sheet.y, max(right - left, 0), max(bottom - top, 0))


def bounds_of(layout: DiagramLayout, element: ElementId | None) -> Box | None:
    """All that an element may paint on, an edge too."""
    box = box_of(layout, element)
    place = layout.edges.get(element or ElementId(""))
    if place is not None:
        box = place.box
    return box.inflated(OUTLINE) if box else None
