"""A painter that keeps a list of what it is told to paint, the same however it is told: in points
of the sheet, shapes as paths, fill and outline apart."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any, NoReturn

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGlyphRun,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QRawFont,
    QTextLayout,
    QTransform,
)

from app.model.geometry import Box, union

Step = tuple[str, tuple[float, ...]]  # M, L or C with its coordinates
Steps = tuple[Step, ...]
LIGATURES = ("ffi", "ffl", "ffj", "fft", "ff", "fi", "fl", "fj", "ft", "Th", "tt", "ti")
_CAPS = {
    Qt.PenCapStyle.FlatCap: "flat",
    Qt.PenCapStyle.SquareCap: "square",
    Qt.PenCapStyle.RoundCap: "round",
}
_JOINS = {
    Qt.PenJoinStyle.MiterJoin: "miter",
    Qt.PenJoinStyle.BevelJoin: "bevel",
    Qt.PenJoinStyle.RoundJoin: "round",
}

BANDS = 4  # of an image, each with a mean colour
STEPS = 2  # of 255, in which machines may differ
_LOOK = re.compile(rf"#([0-9a-f]{{{8 * BANDS}}})\b")


@dataclass(frozen=True, slots=True)
class Item:
    """`what` it is and `where`, as text; `paint` is its colour, or what tells an image from others.
    `parts` (pt) hold what it covers."""

    what: str
    paint: str
    where: str
    parts: tuple[Box, ...]

    @property
    def bounds(self) -> Box:
        return union(self.parts)


def short(number: float) -> str:
    """To a tenth, without what a tenth does not need."""
    return f"{round(number, 1) + 0.0:g}"


class Recorder(QPainter):
    """`names` are those of images by their `print_of`. Raises NotImplementedError for what the list
    could not tell: clips, gradients, ways of painting that nobody has used yet."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._page = QImage(8, 8, QImage.Format.Format_RGB32)
        super().__init__(self._page)
        self._names = names
        self._looks: dict[int, tuple[str, str]] = {}  # by the images' cache keys
        self.items: list[Item] = []

    # --- Shapes

    def drawPath(self, *args: Any) -> None:
        self._shape(args[0], self.brush(), self.pen())

    def drawRect(self, *args: Any) -> None:
        self._shape(_path(QPainterPath.addRect, *args), self.brush(), self.pen())

    def drawRoundedRect(self, *args: Any) -> None:
        self._shape(_path(QPainterPath.addRoundedRect, *args), self.brush(), self.pen())

    def drawEllipse(self, *args: Any) -> None:
        self._shape(_path(QPainterPath.addEllipse, *args), self.brush(), self.pen())

    def drawLine(self, *args: Any) -> None:
        (line,) = args
        self.drawLines([line])

    def drawLines(self, *args: Any) -> None:
        for line in args[0]:
            path = QPainterPath(QPointF(line.p1()))
            path.lineTo(QPointF(line.p2()))
            self._shape(path, QBrush(), self.pen())

    def fillRect(self, *args: Any) -> None:
        rect, brush = args
        path = QPainterPath()
        path.addRect(QRectF(rect))
        self._shape(path, QBrush(brush), QPen(Qt.PenStyle.NoPen))

    def fillPath(self, *args: Any) -> None:
        path, brush = args
        self._shape(path, QBrush(brush), QPen(Qt.PenStyle.NoPen))

    def strokePath(self, *args: Any) -> None:
        path, pen = args
        self._shape(path, QBrush(), QPen(pen))

    # --- Images and text

    def drawImage(self, *args: Any) -> None:
        where, image = args
        size = image.deviceIndependentSize()
        rect = QRectF(where, size) if isinstance(where, QPointF) else QRectF(where)
        rect = self._placed().mapRect(rect)
        box = Box(rect.x(), rect.y(), rect.width(), rect.height())
        known = self._looks.get(image.cacheKey())
        if known is None:
            name = self._names.get(print_of(image), "?")
            known = self._looks[image.cacheKey()] = name, look_of(image)
        name, look = known
        what = f"image {name} {image.width()}x{image.height()}"
        paint = f"{look}{_weak(self.opacity())}"
        self.items.append(Item(what, paint, " ".join(map(short, box)), (box,)))

    def drawGlyphRun(self, at: Any, run: QGlyphRun) -> None:
        font, to = run.rawFont(), self._placed()
        glyphs, places = run.glyphIndexes(), [to.map(QPointF(at) + p) for p in run.positions()]
        if not glyphs:
            return
        letters = _letters(font)
        said = "".join(letters.get(glyph, f"\\{glyph}") for glyph in glyphs)
        size = font.pixelSize() * to.m22()
        start, end = places[0], places[-1]
        high = font.ascent() * to.m22()
        box = Box(start.x(), start.y() - high, end.x() - start.x() + size, high + size * 0.3)
        what = f"text “{said}” {font.styleName()} {short(size)}"
        where = " ".join(map(short, (start.x(), start.y(), end.x())))
        self.items.append(Item(what, self._colour(self.pen().color()), where, (box,)))

    # --- What is common to them

    def _placed(self) -> QTransform:
        to = self.combinedTransform()
        if self.hasClipping() or to.isRotating():
            raise NotImplementedError("a clip, or something turned")
        if self.compositionMode() != QPainter.CompositionMode.CompositionMode_SourceOver:
            raise NotImplementedError("something that is not painted over")
        return to

    def _colour(self, colour: QColor) -> str:
        return f"{colour.name().upper()}{_weak(self.opacity() * colour.alphaF())}"

    def _shape(self, path: QPainterPath, brush: QBrush, pen: QPen) -> None:
        to = self._placed()
        steps = tuple(_steps(to.map(path)))
        if brush.style() == Qt.BrushStyle.SolidPattern:
            paint = self._colour(brush.color())
            for piece in _apart(steps):
                self.items.append(Item("fill", paint, _where(piece), (_bounds(piece),)))
        elif brush.style() != Qt.BrushStyle.NoBrush:
            raise NotImplementedError("a brush of more than one colour")
        if pen.style() == Qt.PenStyle.NoPen:
            return
        width = pen.widthF() * to.m22()
        words = [f"line {width:.3g}", _CAPS[pen.capStyle()], _JOINS[pen.joinStyle()]]
        if pen.style() == Qt.PenStyle.CustomDashLine:
            words.append("dash " + ",".join(short(part * width) for part in pen.dashPattern()))
        elif pen.style() != Qt.PenStyle.SolidLine:
            raise NotImplementedError("a line of one of Qt's own styles")
        what, paint = " ".join(words), self._colour(pen.color())
        for piece in _pieces(steps):
            self.items.append(Item(what, paint, _where(piece), _covered(piece, width / 2)))


def _refuse(name: str) -> Callable[..., NoReturn]:
    def refused(*_: object) -> NoReturn:
        raise NotImplementedError(f"QPainter.{name} is not recorded")

    return refused


for _name in dir(QPainter):
    if _name.startswith(("draw", "fill", "erase", "stroke")) and _name not in vars(Recorder):
        setattr(Recorder, _name, _refuse(_name))


_letters_of: dict[tuple[str, str], dict[int, str]] = {}


def _letters(font: QRawFont) -> dict[int, str]:
    """What the glyphs of a font stand for."""
    key = (font.familyName(), font.styleName())
    if key in _letters_of:
        return _letters_of[key]
    found: dict[int, str] = {}
    for sign in map(chr, range(0x20, 0x2600)):
        glyphs = font.glyphIndexesForString(sign)
        if len(glyphs) == 1 and glyphs[0]:
            found.setdefault(glyphs[0], sign)
    for together in LIGATURES:
        layout = QTextLayout(together, QFont(font.familyName(), 40, font.weight()))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        glyphs = layout.glyphRuns()[0].glyphIndexes()
        if len(glyphs) == 1:
            found.setdefault(glyphs[0], together)
    _letters_of[key] = found
    return found


def print_of(image: QImage) -> str:
    """Eight digits that tell its pixels from others."""
    flat = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return f"#{zlib.crc32(bytes(flat.constBits())):08x}"


def look_of(image: QImage) -> str:
    """The mean colour, with its opacity, of each of four bands from the top. What Qt paints differs from
    processor to processor by a step here and there: `alike` overlooks that."""
    flat = image.convertToFormat(QImage.Format.Format_RGBA8888)
    pixels, rows, wide = bytes(flat.constBits()), flat.height(), flat.bytesPerLine()
    found = []
    for band in range(BANDS):
        part = pixels[band * rows // BANDS * wide : (band + 1) * rows // BANDS * wide]
        count = max(1, len(part) // 4)
        found += [round(sum(part[channel::4]) / count) for channel in range(4)]
    return f"#{bytes(found).hex()}"


def alike(old: str, new: str) -> bool:
    """Whether two lines of a picture's list say the same, but for steps of a colour in what an image
    looks like."""
    one, two = _LOOK.split(old), _LOOK.split(new)
    if one[::2] != two[::2]:
        return False
    return all(
        abs(a - b) <= STEPS
        for x, y in zip(one[1::2], two[1::2], strict=True)
        for a, b in zip(bytes.fromhex(x), bytes.fromhex(y), strict=True)
    )


def _weak(opacity: float) -> str:
    return "" if opacity > 0.995 else f"@{opacity:.2f}"


def _path(add: Callable[..., object], *args: Any) -> QPainterPath:
    path = QPainterPath()
    add(path, *args)
    return path


def _steps(path: QPainterPath) -> Iterator[Step]:
    kinds = QPainterPath.ElementType
    held: list[float] = []
    for i in range(path.elementCount()):
        element = path.elementAt(i)
        at = (element.x, element.y)
        if element.type == kinds.MoveToElement:
            yield "M", at
        elif element.type == kinds.LineToElement:
            yield "L", at
        else:
            held += at
            if len(held) == 6:
                yield "C", tuple(held)
                held = []


def _pieces(steps: Steps) -> Iterator[Steps]:
    """Its parts that hang together."""
    starts = [i for i, (letter, _) in enumerate(steps) if letter == "M"]
    for start, end in pairwise([*starts, len(steps)]):
        if end - start > 1:
            yield steps[start:end]


def _apart(steps: Steps) -> Sequence[Steps]:
    """Its parts where none lies on another; else it as a whole, which is filled as one."""
    pieces = list(_pieces(steps))
    boxes = [_bounds(piece) for piece in pieces]
    if any(a.intersects(b) for a, b in combinations(boxes, 2)):
        return [steps]
    return pieces


@lru_cache(maxsize=8192)
def _covered(steps: Steps, around: float) -> tuple[Box, ...]:
    """Boxes round each of its steps."""
    legs = ((("L", before[-2:]), step) for (_, before), step in pairwise(steps))
    return tuple(_bounds(leg).inflated(around + 0.5) for leg in legs)


def _bounds(steps: Steps) -> Box:
    """Round its points and what pulls its curves."""
    xs = [x for _, at in steps for x in at[::2]]
    ys = [y for _, at in steps for y in at[1::2]]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@lru_cache(maxsize=8192)
def _where(steps: Steps) -> str:
    """As SVG writes a path, or shorter where it is a rectangle or an ellipse, wherever that begins:
    `rect x y width height`, with a radius where it is round."""
    legs, box = _legs(steps), _bounds(steps)
    curves = [at for letter, at in legs if letter == "C"]
    sides = " ".join(map(short, box))
    if len(legs) == len(curves) == 4 and legs == _like(QPainterPath.addEllipse, box):
        return f"ellipse {sides}"
    if len(legs) == 4 and legs == _like(QPainterPath.addRect, box):
        return f"rect {sides}"
    if len(curves) == 4:
        radius = abs(curves[0][-2] - curves[0][0])
        if legs == _like(QPainterPath.addRoundedRect, box, radius, radius):
            return f"rect {sides} r{short(radius)}"
    return _written(steps)


def _legs(steps: Iterable[Step]) -> frozenset[Step]:
    """Each of its lines and curves with the point it begins at, to a tenth."""
    found = []
    here: tuple[float, ...] = ()
    for letter, at in steps:
        leg = tuple(round(x, 1) + 0.0 for x in (*here, *at))
        if letter != "M" and leg[:2] != leg[-2:]:
            found.append((letter, leg))
        here = at[-2:]
    return frozenset(found)


def _like(add: Callable[..., object], box: Box, *args: float) -> frozenset[Step]:
    return _legs(_steps(_path(add, QRectF(*box), *args)))


def _written(steps: Iterable[Step]) -> str:
    return "".join(letter + " ".join(map(short, at)) for letter, at in steps)
