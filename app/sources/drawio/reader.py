"""A draw.io file → its source graphs, one for each page, with what it draws where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.bounded import read_whole
from app.errors import SourceError
from app.model import problem
from app.model.geometry import Box, Point
from app.model.placed import PlacedElement
from app.model.problem import Problem
from app.model.source_graph import (
    SourceCluster,
    SourceEdge,
    SourceEnd,
    SourceGraph,
    SourceNode,
    SourcePlace,
)
from app.model.wording import counted
from app.sources.drawio.attributes import (
    PageLinks,
    cluster_attributes,
    details_of,
    edge_attributes,
    hanging_attributes,
    node_attributes,
)
from app.sources.drawio.cells import DrawioCell, read_cells
from app.sources.drawio.drawn import drawn_edge, drawn_vertex, label_point
from app.sources.drawio.frames import NearShapes
from app.sources.drawio.kinds import FoundKinds, stencil_of
from app.sources.drawio.left_out import left_out
from app.sources.drawio.line_ends import LineEnd, fixed_point
from app.sources.drawio.outlines import shape_name
from app.sources.drawio.pages import DrawioPage, read_pages
from app.sources.drawio.routes import along, route
from app.sources.drawio.tree import PlacedCell, page_tree
from app.sources.reading import DiagramOrigin, SourceReading

MOST_BYTES = 64 << 20  # of a file
_USUAL_NAME = re.compile(r"(?:Page|Seite|Página|Pagina|Страница|ページ|第)\W?\d+\W?页?")
_NO_LAYER = "\x7f"  # the name of none
_SEPARATORS = {"layersep": "\x1f", "layerlistsep": "\x1e"}


def read_drawio(path: Path, origin: DiagramOrigin) -> SourceReading:
    """Read a drawing, a graph for each page; one that is broken leaves the others."""
    try:
        raw = read_whole(path, MOST_BYTES)
    except SourceError as why:
        return SourceReading(problems=(problem.error(str(why), origin.file),))
    return read_drawio_bytes(raw, origin)


def read_drawio_bytes(raw: bytes, origin: DiagramOrigin) -> SourceReading:
    """As `read_drawio`, of a file's bytes."""
    if not raw.strip():
        empty = "The file is empty: draw.io’s files begin with <mxfile>."
        return SourceReading(problems=(problem.error(empty, origin.file),))
    read = read_pages(raw, origin.file)
    several = len(read.pages) + read.lost > 1
    names = {page.id: page.name for page in read.pages if page.id}
    links = PageLinks(Path(origin.file).name, names)
    problems = list(read.problems)
    graphs = []
    for page in read.pages:
        reader = _PageReader(page, links, origin.file, several)
        graph = reader.graph()
        problems += reader.problems()
        if graph.nodes or graph.clusters or not several:
            graphs.append(graph)
    return SourceReading(tuple(graphs), tuple(problems), read.lost)


@dataclass(slots=True)
class _Lost:
    """What a page has that its picture lacks."""

    stencils: Counter[str] = field(default_factory=Counter)
    pictures: int = 0
    loose: int = 0
    closed: int = 0


class _PageReader:
    """Reads one page."""

    def __init__(self, page: DrawioPage, links: PageLinks, file: str, several: bool) -> None:
        self._page, self._links, self._file, self._several = page, links, file, several
        cells = list(read_cells(page.model))
        self._tree = page_tree(cells)
        seen = (cell for cell in cells if cell.visible)
        self._left_out = left_out(seen, page.model.attributes.get("math") == "1")
        self._kinds = FoundKinds()
        self._lost = _Lost(closed=len(self._tree.closed))
        self._points: list[SourceNode] = []
        self._ways: dict[str, list[Point]] = {}
        on_edges = self._tree.labels.items()
        self._labels = {one.id: (edge, one) for edge, labels in on_edges for one in labels}
        self._place = SourcePlace(file, page.line)

    def graph(self) -> SourceGraph:
        tree, several = self._tree, self._several
        boxes = {id: one.box for id, one in tree.vertices.items() if id not in tree.clusters}
        around = {id: tree.vertices[id].box for id in tree.clusters}
        self._near = NearShapes(boxes, around)
        clusters = [self._cluster(tree.vertices[id]) for id in self._outermost_first()]
        nodes = [self._node(one) for id, one in tree.vertices.items() if id not in tree.clusters]
        edges = [edge for one in tree.edges.values() for edge in self._edge(one)]
        name = self._page.name
        usual = not several and bool(_USUAL_NAME.fullmatch(name))
        under = self._edges_first() and not any(map(self._would_be_hidden, tree.edges.values()))
        attributes = {"outputorder": "edgesfirst"} if under else {}
        if tree.layers:
            attributes |= {"layers": "\x1f".join(tree.layers), **_SEPARATORS}
            shown = [name for name in tree.layers if name not in tree.hidden_layers]
            if tree.hidden_layers:
                attributes["layerselect"] = "\x1e".join(shown) or _NO_LAYER
        title = "" if usual else name
        return SourceGraph(
            self._place,
            name=name,
            title=title,
            filename=name if several else "",
            attributes=attributes,
            nodes=(*nodes, *self._points),
            clusters=tuple(clusters),
            edges=tuple(edges),
            heading=(),
        )

    def _edges_first(self) -> bool:
        """Whether most edges are painted before what they join."""
        tree = self._tree
        under = over = 0
        for one in tree.edges.values():
            ends = (tree.vertices.get(tree.owner(id)) for id in (one.cell.source, one.cell.target))
            orders = [end.order for end in ends if end is not None]
            if orders:
                under += one.order < max(orders)
                over += one.order > max(orders)
        return under > over

    def _would_be_hidden(self, edge: PlacedCell) -> bool:
        """Whether its line runs over a shape that was painted before it, were that painted later."""
        way = self._ways.get(edge.cell.id, [])
        for part in (0.25, 0.5, 0.75) if way else ():
            at = along(way, part)
            id = self._near.at(at)
            if id is None or id in self._tree.clusters:
                continue
            under = self._tree.vertices[id]
            ends = {self._tree.owner(end) for end in (edge.cell.source, edge.cell.target)}
            if under.box.contains(*at) and id not in ends and under.order < edge.order:
                return True
        return False

    def _outermost_first(self) -> Iterator[str]:
        inner: dict[str, list[str]] = {}
        for id in self._tree.vertices:
            if id in self._tree.clusters:
                inner.setdefault(self._tree.around.get(id, ""), []).append(id)
        waiting = inner.get("", [])[::-1]
        while waiting:
            id = waiting.pop()
            yield id
            waiting += inner.get(id, [])[::-1]

    def _at(self, cell: DrawioCell) -> SourcePlace:
        return SourcePlace(self._file, cell.line)

    def _on_layer(self, placed: PlacedCell) -> dict[str, str]:
        layers = placed.cell.layers or ((placed.layer,) if placed.layer else ())
        return {"layer": _SEPARATORS["layerlistsep"].join(layers)} if layers else {}

    def _cluster(self, placed: PlacedCell) -> SourceCluster:
        cell = placed.cell
        group = self._kinds.group_of(cell)
        said = cluster_attributes(placed, group, self._links) | self._on_layer(placed)
        return SourceCluster(
            cell.id,
            cell.id,
            self._at(cell),
            said,
            self._tree.around.get(cell.id),
            details=details_of(cell, group or "", self._file),
            drawn=drawn_vertex(placed, group=group),
        )

    def _node(self, placed: PlacedCell) -> SourceNode:
        cell = placed.cell
        pictures = ((one, *self._kinds.picture_of(one.cell)) for one in (placed, *placed.parts))
        pictured, kind, icon = next((p for p in pictures if p[2]), (None, "", ""))
        kind = kind or self._kinds.class_of(cell)[0]
        group = None if icon else self._kinds.group_of(cell)
        for one in (placed, *placed.parts):
            if one is not pictured and not (one is placed and group is not None):
                self._count_lost(one.cell)
        said = node_attributes(placed, icon, self._links) | self._on_layer(placed)
        return SourceNode(
            cell.id,
            self._at(cell),
            said,
            self._tree.around.get(cell.id),
            kind,
            details=details_of(cell, kind, self._file),
            drawn=drawn_vertex(placed, pictured, group),
        )

    def _count_lost(self, cell: DrawioCell) -> None:
        if cell.style.get("image") and not cell.style["image"].startswith("img/lib/"):
            self._lost.pictures += 1
        elif name := stencil_of(cell):
            self._lost.stencils[name] += 1

    # Edges

    def _edge(self, placed: PlacedCell) -> Iterator[SourceEdge]:
        cell = placed.cell
        labels = self._tree.labels.get(cell.id, [])
        origin = Point(placed.box.x, placed.box.y)
        points = [Point(p.x + origin.x, p.y + origin.y) for p in cell.geometry.points]
        tail = self._end(placed, "tail", cell.source, cell.geometry.source)
        head = self._end(placed, "head", cell.target, cell.geometry.target)
        if tail is None or head is None:
            self._lost.loose += 1
            return
        way = route(cell, tail[1], head[1], points)
        self._ways[cell.id] = way
        yield SourceEdge(
            tail[0],
            head[0],
            self._at(cell),
            edge_attributes(cell, labels, self._links) | self._on_layer(placed),
            drawn=drawn_edge(cell, way, labels),
        )

    def _end(
        self, placed: PlacedCell, end: str, id: str, point: Point | None
    ) -> tuple[SourceEnd, LineEnd] | None:
        """What it ends at there, and where."""
        cell, tree = placed.cell, self._tree
        part = self._box_of(id)
        owner = tree.owner(id)
        if part is not None and owner in tree.vertices:
            at = SourceEnd(owner, is_cluster=owner in tree.clusters)
            shape = shape_name(tree.vertices[owner].cell)
            perimeter = shape if shape in ("ellipse", "rhombus") else "box"
            fixed = fixed_point(cell, part, "exit" if end == "tail" else "entry", perimeter)
            return at, LineEnd(part, perimeter, fixed)
        if id in self._ways:  # an edge that ends at another one
            point = along(self._ways[id], 0.5)
        elif id in self._labels and self._labels[id][0] in self._ways:  # at a label of another one
            point = label_point(self._labels[id][1], self._ways[self._labels[id][0]])
        elif point is not None:
            point = Point(point.x + placed.box.x, point.y + placed.box.y)
        if point is None:
            return None
        there = LineEnd(Box(point.x, point.y, 0.0, 0.0), fixed=point)
        if (near := self._near.at(point)) is not None:
            return SourceEnd(near, is_cluster=near in tree.clusters), there
        name = f"{cell.id}~{end}"
        self._points.append(
            SourceNode(
                name,
                self._at(cell),
                hanging_attributes() | self._on_layer(placed),
                drawn=PlacedElement(there.box),
            )
        )
        return SourceEnd(name), there

    def _box_of(self, id: str) -> Box | None:
        """Of a cell, of a part of one, or of the closed group that it is in."""
        owner = self._tree.owner(id)
        found = self._tree.vertices.get(owner)
        if found is None:
            return None
        return next((part.box for part in found.parts if part.cell.id == id), found.box)

    # What is told

    def problems(self) -> list[Problem]:
        """What of the page its picture lacks; asked after its graph."""
        lost, where = self._lost, f" on the page “{self._page.name[:60]}”" if self._several else ""
        found = []
        if lost.stencils:
            most = ", ".join(name for name, _ in lost.stencils.most_common(6))
            more = len(lost.stencils) - 6
            names = f"{most} and {more} more" if more > 0 else most
            count = counted(sum(lost.stencils.values()), "shape")
            text = f"drawn as boxes{where}: {count} of which there is no picture here: {names}"
            found.append(self._warned(text, problem.MISSING_ICON))
        if lost.pictures:
            count = counted(lost.pictures, "picture")
            text = f"not drawn{where}: {count} that the file holds or links to"
            found.append(self._warned(text, problem.MISSING_ICON))
        if self._left_out:
            text = f"not drawn{where}: {', '.join(self._left_out)}"
            found.append(self._warned(text, problem.NOT_DRAWN))
        if lost.loose:
            text = f"not drawn{where}: {counted(lost.loose, 'line')} of which an end is nowhere"
            found.append(self._warned(text, ""))
        if lost.closed:
            text = f"not drawn{where}: what is in {counted(lost.closed, 'closed group')}"
            found.append(self._warned(text, ""))
        return found

    def _warned(self, text: str, kind: str) -> Problem:
        return problem.warning(text, self._file, self._page.line, kind)
