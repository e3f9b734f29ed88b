"""A diagram laid out and drawn by Graphviz itself, as its file says it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isfinite

from app.errors import GaveUpError, LayoutError, SpentError
from app.layout.answer import DrawnEdge, DrawnGraph, DrawnObject, document, renumbered
from app.layout.left_out import part_of
from app.layout.node_images import has_label_images, image_box, image_in, label_images
from app.layout.operations import Operation, drawn
from app.layout.placed import lay_out_placed
from app.layout.plane import sheet_of
from app.layout.written_engine import WrittenEngine
from app.layout.written_links import LinkedPart, linked_parts
from app.layout.written_texts import WholeTexts
from app.model.diagram import Diagram, Edge, Node, clusters_around
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.drawing import (
    Drawing,
    DrawnImage,
    DrawnLink,
    DrawnPaint,
    DrawnPen,
    DrawnShape,
    DrawnText,
    ElementDrawing,
    Outline,
)
from app.model.elements import link_of
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId
from app.model.written import WrittenGraph

AT = 1.0  # pt that a part may stand beside its element
AROUND = 8.0  # pt round what a cluster holds that the engine has drawn no border of
_NO_EDGES = re.compile(r'\bsplines"?\s*=\s*""')  # of which the engine's answer says nothing


def lay_out_as_written(
    diagram: Diagram,
    engine: str | None = None,
    cancel: threading.Event | None = None,
    method: str = "",
) -> DiagramLayout:
    """What the file itself says, or else what the engine draws of it, by that method of its where one is named; with a
    remark, by another where it comes to no end. What the diagram has not is left out. Raises
    LayoutError."""
    if diagram.written is not None and diagram.written.placed:
        return lay_out_placed(diagram, method)
    usual = WrittenEngine(engine, method, cancel)
    graph = _part(diagram, usual)
    try:
        return _drawn_by(usual, diagram, graph, method)
    except (GaveUpError, SpentError) as why:
        for other in usual.others(graph.dot, bool(diagram.clusters)):
            try:
                found = _drawn_by(other, diagram, graph, method)
            except (GaveUpError, SpentError):
                continue
            return replace(found, remark=f"{other.remark} {why}")
        raise


def sketch_as_written(
    diagram: Diagram, engine: str | None, cancel: threading.Event | None, method: str
) -> DiagramLayout:
    """A first picture of it, of what the engine draws quickest. Raises LayoutError."""
    if diagram.written is not None and diagram.written.placed:
        return lay_out_placed(diagram, method)
    quick = WrittenEngine(engine, method, cancel).quickest(bool(diagram.clusters))
    return _drawn_by(quick, diagram, _part(diagram, quick), method)


def _part(diagram: Diagram, engine: WrittenEngine) -> WrittenGraph:
    whole = diagram.written
    if whole is None:
        raise LayoutError("Nothing is known of how its file would have it drawn.")
    return part_of(diagram, whole, engine.engine, engine.cancel)


def _drawn_by(
    engine: WrittenEngine, diagram: Diagram, graph: WrittenGraph, method: str
) -> DiagramLayout:
    """`method` is what was asked for. Raises LayoutError."""
    answer = engine.ask(graph, "-Tjson", "-Tsvg") if graph.number == 0 else ""
    drawing, _, svg = answer.partition("\n<?xml")
    if not svg:  # the engine mixes the answers of several graphs
        drawing = engine.ask(graph, "-Tjson")
        svg = "".join(engine.ask(graph, "-Tsvg").split("\n<?xml")[graph.number :])
    found = document(drawing, graph.number)
    known = graph if graph is diagram.written else renumbered(graph, found)
    reader = _AnswerReader(diagram, known, found, svg)
    if has_label_images(graph.dot):
        reader.take_images(engine.ask(graph, "-Txdot"))
    if "<a " in svg:
        reader.take_links(linked_parts(svg, reader.plane))
    return reader.layout(engine.name, method)


class _AnswerReader:
    def __init__(self, diagram: Diagram, graph: WrittenGraph, answer: DrawnGraph, svg: str) -> None:
        self._diagram, self._graph, self._answer = diagram, graph, answer
        self._sheet = sheet_of(svg)
        self.plane = self._sheet.plane
        self._whole_texts = WholeTexts(svg, self.plane)
        # Edges that it draws no line of are not to be seen: there are none, or others are theirs, too.
        none = answer.splines == "none" or bool(_NO_EDGES.search(graph.dot))
        merged = answer.concentrate.lower() in ("true", "yes", "1")
        self._edgeless = none or merged or answer.layout == "patchwork"
        self._drawings: dict[ElementId, ElementDrawing] = {}
        self._images: tuple[DrawnImage, ...] = ()
        self._links: tuple[LinkedPart, ...] = ()

    def take_images(self, xdot: str) -> None:
        """The images of labels are those of that answer."""
        self._images = tuple(label_images(xdot, self.plane, self._graph.folder))

    def take_links(self, parts: Iterable[LinkedPart]) -> None:
        """The parts of what it reads that lead somewhere of their own."""
        self._links = tuple(parts)

    def _drawn(self, *lists: Iterable[Operation]) -> ElementDrawing:
        return self._whole_texts.mended(drawn(lists, self.plane))

    def _labelled(self, found: ElementDrawing, one: DrawnObject, box: Box) -> ElementDrawing:
        """With the images of its label, each an empty operation there."""
        if not self._images or all(operation.op for operation in one.label):
            return found
        inside = (image for image in self._images if box.contains(*image.box.center))
        return replace(found, images=(*found.images, *inside))

    def layout(self, placer: str, method: str) -> DiagramLayout:
        index, sheet, answer = self._diagram.index, self._sheet, self._answer
        ground = self.plane
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
                made = self._drawn(one.draw, one.label)
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
        whole = self._drawn(answer.label)
        for part in self._links:
            whole = self._link(part, nodes, clusters, whole)
        drawing = Drawing(
            whole,
            canvas,
            self._drawings,
            answer.outputorder == "edgesfirst",
            method,
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

    def _link(
        self,
        part: LinkedPart,
        nodes: Mapping[ElementId, NodePlace],
        clusters: Mapping[ElementId, ClusterPlace],
        whole: ElementDrawing,
    ) -> ElementDrawing:
        """Give it to the element that it is a part of, or to the whole, which is returned."""
        at = part.box.center
        boxes: dict[ElementId, Box] = {}
        if part.kind == "node":
            boxes = {id: place.box for id, place in nodes.items()}
        elif part.kind == "cluster":
            boxes = {id: place.box for id, place in clusters.items()}
        elif part.kind == "edge" and part.bare:
            drawings = ((e.id, self._drawings.get(e.id)) for e in self._diagram.edges)
            boxes = {id: b for id, d in drawings if d and (b := _around(d.texts)) is not None}
        holding = [id for id, box in boxes.items() if box.inflated(AT).contains(*at)]
        if not holding:
            return whole if part.kind != "graph" else _with_link(whole, part)
        owner = min(holding, key=lambda one: boxes[one].width * boxes[one].height)
        if part.url != link_of(self._diagram.index.elements[owner]):
            self._drawings[owner] = _with_link(self._drawings[owner], part)
        return whole

    def _canvas(self) -> DrawnPaint | None:
        """What the file fills the sheet with."""
        if not self._answer.bgcolor:
            return None
        filled = (s.fill for s in self._drawn(self._answer.draw).shapes)
        return next((fill for fill in filled if fill is not None), None)

    def _node(self, node: Node, one: DrawnObject) -> NodePlace:
        made = self._drawn(one.draw, one.label)
        x, y = _pair(one.pos.rstrip("!"))
        width, height = (_number(side) * 72 for side in (one.width, one.height))
        own = Box(x - width / 2, -y - height / 2, width, height)
        box = icon = self._box(own)
        if node.icon and one.image:
            unit = self._answer.px
            icon = self._box(image_box(own, node.icon, one.imagescale, one.imagepos, unit))
            image = image_in(icon, node.icon, self.plane.turned)
            made = ElementDrawing(made.shapes, (image,), made.texts)
        self._drawings[node.id] = self._labelled(made, one, box)
        label = _around(made.texts)
        lines = tuple(text.text for text in made.texts)
        whole = union((box, label)) if label else box
        return NodePlace(whole, icon, label or Box(*box.center, 0.0, 0.0), lines)

    def _box(self, own: Box) -> Box:
        """On the sheet, of one on the engine's plane, but with y down."""
        return self.plane.box(own.x, -own.y, own.right, -own.bottom)

    def _edge(
        self,
        edge: Edge,
        one: DrawnEdge,
        nodes: Mapping[ElementId, NodePlace],
        clusters: Mapping[ElementId, ClusterPlace],
    ) -> EdgePlace | None:
        parts = (one.draw, one.head_draw, one.tail_draw)
        labels = self._drawn(one.label)
        at_ends = self._drawn(one.head_label, one.tail_label)
        way = drawn(parts, self.plane, edge=True)
        lines, label = tuple(t.text for t in labels.texts), _around(labels.texts)
        points = tuple(self.plane.at(*point) for point in curve(one.pos))
        curved, shapes = len(points) > 3, way.shapes
        if not curved:  # the engine has found no way for it
            ends = [nodes.get(end) or clusters.get(end) for end in (edge.tail, edge.head)]
            boxes = [place.box for place in ends if place is not None]
            if len(boxes) < 2:
                return None
            points = _loop(boxes[0]) if edge.tail == edge.head else tuple(b.center for b in boxes)
            curved = len(points) > 2
            if not (shapes or self._edgeless):
                pen = DrawnPen(width=self.plane.scale, unit=self.plane.scale)
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


def _with_link(found: ElementDrawing, part: LinkedPart) -> ElementDrawing:
    """With that part of it; of text alone the box is as large as that."""
    at, box = part.box.center, part.box
    if part.bare:
        texts = [text.box for text in found.texts if text.box.inflated(AT).contains(*at)]
        box = min(texts, key=lambda one: one.width, default=box)
    return replace(found, links=(*found.links, DrawnLink(box, part.url)))


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
        point = Point(*_pair(part[2:] if mark in ("s,", "e,") else part))
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
    known = len(points) % 3 == 1 and all(isfinite(x) and isfinite(y) for x, y in points)
    return tuple(points) if known else ()


def _pair(said: str) -> tuple[float, float]:
    """The first two numbers, of which there may be three. Raises LayoutError."""
    found = _numbers(said)
    if len(found) < 2:
        found = _numbers(said, 2)
    return found[0], found[1]


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
