"""A diagram laid out as its file itself places it: what remains is to set its texts, and to say how large
the sheet is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.layout import rich
from app.layout.fonts import USUAL, Face, face_of
from app.layout.node_images import image_in
from app.layout.rich import LabelFont, PlacedPiece
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.drawing import (
    HOUSE_LETTERS,
    Drawing,
    DrawnGradient,
    DrawnImage,
    DrawnPaint,
    DrawnShape,
    DrawnText,
    ElementDrawing,
)
from app.model.geometry import Box, Point, bounding_box, union
from app.model.ids import ElementId
from app.model.placed import PlacedElement, PlacedLabel

PAD = 12.0  # pt round all that is drawn
PLACER = "file"
_INK = "#000000"
_PARTS = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}


def lay_out_placed(diagram: Diagram, method: str = "") -> DiagramLayout:
    """The elements of a diagram that is placed, where its file says. `method` is what was asked for."""
    written = diagram.written
    placed = written.placed if written is not None else {}
    edges_first = written is not None and written.edges_first
    index = diagram.index
    known = {id: one for id, one in placed.items() if id in index.elements or id in index.edges}
    drawn = {id: _drawn(one, _icon(diagram, id)) for id, one in known.items()}
    boxes = [box for id, one in drawn.items() for box in _boxes(known[id], one)]
    whole = (union(boxes) if boxes else Box(0.0, 0.0, 0.0, 0.0)).inflated(PAD)
    right, down = -whole.x, -whole.y
    drawn = {id: _moved(one, right, down) for id, one in drawn.items()}
    nodes: dict[ElementId, NodePlace] = {}
    clusters: dict[ElementId, ClusterPlace] = {}
    edges: dict[ElementId, EdgePlace] = {}
    for id, one in known.items():
        element, made = index.edges.get(id) or index.elements[id], drawn[id]
        box, label = one.box.moved(right, down), _around(made.texts)
        lines = tuple(text.text for text in made.texts)
        if isinstance(element, Node):
            icon = made.images[0].box if made.images else box
            whole_box = union((box, label)) if label else box
            at = label or Box(*box.center, 0.0, 0.0)
            nodes[id] = NodePlace(whole_box, icon, at, lines)
        elif isinstance(element, Cluster):
            corner = Box(box.x, box.y, 0.0, 0.0)
            clusters[id] = ClusterPlace(box, corner, label or corner, lines)
        elif isinstance(element, Edge) and not element.invisible and len(one.way) > 1:
            way = tuple(Point(x + right, y + down) for x, y in one.way)
            edges[id] = EdgePlace(way, one.curved, label, lines)
    return DiagramLayout(
        diagram,
        whole.width,
        whole.height,
        nodes,
        clusters,
        edges,
        placer=PLACER,
        routers={PLACER: len(edges)},
        drawing=Drawing(elements=drawn, edges_first=edges_first, method=method),
    )


def _icon(diagram: Diagram, id: ElementId) -> str | None:
    element = diagram.index.elements.get(id)
    return element.icon if isinstance(element, Node) else None


def _drawn(one: PlacedElement, icon: str | None) -> ElementDrawing:
    images: tuple[DrawnImage, ...] = ()
    if icon is not None and one.image is not None:
        found = image_in(one.image, icon, turned=False)
        right = (one.image.width - found.box.width) / 2
        down = (one.image.height - found.box.height) / 2
        images = (DrawnImage(icon, found.box.moved(right, down)),)
    shapes, texts = list(one.shapes), list[DrawnText]()
    for label in one.labels:
        said = list(_texts(label))
        texts += said
        if label.behind and (around := _around(said)) is not None:
            corners = _corners(around.inflated(1.0))
            shapes.append(DrawnShape("polygon", corners, label.behind))
    return ElementDrawing(tuple(shapes), images, tuple(texts))


def _texts(label: PlacedLabel) -> Iterator[DrawnText]:
    size = label.font.size or USUAL
    own = face_of(label.font)
    bold = label.bold or own.bold
    font = LabelFont(size, size, bold, Face(own.family, bold, label.italic or own.italic))
    room, text = label.box, label.text
    if label.turned:
        room = Box(0.0, 0.0, room.height, room.width)
    if label.wraps and room.width > size:
        text = rich.wrapped(text, font, room.width)
    wide, high = rich.size_of(text, font)
    x = room.x + (room.width - wide) * _PARTS[label.across]
    y = room.y + (room.height - high) * _PARTS[label.down]
    for piece in rich.placed(text, font, Box(x, y, wide, high), label.across):
        if isinstance(piece, PlacedPiece):
            yield _text(piece, label)


def _text(piece: PlacedPiece, label: PlacedLabel) -> DrawnText:
    at = Point(piece.box.x, piece.baseline)
    if label.turned:
        at = Point(label.box.x + at.y, label.box.bottom - at.x)
    return DrawnText(
        piece.words,
        at,
        "left",
        piece.box.width,
        piece.size,
        piece.face.family or HOUSE_LETTERS,
        piece.piece.font.colour or label.font.colour or _INK,
        piece.face.bold,
        piece.face.italic,
        piece.piece.lines,
        label.turned,
    )


def _corners(box: Box) -> tuple[Point, ...]:
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    return Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)


def _around(texts: Iterable[DrawnText]) -> Box | None:
    boxes = [text.box for text in texts]
    return union(boxes) if boxes else None


def _boxes(one: PlacedElement, made: ElementDrawing) -> Iterator[Box]:
    """What takes room."""
    if one.way:
        yield bounding_box(one.way)
    else:
        yield one.box
    yield from (bounding_box(shape.points) for shape in made.shapes)
    yield from (text.box for text in made.texts)


def _moved(one: ElementDrawing, right: float, down: float) -> ElementDrawing:
    def at(point: Point) -> Point:
        return Point(round(point.x + right, 3), round(point.y + down, 3))

    def paint(fill: DrawnPaint | None) -> DrawnPaint | None:
        if isinstance(fill, DrawnGradient):
            return replace(fill, start=at(fill.start), end=at(fill.end))
        return fill

    return ElementDrawing(
        tuple(
            replace(shape, points=tuple(map(at, shape.points)), fill=paint(shape.fill))
            for shape in one.shapes
        ),
        tuple(DrawnImage(image.name, image.box.moved(right, down)) for image in one.images),
        tuple(replace(text, at=at(text.at)) for text in one.texts),
    )
