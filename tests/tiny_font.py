"""A font made for a test, of the canvas font's glyphs under other names: what is measured and what is
painted agree on it on every machine, whatever fonts that has."""

from __future__ import annotations

import struct
from pathlib import Path

import uharfbuzz as hb

from app.layout.canvas_font import font_file


def write_font(path: Path, family: str, letters: dict[str, str]) -> None:
    """A file with a font of that name, in which each of the letters looks as another one does in the
    canvas font."""
    face = hb.Face(hb.Blob.from_file_path(str(font_file(False))))
    ours = hb.Font(face)
    glyphs = sorted((ord(new), ours.get_nominal_glyph(ord(old))) for new, old in letters.items())
    kept = ("head", "hhea", "hmtx", "maxp", "OS/2", "glyf", "loca", "post", "cvt ", "fpgm", "prep")
    tables = {tag: face.reference_table(tag).data for tag in kept if tag in face.table_tags}
    tables |= {"cmap": _cmap(glyphs), "name": _name(family)}
    path.write_bytes(_file(tables))


def _cmap(glyphs: list[tuple[int, int]]) -> bytes:
    """In format 12, for Windows' full Unicode."""
    groups = b"".join(struct.pack(">III", code, code, glyph) for code, glyph in glyphs)
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _name(family: str) -> bytes:
    said = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    records, text = b"", b""
    for number, words in said.items():
        encoded = words.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(encoded), len(text))
        text += encoded
    return struct.pack(">HHH", 0, len(said), 6 + len(records)) + records + text


def _file(tables: dict[str, bytes]) -> bytes:
    power = 1 << (len(tables).bit_length() - 1)
    search = (power * 16, power.bit_length() - 1, (len(tables) - power) * 16)
    start = struct.pack(">IHHHH", 0x00010000, len(tables), *search)
    at, entries, bodies = 12 + 16 * len(tables), b"", b""
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        entries += struct.pack(">4sIII", tag.encode(), total, at + len(bodies), len(data))
        bodies += padded
    return start + entries + bodies
