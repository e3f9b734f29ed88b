"""How large image files are, by their heads alone: nothing is unpacked."""

from __future__ import annotations

from functools import lru_cache
from struct import error, unpack_from

from app.bounded import beginning
from app.paths import path_of

_HEAD = (
    4 << 20
)  # bytes in which a JPEG says its size: before that may stand a profile and a preview
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # a JPEG's SOF (ITU T.81, B.1)
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers with nothing behind them


@lru_cache(maxsize=256)
def image_size(path: str) -> tuple[float, float] | None:
    """Width and height in px of a PNG, GIF, WebP, BMP or JPEG; None where it is none that can be read."""
    if not path:
        return None
    try:
        wide, high = _size(beginning(path_of(path), _HEAD))
    except (OSError, ValueError, error):
        return None
    return (float(wide), float(high)) if wide > 0 and high > 0 else None


def _size(head: bytes) -> tuple[int, int]:
    """Raises struct.error where it ends too soon, ValueError where it is another kind."""
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        return unpack_from(">II", head, 16)
    if head.startswith((b"GIF87a", b"GIF89a")):
        return unpack_from("<HH", head, 6)
    if head.startswith(b"BM"):
        (wide, high) = unpack_from("<ii", head, 18)
        return wide, abs(high)  # below nothing: from top to bottom
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _size_of_webp(head)
    if head.startswith(b"\xff\xd8"):
        return _size_of_jpeg(head)
    raise ValueError("no image")


def _size_of_webp(head: bytes) -> tuple[int, int]:
    """By its first chunk (RFC 9649, 2.5 to 2.7)."""
    kind = head[12:16]
    if len(head) < 30:
        raise ValueError("no WebP")
    if kind == b"VP8X":
        wide, high = (int.from_bytes(head[at : at + 3], "little") for at in (24, 27))
        return wide + 1, high + 1
    if kind == b"VP8L":
        (bits,) = unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    wide, high = unpack_from("<HH", head, 26)
    return wide & 0x3FFF, high & 0x3FFF


def _size_of_jpeg(head: bytes) -> tuple[int, int]:
    at = 2
    while True:
        filled, marker, length = unpack_from(">BBH", head, at)
        if filled != 0xFF:
            raise ValueError("no JPEG")
        if marker in _FRAMES:
            high, wide = unpack_from(">HH", head, at + 5)
            return wide, high
        at += 1 if marker == 0xFF else 2 if marker in _BARE else 2 + max(2, length)
