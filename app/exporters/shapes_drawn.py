"""A diagram as the shapes of a slide: from its scene, so that it looks as it does in all pictures. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from math import hypot
from typing import NamedTuple, Protocol

from app.exporters import shape_xml as xml
from app.exporters.exporter import PictureJob
from app.exporters.shape_lines import connector_way, ends_of
from app.exporters.shape_look import ShapeLook
from app.exporters.shape_pieces import DrawnPieces, ShapePiece, item_box, pieces_of, together
from app.exporters.shape_xml import ShapeName
from app.exporters.shapes_page import ShapesPage
from app.exporters.shown_sheet import sheet_appearance
from app.exporters.words import one_line
from app.model.diagram import Cluster, Edge, Node
from app.model.elements import link_of
from app.model.geometry import Box, Point, fitting, union
from app.model.ids import DiagramId, ElementId
from app.model.layer import layer_name
from app.model.style import Heads
from app.model.web_address import web_address
from app.scene.framing import frame_items
from app.scene.inks import Inks
from app.scene.items import EllipseItem, ImageItem, PathItem, RectItem, TextItem
from app.scene.producing import scene_of
from app.scene.routes import line, route
from app.scene.walk import Painting, walk

FIRST = 100  # number of a shape; those of the slide's own are lower
BARE = Heads("none", "none")
ORIGIN = Point(0.0, 0.0)
JOINED = ("body", "icon", "label", "drawn")  # parts of an element at which edges end
_SIDES, _SIDES_OF_ELLIPSE = (
    (0, 1, 2, 3),
    (0, 2, 4, 6),
)  # numbers of the sites: top, left, bottom, right


class SlideImage(NamedTuple):
    """By the id that the slide knows it by, and its size in px."""

    id: str
    width: int
    height: int


class SlideFiles(Protocol):
    """What a slide refers to: each gives the id that it knows that by."""

    def image(self, path: str, canvas: str, plated: bool) -> SlideImage | None:
        """An image file, for what is behind it; None where it cannot be read."""

    def web(self, address: str) -> str:
        """An address outside."""

    def slide(self, diagram: DiagramId) -> str | None:
        """The slide of another diagram; None where there is none."""


class _Site(NamedTuple):
    """A shape that connectors can be joined to."""

    number: int
    box: Box  # pt of the layout
    sides: tuple[int, int, int, int]


class ShapesDrawn:
    """The shapes of one slide."""

    def __init__(self, job: PictureJob, page: ShapesPage, files: SlideFiles) -> None:
        self._page, self._files, self._workspace = page, files, job.workspace
        self._layout, self._diagram = page.shown.layout, page.shown.layout.diagram
        self._appearance = sheet_appearance(page.shown, job.options)
        self._inks = Inks(self._appearance)
        self._look = ShapeLook(self._inks, page.scale)
        self._numbers = count(FIRST)
        self._sites: dict[ElementId, list[_Site]] = {}
        diagram = self._diagram
        elements: list[Node | Cluster | Edge] = [*diagram.nodes, *diagram.clusters, *diagram.edges]
        self._elements = {one.id: one for one in elements}

    def xml(self) -> str:
        """All that shows in the part of the sheet that the slide is of, from the bottom up. What it cuts through is
        there as a whole."""
        scene, page = scene_of(self._layout), self._page
        corner = page.sheet.picture
        clip = page.part.moved(-corner.x, -corner.y)
        shown = walk(scene, self._appearance, clip=clip)
        drawn = list(pieces_of(scene, self._with_images(shown)))
        # Edges are joined to shapes that lie over them: these are made first.
        lines = [one for one in drawn if self._is_line(one)]
        made = {id(one): self._element(one) for one in drawn if not self._is_line(one)}
        made |= {id(one): self._edge(one) for one in lines}
        entries = frame_items(page.sheet, self._diagram)
        moved = [
            (item, 1.0, 0.0) for item in entries if clip.moved(*corner).intersects(item_box(item))
        ]
        return "".join(made[id(one)] for one in drawn) + self._legend(moved)

    def _is_line(self, drawn: DrawnPieces) -> bool:
        return not drawn.labels and isinstance(self._elements.get(drawn.element), Edge)

    def _with_images(self, paintings: Iterable[Painting]) -> Iterator[Painting]:
        """What stands for an image where that cannot be read."""
        for item, opacity, thicker in paintings:
            if isinstance(item, ImageItem) and self._image(item) is None:
                yield from ((other, opacity, thicker) for other in item.otherwise)
            else:
                yield item, opacity, thicker

    def _image(self, item: ImageItem) -> SlideImage | None:
        canvas = self._inks.solid(item.behind)[0]
        return self._files.image(item.path, canvas, not item.bare)

    # Elements

    def _element(self, drawn: DrawnPieces) -> str:
        one = self._elements.get(drawn.element)
        name, told = self._called(one), self._told(one)
        if drawn.labels:  # what it says is said of its line
            name, told = f"{name}, label", ""
        click = self._click(one)
        if len(drawn.pieces) == 1:
            return self._piece(drawn.pieces[0], self._name(name, told, click), drawn.element)
        made = [
            self._piece(piece, self._name(piece.item.part, "", click), drawn.element)
            for piece in drawn.pieces
        ]
        return self._group(name, told, drawn.pieces, made)

    def _group(
        self, name: str, told: str, pieces: Iterable[ShapePiece], made: Iterable[str]
    ) -> str:
        around = self._page.box(union([piece.box for piece in pieces]))
        return xml.group(self._name(name, told), around, "".join(made))

    def _legend(self, paintings: list[Painting]) -> str:
        if not paintings:
            return ""
        corner = self._page.sheet.picture
        pieces = together(paintings)
        made = "".join(
            self._piece(p, self._name(p.item.part), shift=Point(-corner.x, -corner.y))
            for p in pieces
        )
        around = self._page.box(union([p.box for p in pieces]).moved(-corner.x, -corner.y))
        return xml.group(self._name("Legend"), around, made)

    def _name(self, name: str, told: str = "", click: str = "") -> ShapeName:
        return ShapeName(next(self._numbers), one_line(name) or "Shape", told, click)

    def _called(self, one: Node | Cluster | Edge | None) -> str:
        """As a list of the slide's shapes has it, with the layers that it is on."""
        if one is None:
            return "Sheet"
        name = one_line(one.label)
        if isinstance(one, Edge):
            ends = [
                one_line(end.label) if (end := self._elements.get(e)) else ""
                for e in (one.tail, one.head)
            ]
            way = f"{ends[0] or '…'} to {ends[1] or '…'}"
            name = f"{way} ({name})" if name else way
        layers = ", ".join(map(layer_name, one.layers))
        return f"{layers}: {name}" if layers else name

    def _told(self, one: Node | Cluster | Edge | None) -> str:
        """Its label, what its file says of it, and what the notes do."""
        if one is None:
            return ""
        link = self._workspace.link(self._diagram.id, one.id)
        section = self._workspace.notebook.section(link.section) if link else None
        notes = f"In the notes: {section.title}" if section else ""
        said = (
            self._called(one) if isinstance(one, Edge) else one_line(one.label),
            one.tooltip or "",
            notes,
        )
        return "\n".join(filter(None, said))

    def _click(self, one: Node | Cluster | Edge | None) -> str:
        if one is None:
            return ""
        if address := web_address(link_of(one)):
            return f'<a:hlinkClick r:id="{self._files.web(address)}"/>'
        inside = self._workspace.inside(self._diagram.id, one.id)
        slide = self._files.slide(inside) if inside else None
        return f'<a:hlinkClick r:id="{slide}" action="ppaction://hlinksldjump"/>' if slide else ""

    # Pieces

    def _piece(
        self,
        piece: ShapePiece,
        name: ShapeName,
        owner: ElementId | None = None,
        shift: Point = ORIGIN,
    ) -> str:
        item, opacity, look = piece.item, piece.opacity, self._look
        box = self._page.box(piece.box.moved(*shift))
        sides = _SIDES_OF_ELLIPSE if isinstance(item, EllipseItem) else _SIDES
        if owner is not None and item.part in JOINED:
            self._sites.setdefault(owner, []).append(_Site(name.number, piece.box, sides))
        body = (
            look.written(piece.text, piece.text_opacity, piece.box)
            if piece.text is not None
            else ""
        )
        if isinstance(item, TextItem):
            look_of = xml.NOTHING
            written = look.written(item, opacity)
            return xml.shape(
                name, xml.placed(box), xml.preset("rect"), look_of, written, text_box=True
            )
        if isinstance(item, ImageItem):
            image = self._image(item)
            if image is None:
                return ""
            part = fitting((image.width, image.height), (box.width, box.height))
            wide, high = image.width * part, image.height * part
            into = Box(box.center.x - wide / 2, box.center.y - high / 2, wide, high)
            return xml.picture(name, xml.placed(into), image.id, opacity)
        if isinstance(item, RectItem):
            outline = xml.rectangle(box, item.corner * self._page.scale)
        elif isinstance(item, EllipseItem):
            outline = xml.preset("ellipse")
        elif isinstance(item, PathItem):
            corner = self._page.at(shift)
            data = item.data.placed(corner.x, corner.y, self._page.scale, self._page.scale)
            box, outline = xml.freeform(data, filled=item.fill is not None)
        else:
            raise TypeError(f"nothing that a slide has: {type(item).__name__}")
        line = look.line(item.stroke or piece.border, opacity, piece.thicker)
        return xml.shape(name, xml.placed(box), outline, look.fill(item.fill, opacity) + line, body)

    # Edges

    def _edge(self, drawn: DrawnPieces) -> str:
        """A line with its heads that is joined to what it joins, where a slide has such; else as it is drawn."""
        edge = self._elements[drawn.element]
        lines = [piece for piece in drawn.pieces if piece.item.part == "line"]
        place = self._layout.edges.get(edge.id)
        item = lines[0].item if len(lines) == 1 else None
        if (
            not isinstance(edge, Edge)
            or place is None
            or not isinstance(item, PathItem)
            or item.stroke is None
        ):
            return self._element(drawn)
        ends = ends_of(edge.style.heads, item.stroke.width, self._page.scale)
        if ends is None or any(piece.item.part not in ("line", "head") for piece in drawn.pieces):
            return self._element(drawn)
        name = self._name(self._called(edge), self._told(edge), self._click(edge))
        look = self._look.line(item.stroke, lines[0].opacity, lines[0].thicker, ends.xml)
        way = place.points[:: len(place.points) - 1] if place.curved else place.points
        bare = route(place, BARE)
        known = connector_way([self._page.at(p) for p in way]) if not bare.curved else None
        if known is not None:
            joined = self._joint("st", edge.tail, way[0]) + self._joint("end", edge.head, way[-1])
            return xml.connector(
                name, joined, xml.placed(known.box, known.turned), known.outline, look
            )
        corner, k = self._page.at(ORIGIN), self._page.scale
        box, outline = xml.freeform(line(bare).round.placed(corner.x, corner.y, k, k), filled=False)
        return xml.shape(name, xml.placed(box), outline, xml.NOTHING + look)

    def _joint(self, end: str, element: ElementId, at: Point) -> str:
        """To the shape of an element that is nearest, at the middle of its nearest side."""
        sites = self._sites.get(element)
        if not sites:
            return ""
        near = min(sites, key=lambda site: (_away(site.box, at), site.box.width * site.box.height))
        box = near.box
        off = (abs(at.y - box.y), abs(at.x - box.x), abs(at.y - box.bottom), abs(at.x - box.right))
        return xml.joint(end, near.number, near.sides[off.index(min(off))])


def _away(box: Box, at: Point) -> float:
    return hypot(
        max(box.x - at.x, 0.0, at.x - box.right), max(box.y - at.y, 0.0, at.y - box.bottom)
    )
