"""Formulas of notes, from LaTeX: as MathML for the page, as a drawing for the window.

What the libraries take much time for (things in one another: twice as long with each) or let through
unseen (elements and addresses in a text) goes no further than MathML, which is looked at here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

LONGEST = 600  # characters
_DEEPEST, _MOST = 12, 300  # elements in one another, and in all
_KEPT = 300
SPACE = "http://www.w3.org/1998/Math/MathML"
_TAGS = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts"),
    *("mtable", "mtr", "mtd", "mpadded", "mphantom", "none", "menclose", "mglyph"),
}
_ATTRIBUTES = {
    *("display", "displaystyle", "scriptlevel", "mathvariant", "mathsize", "mathcolor"),
    *("stretchy", "fence", "form", "separator", "lspace", "rspace", "minsize", "maxsize"),
    *("largeop", "symmetric", "movablelimits", "accent", "accentunder", "linethickness"),
    *("columnalign", "columnspacing", "rowspacing", "columnlines", "rowlines", "frame"),
    *("width", "height", "depth", "notation"),
}
_LARGE = re.compile(r"\d{4}")  # of whatever unit


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as SVG in the colour `currentColor`: its size in px, and how much of its height is
    under the line on which text stands."""

    svg: str
    width: float
    height: float
    depth: float


@lru_cache(_KEPT)
def mathml(latex: str, display: bool) -> str:
    """A `math` element, in a line of text or (`display`) for itself; empty where the LaTeX cannot be
    read."""
    root = _read(latex, display)
    if root is None:
        return ""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return ET.tostring(root, encoding="unicode")


@lru_cache(_KEPT)
def drawn(latex: str, display: bool, size: float) -> Formula | None:
    """The formula where text is `size` px large; None where it cannot be drawn."""
    root = _read(latex, display)
    if root is None:
        return None
    from ziamath.config import config
    from ziamath.zmath import Math

    config.svg2 = False  # Qt knows no symbols
    root.set("mathcolor", "currentColor")
    try:
        made = Math(root, size=size, margin=0)
        width, height = made.getsize()
        below = -made.getyofst()
        svg = made.svg()
    except Exception:  # noqa: BLE001 - whatever its library stumbles over is shown as it is written
        return None
    return Formula(svg, width, height, below)


def _read(latex: str, display: bool) -> ET.Element | None:
    from ziamath.tex import tex2mml

    if len(latex) > LONGEST or not latex.strip():
        return None
    try:
        root = ET.fromstring(tex2mml(latex, inline=not display))  # noqa: S314 - made by us, without entities
    except Exception:  # noqa: BLE001 - as above
        return None
    return root if _harmless(root) else None


def _harmless(root: ET.Element) -> bool:
    """Whether there is nothing in it but MathML, and of that not too much. What else is said of its
    elements goes."""
    count, level = 0, [root]
    for _ in range(_DEEPEST):
        for element in level:
            if element.tag.rpartition("}")[2] not in _TAGS:
                return False
            for name in list(element.attrib):
                if name not in _ATTRIBUTES or len(element.attrib[name]) > 40:
                    del element.attrib[name]
                elif _LARGE.search(element.attrib[name]):
                    return False
        count += len(level)
        level = [child for element in level for child in element]
        if not level or count > _MOST:
            break
    return not level and count <= _MOST
