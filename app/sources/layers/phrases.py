"""Which words stand in a title or a label."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


def says(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of these phrases stands in a text: its words, one after the other; the last one may
    go on where it ends in `*`."""
    words = _words(text)
    return any(_stands(words, phrase) for phrase in phrases)


def _stands(words: tuple[str, ...], phrase: str) -> bool:
    *first, last = phrase.rstrip("*").split()
    open_end = phrase.endswith("*")
    for at in range(len(words) - len(first)):
        if list(words[at : at + len(first)]) == first:
            found = words[at + len(first)]
            if found == last or (open_end and found.startswith(last)):
                return True
    return False


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
