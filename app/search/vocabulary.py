"""The terms of an index, and which of them a typed word may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from app.search.words import is_cjk, stem

SAME, INFLECTED = 1.0, 0.95  # how good a match is
PREFIX = 0.6, 0.3  # a prefix: at least, and more by the part of the term it makes up
TYPO, PER_TYPO, TYPO_PREFIX = 0.8, 0.15, 0.1
MOST = 60  # terms that a word stands for
TRIED = 80  # terms that are compared letter by letter


class Vocabulary:
    """Built once from all terms."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._sorted = sorted(terms)
        self._known = frozenset(self._sorted)
        self._stems: dict[str, list[str]] = {}
        self._pairs: dict[str, list[str]] = {}
        for term in self._sorted:
            self._stems.setdefault(stem(term), []).append(term)
            if not is_cjk(term):
                for pair in _pairs(term):
                    self._pairs.setdefault(pair, []).append(term)

    def like(self, word: str) -> dict[str, float]:
        """The terms that a word may mean, with how well they fit, 0..1. Misspelt ones only
        where nothing fits as it is written."""
        found = dict.fromkeys(self._stems.get(stem(word), ()), INFLECTED)
        for term in self._starting(word):
            part = len(word) / len(term)
            found[term] = max(found.get(term, 0.0), PREFIX[0] + PREFIX[1] * part)
        if word in self._known:
            found[word] = SAME
        return found or self._misspelt(word)

    def _starting(self, word: str) -> list[str]:
        """The terms that start with the word, the shortest first."""
        at = bisect_left(self._sorted, word)
        end = bisect_left(self._sorted, word + "\U0010ffff")
        return sorted(self._sorted[at:end], key=len)[:MOST]

    def _misspelt(self, word: str) -> dict[str, float]:
        length = len(word)
        if length < 3 or is_cjk(word):
            return {}
        whole_most = 2 if length >= 7 else 1
        prefix_most = 2 if length >= 8 else 1 if length >= 4 else 0
        own = _pairs(word)
        shared: dict[str, int] = {}
        for pair in own:
            for term in self._pairs.get(pair, ()):
                shared[term] = shared.get(term, 0) + 1
        least = max(len(own) - 3 * whole_most, 1)
        near = [t for t, n in shared.items() if n >= least and len(t) >= length - whole_most]
        near.sort(key=lambda t: (-shared[t], abs(len(t) - length)))
        found: dict[str, float] = {}
        for term in near[:TRIED]:
            whole, prefix = distances(word, term)
            alike = word[0] == term[0] or word[:2] == term[1::-1]
            if whole <= whole_most and (alike or length >= 5):
                found[term] = TYPO - PER_TYPO * (whole - 1)
            elif prefix <= prefix_most and alike:
                found[term] = TYPO - TYPO_PREFIX - PER_TYPO * (prefix - 1)
        return found


def distances(word: str, term: str) -> tuple[int, int]:
    """Letters to add, drop, change or swap to come from a word to a term, and to the start of
    the term that is nearest."""
    before: list[int] = []
    row = list(range(len(term) + 1))
    for n, letter in enumerate(word, 1):
        older, before = before, row
        row = [n]
        for m, other in enumerate(term, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != other))
            if n > 1 and m > 1 and letter == term[m - 2] and word[n - 2] == other:
                cost = min(cost, older[m - 2] + 1)
            row.append(cost)
    return row[-1], min(row)


def _pairs(term: str) -> set[str]:
    return set(_each_pair(f" {term}"))


def _each_pair(padded: str) -> Iterator[str]:
    return (padded[n : n + 2] for n in range(len(padded) - 1))
