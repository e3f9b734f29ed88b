"""What stands at the ends of draw.io's edges: as shapes, and by Graphviz's names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import hypot

from app.model.drawing import DrawnPen, DrawnShape
from app.model.geometry import Point
from app.sources.drawio.cells import Cell

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


def head_name(cell: Cell, end: str) -> str:
    """Graphviz's name of what is at its `start` or `end`."""
    said = cell.style.get(f"{end}Arrow") or ("classic" if end == "end" else "none")
    name = NAMES.get(said, "normal")
    hollow = cell.style.get(f"{end}Fill") == "0" and name in _EMPTY
    return f"o{name}" if hollow else name


def with_heads(
    cell: Cell, way: Sequence[Point], pen: DrawnPen
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
        shapes = _head(name, tip, (ux, uy), size, thin, notched, pen)
        found += shapes
        back = min(_BACK.get(name.lstrip("o"), 0.0) * size * (0.75 if notched else 1.0), length)
        moved = Point(tip.x - ux * back, tip.y - uy * back)
        kept[-1 if end == "end" else 0] = moved
    return kept, tuple(found)


def _head(
    name: str,
    tip: Point,
    along: tuple[float, float],
    size: float,
    thin: bool,
    notched: bool,
    pen: DrawnPen,
) -> list[DrawnShape]:
    (ux, uy), bare = along, name.lstrip("o")
    half = size / 3 if thin else size / 2
    fill = "#ffffff" if name.startswith("o") else pen.paint
    line = DrawnPen(pen.paint, min(pen.width, 2.0))

    def at(back: float, aside: float = 0.0) -> Point:
        return Point(tip.x - ux * back - uy * aside, tip.y - uy * back + ux * aside)

    def polygon(*points: Point) -> DrawnShape:
        return DrawnShape("polygon", points, fill, line, head=True)

    def stroke(*points: Point) -> DrawnShape:
        return DrawnShape("polyline", points, None, line, head=True)

    def circle(back: float, across: float, filled: bool) -> DrawnShape:
        x, y = at(back)
        box = Point(x - across, y - across), Point(x + across, y + across)
        inside = pen.paint if filled else "#ffffff"
        return DrawnShape("ellipse", box, inside, line, head=True)

    full = 2 * half
    match bare:
        case "vee":
            return [stroke(at(size, half), tip, at(size, -half))]
        case "dot":
            return [circle(half, half, not name.startswith("o"))]
        case "diamond":
            return [
                polygon(
                    tip,
                    at(size / 2 * 1.2, half * 0.7),
                    at(size * 1.2),
                    at(size / 2 * 1.2, -half * 0.7),
                )
            ]
        case "box":
            return [polygon(at(0, half), at(0, -half), at(full, -half), at(full, half))]
        case "tee":
            return [stroke(at(size, half), at(size, -half))]
        case "teetee":
            return [
                stroke(at(size, half), at(size, -half)),
                stroke(at(size * 0.6, half), at(size * 0.6, -half)),
            ]
        case "crow" | "crowtee" | "crowdot" | "crowodot":
            found = [stroke(at(0, half), at(size), at(0, -half))]
            if bare == "crowtee":
                found.append(stroke(at(size * 1.2, half), at(size * 1.2, -half)))
            elif bare != "crow":
                found.append(circle(size + half, half, False))
            return found
        case "teeodot":
            return [stroke(at(half, half), at(half, -half)), circle(size + half, half, False)]
    corners = [tip, at(size, half), *([at(size * 0.75)] if notched else []), at(size, -half)]
    return [polygon(*corners)]
