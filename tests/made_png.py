"""A small picture, and what else a PNG may have in it."""

from __future__ import annotations

import struct
import zlib

from app.exporters.png_chunk import chunk


def png(width: int = 1, height: int = 1, *more: bytes) -> bytes:
    """One of a single colour; `more` are chunks before its pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x40\x80\xc0" * width) * height, 9)
    parts = (chunk(b"IHDR", head), *more, chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
