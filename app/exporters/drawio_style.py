"""How elements look in draw.io, as the styles of its cells. No Qt."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path
from typing import NamedTuple

from app.bounded import read_whole
from app.catalogue import GENERIC
from app.errors import SourceError
from app.model.diagram import Cluster, Edge, Node
from app.model.diagram_layout import ClusterPlace, NodePlace
from app.model.geometry import Box, Point
from app.model.style import CLEAR, Corner, Dash, Style
from app.stencils import stencils

MOST = 1 << 18  # bytes of an icon that is put into the file
_SHAPES = {
    **dict.fromkeys(("ellipse", "oval", "egg", "circle", "doublecircle", "point"), "ellipse"),
    **dict.fromkeys(("diamond", "Mdiamond"), "rhombus"),
    "cylinder": "shape=cylinder3;boundedLbl=1;size=10",
    "hexagon": "shape=hexagon;perimeter=hexagonPerimeter2",
    "parallelogram": "shape=parallelogram;perimeter=parallelogramPerimeter",
    "trapezium": "shape=trapezoid;perimeter=trapezoidPerimeter",
    "triangle": "triangle;direction=north",
    "note": "shape=note;size=12",
    "folder": "shape=folder;tabWidth=30;tabHeight=10;tabPosition=left",
    "component": "shape=component",
    "box3d": "shape=cube;size=10",
    **dict.fromkeys(("none", "plaintext", "plain"), "text"),
}
_HEADS = {
    "normal": "block",
    "vee": "open",
    "dot": "oval",
    "diamond": "diamond",
    "box": "box",
    "tee": "dash",
    "crow": "ERmany",
    "inv": "block",
    "none": "none",
}
_DASHES = {Dash.DASHED: "dashed=1", Dash.DOTTED: "dashed=1;dashPattern=1 3"}
_WIDER = 1.15  # as the letters are that draw.io sets
EDGE = "#545B64"  # of an edge that says nothing
_FRAME = "#7D8998"  # of a cluster that says nothing
_DARK = "#232F3E"  # letters beneath a stencil, and one that has no colour


class EdgeEnd(NamedTuple):
    """Where an edge meets what it joins: its box, None where that is not there, and the point."""

    box: Box | None
    point: Point


def written(label: str) -> str:
    """A label as draw.io's HTML, of which nothing is markup but the ends of its lines."""
    return "<br>".join(escape(line, quote=False) for line in label.splitlines())


def node_style(node: Node, place: NodePlace, ink: str) -> str:
    """A stencil where draw.io has one, else its icon, else its shape; its letters are of the colour `ink` (`#rrggbb`) where
    they have none of their own."""
    label_width = f"labelWidth={max(place.label_box.width * _WIDER + 8, 40):.0f}"
    beneath = "verticalLabelPosition=bottom;verticalAlign=top;align=center;html=1;whiteSpace=wrap"
    known = stencils().stencil_of(node.kind) if node.icon or "." in node.kind else None
    letters = ink or (_DARK if known is not None else "")
    text = f"fontSize={place.font_size:.4g};{_font(node.style, letters)}"
    if known is not None:
        fill = stencils().fill_of(node.kind) or _DARK
        return f"sketch=0;outlineConnect=0;{_stencil(*known, fill)};{beneath};{label_width};{text}aspect=fixed;"
    if node.icon and (image := _image(node.icon)):
        return (
            f"shape=image;imageAspect=1;aspect=fixed;image={image};{beneath};{label_width};{text}"
        )
    name = node.style.shape.name if node.style.shape else node.kind
    shape = _SHAPES.get(name, "")
    if not node.boxed:  # as the house draws what has no icon: a tile with its label beneath
        return f"rounded=1;{_colours(node.style, '#FFFFFF', _FRAME)}{beneath};{label_width};{text}"
    rounded = node.style.shape is not None and node.style.shape.corner is Corner.ROUNDED
    corners = "rounded=1;" if rounded and not shape else "rounded=0;" if not shape else ""
    fill = "none" if shape == "text" else "#FFFFFF"
    stroke = "none" if shape == "text" else "#545B64"
    begin = f"{shape};" if shape else corners
    return f"{begin}html=1;whiteSpace=wrap;{_colours(node.style, fill, stroke)}{text}"


def _stencil(key: str, name: str, fill: str) -> str:
    if key == "resIcon":
        family = name.partition(".")[0]
        return f"shape=mxgraph.{family}.resourceIcon;resIcon=mxgraph.{name};fillColor={fill};strokeColor=#ffffff"
    if key == "prIcon":
        family, _, icon = name.partition(".")
        return f"shape=mxgraph.{family}.icon;prIcon={icon};fillColor={fill};strokeColor=#ffffff"
    if key == "image":
        return f"image;points=[];image=img/lib/{name}"
    return f"shape=mxgraph.{name};fillColor={fill};strokeColor=none;gradientColor=none"


def _image(path: str) -> str:
    """A picture's bytes; draw.io leaves out `;base64`, since a semicolon ends an entry of a style."""
    try:
        raw = read_whole(Path(path), MOST)
    except SourceError:
        return ""
    kinds = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg"), (b"GIF8", "gif"))
    kind = next((name for head, name in kinds if raw.startswith(head)), "")
    return f"data:image/{kind},{b64encode(raw).decode()}" if kind else ""


def cluster_style(cluster: Cluster, place: ClusterPlace, ink: str) -> str:
    """AWS's frame where it is one of its groups, else a box with its title on top; `ink` as of a node."""
    base = "html=1;container=1;pointerEvents=0;collapsible=0;recursiveResize=0;"
    text = f"verticalAlign={'bottom' if cluster.beneath else 'top'};align={cluster.side or 'left'};"
    text += f"fontSize={place.font_size:.4g};"
    group = stencils().groups.get(cluster.kind) if cluster.kind != GENERIC else None
    if group is None or not group.icons:
        rounded = "rounded=1;absoluteArcSize=1;arcSize=16;" if cluster.kind == GENERIC else ""
        look = _colours(cluster.style, "none", _FRAME)
        return f"{rounded}{base}{text}spacingLeft=8;{look}{_font(cluster.style, ink)}"
    stroke = (
        (group.subnet_strokes or (group.stroke,))[0] if _is_subnet(group.icons[0]) else group.stroke
    )
    dashed = "dashed=1;" if group.dashed else ""
    own = _colours(cluster.style, group.fill or "none", stroke)
    font = _font(cluster.style, ink or group.font)
    icon = f"shape=mxgraph.aws4.group;grIcon=mxgraph.{group.icons[0]};"
    return f"outlineConnect=0;{icon}{base}{text}spacingLeft=30;{own}{dashed}{font}"


def _is_subnet(icon: str) -> bool:
    return icon == "aws4.group_security_group"


class LineLook(NamedTuple):
    """How a line looks that says nothing of it: its colour (`#rrggbb`), its dashes in units of its width."""

    colour: str = EDGE
    dashes: tuple[float, ...] = ()


def edge_style(edge: Edge, tail: EdgeEnd, head: EdgeEnd, *, curved: bool, look: LineLook) -> str:
    """Its way as it is, its heads, its line."""
    heads = edge.style.heads
    names = (heads.tail, heads.head) if heads else ("none", "normal")
    parts = ["edgeStyle=none", "html=1", "curved=1" if curved else "rounded=1"]
    for side, name in (("start", names[0]), ("end", names[1])):
        bare = name.removeprefix("o")
        parts.append(f"{side}Arrow={_HEADS.get(bare, 'block')}")
        parts.append(f"{side}Fill={0 if bare != name else 1}")
    for side, end in (("exit", tail), ("entry", head)):
        if end.box is not None and end.box.width and end.box.height:
            x = (end.point.x - end.box.x) / end.box.width
            y = (end.point.y - end.box.y) / end.box.height
            parts += [f"{side}X={x:.4g}", f"{side}Y={y:.4g}", f"{side}Dx=0", f"{side}Dy=0"]
            parts.append(f"{side}Perimeter=0")
    colours = edge.style.stroke.colours if edge.style.stroke else ()
    parts.append(f"strokeColor={_hex(colours[0].colour) if colours else look.colour}")
    parts += _stroke(edge.style)
    if look.dashes and (edge.style.stroke is None or edge.style.stroke.dash is None):
        parts.append(f"dashed=1;dashPattern={' '.join(f'{part:g}' for part in look.dashes)}")
    parts.append("labelBackgroundColor=default")
    return ";".join(parts) + ";" + _font(edge.style, look.colour if look.colour != EDGE else "")


def _colours(style: Style, fill: str, stroke: str) -> str:
    """What is filled, and what goes round it."""
    if style.fill is not None:
        fill = _hex(style.fill.stops[0].colour)
    if style.stroke is not None and style.stroke.colours:
        stroke = _hex(style.stroke.colours[0].colour)
    return ";".join([f"fillColor={fill}", f"strokeColor={stroke}", *_stroke(style)]) + ";"


def _stroke(style: Style) -> list[str]:
    if style.stroke is None:
        return []
    found = [_DASHES[style.stroke.dash]] if style.stroke.dash in _DASHES else []
    width = style.stroke.width if style.stroke.width is not None else 2.0 * style.stroke.bold
    return [*found, f"strokeWidth={width:.4g}"] if width else found


def _font(style: Style, ink: str) -> str:
    colour = (style.font.colour if style.font else None) or ink
    return f"fontColor={_hex(colour)};" if colour else ""


def _hex(colour: str) -> str:
    """Without the part that lets through, which such a style has elsewhere."""
    return "none" if colour == CLEAR else colour[:7]
