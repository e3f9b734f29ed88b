"""A picture with its draw.io drawing in it, which draw.io opens and any other program shows:
https://www.drawio.com/doc/faq/export-diagram. No Qt."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from app.exporters.png_chunk import chunk

_SVG = b"<svg "
_HEADER = 8 + 25  # bytes of a PNG's signature and its first chunk


def may_hold(path: Path) -> bool:
    """Whether a file's name says that it is a picture with a drawing in it."""
    return path.name.lower().endswith((".drawio.svg", ".drawio.png"))


def with_drawing(picture: bytes, drawing: bytes) -> bytes:
    """An SVG or a PNG of ours with a draw.io file in it."""
    text = drawing.decode("utf-8")
    text = text[max(text.find("<mxfile"), 0) :]  # without the declaration, as draw.io has it
    if picture.startswith(b"\x89PNG"):
        said = chunk(b"tEXt", b"mxfile\0" + quote(text, safe="").encode("ascii"))
        return picture[:_HEADER] + said + picture[_HEADER:]
    from xml.sax.saxutils import quoteattr  # which loads OpenSSL

    before, root, after = picture.partition(_SVG)
    content = f"content={quoteattr(text, {chr(10): '&#10;'})} "
    return before + root + content.encode() + after
