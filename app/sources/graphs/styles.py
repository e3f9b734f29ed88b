"""What Graphviz's attributes say of how an element is drawn, as a `Style`.

Shapes: https://graphviz.org/doc/info/shapes.html, arrows: https://graphviz.org/doc/info/arrows.html.
Styles: https://graphviz.org/docs/attr-types/style/. What `diagrams` writes of its own accord nobody
has said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from app.catalogue import class_of
from app.model.source_graph import Attributes, SourceGraph
from app.model.style import (
    BLANK,
    HEADS,
    PLAIN,
    Corner,
    Dash,
    Fill,
    Filling,
    Font,
    Heads,
    Shape,
    Stroke,
    Style,
)
from app.sources.graphs.colours import colour, stops
from app.sources.graphs.graph import invisible
from app.sources.graphs.html_labels import icon_of

DASHES = ("solid", "dashed", "dotted")  # styles of a line, of which it has one
LINES = frozenset((*DASHES, "bold"))  # styles of a line
FILLS = frozenset({"filled", "striped", "wedged", "radial"})  # styles
_LARGEST = 100.0  # inches
_MOST = 1000.0  # of any other number
# What an arrowhead's name may be made of, but for `none`.
_HEADS = (
    *("normal", "crow", "tee", "box", "diamond", "dot", "inv", "vee", "curve", "icurve"),
    *("mpty", "empty", "open", "halfopen", "ediamond"),
)
_MODIFIERS = "olre"
_WIDTH = re.compile(r"setlinewidth\(\s*([\d.]+)\s*\)")
# What of a text or a line is said by the same attributes everywhere.
_TEXT = ("fontname", "fontsize", "fontcolor")
_LINE = ("style", "color", "penwidth", "colorscheme")
_FILL = ("fillcolor", "gradientangle")
_NODE = (
    *(*_TEXT, *_LINE, *_FILL, "shape", "width", "height", "fixedsize", "image"),
    *("peripheries", "sides", "skew", "distortion", "orientation"),
    *("margin", "labelloc"),
)
_CLUSTER = (*_TEXT, *_LINE, *_FILL, "pencolor", "bgcolor", "peripheries")
_AT_ENDS = ("labelfontname", "labelfontsize", "labelfontcolor")
_EDGE = (*_TEXT, *_AT_ENDS, *_LINE, "dir", "arrowhead", "arrowtail", "arrowsize")
_SHEET = (*_TEXT, "bgcolor", "style", "gradientangle", "colorscheme")
# What `diagrams` writes by itself.
_OF_DIAGRAMS: Mapping[str, frozenset[str]] = {
    "fontname": frozenset({"Sans-Serif"}),
    "fontsize": frozenset({"12", "13", "15"}),
    "fontcolor": frozenset({"#2D3436"}),
    "color": frozenset({"#7B8894"}),
    "pencolor": frozenset({"#AEB6BE"}),
    "bgcolor": frozenset({"#E5F5FD", "#EBF3E7", "#ECE8F6", "#FDF7E3"}),
    "pad": frozenset({"2.0"}),
    "labelloc": frozenset({"b"}),
    "nodesep": frozenset({"0.60"}),
    "ranksep": frozenset({"0.75"}),
}


def of_diagrams(graph: SourceGraph) -> bool:
    """Whether `diagrams` wrote it."""
    said = graph.attributes.get("fontcolor")
    return said == "#2D3436" or any(node.kind for node in graph.nodes)


def unsaid(name: str, value: str) -> bool:
    """Whether an attribute is one that `diagrams` writes by itself."""
    return value in _OF_DIAGRAMS.get(name, ())


class StyleReader:
    """Reads the styles of a graph's elements. In one `of_diagrams` what that writes by itself is
    not said."""

    def __init__(self, *, directed: bool, of_diagrams: bool) -> None:
        self._directed = directed
        self._of_diagrams = of_diagrams

    def node(self, attrs: Attributes, kind: str = "") -> Style:
        """`kind` is its class of `diagrams`, if it has one."""
        if shape := class_of(kind).shape:
            return Style(shape=Shape(shape))
        label, said = attrs.get("label", ""), self._said(attrs, _NODE)
        if not self._of_diagrams and "shape" not in attrs:
            said += _USUAL
        return _node(said, icon_of(label), "<table" in label.lower())

    def cluster(self, attrs: Attributes) -> Style:
        """Of a cluster, by its attributes, those that it inherits among them."""
        said = self._said(attrs, _CLUSTER)
        if self._of_diagrams:  # it rounds all of them
            said = tuple(pair for pair in said if pair != ("style", "rounded"))
        return _cluster(said)

    def edge(self, attrs: Attributes) -> Style:
        """Of an edge, by its attributes, those that it inherits among them."""
        return _edge(self._said(attrs, _EDGE), self._directed)

    def sheet(self, attrs: Attributes) -> Style:
        """Of the whole graph, by its own attributes."""
        return _sheet(self._said(attrs, _SHEET))

    def _said(self, attrs: Attributes, names: tuple[str, ...]) -> _Said:
        found = [(name, attrs[name]) for name in names if name in attrs] if attrs else []
        if self._of_diagrams:
            return tuple((name, value) for name, value in found if not unsaid(name, value))
        return tuple(found)


_Said = tuple[tuple[str, str], ...]
_USUAL: _Said = (("shape", "ellipse"),)  # of a node of Graphviz that says none


# Many elements of a file are alike.


@lru_cache(maxsize=1024)
def _node(said: _Said, picture: str, table: bool) -> Style:
    """`picture` and `table` are what its label holds."""
    attrs = dict(said)
    if invisible(attrs):
        return Style(shape=Shape(BLANK))
    return _styled(
        fill=_filled(attrs, attrs.get("fillcolor") or attrs.get("color", "")),
        stroke=_stroke(attrs, attrs.get("color", "")),
        shape=_shape(attrs),
        font=_font(attrs),
        image=attrs.get("image") or picture,
        table=table,
    )


@lru_cache(maxsize=256)
def _cluster(said: _Said) -> Style:
    attrs = dict(said)
    first = [attrs[name] for name in ("fillcolor", "color", "bgcolor") if attrs.get(name)]
    fill = _filled(attrs, first[0] if first else "")
    if fill is None and attrs.get("bgcolor"):
        fill = _painted(attrs, attrs["bgcolor"])
    corner, outlines = _corner(attrs), _whole(attrs.get("peripheries", ""))
    shaped = corner is not None or outlines is not None
    return _styled(
        fill=fill,
        stroke=_stroke(attrs, attrs.get("pencolor") or attrs.get("color", "")),
        shape=Shape(corner=corner, outlines=outlines) if shaped else None,
        font=_font(attrs),
    )


@lru_cache(maxsize=1024)
def _edge(said: _Said, directed: bool) -> Style:
    attrs = dict(said)
    heads, font = _heads(attrs, directed), _font(attrs)
    ends = _font(attrs, "label") if any(name in attrs for name in _AT_ENDS) else font
    return _styled(
        stroke=_stroke(attrs, attrs.get("color", "")),
        font=font,
        ends=None if ends == font else ends,
        heads=None if heads == Heads() else heads,
    )


@lru_cache(maxsize=16)
def _sheet(said: _Said) -> Style:
    attrs = dict(said)
    fill = _painted(attrs, attrs["bgcolor"]) if attrs.get("bgcolor") else None
    return _styled(fill=fill, font=_font(attrs))


def _styled(
    *,
    fill: Fill | None = None,
    stroke: Stroke | None = None,
    shape: Shape | None = None,
    font: Font | None = None,
    heads: Heads | None = None,
    image: str | None = None,
    table: bool = False,
    ends: Font | None = None,
) -> Style:
    style = Style(fill, stroke, shape, font, heads, image or None, table, ends)
    return PLAIN if style == PLAIN else style


def _filled(attrs: Attributes, colours: str) -> Fill | None:
    """Where `style` says that it is filled; without stops where that is in no colour known."""
    return _painted(attrs, colours) if FILLS.intersection(styles(attrs)) else None


def _painted(attrs: Attributes, colours: str) -> Fill:
    said = styles(attrs)
    filling = next((Filling(f) for f in ("radial", "striped", "wedged") if f in said), None)
    angle = _number(attrs.get("gradientangle", "")) or 0.0
    return Fill(stops(colours, attrs.get("colorscheme", "")), filling or Filling.LINEAR, angle)


def _stroke(attrs: Attributes, colours: str) -> Stroke | None:
    said = styles(attrs)
    width = _number(attrs.get("penwidth", ""))
    if width is None and (old := _WIDTH.search(attrs.get("style", ""))):
        width = _number(old[1])
    dashes = [Dash(style) for style in said if style in DASHES]
    stroke = Stroke(
        stops(colours, attrs.get("colorscheme", "")) if colours else (),
        width,
        dashes[-1] if dashes else None,
        "bold" in said,
        "tapered" in said,
    )
    return None if stroke == Stroke() else stroke


def _shape(attrs: Attributes) -> Shape | None:
    width, height = (inches(attrs[side]) if side in attrs else None for side in _SIDES)
    sound = width is not None and (height is not None or "height" not in attrs)
    shape = Shape(
        name=attrs.get("shape", ""),
        width=None if width is None else width * 72,
        height=None if height is None else height * 72,
        fixed=sound and attrs.get("fixedsize") == "true",
        corner=_corner(attrs),
        outlines=_whole(attrs.get("peripheries", "")),
        sides=_whole(attrs.get("sides", "")),
        skew=_number(attrs.get("skew", "")),
        distortion=_number(attrs.get("distortion", "")),
        turned=_number(attrs.get("orientation", "")),
        margin=_margin(attrs.get("margin", "")),
        text_at=_HEIGHTS.get(attrs.get("labelloc", "")),
    )
    return None if shape == Shape() else shape


_SIDES = ("width", "height")
_HEIGHTS: Mapping[str, Literal["top", "bottom"]] = {"t": "top", "b": "bottom"}


def _margin(said: str) -> tuple[float, float] | None:
    """In pt, of one number or two."""
    found = [inches(part) for part in said.split(",")[:2]] if said else []
    if not found or found[0] is None or found[-1] is None:
        return None
    return found[0] * 72, found[-1] * 72


def _corner(attrs: Attributes) -> Corner | None:
    return next((Corner(style) for style in styles(attrs) if style in _CORNERS), None)


_CORNERS = frozenset(Corner)


def _font(attrs: Attributes, of: str = "") -> Font | None:
    """By `fontname` and its like; with `of` by those that begin so, where there are such."""

    def said(name: str) -> str:
        return attrs.get(of + name) or attrs.get(name, "")

    name = said("fontcolor")
    tint = colour(name, attrs.get("colorscheme", "")) if name else None
    font = Font(said("fontname"), _number(said("fontsize")), tint)
    return None if font == Font() else font


def inches(said: str) -> float | None:
    """A length; None where it is none, or out of all measure."""
    number = _number(said)
    return number if number is not None and 0 <= number <= _LARGEST else None


def _heads(attrs: Attributes, directed: bool) -> Heads:
    """A `dir` or a shape that Graphviz does not know counts for what it does to Graphviz."""
    heads = HEADS.get(attrs.get("dir", "")) or HEADS["forward" if directed else "none"]
    scale = _number(attrs.get("arrowsize", ""))

    def head(there: str, said: str) -> str:
        return (said or there) if there != "none" and scale != 0 and _headed(said) else "none"

    return Heads(
        head(heads.tail, attrs.get("arrowtail", "")),
        head(heads.head, attrs.get("arrowhead", "")),
        scale if scale not in (0, 1) else None,
    )


def styles(attrs: Attributes) -> tuple[str, ...]:
    """What `style` names, without arguments: `setlinewidth(2)` is said by its name."""
    if not (said := attrs.get("style", "")):
        return ()
    words = re.split(r"[,\s]+", said)
    return tuple(word.split("(", 1)[0].lower() for word in words if word)


def _headed(name: str) -> bool:
    """Whether an arrowhead of that name shows anything. None said is the normal one."""
    while name.startswith("none"):
        name = name.removeprefix("none")
        if not name:
            return False
    bare = name.lstrip(_MODIFIERS)
    return not name or name.startswith(_HEADS) or bare.startswith(_HEADS)


def _whole(said: str) -> int | None:
    number = _number(said)
    return None if number is None else int(number)


def _number(said: str) -> float | None:
    """A number that can be drawn with; None where it is none, or out of all measure."""
    try:
        number = float(said)
    except ValueError:
        return None
    return number if -_MOST <= number <= _MOST else None
