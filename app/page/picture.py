"""A laid-out diagram as SVG: the shapes, paths and places are the painter's own.

Colours are CSS variables and classes, so that the page's theme is the picture's. What shows, is
lit or is dim is a matter of classes too; the page's script sets them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.layout.text import line_height
from app.model.diagram import Cluster, Node
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, union
from app.model.style import Dash
from app.page.colours import group_kind
from app.page.drawing import ClusterItem, EdgeItem, Lettering, NodeItem, drawing
from app.page.fonts import drop
from app.page.icons import Icons
from app.page.markup import number, tag, text
from app.page.paths import outline
from app.scene import groups
from app.scene.house import OUTLINE
from app.scene.items import PathItem
from app.scene.marks import mark_box
from app.scene.routes import dashes
from app.scene.theme import line_style

MARGIN = 20.0  # pt round the picture where it is shown whole
HIT = 12.0  # pt across an edge in which it can be clicked
_TICK = 16.0  # pt
# What a tour has been to
TICK = (
    '<symbol id="tick" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/>'
    '<path d="M4.5 8.2L7 10.7L11.5 5.6"/></symbol>'
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A picture and what the page knows of its components: `words` by id is what a screen reader
    says, `inside` holds the ids of those that have a diagram of their own. `layers` are the page's:
    the number of a layer is its place there."""

    picture: DiagramLayout
    layers: Sequence[str]
    words: Mapping[str, str]
    inside: frozenset[str]


def svg(subject: Subject, name: str, icons: Icons) -> str:
    """The picture; `name` is its id, and `name`-all that of its content."""
    picture = subject.picture
    items = drawing(picture)
    clusters = {c.id: c for c in picture.diagram.clusters}
    nodes = {n.id: n for n in picture.diagram.nodes}
    backwards = {e.id for e in picture.diagram.edges if e.arrows == "back"}
    content = [
        *(_cluster(subject, item, clusters[item.id], icons) for item in items.clusters),
        *(_line(subject, item, backwards) for item in items.edges),
        *(_heads(subject, item) for item in items.edges),
        *(_said(subject, item) for item in items.edges if item.label),
        *(_node(subject, item, nodes[item.id], icons) for item in items.nodes),
    ]
    return tag(
        "svg",
        tag("g", "".join(content), id=f"{name}-all"),
        id=name,
        class_="picture",
        viewBox=view_box(picture),
        role="group",
        aria_label=picture.diagram.title or picture.diagram.id,
        hidden="",
    )


def view_box(picture: DiagramLayout) -> str:
    whole = Box(0, 0, picture.width, picture.height).inflated(MARGIN)
    return " ".join(map(number, whole))


def letters(picture: DiagramLayout) -> str:
    """The letters that it shows."""
    items = drawing(picture)
    labels = [n.label for n in items.nodes] + [e.label for e in items.edges]
    labels += [c.title for c in items.clusters]
    said = ["".join(label.lines) for label in labels if label is not None]
    return "".join([*said, *(n.initials for n in items.nodes)])


def edge_dashes(
    layer: str | None, length: float, dash: Dash | None = None, bold: bool = False
) -> str:
    """A line's dashes in pt, as SVG writes them; `none` is solid."""
    width, pattern = line_style(layer, dash, bold)
    return " ".join(number(d * width) for d in dashes(pattern, width, length)) or "none"


def line_class(subject: Subject, layers: Sequence[str]) -> str:
    """The class of an edge on these layers while all of them are on."""
    return f"l{subject.layers.index(layers[0])}" if layers else "base"


def _cluster(subject: Subject, item: ClusterItem, cluster: Cluster, icons: Icons) -> str:
    box, kind = item.place.box, item.kind
    inside = [tag("rect", class_="tint", rx=groups.CORNER, **_at(box))]
    inside += _border(box, kind)
    if item.place.icon.width > 0:
        place = item.place.icon
        plate = next(iter(groups.icon("", kind, place, box)))
        if isinstance(plate, PathItem):
            inside.append(tag("path", class_="plate", d=outline(plate.data)))
        else:
            inside.append(tag("rect", class_="plate", rx=3, **_at(place)))
        inside.append(tag("use", href=f"#{icons.glyph(kind)}", **_at(place)))
    if item.title is not None:
        inside += _text(item.title)
    title = item.place.label_box
    if item.place.icon.width:
        title = union((item.place.icon, title))
    inside.append(tag("rect", class_="lamp line", rx=12, **_at(box.inflated(4))))
    inside.append(tag("rect", class_="lamp fill", **_at(title)))
    inside.append(tag("rect", class_="ring", rx=groups.CORNER, stroke_width=OUTLINE, **_at(box)))
    return _component(subject, cluster, f"cluster g-{group_kind(kind)}", inside)


def _border(box: Box, kind: str) -> Iterator[str]:
    if not groups.border_dashes(kind):
        yield tag("rect", class_="border", rx=groups.CORNER, **_at(box))
        return
    for item in groups.border("", kind, box):
        dash = " ".join(number(part) for part in item.stroke.dashes) if item.stroke else ""
        d = outline(item.data)
        yield tag("path", class_="border", d=d, stroke_dasharray=dash or None)


def _node(subject: Subject, item: NodeItem, node: Node, icons: Icons) -> str:
    place = item.place
    symbol = icons.name(item.icon)
    inside: list[str] = []
    if symbol is not None:
        inside.append(tag("use", href=f"#{symbol}", **_at(place.icon)))
    elif item.form == "point":
        inside.append(tag("rect", class_="dot", rx=place.icon.width / 2, **_at(place.icon)))
    elif item.form != "blank":
        inside.append(
            tag("rect", class_="tile", rx=8, **_at(place.icon.inflated(-groups.BORDER / 2)))
        )
        if item.initials:
            size = place.icon.height * 0.36
            inside += _text(Lettering((item.initials,), place.icon, size, True), "initials")
    if item.joint:
        return _component(subject, node, "joint", inside)
    if item.label is not None:
        inside += _text(item.label)
    inside.append(tag("rect", class_="lamp line fill", rx=8, **_at(place.box.inflated(5))))
    corner = Box(place.icon.right - 10, place.icon.bottom - 10, _TICK, _TICK)
    inside.append(tag("use", class_="tick", href="#tick", **_at(corner)))
    around = place.icon.inflated(4 + OUTLINE / 2)
    inside.append(tag("rect", class_="ring", rx=8, stroke_width=OUTLINE, **_at(around)))
    return _component(subject, node, "node", inside)


def _component(subject: Subject, found: Node | Cluster, kind: str, inside: list[str]) -> str:
    if found.id in subject.inside:
        inside.append(_mark(subject.picture, found.id))
    if found.tooltip:
        inside.insert(0, tag("title", text(" ".join(found.tooltip.split()))))
    named = subject.words.get(found.id)  # else a point that only edges know of
    return tag(
        "g",
        "".join(inside),
        class_=kind,
        data_id=found.id,
        data_layers=" ".join(found.layers) or None,
        tabindex="0" if named else None,
        role="button" if named else None,
        aria_label=named or None,
    )


def _mark(picture: DiagramLayout, component: str) -> str:
    """That it leads into a diagram of its own: a round mark with an arrow."""
    box = mark_box(picture, component, 1.0)
    if box is None:
        return ""
    x, y = box.center
    reach, arm = box.width * 0.189, box.width * 0.256
    circle = tag("circle", cx=x, cy=y, r=box.width / 2)
    a, b, c, d = (number(v) for v in (x - reach, y - reach, x + reach, y + reach))
    arrow = tag("path", d=f"M{a} {b}L{c} {d}h{number(-arm)}M{c} {d}v{number(-arm)}")
    return tag("g", circle + arrow, class_="mark")


def _edge(subject: Subject, item: EdgeItem, kind: str, inside: str) -> str:
    appearance = line_class(subject, item.layers)
    layers = " ".join(item.layers) or None
    return tag("g", inside, class_=f"{kind} {appearance}", data_id=item.id, data_layers=layers)


def _line(subject: Subject, item: EdgeItem, backwards: Container[str]) -> str:
    d = outline(item.route.line)
    dash = edge_dashes(
        item.layers[0] if item.layers else None, item.route.length, item.dash, item.bold
    )
    kinds = ["edge"]
    kinds += ["backwards"] if item.id in backwards else []
    kinds += ["bold"] if item.bold else []
    return _edge(
        subject,
        item,
        " ".join(kinds),
        tag("path", class_="hit", d=d, stroke_width=HIT)
        + tag("path", class_="line", d=d, stroke_dasharray=None if dash == "none" else dash),
    )


def _heads(subject: Subject, item: EdgeItem) -> str:
    heads = "".join(map(outline, item.route.heads))
    return _edge(subject, item, "head", tag("path", d=heads)) if heads else ""


def _said(subject: Subject, item: EdgeItem) -> str:
    if item.label is None:
        return ""
    box = item.label.box
    halo = Box(box.x, box.y + 0.5, box.width, box.height - 1)
    behind = f" g-{group_kind(item.homes[-1].kind)}" if item.homes else ""
    return _edge(
        subject,
        item,
        "said",
        tag("g", tag("rect", rx=3, **_at(halo)), class_=f"halo{behind}")
        + "".join(_text(item.label)),
    )


def _text(written: Lettering, kind: str | None = None) -> Iterator[str]:
    """Lines where the painter writes them."""
    box, pitch = written.box, line_height(written.size)
    middle = box.y + (box.height - pitch * (len(written.lines) - 1)) / 2
    classes = " ".join(x for x in (kind, "bold" if written.bold else "") if x)
    for line in written.lines:
        yield tag(
            "text",
            text(line),
            class_=classes or None,
            x=box.center.x if written.centred else box.x,
            y=middle + drop(written.size, written.bold),
            font_size=written.size,
            text_anchor="middle" if written.centred else None,
        )
        middle += pitch


def _at(box: Box) -> dict[str, float]:
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
