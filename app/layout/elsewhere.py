"""How wide letters are that the canvas font lacks, and whatever font a system has for them paints: ideographs
fill a square, emoji a little more, marks stand over other letters. In parts of the font's size."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

EMOJI, WIDE, SYMBOL, LETTER, MARK = 1.3, 1.0, 0.9, 0.65, 0.35
EVEN = 0.6  # Courier's, and all that are as wide
_JOINER, _AS_EMOJI = "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}"
_FLAGS = ("\N{REGIONAL INDICATOR SYMBOL LETTER A}", "\N{REGIONAL INDICATOR SYMBOL LETTER Z}")
_PICTURES = ("\N{CYCLONE}", "\U0001faff")  # the blocks of emoji
_TONES = ("\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}", "\N{EMOJI MODIFIER FITZPATRICK TYPE-6}")
# What does not begin a line, and what does not end one (UAX 14: CL, CP, EX, NS, OP).
_NOT_FIRST = frozenset(
    "、。，．・：；？！」』）］｝〕〉》】ーぁぃぅぇぉっゃゅょァィゥェォッャュョヶ々…‥%)]}!?,.;:"
)
_NOT_LAST = frozenset("「『（［｛〔〈《【([{")
_WORD = re.compile(r"\S+")


@lru_cache(maxsize=4096)
def width_elsewhere(char: str, before: str, after: str) -> float:
    """Of a letter between those two; these may be empty."""
    if before == _JOINER or _TONES[0] <= char <= _TONES[1]:  # part of one picture
        return 0.0
    if _FLAGS[0] <= char <= _FLAGS[1]:
        return EMOJI / 2
    kind = category(char)
    if kind in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if after == _AS_EMOJI or _PICTURES[0] <= char <= _PICTURES[1]:
        return EMOJI
    if is_wide(char):
        return WIDE
    if kind == "Mc":
        return MARK
    return SYMBOL if kind == "So" else LETTER


def even_width(char: str) -> float:
    """In a font whose letters are all as wide."""
    return 0.0 if category(char) in ("Mn", "Me", "Cf") else WIDE if is_wide(char) else EVEN


def is_wide(char: str) -> bool:
    """Whether it fills a square, as ideographs do, between which lines may break."""
    return east_asian_width(char) in ("W", "F")


def breakable(text: str) -> list[str]:
    """The pieces between which a line may break. One that begins with a space is apart from what is
    before it, where both stand on one line."""
    pieces: list[str] = []
    for word in _WORD.findall(text):
        start = 0
        for at in range(1, len(word) if not word.isascii() else 0):
            last, next_ = word[at - 1], word[at]
            if not (is_wide(last) or is_wide(next_)) or last in _NOT_LAST or next_ in _NOT_FIRST:
                continue
            if next_ in (_JOINER, _AS_EMOJI) or last == _JOINER or category(next_)[0] == "M":
                continue
            pieces.append(f"{'' if start else ' '}{word[start:at]}")
            start = at
        pieces.append(f"{'' if start else ' '}{word[start:]}")
    return pieces
