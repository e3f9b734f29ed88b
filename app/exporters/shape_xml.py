"""Shapes of a slide as DrawingML (ECMA-376, part 1, chapters 19 and 20). No Qt.

What is given is in pt of the slide; a file counts EMU, 12,700 to a pt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from app.model.geometry import Box, Point, bounding_box
from app.scene.items import PathData

EMU = 12_700  # to a pt
LONGEST = 2000  # characters of a name, or of what is said of a shape
NOTHING = "<a:noFill/>"
_UNSEEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, Char
_VERBS = {"M": ("moveTo", 1), "L": ("lnTo", 1), "C": ("cubicBezTo", 3), "Z": ("close", 0)}
# Where connectors are joined: in the middle of each side, as with a rectangle.
_SITES = "".join(
    f'<a:cxn ang="{turn}"><a:pos x="{x}" y="{y}"/></a:cxn>'
    for turn, x, y in (
        ("3cd4", "hc", "t"),
        ("cd2", "l", "vc"),
        ("cd4", "hc", "b"),
        ("0", "r", "vc"),
    )
)


@dataclass(frozen=True, slots=True)
class ShapeName:
    """What is said of a shape: its number on the slide, which no other has, its name, what a screen reader
    says, and what a click does (DrawingML)."""

    number: int
    name: str
    told: str = ""
    click: str = ""

    @property
    def xml(self) -> str:
        """As a shape's first properties."""
        said = f" descr={attribute(self.told)}" if self.told else ""
        return (
            f'<p:cNvPr id="{self.number}" name={attribute(self.name)}{said}>{self.click}</p:cNvPr>'
        )


def emu(pt: float) -> int:
    """A length in EMU."""
    return round(pt * EMU)


def text(said: str) -> str:
    """As text between tags, without what no XML file can hold."""
    return escape(_UNSEEN.sub("", said))


def attribute(said: str) -> str:
    """In quotes, and no longer than a program takes it."""
    entities = {"\n": "&#10;", "\t": "&#9;", "\r": ""}
    return quoteattr(_UNSEEN.sub("", said)[:LONGEST], entities)


# Outlines


def placed(box: Box, turned: str = "") -> str:
    """Where a shape stands; `turned` are attributes that turn it round."""
    at = f'<a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
    size = f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/>'
    return f"<a:xfrm{turned}>{at}{size}</a:xfrm>"


def preset(name: str, **adjusted: int) -> str:
    """A shape that every program knows, with its handles where they are moved."""
    guides = "".join(f'<a:gd name="{key}" fmla="val {to}"/>' for key, to in adjusted.items())
    return f'<a:prstGeom prst="{name}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def rectangle(box: Box, corner: float) -> str:
    """With corners of that radius."""
    least = min(box.width, box.height)
    if corner <= 0 or least <= 0:
        return preset("rect")
    return preset("roundRect", adj=min(round(corner / least * 100_000), 50_000))


def freeform(data: PathData, *, filled: bool) -> tuple[Box, str]:
    """Where a path lies, and its outline."""
    box = bounding_box([Point(*point) for point in data.points])
    points = iter(data.points)
    drawn: list[str] = []
    for verb in data.verbs:
        name, count = _VERBS[verb]
        through = "".join(_point(next(points), box) for _ in range(count))
        drawn.append(f"<a:{name}>{through}</a:{name}>")
    fill = "" if filled else ' fill="none"'
    path = f'<a:path w="{emu(box.width)}" h="{emu(box.height)}"{fill}>{"".join(drawn)}</a:path>'
    return box, (
        f"<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{_SITES}</a:cxnLst>"
        f'<a:rect l="l" t="t" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom>'
    )


def _point(point: tuple[float, float], box: Box) -> str:
    return f'<a:pt x="{emu(point[0] - box.x)}" y="{emu(point[1] - box.y)}"/>'


# Shapes


def shape(
    name: ShapeName, where: str, outline: str, look: str, body: str = "", *, text_box: bool = False
) -> str:
    """`look` is its fill and its line, `body` what is written in it."""
    kind = ' txBox="1"' if text_box else ""
    return (
        f"<p:sp><p:nvSpPr>{name.xml}<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{where}{outline}{look}</p:spPr>{body}</p:sp>"
    )


def picture(name: ShapeName, where: str, image: str, opacity: float) -> str:
    """An image of the file, by the id that the slide knows it by."""
    faint = f'<a:alphaModFix amt="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    locks = '<a:picLocks noChangeAspect="1"/>'
    return (
        f"<p:pic><p:nvPicPr>{name.xml}<p:cNvPicPr>{locks}</p:cNvPicPr><p:nvPr/></p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="{image}">{faint}</a:blip><a:stretch><a:fillRect/></a:stretch>'
        f"</p:blipFill><p:spPr>{where}{preset('rect')}</p:spPr></p:pic>"
    )


def connector(name: ShapeName, joined: str, where: str, outline: str, line: str) -> str:
    """A line that follows the shapes that it is `joined` to (`joint`) when they are moved."""
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{name.xml}<p:cNvCxnSpPr>{joined}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
        f"<p:spPr>{where}{outline}{NOTHING}{line}</p:spPr></p:cxnSp>"
    )


def joint(end: str, number: int, site: int) -> str:
    """To which shape a connector is joined at an `end` (`st` or `end`), and at which of its sites."""
    return f'<a:{end}Cxn id="{number}" idx="{site}"/>'


def group(name: ShapeName, box: Box, inner: str) -> str:
    """Shapes that are moved together."""
    at, size = f'x="{emu(box.x)}" y="{emu(box.y)}"', f'cx="{emu(box.width)}" cy="{emu(box.height)}"'
    own = f"<a:off {at}/><a:ext {size}/><a:chOff {at}/><a:chExt {size}/>"
    return (
        f"<p:grpSp><p:nvGrpSpPr>{name.xml}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{own}</a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
    )
