"""The scene of a layout as its file says it: what Graphviz draws there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from app.model.diagram import Cluster, Edge, Node
from app.model.diagram_layout import DiagramLayout
from app.model.drawing import (
    HOUSE_LETTERS,
    Drawing,
    DrawnGradient,
    DrawnImage,
    DrawnPaint,
    DrawnPen,
    DrawnShape,
    DrawnText,
    ElementDrawing,
)
from app.model.elements import link_of
from app.model.geometry import Box, Point, bounding_box, union
from app.model.ids import ElementId
from app.model.style import Dash
from app.scene.detail import BLOCKS, TIPS, legible
from app.scene.items import (
    EllipseItem,
    ImageItem,
    Item,
    Later,
    Part,
    PathData,
    PathItem,
    RectItem,
    TextItem,
)
from app.scene.paint import Gradient, GradientStop, LinearGradient, Pen, RadialGradient
from app.scene.paper import OwnSheet, Paper, Surface, one_colour
from app.scene.scene import Element, Passes, Scene, Tier

_DASHES: dict[Dash, tuple[float, ...]] = {
    Dash.SOLID: (),
    Dash.DASHED: (5.0, 2.0),
    Dash.DOTTED: (1.0, 5.0),
}
# Fonts that every system has under one name or another, as wide as Graphviz takes them to be.
_FAMILIES = {
    "times": "Times New Roman",
    "helvetica": "Arial",
    "courier": "Courier New",
    "": "Times New Roman",
    HOUSE_LETTERS: "",
    "serif": "Times New Roman",
    "sans": "Arial",
    "sans-serif": "Arial",
    "monospace": "Courier New",
}
_WHITE = "#ffffff"
_AIR = 2.0  # pt round what is selected
_STEP = 1e-4  # between two stops of a gradient
_RULE = 1 / 16  # of a text's size, the line through or over it
_HEIGHTS = {"under": -0.12, "through": 0.28, "over": 0.85}  # of its size, how high that is


def made(layout: DiagramLayout, drawing: Drawing) -> Scene:
    """The layout's scene: the sheet and clusters, outermost first; then nodes and edges, in the
    order that the file asks for."""
    diagram = layout.diagram
    on: Surface = OwnSheet(drawing.canvas or _WHITE)
    if (drawing.canvas is None) if drawing.recolour is None else drawing.recolour:
        on = Paper(_fills(layout, drawing), drawing.canvas)
    clusters = (_cluster(c, layout, on) for c in diagram.clusters if c.id in layout.clusters)
    edges = [_edge(e, layout, on) for e in diagram.edges if e.id in layout.edges]
    nodes = [_node(n, layout, on) for n in diagram.nodes if n.id in layout.nodes]
    upper = [Tier(tuple(nodes), 1, apart=False), Tier(tuple(edges), 3, apart=False)]
    if drawing.edges_first:
        upper.reverse()
    return Scene(
        layout.width,
        layout.height,
        (Tier((_sheet(layout, drawing, on), *clusters), 1, rising=False), *upper),
    )


def _fills(layout: DiagramLayout, drawing: Drawing) -> tuple[tuple[Box, str], ...]:
    """What the clusters are filled with, outermost first."""
    found: list[tuple[Box, str]] = []
    for cluster in layout.diagram.clusters:
        drawn = drawing.elements.get(cluster.id)
        if drawn is not None and cluster.id in layout.clusters:
            fills = (one_colour(shape.fill) for shape in drawn.shapes if shape.fill is not None)
            found += [(layout.clusters[cluster.id].box, fill) for fill in fills]
    return tuple(found)


def _sheet(layout: DiagramLayout, drawing: Drawing, on: Surface) -> Element:
    whole = Box(0.0, 0.0, layout.width, layout.height)
    nobody = ElementId("")
    body: list[Item] = []
    if on.canvas is not None:
        fill = _paint(on.canvas)
        body.append(RectItem(part="body", element=nobody, box=whole, fill=fill))

    def passes() -> Passes:
        return ((*body, *_items(nobody, drawing.sheet, on)),)

    return Element(nobody, "sheet", whole, Later(passes), spots=_spots(drawing.sheet))


def _spots(found: ElementDrawing) -> tuple[tuple[Box, str], ...]:
    return tuple((link.box, link.url) for link in found.links)


def _drawing_of(layout: DiagramLayout, id: ElementId) -> ElementDrawing:
    found = layout.drawing.elements.get(id) if layout.drawing is not None else None
    return found or ElementDrawing()


def _cluster(cluster: Cluster, layout: DiagramLayout, on: Surface) -> Element:
    place = layout.clusters[cluster.id]
    found = _drawing_of(layout, cluster.id)
    return Element(
        cluster.id,
        "cluster",
        _bounds(place.box, found),
        Later(partial(_whole, cluster.id, found, on)),
        cluster.layers,
        areas=(place.box,),
        outline=place.box,
        loosened=Later(partial(_loose, cluster.id, found, on)),
        link=link_of(cluster),
        spots=_spots(found),
        tooltip=cluster.tooltip,
    )


def _loose(id: ElementId, found: ElementDrawing, on: Surface) -> tuple[Item, ...]:
    """Its title, on the canvas or the file's own sheet."""
    texts = tuple(item for text in on.loose(found).texts for item in _text(id, text))
    boxes = [text.box for text in found.texts]
    around = union(boxes).inflated(_AIR) if boxes else Box(0.0, 0.0, 0.0, 0.0)
    return (RectItem(part="halo", element=id, box=around, fill=on.behind), *texts)


def _node(node: Node, layout: DiagramLayout, on: Surface) -> Element:
    place, found = layout.nodes[node.id], _drawing_of(layout, node.id)
    return Element(
        node.id,
        "node",
        _bounds(place.box, found),
        Later(partial(_whole, node.id, found, on)),
        node.layers,
        areas=() if node.joint else (place.box,),
        outline=place.box.inflated(_AIR),
        corner=_AIR,
        link=link_of(node),
        spots=_spots(found),
        tooltip=node.tooltip,
    )


def _edge(edge: Edge, layout: DiagramLayout, on: Surface) -> Element:
    place, found = layout.edges[edge.id], _drawing_of(layout, edge.id)
    return Element(
        edge.id,
        "edge",
        _bounds(place.box, found),
        Later(partial(_edge_passes, edge.id, found, on)),
        edge.layers,
        areas=tuple(text.box for text in found.texts),
        way=place.points,
        curved=place.curved,
        link=link_of(edge),
        spots=_spots(found),
        tooltip=edge.tooltip,
    )


def _bounds(box: Box, found: ElementDrawing) -> Box:
    """Round all that is painted, with the lines' widths."""
    boxes = [box, *(image.box for image in found.images)]
    boxes += [text.box.inflated(text.size / 4) for text in found.texts]
    for shape in found.shapes:
        thick = shape.pen.width if shape.pen else 0.0
        boxes.append(bounding_box(shape.points).inflated(thick * 2))
    return union(boxes).inflated(2.0)


def _whole(id: ElementId, found: ElementDrawing, on: Surface) -> Passes:
    return (tuple(_items(id, found, on)),)


def _edge_passes(id: ElementId, found: ElementDrawing, on: Surface) -> Passes:
    """Lines, what is at their ends, texts: as of an edge in any style."""
    found = on.of(found)
    lines = tuple(_shape(id, shape, "line") for shape in found.shapes if shape.line)
    heads = tuple(
        _shape(id, shape, "head" if shape.head else "drawn")
        for shape in found.shapes
        if not shape.line
    )
    return lines, heads, tuple(item for text in found.texts for item in _text(id, text))


def _items(id: ElementId, found: ElementDrawing, on: Surface) -> Iterator[Item]:
    found = on.of(found)
    for shape in found.shapes:
        yield _shape(id, shape, "drawn")
    for image in found.images:
        yield _image(id, image, on)
    for text in found.texts:
        yield from _text(id, text)


def _shape(id: ElementId, shape: DrawnShape, part: Part) -> Item:
    fill = None if shape.fill is None else _paint(shape.fill)
    stroke = None if shape.pen is None else _pen(shape.pen)
    least = TIPS if part == "head" else 0.0
    if shape.outline == "ellipse":
        (left, top), (right, bottom) = shape.points
        box = Box(left, top, right - left, bottom - top)
        return EllipseItem(part=part, element=id, box=box, fill=fill, stroke=stroke, least=least)
    return PathItem(part=part, element=id, data=_path(shape), fill=fill, stroke=stroke, least=least)


def _path(shape: DrawnShape) -> PathData:
    points = shape.points
    if shape.outline == "curve":
        count = (len(points) - 1) // 3
        return PathData("M" + "C" * count, points[: 1 + 3 * count])
    closed = "Z" if shape.outline == "polygon" else ""
    return PathData("M" + "L" * (len(points) - 1) + closed, points)


def _image(id: ElementId, image: DrawnImage, on: Surface) -> ImageItem:
    return ImageItem(
        part="icon",
        element=id,
        path=image.name,
        box=image.box,
        bare=True,
        behind=on.behind,
        least=BLOCKS,
    )


def _text(id: ElementId, text: DrawnText) -> Iterator[Item]:
    box, least = text.box, legible(text.size)
    heavy = 600 if text.family == HOUSE_LETTERS else 700
    yield TextItem(
        part="label",
        element=id,
        lines=(text.text,),
        box=box,
        size=text.size,
        paint=text.colour,
        weight=heavy if text.bold else 400,
        align=text.align,
        family=_FAMILIES.get(text.family.lower(), text.family),
        italic=text.italic,
        baseline=text.at.x if text.turned else text.at.y,
        turned=text.turned,
        keep=text.width,
        least=least,
    )
    for line in text.lines:
        high = text.size * _HEIGHTS[line]
        if text.turned:
            ends = Point(text.at.x - high, box.bottom), Point(text.at.x - high, box.y)
        else:
            ends = Point(box.x, text.at.y - high), Point(box.right, text.at.y - high)
        data = PathData("ML", ends)
        pen = Pen(text.colour, text.size * _RULE)
        yield PathItem(part="label", element=id, data=data, stroke=pen, least=least)


@lru_cache(maxsize=1024)
def _pen(pen: DrawnPen) -> Pen:
    paint = _paint(pen.paint)
    dashes = pen.lengths or tuple(length * pen.unit for length in _DASHES[pen.dash])
    return Pen(paint, pen.width, dashes, join="miter")


@lru_cache(maxsize=1024)
def _paint(paint: DrawnPaint) -> str | Gradient:
    if isinstance(paint, str):
        return paint
    return _gradient(paint)


def _gradient(paint: DrawnGradient) -> Gradient:
    # Where one colour begins as another ends, painters take the last only.
    last, stops = -_STEP, tuple[GradientStop, ...]()
    for offset, colour in paint.stops:
        last = min(max(offset, last + _STEP), 1.0)
        stops = (*stops, GradientStop(last, colour))
    if paint.radii is None:
        return LinearGradient(paint.start, paint.end, stops)
    inner, outer = paint.radii
    return RadialGradient(paint.start, inner, paint.end, outer, stops)
