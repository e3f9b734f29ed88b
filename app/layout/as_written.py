"""A diagram laid out and drawn by Graphviz itself, as its file says it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.engine import find, read_with_engine
from app.errors import LayoutError
from app.layout.node_images import has_label_images, image_box, image_in, label_images
from app.layout.operations import Operation, drawn
from app.layout.plane import Sheet, sheet_of
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
    Outline,
)
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId
from app.model.written import WrittenGraph
from app.paths import is_folder, path_of

AROUND = 8.0  # pt round what a cluster holds that the engine has drawn no border of
_NO_EDGES = re.compile(r'\bsplines"?\s*=\s*""')  # of which the engine's answer says nothing
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
    bgcolor: str = ""
    dpi: str = ""
    resolution: str = ""
    splines: str = ""
    layout: str = ""
    outputorder: str = ""
    draw: tuple[Operation, ...] = ()
    label: tuple[Operation, ...] = ()
    objects: tuple[DrawnObject, ...] = ()
    edges: tuple[DrawnEdge, ...] = ()

    @property
    def px(self) -> float:
        """How long a pixel of an image is, in pt."""
        try:
            return 72 / max(float(self.dpi or self.resolution or 72), 1.0)
        except ValueError:
            return 1.0


def lay_out_as_written(
    diagram: Diagram, engine: str | None = None, cancel: threading.Event | None = None
) -> DiagramLayout:
    """What the engine draws of all of a diagram's file. Raises LayoutError."""
    graph = diagram.written
    if graph is None:
        raise LayoutError("Nothing is known of how its file would have it drawn.")
    folder = path_of(graph.folder)

    def asked(*formats: str) -> str:
        return read_with_engine(
            graph.dot,
            formats,
            engine=engine,
            cancel=cancel,
            folder=folder if graph.folder and is_folder(folder) else None,
        ).text

    answer = asked("-Tjson", "-Tsvg") if graph.number == 0 else ""
    drawing, _, svg = answer.partition("\n<?xml")
    if not svg:  # the engine mixes the answers of several graphs
        drawing = asked("-Tjson")
        svg = "".join(asked("-Tsvg").split("\n<?xml")[graph.number :])
    reader = _AnswerReader(diagram, graph, _document(drawing, graph.number), sheet_of(svg))
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


class _AnswerReader:
    def __init__(
        self, diagram: Diagram, graph: WrittenGraph, answer: DrawnGraph, sheet: Sheet
    ) -> None:
        self._diagram, self._graph, self._answer = diagram, graph, answer
        self._sheet, self._plane = sheet, sheet.plane
        # Its edges are not to be seen.
        none = answer.splines == "none" or bool(_NO_EDGES.search(graph.dot))
        self._edgeless = none or answer.layout == "patchwork"
        self._drawings: dict[ElementId, ElementDrawing] = {}
        self._images: tuple[DrawnImage, ...] = ()

    def take_images(self, xdot: str) -> None:
        """The images of labels are those of that answer."""
        self._images = tuple(label_images(xdot, self._plane, self._graph.folder))

    def _labelled(self, found: ElementDrawing, one: DrawnObject, box: Box) -> ElementDrawing:
        """With the images of its label, each an empty operation there."""
        if not self._images or all(operation.op for operation in one.label):
            return found
        inside = (image for image in self._images if box.contains(*image.box.center))
        return replace(found, images=(*found.images, *inside))

    def layout(self, placer: str) -> DiagramLayout:
        index, sheet, answer = self._diagram.index, self._sheet, self._answer
        ground = self._plane
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
                    box = ground.box(*_numbers(one.bb, 4))
                    clusters[id] = _cluster_place(box, made.texts)
                    made = self._labelled(made, one, box)
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
        filled = (s.fill for s in drawn((self._answer.draw,), self._plane).shapes)
        return next((fill for fill in filled if fill is not None), None)

    def _node(self, node: Node, one: DrawnObject) -> NodePlace:
        made = drawn((one.draw, one.label), self._plane)
        x, y = _numbers(one.pos.rstrip("!"))[:2]
        width, height = (_number(side) * 72 for side in (one.width, one.height))
        own = Box(x - width / 2, -y - height / 2, width, height)
        box = icon = self._box(own)
        if node.icon and one.image:
            unit = self._answer.px
            icon = self._box(image_box(own, node.icon, one.imagescale, one.imagepos, unit))
            image = image_in(icon, node.icon, self._plane.turned)
            made = ElementDrawing(made.shapes, (image,), made.texts)
        self._drawings[node.id] = self._labelled(made, one, box)
        label = _around(made.texts)
        lines = tuple(text.text for text in made.texts)
        whole = union((box, label)) if label else box
        return NodePlace(whole, icon, label or Box(*box.center, 0.0, 0.0), lines)

    def _box(self, own: Box) -> Box:
        """On the sheet, of one on the engine's plane, but with y down."""
        return self._plane.box(own.x, -own.y, own.right, -own.bottom)

    def _edge(
        self,
        edge: Edge,
        one: DrawnEdge,
        nodes: Mapping[ElementId, NodePlace],
        clusters: Mapping[ElementId, ClusterPlace],
    ) -> EdgePlace | None:
        parts = (one.draw, one.head_draw, one.tail_draw)
        labels = drawn((one.label,), self._plane)
        at_ends = drawn((one.head_label, one.tail_label), self._plane)
        way = drawn(parts, self._plane, edge=True)
        lines, label = tuple(t.text for t in labels.texts), _around(labels.texts)
        points = tuple(self._plane.at(*point) for point in curve(one.pos))
        curved, shapes = len(points) > 3, way.shapes
        if not curved:  # the engine has found no way for it
            ends = [nodes.get(end) or clusters.get(end) for end in (edge.tail, edge.head)]
            boxes = [place.box for place in ends if place is not None]
            if len(boxes) < 2:
                return None
            points = _loop(boxes[0]) if edge.tail == edge.head else tuple(b.center for b in boxes)
            curved = len(points) > 2
            if not (shapes or self._edgeless):
                pen = DrawnPen(width=self._plane.scale, unit=self._plane.scale)
                outline: Outline = "curve" if curved else "polyline"
                shapes = (DrawnShape(outline, points, None, pen, line=True),)
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


def _loop(box: Box) -> tuple[Point, ...]:
    """A curve at the right side of a box, from it and back."""
    out, by = box.right + max(box.width, box.height) / 2, box.height / 4
    x, y = box.right, box.center.y
    return Point(x, y - by), Point(out, y - 2 * by), Point(out, y + 2 * by), Point(x, y + by)


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
