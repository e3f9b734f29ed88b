"""Names in the order that people mean: 2 before 10, `01_` as `1`, emoji and case passed over."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PARTS = re.compile(r"(\d{1,18})")
_BETWEEN = re.compile(r"[\s_.,;:()\[\]{}+–—-]+")
_PASSED_OVER = frozenset({"So", "Sk", "Cf", "Cs", "Co", "Me"})  # categories of Unicode
_EMOJI_STYLE = "\ufe0f"
_FIRST = frozenset({"readme", "index"})

# What comes before what: a name's end, a number it begins with, text, another number.
_END, _NUMBER, _TEXT, _FURTHER = range(4)

Key = tuple[tuple[int, int, str], ...]


def natural_key(name: str) -> Key:
    """What names are sorted by. Two names are equal here only if they are the same."""
    return (*_key(name), (_END, 0, name))


def path_key(path: str) -> tuple[tuple[int, Key], ...]:
    """The same for a path with `/`, folder by folder; a folder's README or index comes before all
    else that is in it."""
    *folders, name = path.split("/")
    stem, dot, suffix = name.rpartition(".")
    stem = stem if dot and stem else name
    first = 0 if stem.casefold() in _FIRST else 1
    return (
        *((1, natural_key(folder)) for folder in folders),
        (first, (*_key(stem), (_END, 0, stem), (_END, 0, suffix))),
    )


@lru_cache(maxsize=1 << 15)
def _key(name: str) -> Key:
    kept = name if name.isascii() else "".join(filter(_counts, name))
    said = _BETWEEN.sub(" ", kept.casefold()).strip()
    parts = [part for p in _PARTS.split(said) if (part := p.strip())]
    return tuple(_part(part, number) for number, part in enumerate(parts))


def _counts(character: str) -> bool:
    return character != _EMOJI_STYLE and unicodedata.category(character) not in _PASSED_OVER


def _part(text: str, place: int) -> tuple[int, int, str]:
    if text.isdecimal():
        return (_FURTHER if place else _NUMBER, int(text), "")
    return _TEXT, 0, text
