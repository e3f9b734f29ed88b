"""The drawing that a picture holds: in an SVG the attribute `content` of its root, in a PNG a text called
`mxfile` or `mxGraphModel` (https://www.drawio.com/doc/faq/export-diagram). Of the picture itself nothing is read."""

from __future__ import annotations

import binascii
import re
import zlib
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote

from app.errors import SourceError
from app.sources.drawio.xml_tree import root_of

MOST = 64 << 20  # bytes of a drawing that is packed in a picture
_PNG = b"\x89PNG\r\n\x1a\n"
_WORDS = (b"mxfile", b"mxGraphModel")
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_BEFORE = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))
_PROLOGUE = 1 << 14  # bytes before an SVG's root
_CONTENT = re.compile(
    rb"\scontent\s*=\s*[\"'](?:&lt;(?:mx|\?xml)|&#60;mx|%3Cmx|PG14|JTNDbX)", re.IGNORECASE
)
_WANTING = "It is a picture that holds no drawing: draw.io writes one into it where it is told to include a copy of the diagram."


def is_picture(raw: bytes) -> bool:
    """Whether a file's bytes begin as a PNG or an SVG does."""
    return raw.startswith(_PNG) or _root_at(raw) is not None


def holds_drawing(head: bytes) -> bool:
    """Whether a picture that begins so holds a drawing, as far as that tells."""
    if head.startswith(_PNG):
        return any(kind in _TEXTS for kind, _ in _chunks(head))
    at = _root_at(head)
    return at is not None and _CONTENT.search(head, at, _end_of_tag(head, at)) is not None


def held_drawing(raw: bytes) -> tuple[str, int | None]:
    """The text of the drawing in a picture, and in which line of the file it stands, if it has lines. Raises
    SourceError."""
    line: int | None = None
    if raw.startswith(_PNG):
        found = next((_text_of(kind, said) for kind, said in _chunks(raw) if kind in _TEXTS), "")
    else:
        root = root_of(raw)
        found, line = root.attributes.get("content", ""), root.line
        if found and found.lstrip()[:1] not in ("<", "%"):
            found = _in_base64(found)
    if found.startswith("%"):
        found = unquote(found)
    if not found.lstrip().startswith("<"):
        raise SourceError(_WANTING, line=line)
    return found, line


# SVG


def _root_at(raw: bytes) -> int | None:
    """Where the root of an SVG begins; None where it is none."""
    at = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    while at < _PROLOGUE:
        while raw[at : at + 1].isspace():
            at += 1
        if raw.startswith(b"<svg", at) and raw[at + 4 : at + 5].isspace():
            return at
        close = next((end for begin, end in _BEFORE if raw.startswith(begin, at)), None)
        found = raw.find(close, at, _PROLOGUE) if close else -1
        if close is None or found < 0:
            return None
        at = found + len(close)
    return None


def _end_of_tag(raw: bytes, at: int) -> int:
    close = raw.find(b">", at)
    return close if close >= 0 else len(raw)


def _in_base64(said: str) -> str:
    try:
        return b64decode(said).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


# PNG


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """What stands before the pixels, but texts that are none of draw.io's (PNG, third edition, 5.3)."""
    at = len(_PNG)
    while at + 8 <= len(raw):
        size, kind = int.from_bytes(raw[at : at + 4]), raw[at + 4 : at + 8]
        if kind in (b"IDAT", b"IEND"):
            return
        at += 8
        if kind not in _TEXTS or raw[at : at + 16].partition(b"\0")[0] in _WORDS:
            yield kind, raw[at : at + size]
        at += size + 4


def _text_of(kind: bytes, said: bytes) -> str:
    """Raises SourceError."""
    _, _, text = said.partition(b"\0")
    packed = kind == b"zTXt"
    if kind == b"iTXt":
        packed = text[:1] == b"\1"
        text = text[2:].partition(b"\0")[2].partition(b"\0")[2]  # language, translated keyword
    elif packed:
        text = text[1:]
    return (_unpacked(text) if packed else text).decode("utf-8", "replace")


def _unpacked(raw: bytes) -> bytes:
    """As PNG has it or, as draw.io once wrote it, without zlib's own beginning. Raises SourceError."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(bits)
        try:
            found = unpacker.decompress(raw, MOST)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            raise SourceError(f"Unpacked, its drawing has more than {MOST >> 20} MiB.")
        return found
    raise SourceError("Its drawing is packed in a way that is not draw.io’s.")
