"""What nodes, clusters and the sheet are painted with where their file says so, else as the house has it.

A node's fill stays as it is said, and what is written on it is moved until it can be read. What much
else is drawn on, a cluster's fill or the sheet's, is moved itself until the house's lines are seen on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians, sin

from app.model.diagram import Cluster, Diagram
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.style import CLEAR, Fill, Filling, Font, Style, parts_of
from app.scene.colours import READABLE, contrast
from app.scene.legible import LINE, TEXT, legible
from app.scene.oklch import oklch
from app.scene.paint import (
    Behind,
    Colour,
    Faint,
    GradientStop,
    LinearGradient,
    Paint,
    Pen,
    RadialGradient,
    Said,
)
from app.scene.theme import OWN_DASHES

BORDER = 1.25  # pt, of a shape or a cluster's box
BOLD = 2.0  # times as wide
WIDEST = 12.0  # pt
LARGE = 3.0  # contrast of bold text from 14 pt on: WCAG 2.2, success criterion 1.4.3
GREY = "#d3d3d3"  # of what is filled, in no colour that is said
WHITE = "#ffffff"
DRAWN_ON = ("edge", "text")  # what is drawn on clusters and on the sheet
FAINT = 0.5  # of which less shows does not count as a ground
_HARD = 1e-4  # of the whole, between two stripes

Ground = Colour | Said
Tone = Colour | Faint | Said
Backing = Colour | Said | Behind  # what something is drawn on


class ClusterGrounds:
    """What lies behind what stands in each cluster, or in none: the innermost fill that is said."""

    def __init__(self, diagram: Diagram) -> None:
        self.sheet = _first(diagram.style.fill) or "canvas"
        self._within: dict[ElementId | None, Ground] = {None: self.sheet}
        for cluster in diagram.clusters:  # each behind the one that holds it
            around = self._within.get(cluster.parent, self.sheet)
            self._within[cluster.id] = _first(cluster.style.fill) or around

    def within(self, cluster: ElementId | None) -> Ground:
        """Behind what stands in that cluster."""
        return self._within.get(cluster, self.sheet)


def tint(cluster: Cluster) -> Ground:
    """What a cluster is filled with, in one colour."""
    return _first(cluster.style.fill) or f"tint:{cluster.kind}"


def ground_fill(fill: Fill | None, box: Box) -> Paint | None:
    """What fills a cluster or the sheet, where its file says it."""
    if fill is None or (colours := _colours(fill)) is None:
        return None
    return _blended(fill, ["canvas"] if colours == [WHITE] else [_moved(c) for c in colours], box)


def node_fill(style: Style, box: Box) -> tuple[Paint | None, tuple[Ground, ...]]:
    """What fills a node that its file fills, and what is then behind its text; nothing of one that it
    does not fill."""
    fill = style.fill
    if fill is None or (colours := _colours(fill)) is None:
        return None, ()
    if len(colours) == 1:
        colours = [_under(colours[0], style.font.colour if style.font is not None else None)]
    if colours == [WHITE]:  # paper, which is dark in a dark theme
        return "canvas", ("canvas",)
    tones: Sequence[Tone] = list(colours)
    solid = tuple(dict.fromkeys(_solid(c) for c in colours if _shown(c) >= FAINT))
    return _blended(fill, tones, box), solid


@lru_cache(maxsize=1024)
def clashing(on: tuple[Ground, ...]) -> bool:
    """Whether no colour is read on all of these of a file."""
    said = [colour for colour in on if isinstance(colour, str) and colour[0] == "#"]
    return len(said) > 1 and all(
        min(contrast(tone, colour) for colour in said) < LARGE for tone in ("#000000", WHITE)
    )


def slices(style: Style) -> tuple[tuple[str, float], ...]:
    """Colours of the slices of a pie, with their parts of the whole (0..1), of a node that is one."""
    fill = style.fill
    if fill is None or fill.filling is not Filling.WEDGED or len(fill.stops) < 2:
        return ()
    found = zip((stop.colour for stop in fill.stops), parts_of(fill.stops), strict=True)
    return tuple(pair for pair in found if pair[0] != CLEAR)


@lru_cache(maxsize=1024)
def _under(fill: str, written: str | None) -> str:
    """A fill, or another of its hue where text in that colour is read on it at less cost than in
    another."""
    if written is None or CLEAR in (written, fill) or len(fill) > len(WHITE):
        return fill
    tone, words = legible(fill, (written[:7],), LARGE), legible(written[:7], (fill,), LARGE)
    moved = abs(oklch(tone)[0] - oklch(fill)[0]), abs(oklch(words)[0] - oklch(written)[0])
    return tone.lower() if 0 < moved[0] < moved[1] else fill


def outline_pen(style: Style, usual: Colour, on: tuple[Backing, ...]) -> Pen | None:
    """The line round it, on such grounds; None for none. `usual` is its colour where none is said."""
    stroke = style.stroke
    if stroke is None:
        return Pen(usual, BORDER, cap="square", join="bevel")
    colours = [stop.colour for stop in stroke.colours]
    times = stroke.width if stroke.width is not None else BOLD if stroke.bold else 1.0
    if times <= 0 or (colours and all(c == CLEAR for c in colours)):
        return None
    width = min(BORDER * times, WIDEST)
    dashes = (
        tuple(part * max(width, BORDER) for part in OWN_DASHES[stroke.dash]) if stroke.dash else ()
    )
    paint = next((Said(c, LINE, on) for c in colours if c != CLEAR), usual)
    return Pen(paint, width, dashes, cap="flat" if dashes else "square", join="bevel")


def border_pen(cluster: Cluster, usual: Pen, around: Ground) -> Pen | None:
    """A cluster's border, on what lies around it; None for none."""
    style, stroke = cluster.style, cluster.style.stroke
    if style.shape is not None and style.shape.outlines == 0:
        return None
    if stroke is None:
        return usual
    if style.fill is not None and stroke.colours and stroke.colours == style.fill.stops:
        return None  # it was to be seen by its colour alone
    said = outline_pen(style, "muted", (around,))
    if said is None:
        return None
    paint = said.paint if stroke.colours else usual.paint
    dashes = said.dashes if stroke.dash else tuple(d * said.width / BORDER for d in usual.dashes)
    return Pen(paint, said.width, dashes)


def in_colour(style: Style, said: str | None) -> Style:
    """The style, or where a colour is said that of letters in it."""
    return style if said is None else Style(font=Font(colour=said))


def text_paint(style: Style, on: tuple[Backing, ...], usual: bool) -> Colour | Said:
    """What a label is written with; on a `usual` ground, which is the house's, its own text is read
    as it is. Where a file says both colours, as little contrast as large text needs is its choice."""
    said = style.font.colour if style.font is not None else None
    if said is not None and said != CLEAR:
        return Said(said, TEXT if usual else LARGE, on)
    return "text" if usual else Said("text", READABLE, on)


def lettering(style: Style, filled: tuple[Ground, ...], around: Ground) -> Colour | Said:
    """What a node's label is written with: on its own fill, or what lies around it."""
    if filled:
        return text_paint(style, filled, usual=False)
    return text_paint(style, ("panel", around), usual=True)


def _first(fill: Fill | None) -> Ground | None:
    """The first colour of what lies behind much else, unless too little of it shows, or it is
    paper."""
    colours = _colours(fill) if fill is not None else None
    if not colours or _shown(colours[0]) < FAINT:
        return None
    if colours == [WHITE]:
        return "canvas"
    return Said(_solid(colours[0]), LINE, DRAWN_ON)


def _colours(fill: Fill) -> list[str] | None:
    """None where there is nothing to be seen."""
    found = [stop.colour for stop in fill.stops] or [GREY]
    return None if all(c == CLEAR for c in found) else found


def _solid(colour: str) -> str:
    return colour[:7]


def _shown(colour: str) -> float:
    return int(colour[7:9], 16) / 255 if len(colour) == 9 else 1.0


def _moved(colour: str) -> Tone:
    part, said = _shown(colour), Said(_solid(colour), LINE, DRAWN_ON)
    return said if part == 1.0 else Faint(said, part)


def _blended(fill: Fill, tones: Sequence[Tone], box: Box) -> Paint:
    if len(tones) == 1:
        return tones[0]
    (x, y), wide, high = box.center, box.width / 2, box.height / 2
    if fill.filling is Filling.RADIAL:
        evenly = [GradientStop(k / (len(tones) - 1), tone) for k, tone in enumerate(tones)]
        return RadialGradient(Point(x, y), 0.0, Point(x, y), max(wide, high), tuple(evenly))
    if fill.filling is Filling.LINEAR:
        evenly = [GradientStop(k / (len(tones) - 1), tone) for k, tone in enumerate(tones)]
        turn = radians(fill.angle)
        across, up = cos(turn) * wide, sin(turn) * high
        start, end = Point(x - across, y + up), Point(x + across, y - up)
        return LinearGradient(start, end, tuple(evenly))
    stops, at = list[GradientStop](), 0.0
    for tone, part in zip(tones, parts_of(fill.stops), strict=True):
        stops += [GradientStop(min(at + _HARD, 1.0), tone), GradientStop(min(at + part, 1.0), tone)]
        at += part
    return LinearGradient(Point(box.x, y), Point(box.right, y), tuple(stops))
