"""Where the engine's plane lies on the sheet: `size`, `dpi`, `rotate`, `viewport`, `margin` and `pad` of
a file scale, turn and move all that is drawn, and say how large the sheet is. The engine does this in its
SVG alone, whose head tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from app.errors import LayoutError
from app.model.geometry import Box, Point

_NUMBER = r"(-?[\d.]{1,20}(?:e[+-]?\d{1,3})?)"
_SIZE = re.compile(rf'<svg width="{_NUMBER}(?:pt|px)?" height="{_NUMBER}')
_MOVED = re.compile(
    rf'transform="scale\({_NUMBER}(?: {_NUMBER})?\) rotate\({_NUMBER}(?: [^)]*)?\) '
    rf'translate\({_NUMBER}[ ,]{_NUMBER}\)"'
)
_LEAST, _MOST = 1e-4, 1e6


@dataclass(frozen=True, slots=True)
class Plane:
    """What is moved to the `right` and `down` (pt), scaled, and where it is `turned` lies on its left side:
    what read to the right reads upwards."""

    right: float
    down: float
    scale: float = 1.0
    turned: bool = False

    def at(self, x: float, y: float) -> Point:
        """The point on the sheet of one on the engine's plane, whose y goes up."""
        across, low = (x + self.right) * self.scale, (self.down - y) * self.scale
        if self.turned:
            return Point(round(low, 3), round(-across, 3))
        return Point(round(across, 3), round(low, 3))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box between two points of the engine's plane."""
        (ax, ay), (bx, by) = self.at(x0, y0), self.at(x1, y1)
        left, top = min(ax, bx), min(ay, by)
        return Box(left, top, max(ax, bx) - left, max(ay, by) - top)


class Sheet(NamedTuple):
    """How large the sheet is (pt), and the plane on it."""

    width: float
    height: float
    plane: Plane


def sheet_of(svg: str) -> Sheet:
    """What the head of the engine's SVG says. Raises LayoutError."""
    size, moved = _SIZE.search(svg), _MOVED.search(svg)
    if size is None or moved is None:
        raise LayoutError("The layout engine's answer does not say how large the sheet is.")
    scale, _, turn, right, down = (number(found or "0") for found in moved.groups())
    scale = min(max(scale, _LEAST), _MOST)
    return Sheet(number(size[1]), number(size[2]), Plane(right, down, scale, abs(turn) == 90))


def number(said: str) -> float:
    """A number of the engine's SVG. Raises LayoutError where it is none."""
    try:
        return float(said)
    except ValueError as why:
        raise LayoutError(f"The layout engine's answer cannot be read: {why}.") from why
