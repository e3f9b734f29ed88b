"""How near each other the words of a query stand in a text."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping

WITHIN = 14  # words: what stands so near each other is said together
READ = 4_000  # words of a text that are looked at


class Texts:
    """Texts as the numbers of their words."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._texts: list[array[int]] = []
        self._of_term: dict[str, list[int]] = {}

    def add(self, words: Iterable[str]) -> None:
        """The next text, as its words are written."""
        numbers = self._numbers
        self._texts.append(array("I", [numbers.setdefault(w, len(numbers)) for w in words][:READ]))

    def known(self, word: str, terms: Iterable[str]) -> None:
        """A word, as it is written, is found by these terms."""
        number = self._numbers.get(word)
        if number is not None:
            for term in terms:
                self._of_term.setdefault(term, []).append(number)

    def numbers(self, forms: Collection[Iterable[str]]) -> dict[int, int]:
        """By number of a word, which of these it is (the last of several), each given by the terms
        it is taken for."""
        return {
            number: which
            for which, terms in enumerate(forms)
            for term in terms
            for number in self._of_term.get(term, ())
        }

    def nearest(
        self, text: int, wanted: Mapping[int, int], worth: list[float], always: set[int]
    ) -> float:
        """The most that words within a few of each other are worth; those of `always` count
        anywhere."""
        best = base = sum(worth[which] for which in always)
        found = [
            (at, which)
            for at, number in enumerate(self._texts[text])
            if (which := wanted.get(number)) is not None and which not in always
        ]
        counts: dict[int, int] = {}
        now, first = base, 0
        for at, which in found:
            counts[which] = counts.get(which, 0) + 1
            if counts[which] == 1:
                now += worth[which]
            while found[first][0] <= at - WITHIN:
                old = found[first][1]
                counts[old] -= 1
                if not counts[old]:
                    now -= worth[old]
                first += 1
            best = max(best, now)
        return best
