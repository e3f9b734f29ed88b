"""Level of detail: from which scale on (device pixels per pt) what is drawn. A frame stays short
where what nobody could see is left out; a drawing of vectors has all of it."""

from __future__ import annotations

FULL = 1e9  # all detail there is
TEXT_PX = 3.5  # smaller text is left out
THIN = 0.35  # below, edges are thinner than a pixel and have no round corners
TIPS = 0.22  # below, an arrowhead is a pixel or two, and left out
LINES = 0.12  # below, edges are hairlines, and clusters have no glyph
BLOCKS = 0.03  # below, a node is a rectangle in its icon's colour
SPECK = 7.0  # device pixels; what is smaller has no corners, and is round no more


def legible(size: float) -> float:
    """The least scale at which text of that size (pt) can be read."""
    return TEXT_PX / size
