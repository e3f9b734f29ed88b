"""An SVG that anybody may have written, as one that reaches nothing and ends soon.

It is taken apart by expat and written anew from lists of what may stand in it: nothing of it names a
file or an address, runs or moves. What is no drawing is left out; what is too much, or refers to
itself, is refused as a whole (`svg_cost.py`).

Elements and attributes are those of SVG 1.1 (W3C, 2011) and Tiny 1.2 (2008) that Qt paints.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from xml.parsers import expat

from app.render.pictures.closed_css import PROPERTIES, closed_sheet, closed_style, closed_value
from app.render.pictures.svg_cost import SvgElement, SvgTooMuchError, effort_of

LARGEST = 8 << 20  # bytes that are read, and characters that are written anew
ELEMENTS, DEEP = 20_000, 64  # DEEP: in one another
TEXT = 50_000  # characters of text
MATCHES = 8_000_000  # elements times rules of a style sheet: each is looked at for each
IMAGES = 64
_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_BETWEEN = " "  # a namespace and a name, as expat tells them
_ENTITIES, _ENTITY = 100, 200  # that a file may declare, and characters of one
_SHORT = 4000  # characters of an attribute that is none of these
_LONG = frozenset({"d", "points", "transform", "values", "class", "style"})
_WITH_TEXT = frozenset({"text", "tspan", "textArea"})
_PICTURES = ("image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/bmp")

_KEPT_TEXT = """
svg g a defs symbol use switch style path rect circle ellipse line polyline polygon text
tspan textArea tbreak image linearGradient radialGradient solidColor stop pattern mask
marker clipPath filter feColorMatrix feGaussianBlur feOffset feComposite feMerge
feMergeNode feFlood feBlend feImage feMorphology feComponentTransfer feDropShadow feTile
feTurbulence feConvolveMatrix feDisplacementMap feDiffuseLighting feSpecularLighting
"""
_KEPT = frozenset(_KEPT_TEXT.split())
_ATTRIBUTES_TEXT = """
x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height d points viewBox preserveAspectRatio
pathLength refX refY markerWidth markerHeight markerUnits orient offset gradientUnits
gradientTransform spreadMethod patternUnits patternContentUnits patternTransform
maskUnits maskContentUnits clipPathUnits filterUnits primitiveUnits in in2 result
stdDeviation dx dy operator k1 k2 k3 k4 values type mode edgeMode rotate textLength
lengthAdjust version baseProfile systemLanguage requiredFeatures requiredExtensions id
class
"""
_ATTRIBUTES = PROPERTIES | frozenset(_ATTRIBUTES_TEXT.split())


@dataclass(frozen=True, slots=True)
class ClosedSvg:
    """`text` is what may be painted; `effort` how many times that may fill the whole picture."""

    text: bytes
    effort: int


def closed(data: bytes, raster: Callable[[bytes], bytes]) -> ClosedSvg | None:
    """The SVG, closed; None where it is none, is not sound or too much. `raster` gives of a picture
    in it what may be decoded, nothing of one that may not."""
    if len(data) > LARGEST:
        return None
    reader = _SvgReader(raster)
    try:
        root = reader.read(data)
        effort = effort_of(root, reader.rules)
    except (SvgTooMuchError, expat.ExpatError, ValueError, LookupError):
        return None
    parts: list[str] = []
    root.attributes = {"xmlns": _SVG, "xmlns:xlink": _XLINK, **root.attributes}
    _write(root, parts)
    return ClosedSvg("".join(parts).encode("utf-8", "replace"), effort)


class _SvgReader:
    def __init__(self, raster: Callable[[bytes], bytes]) -> None:
        self._raster = raster
        self._open: list[SvgElement] = []
        self._root: SvgElement | None = None
        self._left_out = 0  # how deep we are in what is left out
        self._count = self._images = self._entities = self._characters = 0
        self._text = 0
        self.rules: list[tuple[str, dict[str, str]]] = []

    def read(self, data: bytes) -> SvgElement:
        """Raises ExpatError, ValueError, LookupError, SvgTooMuchError."""
        parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        parser.EntityDeclHandler = self._entity
        parser.Parse(data, True)
        if self._root is None:
            raise ValueError("no SVG")
        if len(self.rules) * self._count > MATCHES:
            raise SvgTooMuchError
        return self._root

    def _entity(self, _name: str, parameter: int, value: str | None, *_: object) -> None:
        """Short words that stand for a namespace are common; what could grow is none of them."""
        self._entities += 1
        plain = value is not None and len(value) <= _ENTITY and not set(value) & set("&%<")
        if parameter or not plain or self._entities > _ENTITIES:
            raise SvgTooMuchError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(_BETWEEN)
        if self._left_out or space not in ("", _SVG) or local not in _KEPT:
            self._left_out += 1
            return
        if (self._root is None) != (local == "svg" and not self._open):
            raise ValueError("no SVG")
        self._count += 1
        if self._count > ELEMENTS or len(self._open) >= DEEP:
            raise SvgTooMuchError
        made = SvgElement(local, self._kept(local, attributes))
        if local == "image" and "xlink:href" not in made.attributes:
            self._left_out += 1
            return
        if self._open:
            self._open[-1].children.append(made)
        else:
            self._root = made
        self._open.append(made)

    def _end(self, _name: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        ended = self._open.pop()
        if ended.name == "style":
            said = "".join(child for child in ended.children if isinstance(child, str))
            rules = list(closed_sheet(said))
            self.rules += rules
            ended.children = ["".join(map(_rule, rules))]

    def _said(self, text: str) -> None:
        if self._left_out or not self._open:
            return
        within = self._open[-1]
        if within.name == "style":
            self._characters += len(text)
            within.children.append(text)
        elif within.name in _WITH_TEXT:
            self._text += len(text)
            within.children.append(text)
        if self._text > TEXT or self._characters > LARGEST:
            raise SvgTooMuchError

    def _kept(self, element: str, attributes: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, value in attributes.items():
            space, _, local = name.rpartition(_BETWEEN)
            self._characters += len(value)
            if self._characters > LARGEST:
                raise SvgTooMuchError
            if local == "href" and space in ("", _XLINK):
                if inside := self._inside(element, value.strip()):
                    kept["xlink:href"] = inside
            elif space == _XML and local == "space":
                kept["xml:space"] = value
            elif space or (len(value) > _SHORT and local not in _LONG):
                continue
            elif local == "style":
                if style := closed_style(value):
                    kept[local] = _declared(style)
            elif local in _ATTRIBUTES and closed_value(value) is not None:
                kept[local] = value
        return kept

    def _inside(self, element: str, address: str) -> str:
        """Where a reference leads in the file itself; empty where it leads elsewhere."""
        if element == "image":
            return self._picture(address)
        return address if element != "a" and address.startswith("#") else ""

    def _picture(self, address: str) -> str:
        head, _, data = address.partition(",")
        scheme, _, kind = head.partition(":")
        kind, _, coding = kind.lower().replace(" ", "").partition(";")
        if scheme.lower() != "data" or kind not in _PICTURES or coding != "base64":
            return ""
        self._images += 1
        if self._images > IMAGES:
            raise SvgTooMuchError
        found = self._raster(b64decode(data))
        return f"data:{kind};base64,{b64encode(found).decode()}" if found else ""


def _rule(rule: tuple[str, dict[str, str]]) -> str:
    selector, kept = rule
    return f"{selector}{{{_declared(kept)}}}"


def _declared(kept: dict[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in kept.items())


def _write(element: SvgElement, parts: list[str]) -> None:
    said = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes.items())
    parts.append(f"<{element.name}{said}>")
    for child in element.children:
        if isinstance(child, str):
            parts.append(escape(child, quote=False))
        else:
            _write(child, parts)
    parts.append(f"</{element.name}>")
