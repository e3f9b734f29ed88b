"""How draw.io draws a cell: its shape, its icon, its label. What a style does not say is as draw.io has it
by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from app.model.drawing import DrawnGradient, DrawnPaint, DrawnPen, DrawnShape
from app.model.geometry import Box, Point
from app.model.placed import LabelHeight, PlacedElement, PlacedLabel
from app.model.rich_text import LabelSide
from app.model.style import CLEAR, Dash
from app.sources.drawio.cells import DrawioCell, finite
from app.sources.drawio.colours import colour_of, faded
from app.sources.drawio.group_icons import group_icon
from app.sources.drawio.heads import with_heads
from app.sources.drawio.labels import CellLabel, font_of, label_of
from app.sources.drawio.outlines import is_unknown, outline_of
from app.sources.drawio.routes import along, as_curve, with_round_corners
from app.sources.drawio.shape_part import rounded
from app.sources.drawio.tree import PlacedCell

VERTEX_SIZE, EDGE_SIZE = 12.0, 11.0  # px of letters where nothing is said
_START = 23.0  # px, the head of a swimlane
_BARE = frozenset(
    {"text", "group", "image", "edgeLabel"}
)  # without fill and line, unless they say so
_ACROSS: Mapping[str, LabelSide] = {"left": "left", "center": "center", "right": "right"}
_DOWN: Mapping[str, LabelHeight] = {"top": "top", "middle": "middle", "bottom": "bottom"}
_BOLD, _ITALIC, _UNDER, _THROUGH = 1, 2, 4, 8
_PALE = 25.0  # percent, the fill of what is drawn as a box for want of a picture
_WIDEST = 100.0  # px of a line, and of a dash
_LEAST = 0.5  # px of a dash; many that are shorter would take long to draw
_DASHES = 12  # lengths of a pattern

_SHADOW, _RIGHT, _DOWN_BY = (
    "#80808059",
    2.0,
    3.0,
)  # its colour, and how far it lies from what casts it (px)
# px that draw.io leaves besides above a text at the top, below one at the bottom
_BESIDES = {"top": 5.0, "bottom": 1.0}
_NO_PICTURE = "#f3f4f6", DrawnPen("#b8bec6", 1.0, Dash.DASHED)

Usual = Literal["#ffffff", "#000000", "none"]


def cell_label(cell: DrawioCell) -> CellLabel:
    """What its label says."""
    base = EDGE_SIZE if cell.edge else VERTEX_SIZE
    size = letter_size(cell, base)
    html = cell.on("html") or cell.style.get("overflow") == "fill"
    return label_of("" if cell.on("noLabel") else cell.value, html, size)


def letter_size(cell: DrawioCell, usual: float) -> float:
    return min(max(cell.number("fontSize", usual), 1.0), 400.0)


def fill_of(cell: DrawioCell) -> str:
    """`#rrggbb` or `#rrggbbaa`; CLEAR for none."""
    usual: Usual = "none" if cell.shape in _BARE else "#ffffff"
    tint = _tint(cell.style.get("fillColor", ""), usual, "#ffffff")
    return faded(faded(tint, cell.number("fillOpacity", 100.0)), cell.number("opacity", 100.0))


def stroke_of(cell: DrawioCell) -> str:
    """As `fill_of`, of its line."""
    usual: Usual = "none" if cell.shape in _BARE else "#000000"
    tint = _tint(cell.style.get("strokeColor", ""), usual, "#000000")
    return faded(faded(tint, cell.number("strokeOpacity", 100.0)), cell.number("opacity", 100.0))


def _tint(said: str, usual: str, default: str) -> str:
    if said == "default":
        return default
    return colour_of(said) or colour_of(usual)


def pen_of(cell: DrawioCell) -> DrawnPen | None:
    """None where nothing is seen of its line."""
    width = min(max(cell.number("strokeWidth", 1.0), 0.0), _WIDEST)
    tint = stroke_of(cell)
    if tint == CLEAR or not width:
        return None
    if not cell.on("dashed"):
        return DrawnPen(tint, width)
    pattern = [finite(said) for said in cell.says("dashPattern", "3 3").split()[:_DASHES]]
    if not any(length > 0 for length in pattern):
        pattern = [3.0, 3.0]
    if len(pattern) % 2:  # as in SVG
        pattern *= 2
    dash = Dash.DOTTED if pattern[0] <= 1 else Dash.DASHED
    by = 1.0 if cell.on("fixDash") else width
    lengths = tuple(min(max(length * by, _LEAST), _WIDEST) for length in pattern)
    return DrawnPen(tint, width, dash, lengths=lengths)


# Vertices


def drawn_vertex(
    placed: PlacedCell, pictured: PlacedCell | None = None, group: str | None = None
) -> PlacedElement:
    """A cell that is a group of that kind, if it is one, with all that is a part of it; of what is `pictured`,
    itself or a part, an icon is drawn."""
    shapes: list[DrawnShape] = []
    labels: list[PlacedLabel] = []
    for one in (placed, *placed.parts):
        kind = group if one is placed else None
        if one is not pictured:
            shapes += _shapes(one.cell, one.box, kind)
        labels += _labels(one.cell, one.box, kind)
    image = None if pictured is None else pictured.box
    return PlacedElement(placed.box, shapes=tuple(shapes), image=image, labels=tuple(labels))


def _shapes(cell: DrawioCell, box: Box, group: str | None) -> list[DrawnShape]:
    if cell.shape == "image" and "image" in cell.style:
        return [DrawnShape("curve", rounded(box, 6.0, 6.0), *_NO_PICTURE)]
    pen, fill = pen_of(cell), fill_of(cell)
    below = cell.says("verticalLabelPosition", "middle") != "middle"
    if is_unknown(cell) and (
        below or not cell.value
    ):  # the colour is one of strokes, not of a ground
        fill = faded(fill, _PALE)
    shapes: list[DrawnShape] = []
    for part in outline_of(cell, box):
        inside: DrawnPaint | None = None
        if part.inked:
            inside = pen.paint if pen else fill
        elif part.filled and fill != CLEAR:
            inside = _graded(cell, fill, box)
        if cell.shape == "swimlane" and part.filled is False and part.outline == "polygon":
            body = colour_of(cell.says("swimlaneFillColor", "none"))
            inside = body if body not in ("", CLEAR) else None
        line = pen if part.lined else None
        if inside is not None or line is not None:
            shapes.append(DrawnShape(part.outline, part.points, inside, line))
    if cell.shape == "swimlane" and len(shapes) > 1:  # its body lies under its head
        shapes.sort(key=lambda shape: shape.fill is not None and shape.points[-1].y == box.bottom)
    if cell.on("shadow"):
        shapes = [*map(_shadow, (s for s in shapes if s.fill is not None)), *shapes]
    if group is not None:
        shapes += group_icon(cell, box, group)
    return shapes


def _shadow(shape: DrawnShape) -> DrawnShape:
    points = tuple(Point(x + _RIGHT, y + _DOWN_BY) for x, y in shape.points)
    return DrawnShape(shape.outline, points, _SHADOW)


def _graded(cell: DrawioCell, fill: str, box: Box) -> DrawnPaint:
    other = colour_of(cell.style.get("gradientColor", ""))
    if other in ("", CLEAR):
        return fill
    x, y = box.center
    start, end = {
        "north": (Point(x, box.bottom), Point(x, box.y)),
        "east": (Point(box.x, y), Point(box.right, y)),
        "west": (Point(box.right, y), Point(box.x, y)),
    }.get(cell.says("gradientDirection"), (Point(x, box.y), Point(x, box.bottom)))
    return DrawnGradient(
        start, end, ((0.0, fill), (1.0, faded(other, cell.number("opacity", 100.0))))
    )


def _labels(cell: DrawioCell, box: Box, group: str | None) -> list[PlacedLabel]:
    label = cell_label(cell)
    if not label.text:
        return []
    shape = cell.shape
    room, turned = box, not cell.on("horizontal", usual=True)
    down = "middle"
    if shape == "swimlane":
        start = cell.number("startSize", _START)
        room = Box(box.x, box.y, min(start, box.width), box.height)
        if not turned:
            room = Box(box.x, box.y, box.width, min(start, box.height))
    elif shape in ("text", "group", "image"):
        down = "top"
    if shape == "umlLifeline":
        room = Box(box.x, box.y, box.width, min(cell.number("size", 40.0), box.height))
    turned = turned or abs(cell.number("rotation", 0.0)) % 180 == 90
    room = _displaced(room, cell)
    if (wide := cell.number("labelWidth", 0.0)) > 0 and cell.says("align", "center") == "center":
        room = Box(room.center.x - wide / 2, room.y, wide, room.height)
    side = "left" if shape == "text" or group is not None else "center"
    across = _ACROSS.get(cell.says("align", side), "center")
    height = _DOWN.get(cell.says("verticalAlign", down), "middle")
    if shape == "image" and "verticalLabelPosition" not in cell.style:
        height = "top"
    if shape == "swimlane":
        height = "middle"
    size = letter_size(cell, VERTEX_SIZE)
    wraps = cell.says("whiteSpace") == "wrap" or shape == "swimlane"
    return [_label(cell, label, _spaced(room, cell, height), across, height, size, wraps, turned)]


def _label(
    cell: DrawioCell,
    label: CellLabel,
    room: Box,
    across: LabelSide,
    down: LabelHeight,
    size: float,
    wraps: bool,
    turned: bool = False,
) -> PlacedLabel:
    said = int(cell.number("fontStyle", 1.0 if cell.shape in ("swimlane", "label") else 0.0))
    behind = cell.says("labelBackgroundColor", "#ffffff" if cell.edge else "none")
    tint = _tint(behind, "none", "#ffffff")
    return PlacedLabel(
        label.rich,
        room,
        across,
        down,
        wraps,
        font_of(cell.style, size),
        bold=bool(said & _BOLD),
        italic=bool(said & _ITALIC),
        turned=turned,
        behind="" if tint == CLEAR else tint,
    )


def _displaced(box: Box, cell: DrawioCell) -> Box:
    right = {"left": -box.width, "right": box.width}.get(cell.says("labelPosition"), 0.0)
    below = "bottom" if cell.shape == "image" else "middle"
    position = cell.says("verticalLabelPosition", below)
    down = {"top": -box.height, "bottom": box.height}.get(position, 0.0)
    return box.moved(right, down)


def _spaced(box: Box, cell: DrawioCell, down: LabelHeight) -> Box:
    left, right, top, bottom = _spaces(cell, down).values()
    wide, high = max(box.width - left - right, 0.0), max(box.height - top - bottom, 0.0)
    return Box(box.x + left, box.y + top, wide, high)


def _spaces(cell: DrawioCell, down: LabelHeight) -> Mapping[str, float]:
    """px that its letters keep from each side: left, right, top, bottom."""
    every = cell.number("spacing", 2.0)
    found = {
        side: every + cell.number(f"spacing{side.title()}", 0.0)
        for side in ("left", "right", "top", "bottom")
    }
    if down in _BESIDES:
        found[down] += _BESIDES[down]
    return found


# Edges


def drawn_edge(cell: DrawioCell, way: list[Point], labels: list[DrawioCell]) -> PlacedElement:
    """An edge along the corners of its way, with the labels that stand on it."""
    pen, seen = pen_of(cell), tuple(way)
    heads: tuple[DrawnShape, ...] = ()
    shapes: list[DrawnShape] = []
    if pen is not None:
        kept, heads = with_heads(cell, way, pen)
        if cell.on("curved"):
            shapes.append(DrawnShape("curve", as_curve(kept), None, pen, line=True))
        elif cell.on("rounded", usual=True) and len(kept) > 2:
            shapes.append(DrawnShape("curve", with_round_corners(kept), None, pen, line=True))
        else:
            shapes.append(DrawnShape("polyline", tuple(kept), None, pen, line=True))
    curved = cell.on("curved")
    found = []
    for one in (cell, *labels):
        at, said = label_point(one, way), one.geometry
        box = Box(*at, 0.0 if one.edge else said.width, 0.0 if one.edge else said.height)
        if box.width and box.height:
            shapes += _shapes(one, box, None)
            found += _labels(one, box, None)
        elif (text := cell_label(one)).text:
            found.append(_label_at(at, one, text))
    return PlacedElement(
        way=as_curve(seen) if curved else seen,
        curved=curved,
        shapes=(*shapes, *heads),
        labels=tuple(found),
    )


def _label_at(at: Point, cell: DrawioCell, label: CellLabel) -> PlacedLabel:
    """A label that a point holds by the side to which it is aligned."""
    bare = cell.shape == "text"
    across = _ACROSS.get(cell.says("align", "left" if bare else "center"), "center")
    down = _DOWN.get(cell.says("verticalAlign", "top" if bare else "middle"), "middle")
    space = _spaces(cell, down)
    x = at.x + {"left": space["left"], "right": -space["right"]}.get(across, 0.0)
    y = at.y + {"top": space["top"], "bottom": -space["bottom"]}.get(down, 0.0)
    return _label(
        cell, label, Box(x, y, 0.0, 0.0), across, down, letter_size(cell, EDGE_SIZE), False
    )


def label_point(cell: DrawioCell, way: list[Point]) -> Point:
    said = cell.geometry
    if not said.relative and not cell.edge:
        middle = along(way, 0.5)
        return Point(middle.x + said.x, middle.y + said.y)
    part = (min(max(said.x, -1.0), 1.0) + 1) / 2
    at, aside = along(way, part), said.y
    right = down = 0.0
    if aside:
        before, after = along(way, part - 0.01), along(way, part + 0.01)
        dx, dy = after.x - before.x, after.y - before.y
        length = (dx * dx + dy * dy) ** 0.5
        if length:
            right, down = dy / length * aside, -dx / length * aside
    return Point(at.x + right + said.offset.x, at.y + down + said.offset.y)
