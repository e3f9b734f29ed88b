"""Where a picture stands on a page of a PDF, and what on it is a link. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from app.exporters import size
from app.exporters.exporter import PAPERS, PictureJob, PictureShown
from app.layout.frame import frame
from app.layout.geometry import polyline
from app.model.diagram_layout import EdgePlace
from app.model.elements import link_of, urls_of
from app.model.geometry import Box, fitting, union
from app.model.ids import DiagramId
from app.model.web_address import web_address, web_addresses
from app.scene.appearance import shown as shown_in

MARGIN = 28.0  # pt, on paper
LARGEST = 14_400.0  # pt of a side, the most that every program shows
REACH = 4.0  # pt to either side of a line on which a link is
PIECES = 24  # of a line, at most, each with a link of its own


@dataclass(frozen=True, slots=True)
class PdfPage:
    """`width` and `height` in pt. `part` of the sheet (pt) is drawn into the box `into`."""

    shown: PictureShown
    width: float
    height: float
    part: Box
    into: Box

    @property
    def scale(self) -> float:
        """pt of the page for one of the sheet."""
        return self.into.width / self.part.width

    def at(self, box: Box) -> Box | None:
        """Where a box of the sheet is on the page; None where it is not on it."""
        if box.right < self.part.x or box.x > self.part.right:
            return None
        if box.bottom < self.part.y or box.y > self.part.bottom:
            return None
        left, top = max(box.x, self.part.x), max(box.y, self.part.y)
        right, bottom = min(box.right, self.part.right), min(box.bottom, self.part.bottom)
        k = self.scale
        x, y = self.into.x + (left - self.part.x) * k, self.into.y + (top - self.part.y) * k
        return Box(x, y, (right - left) * k, (bottom - top) * k)


@dataclass(frozen=True, slots=True)
class PdfLink:
    """`to` is an address, or the number of a page of the file. `box` is on the page, in pt."""

    box: Box
    to: str | int


def page_of(job: PictureJob, shown: PictureShown) -> PdfPage:
    """As large as its picture, in whole pt; on paper the picture is made smaller until it fits, never
    larger, and the paper lies as the picture does."""
    part = size.part(shown.layout, shown.state, job.options)
    paper = PAPERS.get(job.options.paper or "")
    if paper is None:
        scale = min(1.0, LARGEST / max(part.width, part.height))
        width, height = -(-part.width * scale // 1), -(-part.height * scale // 1)
    else:
        width, height = paper if part.height > part.width else paper[::-1]
        room = (width - 2 * MARGIN, height - 2 * MARGIN)
        scale = min(1.0, fitting((part.width, part.height), room))
    wide, high = part.width * scale, part.height * scale
    into = Box((width - wide) / 2, (height - high) / 2, wide, high)
    return PdfPage(shown, width, height, part, into)


def links(job: PictureJob, page: PdfPage, pages: Mapping[DiagramId, int]) -> Iterator[PdfLink]:
    """Of what shows on a page: to the web, to mailboxes, and to the page of the diagram that a
    component has of its own; `pages` are their numbers by diagram id."""
    shown, options = page.shown, job.options
    layout, diagram = shown.layout, shown.layout.diagram
    seen = shown_in(diagram, shown.state, options.tour)
    origin = frame(layout, shown.state.layers, options.title, options.legend).picture
    found: list[tuple[Box, str | int | None]] = []
    for cluster in diagram.clusters:
        group = layout.clusters.get(cluster.id)
        if cluster.id in seen.clusters and group is not None:
            head = union((group.icon, group.label_box))
            inside = pages.get(job.workspace.inside(diagram.id, cluster.id) or DiagramId(""))
            found.append((head, web_address(link_of(cluster)) or inside))
    for edge in diagram.edges:
        way = layout.edges.get(edge.id)
        if edge.id in seen.edges and way is not None:
            for to in web_addresses(urls_of(edge))[:1]:
                found += [(box, to) for box in _along(way)]
    for node in diagram.nodes:
        place = layout.nodes.get(node.id)
        if node.id in seen.nodes and place is not None:
            inside = pages.get(job.workspace.inside(diagram.id, node.id) or DiagramId(""))
            found.append((place.box, web_address(link_of(node)) or inside))
    for id, drawn in layout.drawing.elements.items() if layout.drawing else ():
        if id in seen.nodes or id in seen.edges or id in seen.clusters:
            found += [(link.box, web_address(link.url)) for link in drawn.links]
    for box, target in found:
        there = page.at(box.moved(*origin)) if target is not None else None
        if there is not None and target is not None:
            yield PdfLink(there, target)


def _along(way: EdgePlace) -> Iterator[Box]:
    """Boxes on an edge's line, and on its labels."""
    points = polyline(way)
    step = -(-len(points) // PIECES)
    some = [*points[::step], points[-1]]
    for one, other in pairwise(some):
        left, top = min(one.x, other.x), min(one.y, other.y)
        yield Box(left, top, abs(one.x - other.x), abs(one.y - other.y)).inflated(REACH)
    for label in way.labels:
        yield label.box
