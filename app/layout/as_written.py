"""A diagram laid out and drawn by Graphviz itself, as its file says it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.engine import find, read_with_engine
from app.errors import LayoutError
from app.layout.node_images import has_label_images, image_box, label_images
from app.layout.operations import Operation, Plane, drawn
from app.model.diagram import Diagram, Edge, Node, clusters_around
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.drawing import (
    Drawing,
    DrawnImage,
    DrawnPaint,
    DrawnPen,
    DrawnShape,
    DrawnText,
    ElementDrawing,
)
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId
from app.model.written import WrittenGraph
from app.paths import is_folder, path_of

PAD = 4.0  # pt round all, where the file says nothing of it
AROUND = 8.0  # pt round what a cluster holds that the engine has drawn no border of
_STRAY = bytes.maketrans(bytes(b for b in range(32) if b not in b"\t\n\r"), b" " * 29)


class DrawnObject(Struct, rename={"number": "_gvid", "draw": "_draw_", "label": "_ldraw_"}):
    """A node, a cluster or another subgraph of the answer."""

    number: int
    name: str = ""
    draw: tuple[Operation, ...] = ()
    label: tuple[Operation, ...] = ()
    bb: str = ""
    pos: str = ""
    width: str = ""
    height: str = ""
    image: str = ""
    imagescale: str = ""
    imagepos: str = ""


class DrawnEdge(
    Struct,
    rename={
        "number": "_gvid",
        "draw": "_draw_",
        "label": "_ldraw_",
        "head_draw": "_hdraw_",
        "tail_draw": "_tdraw_",
        "head_label": "_hldraw_",
        "tail_label": "_tldraw_",
    },
):
    """An edge of the answer."""

    number: int
    pos: str = ""
    draw: tuple[Operation, ...] = ()
    label: tuple[Operation, ...] = ()
    head_draw: tuple[Operation, ...] = ()
    tail_draw: tuple[Operation, ...] = ()
    head_label: tuple[Operation, ...] = ()
    tail_label: tuple[Operation, ...] = ()


class DrawnGraph(Struct, rename={"draw": "_draw_", "label": "_ldraw_"}):
    """A document of the answer."""

    bb: str = ""
    pad: str = ""
    bgcolor: str = ""
    outputorder: str = ""
    draw: tuple[Operation, ...] = ()
    label: tuple[Operation, ...] = ()
    objects: tuple[DrawnObject, ...] = ()
    edges: tuple[DrawnEdge, ...] = ()


def lay_out_as_written(
    diagram: Diagram, engine: str | None = None, cancel: threading.Event | None = None
) -> DiagramLayout:
    """What the engine draws of all of a diagram's file. Raises LayoutError."""
    graph = diagram.written
    if graph is None:
        raise LayoutError("Nothing is known of how its file would have it drawn.")
    folder = path_of(graph.folder)

    def asked(format: str) -> str:
        return read_with_engine(
            graph.dot,
            (format,),
            engine=engine,
            cancel=cancel,
            folder=folder if graph.folder and is_folder(folder) else None,
        ).text

    reader = _AnswerReader(diagram, graph, _document(asked("-Tjson"), graph.number))
    if has_label_images(graph.dot):
        reader.take_images(asked("-Txdot"))
    return reader.layout(Path(find(engine)).stem)


def _document(text: str, number: int) -> DrawnGraph:
    """The one of that number in the engine's answer, where one follows the other."""
    content = text.encode("utf-8", "replace").translate(_STRAY)
    documents = content.split(b"\n}\n")
    if not 0 <= number < len(documents):
        raise LayoutError("The layout engine drew fewer graphs than there are in the file.")
    document = documents[number]
    if b"\n}" not in document[-3:]:
        document += b"\n}"
    try:
        return msgspec.json.decode(document, type=DrawnGraph)
    except msgspec.MsgspecError:
        pass
    try:  # a file may call attributes of its own as the engine's fields are called
        found = json.loads(document, strict=False, object_pairs_hook=_fields)
        return msgspec.convert(found, DrawnGraph)
    except (ValueError, RecursionError) as why:
        raise LayoutError(f"The layout engine's answer cannot be read: {why}.") from why


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What is not text is the engine's own, whatever comes later."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if not (isinstance(value, str) and key in _LISTS) and not (key in found and key in _LISTS):
            found[key] = value
    return found


_LISTS = {"_gvid", "objects", "edges", "_draw_", "_ldraw_"} | {
    f"_{x}draw_" for x in ("h", "t", "hl", "tl")
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The ground that the engine draws on, with its size (pt)."""

    ground: Plane
    width: float
    height: float

    @classmethod
    def of(cls, bb: str, pad: str) -> _Sheet:
        left, bottom, right, top = _numbers(bb, 4)
        said = _numbers(pad) if pad else ()
        across = said[0] * 72 if said else PAD
        down = said[1] * 72 if len(said) > 1 else across
        return cls(
            Plane(left - across, top + down),
            right - left + 2 * across,
            top - bottom + 2 * down,
        )

    def box(self, bb: str) -> Box:
        """Of the engine's corners."""
        x0, y0, x1, y1 = _numbers(bb, 4)
        (left, top), (right, bottom) = self.ground.at(x0, y1), self.ground.at(x1, y0)
        return Box(left, top, right - left, bottom - top)


class _AnswerReader:
    def __init__(self, diagram: Diagram, graph: WrittenGraph, answer: DrawnGraph) -> None:
        self._diagram, self._graph, self._answer = diagram, graph, answer
        self._sheet = _Sheet.of(answer.bb, answer.pad)
        self._drawings: dict[ElementId, ElementDrawing] = {}
        self._images: tuple[DrawnImage, ...] = ()

    def take_images(self, xdot: str) -> None:
        """The images of labels are those of that answer."""
        self._images = tuple(label_images(xdot, self._sheet.ground, self._graph.folder))

    def _labelled(self, found: ElementDrawing, one: DrawnObject, box: Box) -> ElementDrawing:
        """With the images of its label, each an empty operation there."""
        if not self._images or all(operation.op for operation in one.label):
            return found
        inside = (image for image in self._images if box.contains(*image.box.center))
        return replace(found, images=(*found.images, *inside))

    def layout(self, placer: str) -> DiagramLayout:
        index, sheet, answer = self._diagram.index, self._sheet, self._answer
        ground = sheet.ground
        nodes: dict[ElementId, NodePlace] = {}
        clusters: dict[ElementId, ClusterPlace] = {}
        for one in answer.objects:
            id = self._graph.elements.get(one.number)
            element = index.elements.get(id) if id is not None else None
            if id is None or element is None:
                continue
            if isinstance(element, Node):
                if one.pos:
                    nodes[id] = self._node(element, one)
            else:
                made = drawn((one.draw, one.label), ground)
                if one.bb:
                    clusters[id] = _cluster_place(sheet.box(one.bb), made.texts)
                    made = self._labelled(made, one, sheet.box(one.bb))
                self._drawings[id] = made
        self._place_others(nodes, clusters)
        edges: dict[ElementId, EdgePlace] = {}
        for way in answer.edges:
            edge = index.edges.get(self._graph.edges.get(way.number, ElementId("")))
            if edge is not None and not edge.invisible:
                place = self._edge(edge, way, nodes, clusters)
                if place is not None:
                    edges[edge.id] = place
        canvas = self._canvas()
        drawing = Drawing(
            drawn((answer.label,), ground),
            canvas,
            self._drawings,
            answer.outputorder == "edgesfirst",
        )
        return DiagramLayout(
            self._diagram,
            sheet.width,
            sheet.height,
            nodes,
            clusters,
            edges,
            placer=placer,
            routers={placer: len(edges)},
            drawing=drawing,
        )

    def _canvas(self) -> DrawnPaint | None:
        """What the file fills the sheet with."""
        if not self._answer.bgcolor:
            return None
        filled = (s.fill for s in drawn((self._answer.draw,), self._sheet.ground).shapes)
        return next((fill for fill in filled if fill is not None), None)

    def _node(self, node: Node, one: DrawnObject) -> NodePlace:
        made = drawn((one.draw, one.label), self._sheet.ground)
        x, y = self._sheet.ground.at(*_numbers(one.pos.rstrip("!"))[:2])
        width, height = (_number(side) * 72 for side in (one.width, one.height))
        box = icon = Box(x - width / 2, y - height / 2, width, height)
        if node.icon and one.image:
            icon = image_box(box, node.icon, one.imagescale, one.imagepos)
            made = ElementDrawing(made.shapes, (DrawnImage(node.icon, icon),), made.texts)
        self._drawings[node.id] = self._labelled(made, one, box)
        label = _around(made.texts)
        lines = tuple(text.text for text in made.texts)
        whole = union((box, label)) if label else box
        return NodePlace(whole, icon, label or Box(x, y, 0.0, 0.0), lines)

    def _edge(
        self,
        edge: Edge,
        one: DrawnEdge,
        nodes: Mapping[ElementId, NodePlace],
        clusters: Mapping[ElementId, ClusterPlace],
    ) -> EdgePlace | None:
        parts = (one.draw, one.head_draw, one.tail_draw)
        labels = drawn((one.label,), self._sheet.ground)
        at_ends = drawn((one.head_label, one.tail_label), self._sheet.ground)
        way = drawn(parts, self._sheet.ground, edge=True)
        lines, label = tuple(t.text for t in labels.texts), _around(labels.texts)
        points = tuple(self._sheet.ground.at(*point) for point in curve(one.pos))
        curved, shapes = len(points) > 3, way.shapes
        if not curved:  # the engine has found no way for it
            boxes = [nodes.get(end) or clusters.get(end) for end in (edge.tail, edge.head)]
            points = tuple(place.box.center for place in boxes if place is not None)
            if len(points) < 2:
                return None
            shapes = shapes or (DrawnShape("polyline", points, None, DrawnPen(), line=True),)
        self._drawings[edge.id] = ElementDrawing(
            (*shapes, *labels.shapes, *at_ends.shapes), (), (*labels.texts, *at_ends.texts)
        )
        return EdgePlace(points, curved, label_box=label, lines=lines)

    def _place_others(
        self, nodes: Mapping[ElementId, NodePlace], clusters: dict[ElementId, ClusterPlace]
    ) -> None:
        """Most engines draw no clusters: those stand round what they hold."""
        parents = self._diagram.index.parents
        held: dict[ElementId, list[Box]] = {}
        for id, place in nodes.items():
            for around in clusters_around(id, parents):
                held.setdefault(around, []).append(place.box)
        for cluster in self._diagram.clusters:
            if cluster.id not in clusters:
                boxes = held.get(cluster.id, [Box(0.0, 0.0, 0.0, 0.0)])
                clusters[cluster.id] = _cluster_place(union(boxes).inflated(AROUND), ())


def _cluster_place(box: Box, texts: tuple[DrawnText, ...]) -> ClusterPlace:
    label = _around(texts) or Box(box.x, box.y, 0.0, 0.0)
    corner = Box(box.x, box.y, 0.0, 0.0)
    return ClusterPlace(box, corner, label, tuple(text.text for text in texts))


def _around(texts: Iterable[DrawnText]) -> Box | None:
    boxes = [text.box for text in texts]
    return union(boxes) if boxes else None


def curve(pos: str) -> tuple[Point, ...]:
    """An edge's first curve as cubic Béziers (1 + 3n points), from the tip of what is at its
    tail to the tip of what is at its head."""
    start = end = None
    points: list[Point] = []
    for part in pos.partition(";")[0].split():
        mark = part[:2]
        point = Point(*_numbers(part[2:] if mark in ("s,", "e,") else part)[:2])
        if mark == "s,":
            start = point
        elif mark == "e,":
            end = point
        else:
            points.append(point)
    if start is not None and points:
        points[0] = start
    if end is not None and points:
        points[-1] = end
    return tuple(points) if len(points) % 3 == 1 else ()


def _numbers(said: str, count: int = 0) -> tuple[float, ...]:
    """Numbers between commas. Raises LayoutError where they are none, or not that many."""
    try:
        found = tuple(float(part) for part in said.split(","))
    except ValueError:
        found = ()
    if not found or (count and len(found) != count):
        raise LayoutError(f"The layout engine's answer cannot be read: “{said[:40]}”.")
    return found


def _number(said: str) -> float:
    return _numbers(said)[0] if said else 0.0
