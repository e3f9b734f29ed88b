"""What stands at the ends of draw.io's edges: as shapes, and by Graphviz's names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import hypot
from typing import NamedTuple

from app.model.drawing import DrawnPen, DrawnShape
from app.model.geometry import Point
from app.sources.drawio.cells import DrawioCell

# By draw.io's names Graphviz's.
NAMES: Mapping[str, str] = {
    **dict.fromkeys(("classic", "classicThin", "block", "blockThin", "async"), "normal"),
    **dict.fromkeys(("open", "openThin", "openAsync"), "vee"),
    "doubleBlock": "normalnormal",
    "oval": "dot",
    "circle": "dot",
    "circlePlus": "odot",
    "halfCircle": "curve",
    **dict.fromkeys(("diamond", "diamondThin"), "diamond"),
    "box": "box",
    **dict.fromkeys(("cross", "dash", "ERone"), "tee"),
    "ERmandOne": "teetee",
    "ERmany": "crow",
    "ERoneToMany": "crowtee",
    "ERzeroToOne": "teeodot",
    "ERzeroToMany": "crowodot",
    "none": "none",
}
_EMPTY = frozenset({"normal", "dot", "diamond", "box", "normalnormal"})  # that may have no fill
_BACK = {"normal": 1.0, "normalnormal": 1.0, "vee": 0.0, "dot": 0.5, "diamond": 1.0, "box": 0.5}


def head_name(cell: DrawioCell, end: str) -> str:
    """Graphviz's name of what is at its `start` or `end`."""
    said = cell.style.get(f"{end}Arrow") or ("classic" if end == "end" else "none")
    name = NAMES.get(said, "normal")
    hollow = cell.style.get(f"{end}Fill") == "0" and name in _EMPTY
    return f"o{name}" if hollow else name


def with_heads(
    cell: DrawioCell, way: Sequence[Point], pen: DrawnPen
) -> tuple[list[Point], tuple[DrawnShape, ...]]:
    """The way as far as its line is seen, and what is drawn at its ends."""
    kept, found = list(way), list[DrawnShape]()
    for end in ("start", "end"):
        name = head_name(cell, end)
        if name == "none":
            continue
        tip, before = (kept[-1], kept[-2]) if end == "end" else (kept[0], kept[1])
        length = hypot(tip.x - before.x, tip.y - before.y)
        if not length:
            continue
        ux, uy = (tip.x - before.x) / length, (tip.y - before.y) / length
        size = min(max(cell.number(f"{end}Size", 6.0), 1.0), 60.0) + pen.width
        thin = cell.says(f"{end}Arrow").endswith("Thin")
        notched = cell.says(f"{end}Arrow", "classic").startswith("classic")
        bare = name.removeprefix("o")
        line = DrawnPen(pen.paint, min(pen.width, 2.0))
        half = size / 3 if thin else size / 2
        found += _head(bare, _Pencil(tip, (ux, uy), size, half, line, bare != name), notched)
        back = min(_BACK.get(bare, 0.0) * size * (0.75 if notched else 1.0), length)
        moved = Point(tip.x - ux * back, tip.y - uy * back)
        kept[-1 if end == "end" else 0] = moved
    return kept, tuple(found)


class _Pencil(NamedTuple):
    """Draws what is at a tip, `size` long (pt) and twice `half` wide, along a direction that leads to it."""

    tip: Point
    along: tuple[float, float]
    size: float
    half: float
    pen: DrawnPen
    hollow: bool

    def at(self, back: float, aside: float = 0.0) -> Point:
        """So many pt before the tip, and beside the way."""
        ux, uy = self.along
        return Point(self.tip.x - ux * back - uy * aside, self.tip.y - uy * back + ux * aside)

    def polygon(self, *points: Point) -> DrawnShape:
        fill = "#ffffff" if self.hollow else self.pen.paint
        return DrawnShape("polygon", points, fill, self.pen, head=True)

    def bar(self, back: float) -> DrawnShape:
        """A line across the way."""
        return self.stroke(self.at(back, self.half), self.at(back, -self.half))

    def stroke(self, *points: Point) -> DrawnShape:
        return DrawnShape("polyline", points, None, self.pen, head=True)

    def circle(self, back: float, hollow: bool) -> DrawnShape:
        (x, y), half = self.at(back), self.half
        box = Point(x - half, y - half), Point(x + half, y + half)
        return DrawnShape(
            "ellipse", box, "#ffffff" if hollow else self.pen.paint, self.pen, head=True
        )


def _head(name: str, pencil: _Pencil, notched: bool) -> list[DrawnShape]:
    at, size, half = pencil.at, pencil.size, pencil.half
    foot = [pencil.stroke(at(0, half), at(size), at(0, -half))]
    made = {
        "vee": lambda: [pencil.stroke(at(size, half), pencil.tip, at(size, -half))],
        "dot": lambda: [pencil.circle(half, pencil.hollow)],
        "diamond": lambda: [_diamond(pencil)],
        "box": lambda: [pencil.polygon(at(0, half), at(0, -half), at(size, -half), at(size, half))],
        "tee": lambda: [pencil.bar(size)],
        "teetee": lambda: [pencil.bar(size), pencil.bar(size * 0.6)],
        "teeodot": lambda: [pencil.bar(half), pencil.circle(size + half, hollow=True)],
        "crow": lambda: foot,
        "crowtee": lambda: [*foot, pencil.bar(size * 1.2)],
        "crowodot": lambda: [*foot, pencil.circle(size + half, hollow=True)],
    }.get(name)
    if made is not None:
        return made()
    corners = [pencil.tip, at(size, half), *([at(size * 0.75)] if notched else []), at(size, -half)]
    return [pencil.polygon(*corners)]


def _diamond(pencil: _Pencil) -> DrawnShape:
    at, long, wide = pencil.at, pencil.size * 1.2, pencil.half * 0.8
    return pencil.polygon(pencil.tip, at(long / 2, wide), at(long), at(long / 2, -wide))
