"""What Graphviz's attributes say of how an element is drawn, as far as it is followed here.

Shapes: https://graphviz.org/doc/info/shapes.html, arrows: https://graphviz.org/doc/info/arrows.html.
"""

from __future__ import annotations

import re

from app.sources.graphs.graph import Attrs, invisible

BOXES = frozenset({"box", "rect", "rectangle", "square"})
BARE = frozenset({"none", "plaintext", "plain"})  # shapes without an outline
DASHES = ("solid", "dashed", "dotted")  # styles of a line, of which it has one
LINES = frozenset((*DASHES, "bold"))  # styles of a line
FILLS = frozenset({"filled", "striped", "wedged", "radial"})  # styles
SPACER = "generic.blank.Blank"  # the class of `diagrams` that shows nothing
_LARGEST = 100.0  # inches
_DOT, _SPECK = 0.25, 0.03  # inches: what is no larger is a dot, or cannot be seen
# What an arrowhead's name may be made of, but for `none`.
_HEADS = (
    *("normal", "crow", "tee", "box", "diamond", "dot", "inv", "vee", "curve", "icurve"),
    *("mpty", "empty", "open", "halfopen", "ediamond"),
)
_MODIFIERS = "olre"
_DIRECTIONS = {  # heads at tail and head
    "forward": (False, True),
    "back": (True, False),
    "both": (True, True),
    "none": (False, False),
}


def size(attrs: Attrs) -> tuple[float, float] | None:
    """Of a slab, in pt: a box of fixed width. `diagrams` gives every node a width, so what comes
    from a script must have said its own."""
    if attrs.get("shape", "ellipse") not in BOXES or attrs.get("fixedsize") != "true":
        return None
    if "width" not in attrs or ("acetate_kind" in attrs and "acetate_sized" not in attrs):
        return None
    width, height = inches(attrs["width"]), inches(attrs.get("height", "0.5"))
    return (width * 72, height * 72) if width and height else None


def inches(said: str) -> float | None:
    """A length; None where it is none, or out of all measure."""
    number = _number(said)
    return number if number is not None and 0 <= number <= _LARGEST else None


def form(attrs: Attrs, label: str) -> str:
    """`point`, `blank`, or nothing (see `app.model.diagram.Node`) for a node with that label."""
    if invisible(attrs) or attrs.get("acetate_kind") == SPACER:
        return "blank"
    shape = attrs.get("shape", "ellipse")
    sides = [inches(attrs[side]) for side in ("width", "height") if side in attrs]
    across = max((side for side in sides if side is not None), default=None)
    if shape == "point":
        return "blank" if across is not None and across <= _SPECK else "point"
    if label or attrs.get("image") or "<table" in attrs.get("label", "").lower():
        return ""
    if shape in BARE or not _outlined(attrs):
        return "blank"
    if len(sides) == 2 and across is not None and across <= _DOT:
        return "blank" if across <= _SPECK else "point"
    return ""


def arrows(attrs: Attrs, directed: bool) -> str:
    """At which ends an edge has a head: `forward`, `back`, `both` or `none`. A `dir` or a shape
    that Graphviz does not know counts for what it does to Graphviz."""
    said = attrs.get("dir", "")
    tail, head = _DIRECTIONS.get(said, _DIRECTIONS["forward" if directed else "none"])
    seen = _number(attrs.get("arrowsize", "1")) != 0
    tail = tail and seen and _headed(attrs.get("arrowtail", ""))
    head = head and seen and _headed(attrs.get("arrowhead", ""))
    return next(name for name, ends in _DIRECTIONS.items() if ends == (tail, head))


def line_styles(attrs: Attrs) -> tuple[str, ...]:
    """Of an edge: how it is dashed, as the last word says, and whether it is bold."""
    said = styles(attrs)
    dashes = [style for style in said if style in DASHES]
    return (*dashes[-1:], *(("bold",) if "bold" in said else ()))


def styles(attrs: Attrs) -> tuple[str, ...]:
    """What `style` names, without arguments: `setlinewidth(2)` is said by its name."""
    words = re.split(r"[,\s]+", attrs.get("style", ""))
    return tuple(word.split("(", 1)[0].lower() for word in words if word)


def _headed(name: str) -> bool:
    """Whether an arrowhead of that name shows anything. None said is the normal one."""
    while name.startswith("none"):
        name = name.removeprefix("none")
        if not name:
            return False
    bare = name.lstrip(_MODIFIERS)
    return not name or name.startswith(_HEADS) or bare.startswith(_HEADS)


def _outlined(attrs: Attrs) -> bool:
    """Whether a node without a label shows its shape."""
    styles = attrs.get("style", "")
    if attrs.get("fillcolor") or any(fill in styles for fill in FILLS):
        return True
    thin = _number(attrs.get("penwidth", "1")) == 0 or attrs.get("peripheries") == "0"
    return not thin and attrs.get("color", "").lower() not in ("transparent", "none")


def _number(said: str) -> float | None:
    try:
        return float(said)
    except ValueError:
        return None
