"""Diagrams as a draw.io file, to be edited there: https://www.drawio.com/doc/faq/diagram-source-edit. No Qt.

A page for each diagram. Shapes are draw.io's own stencils where it has them, layers its layers, clusters
containers; edges keep their ways.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from app.catalogue import GENERIC
from app.exporters.drawio_style import (
    EdgeEnd,
    LineLook,
    cluster_style,
    edge_style,
    node_style,
    written,
)
from app.exporters.exporter import Encoded, PictureJob, PictureShown
from app.exporters.shown_graph import ShownGraph, shown_graph_of
from app.layout.geometry import length, nearest, polyline
from app.model.details import Details
from app.model.diagram import Cluster, Edge, Node
from app.model.diagram_layout import EdgePlace
from app.model.elements import link_of
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from app.model.web_address import web_address
from app.scene.theme import layer_dashes
from app.stencils import INSIDE, KIND, LAYER_SEPARATOR, LAYERS, stencils

NEAR = 0.01  # pt, what a point on a line may be off it
PLAIN = "Node"  # the class of `diagrams` that has no icon
BASE = "1"  # the sheet that is always there
MOST, LONGEST = 60, 1000  # properties of a component; characters of one
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,80}")
_TAKEN = frozenset({"id", "label", "link", "tooltip", "placeholders", "placeholder", "tags"})
_UNSEEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, Char


def encode(job: PictureJob) -> Encoded:
    """UTF-8 XML, not packed. What stands on several layers is on the first of them, and that is said."""
    pages = [_PageWriter(shown, job) for shown in job.shown]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<mxfile host="Acetate">']
    for page in pages:
        lines += page.lines()
    lines.append("</mxfile>")
    remark = ""
    if any(page.on_several for page in pages):
        remark = "What is on several layers is on the first of them: draw.io knows no other way."
    return Encoded(("\n".join(lines) + "\n").encode(), remark)


class _PageWriter:
    def __init__(self, shown: PictureShown, job: PictureJob) -> None:
        self._layout, self._workspace = shown.layout, job.workspace
        self._theme = job.options.theme
        self._graph: ShownGraph = shown_graph_of(shown, job.workspace)
        self._pages = {one.layout.diagram.id for one in job.shown}
        layers = self._graph.diagram.layers
        self._layers = {name: f"layer-{n}" for n, name in enumerate(layers, 1)}
        self._clusters = {c.id: c for c in self._graph.clusters if c.id in self._layout.clusters}
        self.on_several = False

    def lines(self) -> Iterator[str]:
        diagram = self._graph.diagram
        name = diagram.title or diagram.filename or "Page"
        yield f"<diagram{_attributes(id=page_id(diagram.id), name=name)}>"
        size = {
            "pageWidth": f"{self._layout.width:.0f}",
            "pageHeight": f"{self._layout.height:.0f}",
        }
        yield f'<mxGraphModel grid="0" page="0" math="0"{_attributes(**size)}><root>'
        yield '<mxCell id="0"/>'
        yield f'<mxCell id="{BASE}" parent="0"/>'
        for layer, id in self._layers.items():
            yield f"<mxCell{_attributes(id=id, value=layer, parent='0')}/>"
        for cluster in self._clusters.values():
            yield from self._cluster(cluster)
        for node in self._graph.nodes:
            if node.id in self._layout.nodes:
                yield from self._node(node)
        for edge in self._graph.edges:
            if edge.id in self._layout.edges:
                yield from self._edge(edge)
        yield "</root></mxGraphModel></diagram>"

    # Cells

    def _cluster(self, cluster: Cluster) -> Iterator[str]:
        place = self._layout.clusters[cluster.id]
        yield from self._vertex(
            cluster, cluster.parent, place.box, cluster_style(cluster, place, self._ink(cluster))
        )

    def _node(self, node: Node) -> Iterator[str]:
        place = self._layout.nodes[node.id]
        yield from self._vertex(
            node, node.cluster, place.icon, node_style(node, place, self._ink(node))
        )

    def _vertex(
        self, one: Node | Cluster, around: ElementId | None, box: Box, style: str
    ) -> Iterator[str]:
        parent, corner = self._parent(one, around)
        own = self._own(one, around, parent)
        geometry = _box(box.moved(-corner.x, -corner.y))
        cell = _attributes(style=style, vertex="1", parent=parent)
        yield f"<UserObject{self._said(one, one.label)}{own}><mxCell{cell}>{geometry}</mxCell></UserObject>"

    def _own(self, one: Node | Cluster, around: ElementId | None, parent: str) -> str:
        """What draw.io has no place for: what a stencil does not say, and what holds it where it is on another layer,
        so that it is the same diagram when it is opened again."""
        said = {}
        empty = isinstance(one, Cluster) and not self._graph.within.get(one.id)
        if empty or not _reads_back(one):
            said[KIND] = one.kind
        if around in self._clusters and around is not None and parent != cell_id(around):
            said[INSIDE] = cell_id(around)
        outer = self._clusters.get(around) if around is not None else None
        if len(one.layers) > 1:
            said[LAYERS] = LAYER_SEPARATOR.join(one.layers)
        elif outer is not None and outer.layers and not one.layers:
            said[LAYERS] = "all"  # else it would be on those of what holds it
        return _attributes(**said)

    def _layers_of(self, edge: Edge) -> str:
        several = len(edge.layers) > 1
        return _attributes(**{LAYERS: LAYER_SEPARATOR.join(edge.layers)}) if several else ""

    def _parent(self, one: Node | Cluster, around: ElementId | None) -> tuple[str, Point]:
        """The container round it, unless that is on another layer; the corner from which its box counts."""
        holder = self._clusters.get(around) if around is not None else None
        if holder is not None and holder.layers == one.layers:
            box = self._layout.clusters[holder.id].box
            return cell_id(holder.id), Point(box.x, box.y)
        return self._layer(one), Point(0.0, 0.0)

    def _layer(self, one: Node | Cluster | Edge) -> str:
        self.on_several = self.on_several or len(one.layers) > 1
        return next((self._layers[x] for x in one.layers if x in self._layers), BASE)

    def _edge(self, edge: Edge) -> Iterator[str]:
        place = self._layout.edges[edge.id]
        way = place.points[::3] if place.curved else place.points
        ends = [
            EdgeEnd(self._box_of(end), point)
            for end, point in ((edge.tail, way[0]), (edge.head, way[-1]))
        ]
        style = edge_style(edge, ends[0], ends[1], curved=place.curved, look=self._look(edge))
        joined = {
            name: cell_id(end)
            for name, end, known in (("source", edge.tail, ends[0]), ("target", edge.head, ends[1]))
            if known.box is not None
        }
        cell = _attributes(style=style, edge="1", parent=self._layer(edge), **joined)
        points = "".join(_point(p) for p in way[1:-1])
        array = f'<Array as="points">{points}</Array>' if points else ""
        tips = _point(way[0], "sourcePoint") + _point(way[-1], "targetPoint")
        at, offset = _label_place(place)
        geometry = f'<mxGeometry x="{at:.4g}" relative="1" as="geometry">{tips}{array}{offset}</mxGeometry>'
        said = self._said(edge, edge.label) + self._layers_of(edge)
        yield f"<UserObject{said}><mxCell{cell}>{geometry}</mxCell></UserObject>"
        for number, more in enumerate(place.more):
            yield self._more(edge, place, number, more.box, more.end)

    def _ink(self, one: Node | Cluster) -> str:
        """The colour of what becomes of it."""
        return self._theme.layer(one.change.value) if one.change is not None else ""

    def _look(self, edge: Edge) -> LineLook:
        if not edge.layers:
            return LineLook()
        return LineLook(self._theme.layer(edge.layers[0]), layer_dashes(edge.layers[0]))

    def _more(self, edge: Edge, place: EdgePlace, number: int, box: Box, end: str) -> str:
        """A label besides: of an end, or beside the edge."""
        texts = {"tail": edge.tail_label, "head": edge.head_label}
        value = written(texts.get(end, edge.aside))
        at, offset = _along(place, box.center)
        cell = _attributes(
            id=f"{cell_id(edge.id)}-{number}",
            value=value,
            style="edgeLabel;html=1;align=center;verticalAlign=middle;resizable=0;",
            vertex="1",
            connectable="0",
            parent=cell_id(edge.id),
        )
        geometry = f'<mxGeometry x="{at:.4g}" relative="1" as="geometry">{offset}</mxGeometry>'
        return f"<mxCell{cell}>{geometry}</mxCell>"

    def _box_of(self, end: ElementId) -> Box | None:
        if end in self._clusters:
            return self._layout.clusters[end].box
        known = self._layout.nodes.get(end) if end in self._graph.node_ids else None
        return known.icon if known is not None else None

    # What is said of an element

    def _said(self, one: Node | Cluster | Edge, label: str) -> str:
        said = {"id": cell_id(one.id), "label": written(label)}
        tips = [one.tooltip or ""]
        if not isinstance(one, Edge):
            said |= _properties(one.details) if one.details is not None else {}
            tips.append(self._note(one.id))
        if tip := "\n".join(filter(None, tips)):
            said["tooltip"] = tip
        if link := self._link(one):
            said["link"] = link
        return _attributes(**said)

    def _note(self, id: ElementId) -> str:
        link = self._workspace.link(self._graph.diagram.id, id)
        section = self._workspace.notebook.section(link.section) if link else None
        return f"In the notes: {section.title}" if section else ""

    def _link(self, one: Node | Cluster | Edge) -> str:
        if address := web_address(link_of(one)):
            return address
        inside = self._workspace.inside(self._graph.diagram.id, one.id)
        return f"data:page/id,{page_id(inside)}" if inside in self._pages and inside else ""


def _reads_back(one: Node | Cluster) -> bool:
    """Whether its stencil says its kind again."""
    table = stencils()
    if isinstance(one, Cluster):
        group = table.groups.get(one.kind)
        stroke = (group.subnet_strokes or (group.stroke,))[0] if group else ""
        return one.kind != GENERIC and (
            group is None or table.group_of(group.icons[0], stroke) == one.kind
        )
    stencil = table.stencil_of(one.kind)
    if stencil is None:
        return "." not in one.kind and one.kind != PLAIN
    return table.class_of(stencil[1]) == one.kind


def page_id(id: DiagramId) -> str:
    """By which links name a diagram's page."""
    return f"page-{_identifier(id)}"


def cell_id(id: ElementId) -> str:
    """Of an element: nothing that another cell has."""
    return f"e-{_identifier(id)}"


def _identifier(id: str) -> str:
    """Letters, digits and dots as they are; all else by its number, so that no two are alike."""
    return re.sub(r"[^A-Za-z0-9.]", lambda m: f"_{ord(m[0]):x}_", id)


def _properties(details: Details) -> dict[str, str]:
    said = {"type": details.type, "name": details.name}
    for one in details.properties[:MOST]:
        if _NAME.fullmatch(one.name) and one.name not in _TAKEN | said.keys():
            said[one.name] = one.told[:LONGEST]
    return {name: text for name, text in said.items() if text}


def _label_place(place: EdgePlace) -> tuple[float, str]:
    return _along(place, place.label_box.center) if place.label_box else (0.0, "")


def _along(place: EdgePlace, at: Point) -> tuple[float, str]:
    """How far along the way (-1 to 1) a label stands, and how far from it."""
    points = polyline(place)
    foot = nearest(points, at)
    part = _part(points, foot)
    offset = _point(Point(at.x - foot.x, at.y - foot.y), "offset")
    return 2 * part - 1, offset


def _part(points: Sequence[Point], foot: Point) -> float:
    """How much of a polyline lies before a point of it, 0 to 1."""
    whole, before = length(points), 0.0
    for a, b in itertools.pairwise(points):
        piece = length((a, b))
        if abs(length((a, foot)) + length((foot, b)) - piece) < NEAR:
            return (before + length((a, foot))) / whole if whole else 0.5
        before += piece
    return 0.5


def _box(box: Box) -> str:
    said = _attributes(
        x=f"{box.x:.2f}", y=f"{box.y:.2f}", width=f"{box.width:.2f}", height=f"{box.height:.2f}"
    )
    return f'<mxGeometry{said} as="geometry"/>'


def _point(point: Point, name: str = "") -> str:
    said = _attributes(x=f"{point.x:.2f}", y=f"{point.y:.2f}")
    return f'<mxPoint{said} as="{name}"/>' if name else f"<mxPoint{said}/>"


def _attributes(**said: str) -> str:
    entities = {"\n": "&#10;", "\t": "&#9;", "\r": ""}
    return "".join(
        f" {name}={quoteattr(_UNSEEN.sub('', text), entities)}" for name, text in said.items()
    )
