"""What is drawn of an edge in our own style: lines, heads and labels, as its layer has them and as
its author says. What the author says wins, but for black, which is Graphviz's word for nothing said."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise
from math import inf
from typing import NamedTuple

from app.layout.fonts import face_of
from app.layout.geometry import nearest, polyline
from app.layout.rich import label_font
from app.model.diagram import Edge
from app.model.diagram_layout import EdgePlace, LabelPlace
from app.model.elements import link_of
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.style import CLEAR, HEADS, ColourStop, Font, Stroke, parts_of
from app.scene.changed import SMALL, as_changed, edge_sign
from app.scene.detail import LINES, THIN, TIPS
from app.scene.detail import legible as seen_from
from app.scene.heads import HALF_WIDTH, OUTLINE, WIDE, HeadPart
from app.scene.items import Item, Later, Part, PathData, PathItem, RectItem
from app.scene.legible import LINE, TEXT
from app.scene.lettered import label
from app.scene.paint import Behind, Colour, Pen, Said
from app.scene.rich import Tones, rich_items
from app.scene.routes import ALONE, Line, Strand, dashes, line, route, tapered
from app.scene.scene import Element, Passes
from app.scene.theme import line_style

_GAP = 1.25  # pt between lines side by side
_BROW = 1.9  # pt that a head is wider than its line, at each side
_NEAR = 6.0  # pt, what an edge paints beside its way where its author says nothing
_TETHER = 0.75  # pt, a line from a label to its own line
_SIDE = 3.0  # pt beside the number on its plate
_POINT = 0.5  # pt that is left of a line that grows thinner
BLACK = "#000000"
_NO_STROKE = Stroke()
_Home = tuple[ElementId, Colour | Said, Box]
Ink = Colour | Said


class _Grounds(NamedTuple):
    """Its labels, each with what lies behind it; what lies behind its line where its colour is the
    author's."""

    labels: tuple[tuple[LabelPlace, Behind], ...] = ()
    line: tuple[Behind, ...] = ()


_Kept = tuple[Edge, EdgePlace, _Grounds, Element]
# Those of the last scenes, each by the identities of what it was made of, which it holds.
_recent: deque[dict[tuple[int, int], _Kept]] = deque(maxlen=2)


def edge_elements(
    edges: Iterable[tuple[Edge, EdgePlace]], homes: Sequence[_Home], sheet: Colour | Said
) -> tuple[Element, ...]:
    """Those of a scene. `homes` are the clusters: id, what fills it and box, outermost first, on that sheet.
    While a new layout glides in, edges that stay are not made anew at each frame."""
    before, made = tuple(_recent), dict[tuple[int, int], _Kept]()
    for edge, place in edges:
        grounds = _grounds(edge, place, homes, sheet)
        key = (id(edge), id(place))
        found = next((known for scene in before if (known := scene.get(key))), None)
        if found is None or found[2] != grounds:
            found = (edge, place, grounds, _made(edge, place, grounds))
        made[key] = found
    if made:
        _recent.append(made)
    return tuple(kept[3] for kept in made.values())


def _grounds(
    edge: Edge, place: EdgePlace, homes: Sequence[_Home], sheet: Colour | Said
) -> _Grounds:
    def behind(at: Point) -> Behind:
        x, y = at
        around = (  # `Box.contains`, written out: each label asks all clusters
            (id, fill)
            for id, fill, (left, top, width, height) in homes
            if left <= x <= left + width and top <= y <= top + height
        )
        return Behind(tuple(around), sheet)

    labels = tuple((written, behind(written.box.center)) for written in place.labels)
    if edge.style.stroke is None or not edge.style.stroke.colours:
        return _Grounds(labels)
    middles = (Point((a.x + b.x) / 2, (a.y + b.y) / 2) for a, b in pairwise(place.points))
    return _Grounds(labels, tuple(dict.fromkeys(behind(point) for point in middles)))


def _made(edge: Edge, place: EdgePlace, grounds: _Grounds) -> Element:
    edge = as_changed(edge)
    return Element(
        edge.id,
        "edge",
        place.box.inflated(_reach(edge)),
        Later(partial(_passes, edge, place, grounds)),
        edge.layers,
        areas=tuple(written.box for written, _ in grounds.labels),
        way=place.points,
        curved=place.curved,
        link=link_of(edge),
        tooltip=edge.tooltip,
    )


def _reach(edge: Edge) -> float:
    """How far from its way an edge paints at most, in pt."""
    if edge.change is not None:
        return _reach(replace(edge, change=None)) + SMALL
    if edge.style.stroke is None and edge.style.heads is None:
        return _NEAR
    stroke, heads = edge.style.stroke or _NO_STROKE, edge.style.heads or HEADS["forward"]
    width, _ = line_style(None, stroke.dash, stroke.bold, stroke.width)
    wide = (width + _GAP) * max(len(stroke.colours), 1)
    scale = _stout(wide) * (heads.scale or 1.0)
    return max(_NEAR, wide, WIDE * scale)


def _stout(wide: float) -> float:
    """How many times as large as others the heads of an edge are that is so wide (pt)."""
    return max(1.0, (wide / 2 + _BROW) / HALF_WIDTH)


def _passes(edge: Edge, place: EdgePlace, grounds: _Grounds) -> Passes:
    lines: list[Item] = []
    heads: list[Item] = []
    labels: list[Item] = []
    # On several layers it has the style of the first that is on.
    for layer in edge.layers or (None,):
        drawn = _Drawn(edge, place, grounds, layer)
        lines += drawn.lines()
        heads += drawn.heads()
        lines += drawn.tether(place)
        labels += drawn.labels()
    plate = _badge if edge.count > 1 else _halo
    halos = tuple([plate(edge.id, *written) for written in grounds.labels])
    return tuple(lines), tuple(heads), halos, (*labels, *edge_sign(edge, place))


def _halo(id: ElementId, written: LabelPlace, behind: Behind) -> RectItem:
    box = written.box
    return RectItem(
        part="halo",
        element=id,
        box=Box(box.x, box.y + 0.5, box.width, box.height - 1),
        corner=3,
        fill=behind,
        replaces=True,
        least=seen_from(written.font_size),
    )


def _badge(id: ElementId, written: LabelPlace, behind: Behind) -> RectItem:
    """Of a line that stands for several: a rounded plate, which can be clicked."""
    box = written.box
    room = Box(box.x - _SIDE, box.y - 1, box.width + 2 * _SIDE, box.height + 2)
    return RectItem(
        part="halo",
        element=id,
        box=room,
        corner=room.height / 2,
        fill=behind,
        stroke=Pen("hairline", 1.0),
        replaces=True,
        least=seen_from(written.font_size),
    )


class _Drawn:
    """An edge as it is drawn on one of its layers."""

    def __init__(self, edge: Edge, place: EdgePlace, grounds: _Grounds, layer: str | None) -> None:
        self._edge, self._grounds = edge, grounds
        self._only = layer if len(edge.layers) > 1 else None
        look = layer if edge.change is None else edge.change.value
        self._plain = "edge" if look is None else f"layer:{look}"
        stroke = self._stroke = edge.style.stroke or _NO_STROKE
        self._width, self._pattern = line_style(look, stroke.dash, stroke.bold, stroke.width)
        self._strands = _strands(stroke.colours, self._width)
        heads = edge.style.heads or HEADS["forward"]
        aside = [strand.aside for strand, _ in self._strands] or [0.0]
        wide = 0.0 if stroke.tapered else max(aside) - min(aside) + self._width
        self._route = route(place, heads, _stout(wide))

    def lines(self) -> Iterator[PathItem]:
        """Each line itself, the line with sharp corners of one that is thin, and as a hairline."""
        if self._width <= 0:
            return
        for strand, colour in self._strands:
            ink, way = self._ink(colour), line(self._route, strand)
            pens = _line_pens(ink, self._width, self._pattern)
            if self._stroke.tapered:
                data = tapered(self._route, self._width, _POINT)
                yield self._path("line", data, fill=ink, least=THIN)
            else:
                yield self._path("line", way.round, self._dashed(pens, way), least=THIN)
            yield self._path("line", way.straight, pens.thin, least=LINES, most=THIN)
            yield self._path("line", way.straight, pens.hairline, most=LINES)

    def tether(self, place: EdgePlace) -> Iterator[PathItem]:
        """A thin line from a label that stands beside its line to that, where the file asks for it."""
        if not self._edge.tethered or place.label_box is None or not self._strands:
            return
        box = place.label_box
        at = nearest(polyline(place), box.center)
        if not box.inflated(1.0).contains(*at):
            start = Point(min(max(at.x, box.x), box.right), min(max(at.y, box.y), box.bottom))
            pen = Pen(self._ink(self._strands[0][1]), _TETHER)
            yield self._path("line", PathData("ML", (start, at)), pen, least=THIN)

    def heads(self) -> Iterator[PathItem]:
        """Side by side the first line has the head and the last the tail; of parts of a line, the
        one that ends there."""
        colours = [colour for _, colour in self._strands]
        if not colours:
            return
        if self._strands[0][0].end < 1:
            colours.reverse()
        for parts, colour in ((self._route.head, colours[0]), (self._route.tail, colours[-1])):
            for part in parts:
                yield self._head(part, self._ink(colour))

    def _head(self, part: HeadPart, ink: Ink) -> PathItem:
        if part.kind == "filled":
            return self._path("head", part.data, fill=ink, least=TIPS)
        width = OUTLINE if part.kind == "open" else max(self._width, OUTLINE)
        return self._path("head", part.data, Pen(ink, width), least=TIPS)

    def labels(self) -> Iterator[Item]:
        """In the colour of the line, where the font has none."""
        edge = self._edge
        for written, behind in self._grounds.labels:
            font, size = edge.style.lettering(written.end), written.font_size
            rich, ink = edge.rich.get(written.end), partial(self._letters, font, behind)
            if rich is None:
                where = (written.lines, written.box, size)
                face = face_of(font)
                yield from label(
                    edge.id, "label", *where, 400, ink(None), layer=self._only, face=face
                )
                continue
            tones = Tones(ink, (behind,))
            looks, room = label_font(font, size, False, rich), written.box
            drawn = rich_items(edge.id, rich, looks, room, tones, layer=self._only)
            yield from (*drawn.body, *drawn.text)

    def _letters(self, font: Font, behind: Behind, said: str | None) -> Ink:
        """What is written in that colour, or in its font's."""
        said = said or font.colour
        if said is None or said == BLACK:
            said = next((colour for _, colour in self._strands if colour is not None), None)
        return self._plain if said is None else Said(said, TEXT, (behind,))

    def _ink(self, colour: str | None) -> Ink:
        """Of a line or a head; what is not said is the house's."""
        return self._plain if colour is None else Said(colour, LINE, self._grounds.line)

    def _dashed(self, pens: _LinePens, way: Line) -> Pen:
        if not self._pattern:
            return pens.solid
        even = dashes(self._pattern, self._width, way.length)
        return Pen(pens.solid.paint, self._width, tuple([d * self._width for d in even]))

    def _path(
        self,
        part: Part,
        data: PathData,
        stroke: Pen | None = None,
        *,
        fill: Ink | None = None,
        least: float = 0.0,
        most: float = inf,
    ) -> PathItem:
        return PathItem(
            part=part,
            element=self._edge.id,
            data=data,
            fill=fill,
            stroke=stroke,
            least=least,
            most=most,
            layer=self._only,
        )


class _LinePens(NamedTuple):
    """`solid` is of a line without a pattern. The others are one for all lines of a style: where it
    is thin nobody sees how a dash ends."""

    solid: Pen
    thin: Pen
    hairline: Pen


@lru_cache(maxsize=256)
def _line_pens(ink: Ink, width: float, pattern: tuple[float, ...]) -> _LinePens:
    thin = Pen(ink, width, tuple(d * width for d in pattern))
    return _LinePens(Pen(ink, width), thin, Pen(ink, 0.0))


@lru_cache(maxsize=256)
def _strands(
    colours: tuple[ColourStop, ...], width: float
) -> tuple[tuple[Strand, str | None], ...]:
    """An edge's lines, each with its colour or None for the house's: one for each colour, side by
    side, or one after the other where a colour says how much of the way it has. None for what
    cannot be seen."""
    if not colours:
        return ((ALONE, None),)
    if any(stop.part is not None for stop in colours):
        places = _parts(colours)
    else:
        step, middle = width + _GAP, (len(colours) - 1) / 2
        places = [Strand((number - middle) * step) for number in range(len(colours))]
    found = zip(places, (stop.colour for stop in colours), strict=True)
    return tuple((at, None if said == BLACK else said) for at, said in found if said != CLEAR)


def _parts(colours: Sequence[ColourStop]) -> list[Strand]:
    places, at = list[Strand](), 0.0
    for part in parts_of(colours):
        end = min(at + part, 1.0)
        places.append(Strand(0.0, at, end))
        at = end
    return places
