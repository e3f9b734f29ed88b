"""The letters of a query here and there in a title: `natgw` in “NAT gateway”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.search.entry import Spans

LEAST = 0.55  # how good it must be, 0..1
SHORT = 0.9  # what the longest title keeps: of two, the shorter one is meant
START, NEXT = 1.0, 0.9  # a letter at a word's start, one right after the letter before
FAR = 0.25  # any other


class Letters:
    """Titles (folded), prepared for it."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles
        self._masks = [_mask(title) for title in titles]

    def find(self, word: str, among: Iterable[int]) -> dict[int, float]:
        """Number → how good, for those of these titles that hold the word's letters well."""
        wanted = _mask(word)
        pattern = re.compile("[^\0]*?".join(map(re.escape, word)))
        found: dict[int, float] = {}
        for number in among:
            if self._masks[number] & wanted == wanted and pattern.search(self._titles[number]):
                good = _quality(word, self._titles[number])
                if good >= LEAST:
                    found[number] = good
        return found


def places(word: str, title: str) -> tuple[int, ...]:
    """Where the word's letters stand in the title (both folded): at the starts of words and
    side by side where that goes. Empty where they do not."""
    found: list[int] = []
    at = 0
    for n, letter in enumerate(word):
        if found and at < len(title) and title[at] == letter:
            place = at
        else:
            place = _start(title, letter, at)
            if place < 0 or not _holds(title, word, n, place):
                place = title.find(letter, at)
        if place < 0:
            return ()
        found.append(place)
        at = place + 1
    return tuple(found)


def spans(word: str, title: str) -> Spans:
    """Where the letters of a word stand in a title: from, to (behind the last); none where they do
    not."""
    found: list[tuple[int, int]] = []
    for place in places(word, title):
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return tuple(found)


def _quality(word: str, title: str) -> float:
    where = places(word, title)
    good, before = 0.0, -2
    for place in where:
        if place == 0 or not title[place - 1].isalnum():
            good += START
        elif place == before + 1:
            good += NEXT
        else:
            good += FAR
        before = place
    return good / len(word) * (SHORT + (1 - SHORT) * len(word) / len(title)) if where else 0.0


def _start(title: str, letter: str, at: int) -> int:
    """The next word's start that is this letter."""
    while (place := title.find(letter, at)) >= 0:
        if place == 0 or not title[place - 1].isalnum():
            return place
        at = place + 1
    return -1


def _holds(title: str, word: str, n: int, place: int) -> bool:
    """Whether the rest of the word still follows."""
    for letter in word[n + 1 :]:
        place = title.find(letter, place + 1)
        if place < 0:
            return False
    return True


def _mask(text: str) -> int:
    mask = 0
    for char in set(text):
        mask |= 1 << (ord(char) & 63)
    return mask
