"""Which words stand in a title or a label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


def says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of these phrases stands in a text: its words, one after the other; the last one may
    go on where it ends in `*`."""
    words = _WORD.findall(text.casefold())
    wanted = _sorted(phrases)
    if not wanted.words.isdisjoint(words) or any(w.startswith(wanted.beginnings) for w in words):
        return True
    return any(_stands(words, *phrase) for phrase in wanted.longer)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """`longer` are phrases of several words: those before the last, the last, whether it may go on."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    longer: tuple[tuple[list[str], str, bool], ...]


@lru_cache(maxsize=64)
def _sorted(phrases: tuple[str, ...]) -> _Phrases:
    single = [phrase for phrase in phrases if " " not in phrase]
    longer = [
        (phrase.rstrip("*").split(), phrase.endswith("*")) for phrase in phrases if " " in phrase
    ]
    return _Phrases(
        frozenset(word for word in single if not word.endswith("*")),
        tuple(word[:-1] for word in single if word.endswith("*")),
        tuple((words[:-1], words[-1], goes_on) for words, goes_on in longer),
    )


def _stands(words: list[str], first: list[str], last: str, goes_on: bool) -> bool:
    for at in range(len(words) - len(first)):
        if words[at : at + len(first)] == first:
            found = words[at + len(first)]
            if found == last or (goes_on and found.startswith(last)):
                return True
    return False
