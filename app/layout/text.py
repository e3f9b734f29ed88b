"""How wide text is, and where its lines break, without Qt.

HarfBuzz shapes here what Qt (which shapes with HarfBuzz too) paints, so that layout and
painter agree. Sizes and widths are in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from app.layout.breaking import pieces, words
from app.layout.canvas_font import canvas_font, is_ours
from app.layout.elsewhere import even_width, width_elsewhere
from app.layout.reading import GOES_ON, marked

if TYPE_CHECKING:
    from app.layout.system_fonts import SystemFont

LABEL = 14.0  # under an icon, semi-bold
GROUP = 14.0  # a cluster's title, semi-bold
EDGE = 13.5  # on an edge, regular
LEGEND = 14.0  # regular
TITLE = 20.0  # the picture's title, semi-bold
LONG = 2_000  # letters of a label whose lines are as they come
LEADING = 1.2  # line height over font size


@dataclass(frozen=True, slots=True)
class Text:
    """A wrapped text and its size in pt; `font_size` too."""

    lines: tuple[str, ...] = ()
    width: float = 0.0
    height: float = 0.0
    font_size: float = LABEL


def text_width(text: str, size: float, bold: bool = True, even: bool = False) -> float:
    """The width of one line, in pt, in the canvas font of `size` pt and, of letters that are not in it,
    in those of the system's fonts that have them (`runs`); about that of letters that none has. `even`:
    in a font whose letters are all as wide instead of the canvas font."""
    if text.isascii() or is_ours(text):
        return _run_width(text, None, size, bold, even)
    from app.layout.runs import runs  # here: most pictures do without

    return sum(
        _run_width(text[r.start : r.end], r.font, size, bold, even) for r in runs(text, bold)
    )


@lru_cache(maxsize=8192)
def _run_width(text: str, font: SystemFont | None, size: float, bold: bool, even: bool) -> float:
    if font is None and even:
        return sum(map(even_width, text)) * size
    if font is None:
        return _shaped(text, canvas_font(bold), size)
    from app.layout.system_fonts import opened, painted_part

    return _shaped(text, opened(font), size * painted_part(font))


def _shaped(text: str, font: Any, size: float) -> float:
    """The width of letters in one font; of those that it lacks about that which fonts have that have
    them."""
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    advance: float = 0.0
    lacking = set[int]()
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
        if info.codepoint:
            advance += place.x_advance
        else:
            lacking.add(info.cluster)
    missing = sum(
        width_elsewhere(text[at], text[at - 1 : at], text[at + 1 : at + 2]) for at in lacking
    )
    return advance * size / float(font.face.upem) + missing * size


@cache
def drop(size: float, bold: bool) -> float:
    """How far below the middle of a line its letters stand, in pt, in the canvas font of `size`
    pt."""
    font = canvas_font(bold)
    extents = font.get_font_extents("ltr")
    return float(extents.ascender + extents.descender) / 2 / float(font.face.upem) * size


def line_height(size: float) -> float:
    """From one line to the next, in pt, of text of `size` pt."""
    return size * LEADING


def wrap(
    text: str, width: float, size: float, bold: bool = True, most: int = 3, even: bool = False
) -> tuple[str, ...]:
    """Break into lines of about `width` pt, of text of `size` pt, balanced, never cut: where words end
    (`breaking`), and in a word that is wider at its joints; the text's own line breaks stay. Past
    `most` lines the width grows instead. Lines have marks in them, of which nothing is seen (`reading`)."""
    paragraphs = text.replace("\t", " ").split("\n")
    font = (size, bold, even)
    if len(text) > LONG:  # about square, at the first try
        width, most = max(width, size * sqrt(len(text))), len(text)
    lines = [_wrapped(paragraph, width, font) for paragraph in paragraphs]
    while sum(map(len, lines)) > max(most, len(paragraphs)):
        width *= 1.2
        lines = [_wrapped(paragraph, width, font) for paragraph in paragraphs]
    both = zip(lines, paragraphs, strict=True)
    return tuple(line for found, paragraph in both for line in marked(found, paragraph))


_Measure = tuple[float, bool, bool]  # what `text_width` is asked with


def _wrapped(paragraph: str, width: float, font: _Measure) -> list[str]:
    """As few lines as `width` allows, then as even as that many lines can be."""

    def fits(word: str) -> bool:
        return text_width(word.strip(), *font) <= width

    if fits(whole := " ".join(filter(None, paragraph.split(" ")))):
        return [whole]
    kept = [_piece(x, font) for word in words(paragraph) for x in pieces(word, fits) if x.strip()]
    starts = _filled(kept, width)
    if len(starts) > 1 and len(paragraph) <= LONG:
        narrow = width
        while narrow > font[0]:
            narrow *= 0.95
            alike = _filled(kept, narrow)
            if len(alike) > len(starts):
                break
            starts = alike
    return [_line(kept, *ends) for ends in pairwise((*starts, len(kept)))] or [""]


class _Piece(NamedTuple):
    """What stays on one line; whether a space is before it; its width (pt), and with that space."""

    text: str
    apart: bool
    wide: float
    more: float


def _piece(text: str, font: _Measure) -> _Piece:
    bare = text.strip()
    apart = text[0].isspace()
    wide = text_width(bare, *font)
    return _Piece(bare, apart, wide, text_width(f" {bare}", *font) if apart else wide)


def _filled(kept: list[_Piece], width: float) -> list[int]:
    """With which pieces lines begin that are filled as far as they can be."""
    starts: list[int] = []
    wide = 0.0
    for n, piece in enumerate(kept):
        if starts and wide + piece.more <= width:
            wide += piece.more
        else:
            starts.append(n)
            wide = piece.wide
    return starts


def _line(kept: list[_Piece], start: int, end: int) -> str:
    line = kept[start].text + "".join(
        f" {x.text}" if x.apart else x.text for x in kept[start + 1 : end]
    )
    return line if end == len(kept) or kept[end].apart else line + GOES_ON
