"""How wide letters are that the canvas font lacks, and whatever font a system has for them paints: ideographs
fill a square, emoji a little more, marks stand over other letters. In parts of the font's size."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width

EMOJI, WIDE, SYMBOL, LETTER, MARK = 1.3, 1.0, 0.9, 0.65, 0.35
EVEN = 0.6  # Courier's, and all that are as wide
JOINER, AS_EMOJI = "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}"
FLAGS = ("\N{REGIONAL INDICATOR SYMBOL LETTER A}", "\N{REGIONAL INDICATOR SYMBOL LETTER Z}")
PICTURES = ("\N{CYCLONE}", "\U0001faff")  # the blocks of emoji
TONES = ("\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}", "\N{EMOJI MODIFIER FITZPATRICK TYPE-6}")


@lru_cache(maxsize=4096)
def width_elsewhere(char: str, before: str, after: str) -> float:
    """Of a letter between those two; these may be empty."""
    if before == JOINER or TONES[0] <= char <= TONES[1]:  # part of one picture
        return 0.0
    if FLAGS[0] <= char <= FLAGS[1]:
        return EMOJI / 2
    kind = category(char)
    if kind in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if after == AS_EMOJI or PICTURES[0] <= char <= PICTURES[1]:
        return EMOJI
    if is_wide(char):
        return WIDE
    if kind == "Mc":
        return MARK
    return SYMBOL if kind == "So" else LETTER


def even_width(char: str) -> float:
    """In a font whose letters are all as wide."""
    return 0.0 if category(char) in ("Mn", "Me", "Cf") else WIDE if is_wide(char) else EVEN


def is_picture(char: str, after: str) -> bool:
    """Whether it is painted as a picture in colours, before that letter, which may be missing."""
    if after == AS_EMOJI or PICTURES[0] <= char <= PICTURES[1] or FLAGS[0] <= char <= FLAGS[1]:
        return True
    symbol = "\u2300" <= char <= "\u2bff" and category(char) == "So"
    return symbol and east_asian_width(char) == "W"


def is_wide(char: str) -> bool:
    """Whether it fills a square, as ideographs do, between which lines may break."""
    return east_asian_width(char) in ("W", "F")
