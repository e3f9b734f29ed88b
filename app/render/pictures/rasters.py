"""What is known of a raster before it is decoded. Standard library only."""

from __future__ import annotations

PIXELS = 40_000_000  # of a picture
WORK = 1_000_000_000  # pixels that a JPEG in several passes works out anew
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"BM": "bmp",
}
_SCAN = b"\xff\xda"  # begins a pass; in what is coded, no 0xFF stands before 0xDA
# Chunks of a PNG that decide its pixels (W3C PNG, 3rd edition, 11), and how it lies.
_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"eXIf"})
_SIGNATURE, _HEAD, _AROUND = (
    8,
    8,
    12,
)  # bytes of a PNG's beginning, of a chunk's, and round its data
_LYING = 1 << 16  # bytes of eXIf that are kept


def raster_kind(data: bytes) -> str:
    """PNG, JPEG, GIF, BMP or WebP by how it begins, as its media type calls it; empty for all else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for begins, kind in _BEGINNINGS.items() if data.startswith(begins)), "")


def may_be_decoded(data: bytes, kind: str, width: int, height: int) -> bool:
    """Whether a raster of that size (px) comes to an end within bounds."""
    if width < 1 or height < 1:
        return False
    pixels = width * height
    passes = data.count(_SCAN) if kind == "jpeg" else 1
    return pixels <= PIXELS and pixels * passes <= WORK


def lean(data: bytes, kind: str) -> bytes:
    """Of a PNG what decides its pixels: texts and profiles in it may be a thousand times as large
    unpacked. Other kinds as they are."""
    return _lean_png(data) if kind == "png" else data


def _lean_png(data: bytes) -> bytes:
    kept, at, all_kept = [data[:_SIGNATURE]], _SIGNATURE, True
    while at + _HEAD <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, end = data[at + 4 : at + _HEAD], at + length + _AROUND
        if kind in _CHUNKS and (kind != b"eXIf" or length <= _LYING):
            kept.append(data[at:end])
        else:
            all_kept = False
        at = end
        if kind == b"IEND":
            break
    return data if all_kept else b"".join(kept)
