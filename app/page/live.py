"""Diagrams as SVG that is alive in the page: colours are CSS variables, so that the page's theme is
theirs, and what shows, is lit or is dim is a matter of classes, which the script sets. What is
drawn is the scene's, as in every picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from app.model.diagram import Cluster, Node
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import ElementId
from app.model.web_address import web_address
from app.page.colours import group_kind, in_both
from app.scene.appearance import Appearance
from app.scene.changed import GONE, SAME, strengths
from app.scene.house import title_box
from app.scene.inks import PAPER, Inks
from app.scene.items import ImageItem, Item, PathItem, RectItem, TextItem
from app.scene.marks import mark, mark_box
from app.scene.nodes import OUTLINE
from app.scene.paint import (
    Behind,
    Faint,
    LinearGradient,
    MeanOf,
    Paint,
    Pen,
    RadialGradient,
    Said,
)
from app.scene.producing import scene_of
from app.scene.scene import Element, Tier
from app.scene.styled import tint
from app.scene.theme import DARK, LIGHT, Theme
from app.scene.walk import tick
from app.sources.block_diagrams import READABLE
from app.svg.images import Images
from app.svg.markup import number, tag, text
from app.svg.shapes import Attributes, Symbol, at, drawn, outline

MARGIN = 20.0  # pt round a picture where it is shown whole
COLUMN = 560.0  # px; about as wide are notes
LONGEST = 300  # characters of an address that is told
HIT = 12.0  # pt across an edge in which it can be clicked
_VARIABLES = {"glyph": "ink"}  # where a variable is not called as the role


@dataclass(frozen=True, slots=True)
class LiveDiagram:
    """A layout and what the page knows of its components: `words` by id is what a screen reader
    says, `inside` holds the ids of those that have a diagram of their own."""

    layout: DiagramLayout
    words: Mapping[ElementId, str]
    inside: frozenset[str]


class LivePictures:
    """All of a page: what they share is in it once. `layers` are the page's: the number of a layer
    is its place there."""

    def __init__(self, layers: Sequence[str]) -> None:
        self._layers = layers
        self._images = Images((LIGHT, DARK), "WEBP")
        self._widths: dict[float, str] = {}
        self._letters: set[str] = set()
        self._said: dict[Said | str, str] = {}

    def svg(self, subject: LiveDiagram, name: str) -> str:
        """A picture; `name` is its id, and `name`-all that of its content."""
        layout, content = subject.layout, list[str]()
        components: tuple[Node | Cluster, ...] = (*layout.diagram.nodes, *layout.diagram.clusters)
        known = {c.id: c for c in components}
        backwards = {e.id for e in layout.diagram.edges if e.arrows == "back"}
        weaker = strengths(layout.diagram)
        for tier in scene_of(layout).tiers:
            for element, items in _rounds(tier):
                weak = {SAME: " unchanged", GONE: " gone"}.get(weaker.get(element.id, 1.0), "")
                if element.kind == "edge":
                    content.append(self._edge(element, items, element.id in backwards, weak))
                elif not element.id:
                    content += (shape for item in items for shape in self._shapes(item))
                else:
                    found = known[element.id]
                    content.append(self._component(subject, element, items, found, weak))
        return tag(
            "svg",
            tag("g", "".join(content), id=f"{name}-all"),
            id=name,
            class_="picture",
            viewBox=view_box(layout),
            role="group",
            aria_label=layout.diagram.title or layout.diagram.id,
            hidden="",
        )

    def still(self, layout: DiagramLayout) -> str:
        """A picture that only shows a diagram: as wide as what it stands in, or wider where it could not
        be read so."""
        content: list[str] = []
        for tier in scene_of(layout).tiers:
            for _, items in _rounds(tier):
                content += (shape for item in items for shape in self._grounded(item))
        width = layout.width + 2 * MARGIN
        shrinks = width * READABLE <= COLUMN
        picture = tag(
            "svg",
            "".join(content),
            class_="still",
            viewBox=view_box(layout),
            width=width if shrinks else width * READABLE,
            role="img",
            aria_label=layout.diagram.title or "Diagram",
        )
        return tag("div", picture, class_="drawn" if shrinks else "drawn readable")

    def _grounded(self, item: Item) -> Iterator[str]:
        """An item in the colour of the cluster that it lies on."""
        if isinstance(item, TextItem):
            self._letters.update(*item.lines)
        shapes = drawn(item, self)
        if isinstance(item, RectItem) and isinstance(item.fill, Behind) and item.fill.clusters:
            yield tag("g", "".join(shapes), class_=f"g-{self._ground(item.fill.clusters[-1][1])}")
        else:
            yield from shapes

    def symbols(self) -> str:
        """What is used in more than one place."""
        return tag("defs", self._images.symbols())

    def rules(self) -> str:
        """Style rules: how wide lines are, of which those that are lit are a little more; colours
        that files say, as they are in each theme."""
        widths = [f".{name}{{--w:{number(w)}px}}" for w, name in self._widths.items()]
        colours = in_both(self._tones) if self._said else ()
        grounds = [f".g-{name}{{--t:var(--{name})}}" for name in self._said.values()]
        return "\n".join((*widths, *colours, *grounds))

    def _tones(self, theme: Theme) -> dict[str, str]:
        found = {}
        for said, name in self._said.items():
            grounds = said.on if isinstance(said, Said) else ()
            clusters = (id for on in grounds if isinstance(on, Behind) for id, _ in on.clusters)
            seen = Inks(Appearance(theme, dict.fromkeys(clusters, 1.0))).solid(said)
            found[name] = seen[0] + (f"{round(seen[1] * 255):02x}" if seen[1] < 1 else "")
        return found

    @property
    def letters(self) -> Sequence[str]:
        """All that are written in the pictures."""
        return sorted(self._letters)

    # What the shapes ask of whoever knows the colours

    def fill(self, paint: Paint) -> Attributes:
        if isinstance(paint, MeanOf):
            paint = paint.otherwise
        if isinstance(paint, Behind):  # the script says with a class which of them show
            return {"fill": f"var(--t,{self._coloured('fill', paint.sheet)['fill']})"}
        return self._coloured("fill", paint)

    def stroke(self, stroke: Pen) -> Attributes:
        return self._coloured("stroke", stroke.paint)

    def image(self, item: ImageItem) -> Symbol | None:
        return self._images.symbol(item.path, item.bare)

    def _coloured(
        self, what: str, paint: str | Faint | Said | LinearGradient | RadialGradient
    ) -> Attributes:
        if isinstance(paint, Said):
            return {what: f"var(--{self._name(paint)})"}
        if isinstance(paint, Faint):
            return {**self._coloured(what, paint.colour), f"{what}_opacity": paint.opacity}
        if isinstance(paint, LinearGradient | RadialGradient):
            return self._coloured(what, paint.stops[0].paint)
        role, _, name = paint.partition(":")
        if role == "layer":
            known = name in self._layers
            variable = f"layer-{self._layers.index(name)}" if known else "edge"
        elif role in ("group", "tint"):
            variable = f"{role}-{group_kind(name)}"
        elif role in PAPER:
            variable = self._name(paint)
        else:
            variable = _VARIABLES.get(role, role)
        return {what: paint if paint.startswith("#") else f"var(--{variable})"}

    def _name(self, said: Said | str) -> str:
        """Of the variable that has this colour."""
        return self._said.setdefault(said, f"s{len(self._said)}")

    def _ground(self, fill: str | Said) -> str:
        """By what name what lies on a cluster knows its colour."""
        return self._name(fill) if isinstance(fill, Said) else group_kind(fill.partition(":")[2])

    # Elements

    def _component(
        self,
        subject: LiveDiagram,
        element: Element,
        items: Iterable[Item],
        found: Node | Cluster,
        weak: str,
    ) -> str:
        layout, inside = subject.layout, list[str]()
        inside += _tip(element)
        inside += (shape for item in items for shape in self._shapes(item))
        inside += self._lights(layout, found)
        if element.id in subject.inside and (box := mark_box(layout, element.id, 1.0)):
            shapes = "".join(
                shape for item in mark(element.id, box) for shape in self._shapes(item)
            )
            inside.append(tag("g", shapes, class_="mark"))
        kind = "joint" if isinstance(found, Node) and found.joint else element.kind
        if element.outline is not None and kind != "joint":
            ring = {"rx": element.corner, "stroke_width": OUTLINE}
            inside.append(tag("rect", class_="ring", **ring, **at(element.outline)))
        named = subject.words.get(element.id)  # else a point that only edges know of
        return tag(
            "g",
            "".join(inside),
            class_=f"{kind}{weak}",
            data_id=element.id,
            data_kind=self._ground(tint(found)) if isinstance(found, Cluster) else None,
            data_layers=" ".join(element.layers) or None,
            tabindex="0" if named else None,
            role="button" if named else None,
            aria_label=named or None,
        )

    def _lights(self, layout: DiagramLayout, found: Node | Cluster) -> Iterator[str]:
        """What a text marker leaves, and what tells that a flow has been there."""
        if isinstance(found, Cluster):
            place = layout.clusters[found.id]
            yield tag("rect", class_="lamp line", rx=12, **at(place.box.inflated(4)))
            yield tag("rect", class_="lamp fill", **at(title_box(place)))
        elif not found.joint:
            spot = layout.nodes[found.id]
            yield tag("rect", class_="lamp line fill", rx=8, **at(spot.box.inflated(5)))
            done = "".join(
                shape for item in tick(found.id, spot.icon) for shape in self._shapes(item)
            )
            yield tag("g", done, class_="tick")

    def _edge(self, element: Element, items: Sequence[Item], backwards: bool, weak: str) -> str:
        part = items[0].part
        inside = [*_tip(element)] if web_address(element.link) else []
        kind = {"line": "edge", "label": "said", "change": "said"}.get(part, part)
        for item in items:
            if part == "line" and isinstance(item, PathItem) and item is items[0]:
                inside.append(tag("path", class_="hit", d=outline(item.data), stroke_width=HIT))
            inside += self._shapes(item)
            if isinstance(item, RectItem) and isinstance(item.fill, Behind) and item.fill.clusters:
                kind = f"{kind} g-{self._ground(item.fill.clusters[-1][1])}"
        return tag(
            "g",
            "".join(inside),
            class_=f"{kind}{weak}{' backwards' if backwards and part == 'line' else ''}",
            data_id=element.id,
            data_layers=" ".join(element.layers) or None,
        )

    def _shapes(self, item: Item) -> Iterator[str]:
        """With what the script and the style sheet know them by."""
        classes: list[str] = []
        if isinstance(item, TextItem):
            self._letters.update(*item.lines)
        if item.part in ("line", "initials", "body", "change"):
            classes.append(item.part)
        if item.part == "line" and isinstance(item, PathItem) and item.stroke is not None:
            width = item.stroke.width
            classes.append(self._widths.setdefault(width, f"w{len(self._widths)}"))
        own = self._layers.index(item.layer) if item.layer in self._layers else None
        more: Attributes = {
            "class_": " ".join(classes) or None,
            "data_own": None if own is None else str(own),
        }
        return drawn(item, self, more=more)


def _tip(element: Element) -> Iterator[str]:
    """Where it leads, and what is said of it."""
    address = web_address(element.link) or ""
    said = (address[:LONGEST], " ".join((element.tooltip or "").split()))
    if any(said):
        yield tag("title", text("\n".join(filter(None, said))))


def view_box(layout: DiagramLayout) -> str:
    """SVG's `viewBox` (pt) in which a whole picture stands, with its margin."""
    whole = Box(0, 0, layout.width, layout.height).inflated(MARGIN)
    return " ".join(map(number, whole))


def _rounds(tier: Tier) -> Iterator[tuple[Element, Sequence[Item]]]:
    """Elements in the order in which they are drawn: whole, or what of each is in one pass."""
    if tier.apart:
        for element in tier.elements:
            yield element, _seen(element.items)
        return
    for turn in range(tier.passes):
        for element in tier.elements:
            if items := _seen(element.passes[turn]):
                yield element, items


def _seen(items: Iterable[Item]) -> Sequence[Item]:
    """Those of which nothing is left out from close by."""
    return [item for item in items if item.most == inf]
