"""draw.io's drawings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.sources.formats.record import DiagramFormat, Hints

if TYPE_CHECKING:
    from app.sources.reading import DiagramOrigin, SourceReading

_BEFORE = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?")
_DRAWING = re.compile(r"<(?:mxfile|mxGraphModel)[\s>]")


def begins(text: str) -> bool:
    """Whether a text begins as a drawing does, comments apart."""
    found = _BEFORE.match(text)
    at = found.end() if found else 0
    while text.startswith("<!--", at):
        close = text.find("-->", at)
        if close < 0:
            return False
        at = close + 3
        while text[at : at + 1].isspace():
            at += 1
    return _DRAWING.match(text, at) is not None


def _read(path: Path, origin: DiagramOrigin) -> SourceReading:
    from app.sources.drawio.reader import read_drawio

    return read_drawio(path, origin)


def _codec(_raw: bytes) -> tuple[str, bytes]:
    return "utf-8", b""


def _holds_one(head: bytes) -> Hints:
    from app.sources.drawio.held import holds_drawing

    return Hints(holds_drawing(head))


FORMAT = DiagramFormat(
    name="draw.io",
    files="draw.io files",
    suffixes=(".drawio", ".dio"),
    read=_read,
    codec=_codec,
    begins=begins,
    known_by="a draw.io drawing",
    may=(".xml",),
)

PICTURES = DiagramFormat(
    name="draw.io in a picture",
    files="pictures with their draw.io drawing in them",
    suffixes=(".drawio.svg", ".drawio.png", ".dio.svg", ".dio.png"),
    read=_read,
    codec=_codec,
    hints=_holds_one,
    within=(".svg", ".png"),
)
