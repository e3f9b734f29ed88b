"""What things are painted with: colours by role, gradients, strokes. Colours are made of
roles as late as can be, so that a theme is a matter of painting."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from app.model.geometry import Point
from app.model.ids import ElementId

# A colour, `#RRGGBB` or `#RRGGBBAA`, or a role:
#   canvas, panel, text, muted, hairline, accent, edge   the theme's colours of these names
#   group:KIND   the border of a cluster of that kind; tint:KIND what fills it
#   glyph        what is drawn on a group's colour
#   layer:ID     a layer's lines and what is written on them
#   quiet        text that says where a line leads that leaves the frame
#   fill:#RRGGBB, line:#RRGGBB, word:#RRGGBB and word:#RRGGBB@#RRGGBB (on a fill)
#                as a file says it for white paper, turned round on a dark canvas
Colour = str

Cap = Literal["flat", "round", "square"]
Join = Literal["miter", "round", "bevel"]


class Faint(Struct, frozen=True, gc=False):
    """A colour of which so much (0..1) shows."""

    colour: Colour | Said
    opacity: float


class Behind(Struct, frozen=True, gc=False):
    """What lies behind an edge's label: the sheet, covered by these clusters (id and what fills
    them, outermost first), each as strongly as it shows. Where there is no canvas, nothing: it clears
    what was painted before."""

    clusters: tuple[tuple[ElementId, Colour | Said], ...] = ()
    sheet: Colour | Said = "canvas"


class Said(Struct, frozen=True, gc=False):
    """A colour as a file says it (`#rrggbb` or `#rrggbbaa`), or a role on one that it says, which keeps its hue and is as much lighter
    or darker as a contrast of `least` to all that it is drawn `on` asks (`app.scene.legible`)."""

    colour: str
    least: float
    on: tuple[Colour | Behind | Said, ...] = ("canvas",)


class MeanOf(Struct, frozen=True, gc=False):
    """The mean colour of an image file; `otherwise` where it has none."""

    image: str
    otherwise: Colour


class GradientStop(Struct, frozen=True, gc=False):
    """At which part (0..1) of the way which colour stands."""

    offset: float
    paint: Colour | Faint | Said


class LinearGradient(Struct, frozen=True, gc=False):
    """Along a line between two points, in pt of the sheet."""

    start: Point
    end: Point
    stops: tuple[GradientStop, ...]


class RadialGradient(Struct, frozen=True, gc=False):
    """From a circle inside to one around it. Radii in pt."""

    inner: Point
    inner_radius: float
    outer: Point
    outer_radius: float
    stops: tuple[GradientStop, ...]


Gradient = LinearGradient | RadialGradient
Paint = Colour | Faint | Behind | Said | MeanOf | Gradient


class Pen(Struct, frozen=True, gc=False):
    """A line: `width` in pt, `dashes` in pt too, on and off by turns; () is solid. A width of 0
    is one pixel at every scale."""

    paint: Colour | Faint | Said | Gradient
    width: float
    dashes: tuple[float, ...] = ()
    cap: Cap = "flat"
    join: Join = "round"
