"""The parts of draw.io's shapes in a box, without their colours.

Shapes and what their `size` means: https://www.drawio.com/doc/faq/shape-styles.
"""

from __future__ import annotations

from collections.abc import Callable

from app.model.geometry import Box
from app.sources.drawio.cells import DrawioCell
from app.sources.drawio.shape_part import (
    ROUND,
    Pairs,
    Parts,
    ShapePart,
    curve,
    line,
    oval,
    points,
    polygon,
    rounded,
    size,
)

# Shapes


def _box(cell: DrawioCell, box: Box) -> Parts:
    if not cell.on("rounded"):
        return [ShapePart("polygon", points(box, ((0, 0), (1, 0), (1, 1), (0, 1))))]
    radius = min(box.width, box.height) * min(cell.number("arcSize", 15.0), 50.0) / 100
    if cell.on("absoluteArcSize"):
        radius = cell.number("arcSize", 20.0) / 2
    return [ShapePart("curve", rounded(box, radius, radius))]


def _ellipse(_: DrawioCell, box: Box) -> Parts:
    return [oval(box)]


def _double_ellipse(_: DrawioCell, box: Box) -> Parts:
    return [oval(box), oval(box.inflated(-min(4.0, box.width / 5, box.height / 5)))]


def _end_state(_: DrawioCell, box: Box) -> Parts:
    inner = oval(box.inflated(-min(box.width, box.height) / 6))
    return [oval(box), inner._replace(inked=True)]


def _hexagon(cell: DrawioCell, box: Box) -> Parts:
    s = min(size(cell, 20.0 if cell.on("fixedSize") else 0.25, box.width), 0.5)
    corners = ((s, 0), (1 - s, 0), (1, 0.5), (1 - s, 1), (s, 1), (0, 0.5))
    return [ShapePart("polygon", points(box, corners))]


def _parallelogram(cell: DrawioCell, box: Box) -> Parts:
    s = size(cell, 20.0 if cell.on("fixedSize") else 0.2, box.width)
    return [ShapePart("polygon", points(box, ((s, 0), (1, 0), (1 - s, 1), (0, 1))))]


def _trapezoid(cell: DrawioCell, box: Box) -> Parts:
    s = min(size(cell, 20.0 if cell.on("fixedSize") else 0.2, box.width), 0.5)
    return [ShapePart("polygon", points(box, ((s, 0), (1 - s, 0), (1, 1), (0, 1))))]


def _step(cell: DrawioCell, box: Box) -> Parts:
    s = size(cell, 20.0 if cell.on("fixedSize") else 0.2, box.width)
    corners = ((0, 0), (1 - s, 0), (1, 0.5), (1 - s, 1), (0, 1), (s, 0.5))
    return [ShapePart("polygon", points(box, corners))]


def _cylinder(cell: DrawioCell, box: Box) -> Parts:
    tall = box.height or 1.0
    usual = min(40.0, box.height / 5) if cell.shape in ("cylinder", "datastore") else 15.0
    lid = min(cell.number("size", usual), tall / 2) / tall / 2
    k, bulge = (1 - ROUND) / 2, lid * ROUND
    side = [(0, lid), (0, lid - bulge), (k, 0), (0.5, 0)]
    top = [*side, (1 - k, 0), (1, lid - bulge), (1, lid)]
    down = [(1, lid), (1, 1 - lid), (1, 1 - lid)]
    bottom = [
        (1, 1 - lid + bulge),
        (1 - k, 1),
        (0.5, 1),
        (k, 1),
        (0, 1 - lid + bulge),
        (0, 1 - lid),
    ]
    up = [(0, 1 - lid), (0, lid), (0, lid)]
    front = [(0, lid), (0, lid + bulge), (k, 2 * lid), (0.5, 2 * lid)]
    front += [(1 - k, 2 * lid), (1, lid + bulge), (1, lid)]
    return [
        curve(box, *top, *down, *bottom, *up),
        curve(box, *front, filled=False),
    ]


def _cloud(_: DrawioCell, box: Box) -> Parts:
    at = [(0.24, 0.26), (0.06, 0.24), (-0.02, 0.48), (0.15, 0.55), (0.0, 0.67), (0.17, 0.9)]
    at += [(0.31, 0.81), (0.4, 1.0), (0.7, 1.0), (0.79, 0.81), (1.0, 0.82), (1.02, 0.6)]
    at += [(0.88, 0.51), (1.0, 0.3), (0.8, 0.1), (0.63, 0.19), (0.52, 0.03), (0.3, 0.05), at[0]]
    return [curve(box, *at)]


def _note(cell: DrawioCell, box: Box) -> Parts:
    s = min(cell.number("size", 30.0), box.width, box.height)
    a, b = s / (box.width or 1.0), s / (box.height or 1.0)
    sheet = ((0, 0), (1 - a, 0), (1, b), (1, 1), (0, 1))
    return [
        ShapePart("polygon", points(box, sheet)),
        line(box, (1 - a, 0), (1 - a, b), (1, b)),
    ]


def _card(cell: DrawioCell, box: Box) -> Parts:
    s = min(cell.number("size", 30.0), box.width, box.height)
    a, b = s / (box.width or 1.0), s / (box.height or 1.0)
    return [ShapePart("polygon", points(box, ((a, 0), (1, 0), (1, 1), (0, 1), (0, b))))]


def _document(cell: DrawioCell, box: Box) -> Parts:
    s = size(cell, 0.3, box.height)
    low = 1 - s / 2
    wave = [(1, low), (0.75, low - s), (0.5, low), (0.5, low), (0.25, low + s), (0, low), (0, low)]
    way = [(0, 0), (0, 0), (1, 0), (1, 0), (1, 0), (1, low), *wave[:1], *wave[1:3], (0.5, low)]
    way += [(0.25, low + s), (0, low), (0, low), (0, low), (0, 0), (0, 0)]
    return [curve(box, *way)]


def _process(cell: DrawioCell, box: Box) -> Parts:
    s = min(size(cell, 0.1, box.width), 0.5)
    return [*_box(cell, box), line(box, (s, 0), (s, 1)), line(box, (1 - s, 0), (1 - s, 1))]


def _storage(cell: DrawioCell, box: Box) -> Parts:
    a = min(cell.number("dx", 20.0) / (box.width or 1.0), 1.0)
    b = min(cell.number("dy", 20.0) / (box.height or 1.0), 1.0)
    return [*_box(cell, box), line(box, (a, 0), (a, 1)), line(box, (0, b), (1, b))]


def _cube(cell: DrawioCell, box: Box) -> Parts:
    s = min(cell.number("size", 20.0), box.width, box.height)
    a, b = s / (box.width or 1.0), s / (box.height or 1.0)
    sides = ((0, 0), (1 - a, 0), (1, b), (1, 1), (a, 1), (0, 1 - b))
    return [
        ShapePart("polygon", points(box, sides)),
        line(box, (a, 1), (a, b), (0, 0)),
        line(box, (a, b), (1, b)),
    ]


def _folder(cell: DrawioCell, box: Box) -> Parts:
    wide, high = box.width or 1.0, box.height or 1.0
    a = min(cell.number("tabWidth", 60.0) / wide, 1.0)
    b = min(cell.number("tabHeight", 20.0) / high, 1.0)
    corners = ((0, 0), (a, 0), (a, b), (1, b), (1, 1), (0, 1))
    return [ShapePart("polygon", points(box, corners)), line(box, (0, b), (a, b))]


def _component(cell: DrawioCell, box: Box) -> Parts:
    wide, high = cell.number("jettyWidth", 20.0), cell.number("jettyHeight", 10.0)
    body = Box(box.x + wide / 2, box.y, max(box.width - wide / 2, 0.0), box.height)
    parts = [ShapePart("polygon", points(body, _SQUARE))]
    jetties = (Box(box.x, y, wide, high) for y in (box.y + high, box.y + 3 * high))
    return parts + [ShapePart("polygon", points(jetty, _SQUARE)) for jetty in jetties]


def _person(_: DrawioCell, box: Box) -> Parts:
    head = Box(box.x + box.width / 4, box.y, box.width / 2, box.height / 4)
    return [
        oval(head),
        line(box, (0.5, 0.25), (0.5, 2 / 3)),
        line(box, (0, 0.33), (1, 0.33)),
        line(box, (0, 1), (0.5, 2 / 3), (1, 1)),
    ]


def _bust(_: DrawioCell, box: Box) -> Parts:
    head = Box(box.x + box.width / 4, box.y, box.width / 2, box.height * 0.4)
    body = [(0, 1), (0, 0.55), (0.2, 0.42), (0.5, 0.42), (0.8, 0.42), (1, 0.55), (1, 1)]
    return [curve(box, *body, (1, 1), (0, 1), (0, 1)), oval(head)]


def _delay(_: DrawioCell, box: Box) -> Parts:
    way = [(0, 0), (0, 0), (0.6, 0), (0.6, 0), (0.85, 0), (1, 0.25), (1, 0.5), (1, 0.75)]
    way += [(0.85, 1), (0.6, 1), (0.6, 1), (0, 1), (0, 1), (0, 1), (0, 0), (0, 0)]
    return [curve(box, *way)]


def _stored(_: DrawioCell, box: Box) -> Parts:
    way = [(0.1, 0), (0.1, 0), (1, 0), (1, 0), (0.87, 0.25), (0.87, 0.75), (1, 1), (1, 1)]
    way += [(0.1, 1), (0.1, 1), (-0.03, 0.75), (-0.03, 0.25), (0.1, 0)]
    return [curve(box, *way)]


def _tape(cell: DrawioCell, box: Box) -> Parts:
    s = size(cell, 0.4, box.height) / 2
    way = [(0, s), (0.25, 2.4 * s), (0.25, 2.4 * s), (0.5, s), (0.75, -0.4 * s), (0.75, -0.4 * s)]
    way += [(1, s), (1, s), (1, 1 - s), (1, 1 - s), (0.75, 1 - 2.4 * s), (0.75, 1 - 2.4 * s)]
    way += [(0.5, 1 - s), (0.25, 1 + 0.4 * s), (0.25, 1 + 0.4 * s), (0, 1 - s), (0, 1 - s)]
    return [curve(box, *way, (0, s), (0, s))]


def _callout(cell: DrawioCell, box: Box) -> Parts:
    tail = cell.number("size", 30.0) / (box.height or 1.0)
    low = 1 - min(max(tail, 0.0), 1.0)
    at = min(max(cell.number("position", 0.5), 0.0), 1.0)
    wide = cell.number("base", 20.0) / (box.width or 1.0)
    tip = min(max(cell.number("position2", at), 0.0), 1.0)
    corners = ((0, 0), (1, 0), (1, low), (min(at + wide, 1), low), (tip, 1), (at, low), (0, low))
    return [ShapePart("polygon", points(box, corners))]


def _arrow(cell: DrawioCell, box: Box) -> Parts:
    head = size(cell, 0.2, box.width) if not cell.on("fixedSize") else 0.2
    head = min(max(cell.number("arrowSize", head), 0.0), 1.0)
    thick = (1 - min(max(cell.number("arrowWidth", 0.3), 0.0), 1.0)) / 2
    a = 1 - head
    corners = [(0, thick), (a, thick), (a, 0), (1, 0.5), (a, 1), (a, 1 - thick), (0, 1 - thick)]
    if cell.shape == "doubleArrow":
        corners = [(a, thick), (a, 0), (1, 0.5), (a, 1), (a, 1 - thick), (head, 1 - thick)]
        corners += [(head, 1), (0, 0.5), (head, 0), (head, thick)]
    return [ShapePart("polygon", points(box, corners))]


def _plus(cell: DrawioCell, box: Box) -> Parts:
    s = (1 - size(cell, 0.2, 1.0)) / 2
    t = 1 - s
    corners = [(s, 0), (t, 0), (t, s), (1, s), (1, t), (t, t), (t, 1), (s, 1), (s, t), (0, t)]
    return [ShapePart("polygon", points(box, [*corners, (0, s), (s, s)]))]


def _rule(_: DrawioCell, box: Box) -> Parts:
    return [line(box, (0, 0.5), (1, 0.5))]


def _sides(cell: DrawioCell, box: Box) -> Parts:
    """A box of which only some sides are drawn."""
    ends = {"top": (0, 1), "right": (1, 2), "bottom": (2, 3), "left": (3, 0)}
    lines = (ends[side] for side in ends if cell.on(side, usual=True))
    body = ShapePart("polygon", points(box, _SQUARE), lined=False)
    return [body, *(line(box, _SQUARE[a], _SQUARE[b]) for a, b in lines)]


def _frame(cell: DrawioCell, box: Box) -> Parts:
    wide, high = cell.number("width", 60.0), cell.number("height", 30.0)
    a, b = min(wide / (box.width or 1.0), 1.0), min(high / (box.height or 1.0), 1.0)
    tab = ((0, 0), (a, 0), (a, b * 0.7), (a * 0.9, b), (0, b))
    whole = ShapePart("polygon", points(box, _SQUARE), filled=False)
    return [whole, ShapePart("polygon", points(box, tab))]


def _lifeline(cell: DrawioCell, box: Box) -> Parts:
    high = min(cell.number("size", 40.0), box.height)
    head = Box(box.x, box.y, box.width, high)
    part = high / (box.height or 1.0)
    return [*_box(cell, head), line(box, (0.5, part), (0.5, 1))]


def _bracket(_: DrawioCell, box: Box) -> Parts:
    way = [(1, 0), (0.5, 0), (0.5, 0), (0.5, 0.15), (0.5, 0.15), (0.5, 0.35), (0.5, 0.35)]
    way += [(0.5, 0.5), (0.5, 0.5), (0, 0.5), (0.5, 0.5), (0.5, 0.5), (0.5, 0.65), (0.5, 0.65)]
    way += [(0.5, 0.85), (0.5, 0.85), (0.5, 1), (0.5, 1), (1, 1)]
    return [curve(box, *way, filled=False)]


def _swimlane(cell: DrawioCell, box: Box) -> Parts:
    start = cell.number("startSize", 23.0)
    head: Pairs
    under: tuple[tuple[float, float], ...]
    if cell.on("horizontal", usual=True):
        part = min(start / (box.height or 1.0), 1.0)
        head, under = ((0, 0), (1, 0), (1, part), (0, part)), ((0, part), (1, part))
    else:
        part = min(start / (box.width or 1.0), 1.0)
        head, under = ((0, 0), (part, 0), (part, 1), (0, 1)), ((part, 0), (part, 1))
    whole = _box(cell, box)[0]._replace(filled=False)
    if cell.on("rounded"):  # its head has no corners of its own
        return [whole._replace(filled=True), line(box, *under)]
    title = ShapePart("polygon", points(box, head))
    return [title, whole] if cell.on("swimlaneLine", usual=True) else [whole]


def _text(cell: DrawioCell, box: Box) -> Parts:
    """A box where it is said to be filled or framed."""
    seen = (cell.says(name, "none") != "none" for name in ("fillColor", "strokeColor"))
    return _box(cell, box) if any(seen) else []


def _double(cell: DrawioCell, box: Box) -> Parts:
    """A card on another one."""
    wide, high = max(box.width - 8.0, 0.0), max(box.height - 8.0, 0.0)
    under = Box(box.right - wide, box.bottom - high, wide, high)
    return [*_box(cell, under), *_box(cell, Box(box.x, box.y, wide, high))]


def _nothing(*_: object) -> Parts:
    return []


_SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
MADE: dict[str, Callable[[DrawioCell, Box], Parts]] = {
    "box": _box,
    **dict.fromkeys(("ellipse", "startState", "waypoint", "lollipop"), _ellipse),
    "doubleEllipse": _double_ellipse,
    "endState": _end_state,
    "rhombus": polygon((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "triangle": polygon((0, 0), (1, 0.5), (0, 1)),
    "hexagon": _hexagon,
    "parallelogram": _parallelogram,
    "trapezoid": _trapezoid,
    "step": _step,
    **dict.fromkeys(("cylinder", "cylinder2", "cylinder3", "datastore"), _cylinder),
    "cloud": _cloud,
    **dict.fromkeys(("note", "note2"), _note),
    "card": _card,
    "document": _document,
    "process": _process,
    "internalStorage": _storage,
    **dict.fromkeys(("cube", "isoCube", "isoCube2"), _cube),
    "folder": _folder,
    **dict.fromkeys(("component", "module"), _component),
    "umlActor": _person,
    "actor": _bust,
    "delay": _delay,
    "dataStorage": _stored,
    "tape": _tape,
    "callout": _callout,
    **dict.fromkeys(("singleArrow", "doubleArrow"), _arrow),
    "cross": _plus,
    "manualInput": polygon((0, 0.3), (1, 0), (1, 1), (0, 1)),
    "offPageConnector": polygon((0, 0), (1, 0), (1, 0.62), (0.5, 1), (0, 0.62)),
    "loopLimit": polygon((0.15, 0), (0.85, 0), (1, 0.2), (1, 1), (0, 1), (0, 0.2)),
    "display": polygon((0, 0.5), (0.2, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0.2, 1)),
    **dict.fromkeys(("line", "link"), _rule),
    **dict.fromkeys(("partialRectangle", "tableRow"), _sides),
    "umlFrame": _frame,
    "umlLifeline": _lifeline,
    "curlyBracket": _bracket,
    **dict.fromkeys(("swimlane", "table"), _swimlane),
    "doubleRect": _double,
    **dict.fromkeys(("text", "group", "edgeLabel"), _text),
    **dict.fromkeys(("image", "none"), _nothing),
}
