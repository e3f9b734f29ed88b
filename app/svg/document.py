"""A picture as an SVG file: what a painter would show, with text that stays text, layers as named
groups, and links that can be followed. It holds no script and names no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import groupby

from app.layout.frame import Frame
from app.model.diagram import Diagram
from app.model.geometry import Box
from app.model.ids import ElementId
from app.model.layer import layer_name
from app.model.web_address import web_address
from app.model.wording import in_sentences
from app.scene.appearance import Appearance
from app.scene.fading import fade_items
from app.scene.framing import frame_items
from app.scene.groups import rounded
from app.scene.inks import Inks
from app.scene.items import ImageItem, Item, PathData, PathItem, RectItem, TextItem
from app.scene.paint import (
    LinearGradient,
    MeanOf,
    Paint,
    Pen,
    RadialGradient,
)
from app.scene.scene import Scene
from app.scene.walk import Painting, style_layer, walk
from app.svg.fonts import STACK, stylesheet
from app.svg.images import Images
from app.svg.markup import number, tag, text
from app.svg.shapes import Attributes, Symbol, at, drawn

# The sheets that lie over each other, lowest first, and what of an element is on which.
_SHEETS = ("Sheet", "Clusters", "Edges", "Edge labels", "Nodes", "In front")
TITLE = frozenset({"plate", "glyph", "label", "halo"})  # what a cluster's title is made of
_SPACES = {
    "xmlns": "http://www.w3.org/2000/svg",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
    "xmlns:inkscape": "http://www.inkscape.org/namespaces/inkscape",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """`frame` is what stands round the scene, under `title`; `part` (pt of the sheet) is what of
    it is shown, and fades at its borders over `fade` pt, where that is above 0. `notes` say of
    components, by id, where in the notes they lead."""

    scene: Scene
    appearance: Appearance
    frame: Frame
    part: Box
    title: str
    diagram: Diagram
    description: str = ""
    fade: float = 0.0
    notes: Mapping[ElementId, str] = field(default_factory=dict)


def document(picture: Picture) -> bytes:
    """The file, in UTF-8 (SVG 1.1, but for links, which have the `href` of SVG 2). One pt is one of its units. May run in any
    thread, once `app.render.offscreen.ensure_application` has been called."""
    return _DocumentWriter(picture).written().encode("utf-8", "replace")


class _DocumentWriter:
    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._appearance = picture.appearance
        self._inks = Inks(picture.appearance)
        self._images = Images((picture.appearance.theme,), "PNG")
        self._gradients: dict[LinearGradient | RadialGradient, str] = {}
        self._written: list[str] = []  # what embedded letters are for
        self._numbers: dict[str, int] = {}

    def written(self) -> str:
        picture, part = self._picture, self._picture.part
        sheets = self._sheets()
        around = self._shapes((i, 1.0, 0.0) for i in self._framing())
        over = self._shapes((i, 1.0, 0.0) for i in self._fading())
        x, y = picture.frame.picture
        content = "".join(
            (
                tag("title", text(picture.title), id="title"),
                tag("desc", text(picture.description), id="description"),
                tag("style", stylesheet(self._written)),
                tag("defs", self._images.symbols() + "".join(self._defined())),
                self._canvas(),
                tag("g", around, id="frame") if around else "",
                tag("g", sheets, transform=f"translate({number(x)} {number(y)})"),
                over,
            )
        )
        view = " ".join(map(number, part))
        names = "".join(f' {name}="{value}"' for name, value in _SPACES.items())
        root = tag(
            "svg",
            content,
            width=part.width,
            height=part.height,
            viewBox=view,
            role="img",
            aria_labelledby="title description",
            font_family=STACK,
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<svg{names}{root.removeprefix("<svg")}\n'

    # What a painter asks of whoever knows the colours

    def fill(self, paint: Paint) -> Attributes:
        if isinstance(paint, MeanOf):
            paint = paint.otherwise
        if isinstance(paint, LinearGradient | RadialGradient):
            return {"fill": f"url(#{self._gradient(paint)})"}
        colour, opacity = self._inks.solid(paint)
        return {"fill": colour, "fill_opacity": opacity if opacity < 1 else None}

    def stroke(self, stroke: Pen) -> Attributes:
        if isinstance(stroke.paint, LinearGradient | RadialGradient):
            return {"stroke": f"url(#{self._gradient(stroke.paint)})"}
        colour, opacity = self._inks.solid(stroke.paint)
        return {"stroke": colour, "stroke_opacity": opacity if opacity < 1 else None}

    def image(self, item: ImageItem) -> Symbol | None:
        return self._images.symbol(item.path, item.bare, self._inks.solid(item.behind)[0])

    # The parts of the file

    def _canvas(self) -> str:
        if self._appearance.transparent:
            return ""
        return tag("rect", **at(self._picture.part), fill=self._appearance.theme.canvas)

    def _framing(self) -> Iterator[Item]:
        return frame_items(self._picture.frame, self._picture.diagram)

    def _fading(self) -> Iterator[Item]:
        part, by = self._picture.part, self._picture.fade
        return fade_items(part, by, part) if by > 0 else iter(())

    def _sheets(self) -> str:
        """What shows, by sheet and on each by layer, so that a layer can be switched off in an
        editor. Of edges and of nodes, those of a later layer lie over those of an earlier one;
        clusters lie in each other, and stay in their order."""
        found: dict[str, list[Painting]] = {sheet: [] for sheet in self._order()}
        for painting in walk(self._picture.scene, self._appearance, clip=self._clip()):
            found[self._sheet(painting)].append(painting)
        halos, bodies = list[Box](), None
        if self._appearance.transparent:
            bodies = _Bodies(item for item, *_ in found["Clusters"])
            halos += (
                item.box
                for item, *_ in found["Edge labels"]
                if item.part == "halo" and isinstance(item, RectItem)
            )
        order = {layer: number for number, layer in enumerate((None, *self._layers()))}
        made = [self._mask(halos)] if halos else []
        for sheet, paintings in found.items():
            if sheet not in ("Sheet", "Clusters"):
                paintings.sort(key=lambda p: order[self._layer(p)])
            runs = groupby(paintings, key=self._layer)
            layers = [self._group(layer, self._shapes(run, bodies)) for layer, run in runs]
            masked = "url(#halos)" if halos and sheet in ("Clusters", "Edges") else None
            ids = {painting[0].element for painting in paintings} if sheet != "Edges" else set()
            if links := self._spots(ids | {ElementId("")} if sheet == "Sheet" else ids):
                layers.append(links)
            if layers:
                made.append(_layer_group(sheet, "".join(layers), id=_slug(sheet), mask=masked))
        return "".join(made)

    def _order(self) -> Iterable[str]:
        """The sheets as the scene's tiers lie; edges under nodes where it has none."""
        kinds = [e.kind for tier in self._picture.scene.tiers for e in tier.elements[:1]]
        over = "edge" in kinds and "node" in kinds and kinds.index("edge") > kinds.index("node")
        if not over:
            return _SHEETS
        return ("Sheet", "Clusters", "Nodes", "Edges", "Edge labels", "In front")

    def _clip(self) -> Box | None:
        x, y = self._picture.frame.picture
        return self._picture.part.moved(-x, -y)

    def _sheet(self, painting: Painting) -> str:
        item, shot = painting[0], self._appearance.shot
        if not item.element:
            return "Sheet"
        element = self._picture.scene.by_id.get(item.element)
        if element is None or item.part in ("outline", "tick", "mark"):
            return "In front"
        if element.kind == "cluster":
            # A title that was moved inward so that it is in sight lies over all.
            moved = shot is not None and element.id in shot.titles and item.part in TITLE
            return "In front" if moved else "Clusters"
        if element.kind == "edge":
            return "Edge labels" if item.part in ("halo", "label") else "Edges"
        return "Nodes"

    def _layers(self) -> list[str]:
        known = {x for element in self._picture.scene.elements for x in element.layers}
        return sorted(known, key=lambda x: (x not in self._appearance.layers, layer_name(x)))

    def _layer(self, painting: Painting) -> str | None:
        element = self._picture.scene.by_id.get(painting[0].element)
        return style_layer(element, self._appearance) if element is not None else None

    def _group(self, layer: str | None, content: str) -> str:
        if layer is None:
            return content
        name = layer_name(layer)
        return _layer_group(name, content, class_=f"layer-{_slug(layer)}")

    def _shapes(self, paintings: Iterable[Painting], bodies: _Bodies | None = None) -> str:
        """Elements stay together, under their links and tooltips."""
        made = []
        for (id, opacity), group in groupby(paintings, key=lambda p: (p[0].element, p[1])):
            shapes: list[str] = []
            for item, _, thicker in group:
                if isinstance(item, TextItem):
                    self._written += item.lines
                shapes += drawn(bodies.cut(item) if bodies else item, self, thicker)
            made.append(self._element(id, opacity, "".join(shapes)))
        return "".join(made)

    def _element(self, id: ElementId, opacity: float, content: str) -> str:
        element = self._picture.scene.by_id.get(id)
        weak = opacity if opacity < 1 else None
        if element is None:
            return content if weak is None else tag("g", content, opacity=weak)
        said = [" ".join((element.tooltip or "").split()), self._picture.notes.get(id, "")]
        tooltip = in_sentences(said)
        content = (tag("title", text(tooltip)) if tooltip else "") + content
        made = tag("g", content, opacity=weak, class_=element.kind)
        link = web_address(element.link)
        return made if link is None else _leading(made, link)

    def _spots(self, shown: AbstractSet[ElementId]) -> str:
        """What can be clicked of parts that lead elsewhere than all of their element."""
        elements = (e for e in self._picture.scene.elements if e.spots and e.id in shown)
        made = [
            _leading(tag("rect", **at(box), fill="#000000", fill_opacity=0), link)
            for element in elements
            for box, said in sorted(element.spots, key=_room, reverse=True)
            if (link := web_address(said)) is not None
        ]
        return "".join(made)

    def _mask(self, halos: Iterable[Box]) -> str:
        """Without a canvas, what lies behind an edge's label is left out."""
        all_of_it = tag("rect", **at(self._whole()), fill="#FFFFFF")
        holes = "".join(tag("rect", **at(box), rx=3, fill="#000000") for box in halos)
        whole = at(self._whole())
        return tag("mask", all_of_it + holes, id="halos", maskUnits="userSpaceOnUse", **whole)

    def _whole(self) -> Box:
        return Box(0.0, 0.0, self._picture.scene.width, self._picture.scene.height).inflated(100)

    def _gradient(self, paint: LinearGradient | RadialGradient) -> str:
        return self._gradients.setdefault(paint, f"gradient{len(self._gradients)}")

    def _defined(self) -> Iterator[str]:
        for paint, name in self._gradients.items():
            stops = []
            for stop in paint.stops:
                colour, opacity = self._inks.solid(stop.paint)
                clear = opacity if opacity < 1 else None
                stops.append(tag("stop", offset=stop.offset, stop_color=colour, stop_opacity=clear))
            units = {"id": name, "gradientUnits": "userSpaceOnUse"}
            if isinstance(paint, LinearGradient):
                (x1, y1), (x2, y2) = paint.start, paint.end
                yield tag("linearGradient", "".join(stops), **units, x1=x1, y1=y1, x2=x2, y2=y2)
            else:
                (fx, fy), (cx, cy) = paint.inner, paint.outer
                radii = {"fr": paint.inner_radius, "r": paint.outer_radius}
                yield tag(
                    "radialGradient", "".join(stops), **units, **radii, fx=fx, fy=fy, cx=cx, cy=cy
                )


class _Bodies:
    """Clusters without a canvas behind: the tint of one that lies in another stands instead of
    that one's, which has a hole there."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._all = [i for i in items if isinstance(i, RectItem) and i.replaces]

    def cut(self, item: Item) -> Item:
        """The item, or what is left of it."""
        if not (isinstance(item, RectItem) and item.replaces and item in self._all):
            return item
        inside = [o for o in self._all if o is not item and item.box.holds(o.box)]
        nearest = [o for o in inside if not any(p is not o and p.box.holds(o.box) for p in inside)]
        if not nearest:
            return item
        shapes = [rounded(o.box, o.corner) for o in (item, *nearest)]
        verbs = "".join(shape.verbs for shape in shapes)
        points = tuple(point for shape in shapes for point in shape.points)
        return PathItem(part=item.part, data=PathData(verbs, points), fill=item.fill)


def _room(spot: tuple[Box, str]) -> float:
    return spot[0].width * spot[0].height


def _leading(content: str, link: str) -> str:
    return tag("a", content, href=link, target="_blank", rel="noopener")


def _layer_group(name: str, content: str, **attributes: str | None) -> str:
    """A group that Inkscape, too, knows as a layer."""
    made = tag("g", content, **attributes)
    return f'<g inkscape:groupmode="layer" inkscape:label="{text(name)}"{made.removeprefix("<g")}'


def _slug(name: str) -> str:
    """As an id or a class: `Edge labels` → `edge-labels`."""
    letters = "".join(c if c.isalnum() else "-" for c in name.lower())
    return "-".join(x for x in letters.split("-") if x) or "layer"
