"""The canvas font and how wide its text is, without Qt.

HarfBuzz shapes here what Qt (which shapes with HarfBuzz too) paints, so that layout and
painter agree. Sizes and widths are in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from app.layout.elsewhere import breakable, even_width, width_elsewhere

FAMILY = "Source Sans Pro"
LABEL = 14.0  # under an icon, semi-bold
GROUP = 14.0  # a cluster's title, semi-bold
EDGE = 13.5  # on an edge, regular
LEGEND = 14.0  # regular
TITLE = 20.0  # the picture's title, semi-bold
LEADING = 1.2  # line height over font size


@dataclass(frozen=True, slots=True)
class Text:
    """A wrapped text and its size in pt; `font_size` too."""

    lines: tuple[str, ...] = ()
    width: float = 0.0
    height: float = 0.0
    font_size: float = LABEL


def font_file(bold: bool) -> Path:
    """The font's file, from the package that carries it. Raises FileNotFoundError where that is not
    installed."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package font-source-sans-pro is not installed")
    style = "Semibold" if bold else "Regular"
    return Path(spec.submodule_search_locations[0], "files", f"SourceSansPro-{style}.ttf")


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = True, even: bool = False) -> float:
    """The width of one line, in pt, in the canvas font of `size` pt, or in one whose letters are all
    as wide (`even`); about that of letters that are not in it."""
    import uharfbuzz as hb

    if even:
        return sum(even_width(letter) for letter in text) * size

    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(_font(bold), buffer)
    advance: float = sum(p.x_advance for p in buffer.glyph_positions or ())
    missing = 0.0
    if not is_ours(text):
        shaped = zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
        advance -= sum(place.x_advance for info, place in shaped if not info.codepoint)
        missing = sum(
            width_elsewhere(letter, text[at - 1 : at], text[at + 1 : at + 2])
            for at, letter in enumerate(text)
            if not _font(bold).get_nominal_glyph(ord(letter))
        )
    return advance * size / float(_font(bold).face.upem) + missing * size


@lru_cache(maxsize=4096)
def is_ours(text: str) -> bool:
    """Whether the canvas font has all of its letters, so that it is as wide as it was measured."""
    if text.isascii():
        return True
    font = _font(bold=True)
    return all(font.get_nominal_glyph(ord(letter)) for letter in text)


@cache
def drop(size: float, bold: bool) -> float:
    """How far below the middle of a line its letters stand, in pt, in the canvas font of `size`
    pt."""
    font = _font(bold)
    extents = font.get_font_extents("ltr")
    return float(extents.ascender + extents.descender) / 2 / float(font.face.upem) * size


def line_height(size: float) -> float:
    """From one line to the next, in pt, of text of `size` pt."""
    return size * LEADING


def wrap(
    text: str, width: float, size: float, bold: bool = True, most: int = 3, even: bool = False
) -> tuple[str, ...]:
    """Break at spaces, and between ideographs, into lines of about `width` pt, of text of `size` pt,
    balanced, never cut; the text's own line breaks stay. Past `most` lines the width grows instead."""
    pieces = [breakable(raw) for raw in text.split("\n")]
    font = (size, bold, even)
    lines = [line for words in pieces for line in _wrapped(words, width, font)]
    while len(lines) > max(most, len(pieces)):
        width *= 1.2
        lines = [line for words in pieces for line in _wrapped(words, width, font)]
    return tuple(lines)


_Measure = tuple[float, bool, bool]  # what `text_width` is asked with


def _wrapped(words: list[str], width: float, font: _Measure) -> list[str]:
    """As few lines as `width` allows, then as even as that many lines can be."""
    lines = _filled(words, width, font)
    if len(lines) > 1:
        narrow = width
        while narrow > font[0]:
            narrow *= 0.95
            alike = _filled(words, narrow, font)
            if len(alike) > len(lines):
                break
            lines = alike
    return lines


def _filled(words: list[str], width: float, font: _Measure) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and text_width(f"{lines[-1]}{word}", *font) <= width:
            lines[-1] += word
        else:
            lines.append(word.lstrip(" "))
    return lines or [""]


@cache
def _font(bold: bool) -> Any:
    import uharfbuzz as hb

    return hb.Font(hb.Face(hb.Blob.from_file_path(str(font_file(bold)))))
