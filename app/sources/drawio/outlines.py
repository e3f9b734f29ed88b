"""What a cell's shape looks like in its box, turned and mirrored as its style says."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

from app.model.drawing import Outline
from app.model.geometry import Box, Point
from app.sources.drawio.cells import DrawioCell
from app.sources.drawio.shape_part import ShapePart, rounded
from app.sources.drawio.shape_parts import MADE

# Stencils of flow charts and the like by the shapes that they look like.
_STENCILS = {
    **dict.fromkeys(("flowchart.decision", "basic.diamond"), "rhombus"),
    **dict.fromkeys(("flowchart.start_1", "flowchart.start_2"), "ellipse"),
    "flowchart.on-page_reference": "ellipse",
    **dict.fromkeys(("flowchart.database", "flowchart.direct_data"), "cylinder"),
    **dict.fromkeys(("flowchart.document", "flowchart.document2"), "document"),
    "flowchart.data": "parallelogram",
    **dict.fromkeys(("bpmn.task", "bpmn.task2", "bpmn.conversation"), "box"),
    "bpmn.event": "ellipse",
    **dict.fromkeys(("bpmn.gateway", "bpmn.gateway2"), "rhombus"),
    **dict.fromkeys(("bpmn.data", "bpmn.data2"), "note"),
    **dict.fromkeys(("c4.person", "c4.person2"), "actor"),
    "flowchart.preparation": "hexagon",
    "flowchart.predefined_process": "process",
    "flowchart.internal_storage": "internalStorage",
    "flowchart.manual_input": "manualInput",
    "flowchart.stored_data": "dataStorage",
    "flowchart.delay": "delay",
    "flowchart.display": "display",
    "flowchart.off-page_reference": "offPageConnector",
    "flowchart.paper_tape": "tape",
    "flowchart.card": "card",
    "flowchart.loop_limit": "loopLimit",
    **dict.fromkeys(("basic.rect", "flowchart.process", "flowchart.terminator"), "box"),
    "gcp2.doubleRect": "doubleRect",
    "gcp2.google_cloud_platform": "box",
    **dict.fromkeys(("flowchart.annotation_1", "flowchart.annotation_2"), "curlyBracket"),
    **dict.fromkeys(("basic.cloud", "basic.cloud_rect", "networks.cloud"), "cloud"),
}


_PERIMETERS = {
    "ellipsePerimeter": "ellipse",
    "rhombusPerimeter": "rhombus",
    **dict.fromkeys(("hexagonPerimeter", "hexagonPerimeter2"), "hexagon"),
    "parallelogramPerimeter": "parallelogram",
    "trianglePerimeter": "triangle",
}


def outline_of(cell: DrawioCell, box: Box) -> tuple[ShapePart, ...]:
    """The parts of a cell's shape in its box (pt), turned and mirrored as its style says; a box where its
    shape is not known."""
    turned = cell.says("direction", "east")
    upright = turned in ("north", "south")
    own = Box(0.0, 0.0, box.height, box.width) if upright else Box(0.0, 0.0, box.width, box.height)
    parts = MADE[shape_name(cell)](cell, own)
    steps = {"south": 90.0, "west": 180.0, "north": 270.0}.get(turned, 0.0)
    place = _placing(box, own, steps, cell)
    return tuple(_placed(part, place, steps + cell.number("rotation", 0.0)) for part in parts)


def shape_name(cell: DrawioCell) -> str:
    """What draws it: `ellipse`; `box` where nothing else is known."""
    name = cell.shape
    if name.startswith("mxgraph."):
        name = _of_stencil(cell) or "box"
    return name if name in MADE else "box"


def is_unknown(cell: DrawioCell) -> bool:
    """Whether its shape is a stencil whose outline is not known."""
    frame = cell.shape.startswith(("mxgraph.aws4.group", "mxgraph.basic."))
    return cell.shape.startswith("mxgraph.") and not frame and not _of_stencil(cell)


def _of_stencil(cell: DrawioCell) -> str:
    """The shape that a stencil looks like, or that lines end at; empty where neither is known."""
    name = _STENCILS.get(cell.shape.removeprefix("mxgraph."), "")
    return name or _PERIMETERS.get(cell.says("perimeter"), "")


def _placing(box: Box, own: Box, steps: float, cell: DrawioCell) -> Callable[[Point], Point]:
    across, down = own.center
    flip_x, flip_y = (-1.0 if cell.on(f) else 1.0 for f in ("flipH", "flipV"))
    angle = radians(cell.number("rotation", 0.0))
    quarter = radians(steps)
    turn, slope = (cos(quarter), sin(quarter)), (cos(angle), sin(angle))
    middle = box.center

    def place(point: Point) -> Point:
        x, y = point.x - across, point.y - down
        x, y = x * turn[0] - y * turn[1], x * turn[1] + y * turn[0]
        x, y = x * flip_x, y * flip_y
        x, y = x * slope[0] - y * slope[1], x * slope[1] + y * slope[0]
        return Point(round(middle.x + x, 2), round(middle.y + y, 2))

    return place


def _placed(part: ShapePart, place: Callable[[Point], Point], angle: float) -> ShapePart:
    if part.outline != "ellipse" or angle % 90:
        points = _circle(*part.points) if part.outline == "ellipse" else part.points
        outline: Outline = "curve" if part.outline == "ellipse" else part.outline
        return part._replace(outline=outline, points=tuple(map(place, points)))
    one, other = map(place, part.points)
    left, right = sorted((one.x, other.x))
    top, bottom = sorted((one.y, other.y))
    return part._replace(points=(Point(left, top), Point(right, bottom)))


def _circle(one: Point, other: Point) -> tuple[Point, ...]:
    box = Box(one.x, one.y, other.x - one.x, other.y - one.y)
    return rounded(box, box.width / 2, box.height / 2)
