"""What an SVG file draws, as a list of marks: for files of Graphviz's and of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from math import cos, radians, sin
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageColor

_SVG = "{http://www.w3.org/2000/svg}"
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
_TRANSFORM = re.compile(r"(\w+)\(([^)]*)\)")
# Of names that mean another colour to Graphviz's drawing operations, which are in X11's, than to SVG.
X11 = {
    "gray": "#c0c0c0",
    "grey": "#c0c0c0",
    "green": "#00ff00",
    "maroon": "#b03060",
    "purple": "#a020f0",
}

Matrix = tuple[float, float, float, float, float, float]
XY = tuple[float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """`kind` is `shape`, `text` or `image`. Of a text the box is its anchor's point alone. Colours
    are `#rrggbb`, empty for none; `width` (of a line, or a text's size) is in pt. A text may have `lines`
    at it, and be `raised` off its own."""

    kind: str
    box: tuple[float, float, float, float]
    text: str = ""
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dashed: bool = False
    lines: int = 0
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """Of a file so many pt wide and high; `ground` is what fills all of it."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    ground: str
    links: frozenset[str]


def marks_of(svg: str, folder: Path | None = None) -> Marks:
    """What a file draws. Its `viewBox` is not asked: ours are as large as the file, and Graphviz's say
    where the part begins that lies within margins. Images are looked for in the folder."""
    root = ET.fromstring(svg)  # noqa: S314 it is the engine's, or ours
    width, height = (_numbers(root.get(side, "0"))[0] for side in ("width", "height"))
    symbols = {e.get("id", ""): e for defs in root.iter(f"{_SVG}defs") for e in defs if e.get("id")}
    links: set[str] = set()
    found: list[Mark] = []
    ground = ""
    if folder is not None:
        for image in root.iter(f"{_SVG}image"):
            _fit(image, folder)
    for mark in _walk(root, _SAME, {}, symbols, links):
        left, top, right, bottom = mark.box
        covers = left <= 0.6 and top <= 0.6 and right >= width - 0.6 and bottom >= height - 0.6
        first = not found and (not ground or mark.fill == "#ffffff")
        if mark.kind == "shape" and not mark.stroke and (covers or first):
            ground = mark.fill
        elif right > 0 and bottom > 0 and left < width and top < height:
            found.append(mark)
    if 'class="layer"' in svg:  # what is on several is drawn for each
        found = list(dict.fromkeys(found))
    return Marks(width, height, tuple(found), ground, frozenset(links))


def as_seen(svg: str, folder: Path) -> str:
    """The same for painters that know neither how images are fitted nor margins, in X11's colours."""
    for name, value in (("", _SVG[1:-1]), ("xlink", _LINKS[1].partition("}")[0][1:])):
        ET.register_namespace(name, value)
    root = ET.fromstring(svg)  # noqa: S314 it is the engine's
    width, height = (_numbers(root.get(side, "0"))[0] for side in ("width", "height"))
    root.set("viewBox", f"0 0 {width} {height}")
    for image in root.iter(f"{_SVG}image"):
        _fit(image, folder)
    for element in root.iter():
        for key in ("fill", "stroke"):
            if element.get(key) in X11:
                element.set(key, X11[element.get(key, "")])
    return ET.tostring(root, "unicode")


def _fit(image: ET.Element, folder: Path) -> None:
    """Make an image as large as it is drawn, which is not distorted."""
    name = next((image.get(link) for link in _LINKS if image.get(link)), "") or ""
    if not (folder / name).is_file():
        return
    with Image.open(folder / name) as file:
        size = file.size
    room = [_numbers(image.get(side, "0"))[0] for side in ("width", "height")]
    part = min(there / own for there, own in zip(room, size, strict=True))
    middle = "Mid" in image.get("preserveAspectRatio", "xMidYMid")
    places = zip(("x", "y"), ("width", "height"), room, size, strict=True)
    for at, side, there, own in places:
        image.set(side, str(own * part))
        moved = (there - own * part) / 2 if middle else 0.0
        image.set(at, str(_numbers(image.get(at, "0"))[0] + moved))


def _walk(
    element: ET.Element,
    at: Matrix,
    said: dict[str, str],
    symbols: dict[str, ET.Element],
    links: set[str],
) -> Iterator[Mark]:
    name = element.tag.removeprefix(_SVG)
    if name in ("defs", "title", "desc", "style", "mask", "clipPath"):
        return
    at = _times(at, _matrix(element.get("transform", "")))
    style = dict(part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    said = {**said, **element.attrib, **style}
    if name == "a":
        links |= {element.get(link, "") for link in _LINKS}
    if name == "use":
        link = next((element.get(link) for link in _LINKS if element.get(link)), "") or ""
        target = symbols.get(link.removeprefix("#"))
        if target is not None:
            yield from _walk(target, at, said, symbols, links)
        return
    points = _points(name, element)
    if name == "text":
        for line in _lines(element):
            words = "".join(line.itertext())
            if words.strip():
                yield _text(words, line, at, said)
    elif points:
        yield _drawn("image" if name == "image" else "shape", points, at, said)
    else:
        for child in element:
            yield from _walk(child, at, said, symbols, links)


def _lines(element: ET.Element) -> Iterator[ET.Element]:
    spans = [e for e in element if e.get("x")]
    yield from spans or [element]


def _text(words: str, line: ET.Element, at: Matrix, said: dict[str, str]) -> Mark:
    x, y = _at(at, (float(line.get("x", 0)), float(line.get("y", 0))))
    size = _numbers(said.get("font-size", "14"))[0] * _grows(at)
    fill = _colour(said.get("fill", "black"), said.get("fill-opacity"))
    words = " ".join(words.replace("\xa0", " ").split())
    return Mark(
        "text",
        (x, y, x, y),
        words,
        fill,
        width=size,
        lines=len(said.get("text-decoration", "none").replace("none", "").split()),
        raised="baseline-shift" in said,
    )


def _drawn(kind: str, points: list[XY], at: Matrix, said: dict[str, str]) -> Mark:
    placed = [_at(at, point) for point in points]
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    stroke = _colour(said.get("stroke", "none"), said.get("stroke-opacity"))
    if not _numbers(said.get("stroke-width", "1"))[0]:
        stroke = ""
    return Mark(
        kind,
        (min(xs), min(ys), max(xs), max(ys)),
        "",
        "" if kind == "image" else _colour(said.get("fill", "black"), said.get("fill-opacity")),
        "" if kind == "image" else stroke,
        _numbers(said.get("stroke-width", "1"))[0] * _grows(at) if stroke else 0.0,
        said.get("stroke-dasharray", "none") != "none",
    )


def _points(name: str, element: ET.Element) -> list[XY]:
    def number(key: str) -> float:
        found = _numbers(element.get(key, "0"))
        return found[0] if found else 0.0

    if name in ("polygon", "polyline", "path"):
        return _pairs(element.get("points") or element.get("d") or "")
    if name in ("ellipse", "circle"):
        x, y = number("cx"), number("cy")
        across, down = (number("rx"), number("ry")) if name == "ellipse" else (number("r"),) * 2
        return [(x - across, y - down), (x + across, y + down)]
    if name in ("rect", "image"):
        x, y = number("x"), number("y")
        right, low = x + number("width"), y + number("height")
        return [(x, y), (right, y), (right, low), (x, low)]
    return []


def _colour(said: str, opacity: str | None = None) -> str:
    """As `#rrggbb`; empty where nothing shows. A gradient is one colour like another."""
    if said in ("none", "transparent") or (opacity is not None and float(opacity) == 0.0):
        return ""
    if said.startswith("url("):
        return "gradient"
    if not said.startswith("#"):
        said = said.partition(":")[0]  # several, of which a browser would take none
    red, green, blue, *_ = ImageColor.getrgb(said)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _numbers(said: str) -> list[float]:
    return [float(one) for one in _NUMBER.findall(said)]


def _pairs(said: str) -> list[XY]:
    numbers = _numbers(said)
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _matrix(said: str) -> Matrix:
    return reduce(_times, (_one(*found) for found in _TRANSFORM.findall(said)), _SAME)


def _one(name: str, said: str) -> Matrix:
    numbers = _numbers(said)
    if name == "translate":
        return (1.0, 0.0, 0.0, 1.0, numbers[0], numbers[1] if len(numbers) > 1 else 0.0)
    if name == "scale":
        return (numbers[0], 0.0, 0.0, numbers[-1], 0.0, 0.0)
    if name == "rotate":
        turn = radians(numbers[0])
        turned: Matrix = (cos(turn), sin(turn), -sin(turn), cos(turn), 0.0, 0.0)
        if len(numbers) < 3:
            return turned
        x, y = numbers[1:3]
        there: Matrix = (1.0, 0.0, 0.0, 1.0, x, y)
        return _times(_times(there, turned), (1.0, 0.0, 0.0, 1.0, -x, -y))
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def _at(matrix: Matrix, point: XY) -> XY:
    a, b, c, d, e, f = matrix
    x, y = point
    return (a * x + c * y + e, b * x + d * y + f)


def _grows(matrix: Matrix) -> float:
    a, b, c, d, *_ = matrix
    return float(abs(a * d - b * c) ** 0.5)
