"""The cells of a page: what each is, looks like and says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite

from app.model.geometry import Point
from app.sources.drawio.xml_tree import XmlElement
from app.stencils import INSIDE, KIND, LAYER_SEPARATOR, LAYERS

_FAR = 1e6  # pt from the origin, where nothing is
_PLACEHOLDER = re.compile(r"%([^%\s<>]{1,80})%")
_OWN = frozenset(
    {"id", "label", "link", "tooltip", "placeholders", "placeholder", "tags", KIND, INSIDE, LAYERS}
)
_OFF = ("", "0", "false")

_NOWHERE = Point(0.0, 0.0)

CellStyle = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Geometry:
    """As the file has it: against the cell round it, and where `relative` in parts of its size or, on
    an edge, of its way (x from -1 to 1) with a distance from it (y)."""

    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    relative: bool = False
    points: tuple[Point, ...] = ()
    source: Point | None = None
    target: Point | None = None
    offset: Point = _NOWHERE


@dataclass(frozen=True, slots=True)
class DrawioCell:
    """`value` is its label as written. `style` are the entries of its style; what stands there without a
    value, as `ellipse`, is the `shape` where nothing else says one. `properties` are a person's own."""

    id: str
    line: int | None
    parent: str = ""
    value: str = ""
    style: CellStyle = field(default_factory=dict)
    vertex: bool = False
    edge: bool = False
    source: str = ""
    target: str = ""
    geometry: Geometry = field(default_factory=Geometry)
    visible: bool = True
    collapsed: bool = False
    link: str = ""
    tooltip: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    inside: str = ""
    layers: tuple[str, ...] = ()

    def says(self, name: str, usual: str = "") -> str:
        return self.style.get(name) or usual

    def number(self, name: str, usual: float) -> float:
        return finite(self.style.get(name, ""), usual)

    def on(self, name: str, usual: bool = False) -> bool:
        """Whether a style that is a switch is on."""
        said = self.style.get(name)
        return usual if said in (None, "") else said == "1"

    @property
    def shape(self) -> str:
        return self.style.get("shape", "")


def finite(said: str | None, usual: float = 0.0) -> float:
    """A number that can be drawn with."""
    try:
        number = float(said) if said else usual
    except ValueError:
        return usual
    return min(max(number, -_FAR), _FAR) if isfinite(number) else usual


def style_of(said: str) -> dict[str, str]:
    """`ellipse;fillColor=#fff;` as its entries. A word by itself is a kind of shape, or a name of a style
    that draw.io has built in."""
    found: dict[str, str] = {}
    for part in said.split(";"):
        name, equals, value = part.partition("=")
        name = name.strip()
        if name.startswith("base64,") and "image" in found:  # as others write a picture
            found["image"] += f",{part.strip().removeprefix('base64,')}"
        elif equals:
            found[name] = value.strip()
        elif name:
            found.setdefault(name, "")
            found.setdefault("shape", name)
    return found


def read_cells(model: XmlElement) -> Iterator[DrawioCell]:
    """The cells of a page, as they come."""
    root = model.first("root")
    for element in root.children if root is not None else ():
        inner = element if element.tag == "mxCell" else element.first("mxCell")
        if inner is not None:
            yield _cell(element, inner)


def _cell(outer: XmlElement, inner: XmlElement) -> DrawioCell:
    """`outer` is what a person's own properties stand on, where it has any."""
    said, own = inner.attributes, outer.attributes
    value = said.get("value", "")
    properties: tuple[tuple[str, str], ...] = ()
    if outer is not inner:
        value = own.get("label", value)
        properties = tuple((n, v) for n, v in own.items() if n not in _OWN and v)
        if own.get("placeholders") == "1":
            value = _PLACEHOLDER.sub(lambda m: own.get(m[1], m[0]), value)
    geometry = inner.first("mxGeometry")
    return DrawioCell(
        id=own.get("id") or said.get("id", ""),
        line=outer.line,
        parent=said.get("parent", ""),
        value=value,
        style=style_of(said.get("style", "")),
        vertex=said.get("vertex", "0") not in _OFF,
        edge=said.get("edge", "0") not in _OFF,
        source=said.get("source", ""),
        target=said.get("target", ""),
        geometry=_geometry(geometry) if geometry is not None else Geometry(),
        visible=said.get("visible") != "0",
        collapsed=said.get("collapsed") == "1",
        link=own.get("link", ""),
        tooltip=own.get("tooltip", ""),
        properties=properties,
        kind=own.get(KIND, ""),
        inside=own.get(INSIDE, ""),
        layers=tuple(filter(None, own.get(LAYERS, "").split(LAYER_SEPARATOR))),
    )


def _geometry(element: XmlElement) -> Geometry:
    said = element.attributes
    points: tuple[Point, ...] = ()
    named: dict[str, Point] = {}
    for child in element.children:
        if child.tag == "Array" and child.attributes.get("as") == "points":
            points = tuple(_point(one) for one in child.children if one.tag == "mxPoint")
        elif child.tag == "mxPoint":
            named[child.attributes.get("as", "")] = _point(child)
    return Geometry(
        x=finite(said.get("x")),
        y=finite(said.get("y")),
        width=max(finite(said.get("width")), 0.0),
        height=max(finite(said.get("height")), 0.0),
        relative=said.get("relative") == "1",
        points=points,
        source=named.get("sourcePoint"),
        target=named.get("targetPoint"),
        offset=named.get("offset", Point(0.0, 0.0)),
    )


def _point(element: XmlElement) -> Point:
    return Point(finite(element.attributes.get("x")), finite(element.attributes.get("y")))
