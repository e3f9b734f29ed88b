"""Which sections speak of something in their text. It is never what a link rests on: what many
speak of is what none of them is about."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import accumulate

from app.model.ids import SectionId
from app.model.notes import Note, Notebook

FEW = 3  # sections that are offered

# By note's file, which of its sections speak of a name, by their number, and how often; at most a few.
_Places = dict[str, list[tuple[int, int]]]


class FormerMentions:
    """What was found in notes, and in which, for a notebook in which most are the same ones."""

    def __init__(self) -> None:
        self.notes: dict[str, Note] = {}
        self.found: dict[str, _Places] = {}


class Mentions:
    """Of names in a notebook. Each is looked for when it is first asked for; of what was found in
    `former` notes, only in those that are others now."""

    def __init__(self, notebook: Notebook, former: FormerMentions | None = None) -> None:
        before = former or FormerMentions()
        self._notes = {note.file: note for note in notebook.notes}
        self._same = {f for f, note in self._notes.items() if before.notes.get(f) is note}
        self._before, self._found = before.found, dict[str, _Places]()
        self._few: dict[str, tuple[SectionId, ...]] = {}
        self._all = _WholeText(self._notes.values())
        self._anew = _WholeText(note for f, note in self._notes.items() if f not in self._same)
        if former is not None:
            former.notes, former.found = self._notes, self._found

    def of(self, name: str) -> tuple[SectionId, ...]:
        """Ids of up to three sections, those first that speak of it most."""
        said = " ".join(name.casefold().split())
        if said not in self._few:
            self._found[said] = self._places(said)
            self._few[said] = self._most(self._found[said])
        return self._few[said]

    def _places(self, said: str) -> _Places:
        before = self._before.get(said)
        if before is None:
            return self._all.places(said)
        kept = {file: found for file, found in before.items() if file in self._same}
        return kept | self._anew.places(said)

    def _most(self, found: _Places) -> tuple[SectionId, ...]:
        counted = (
            (-count, self._all.first[file] + number, file, number)
            for file, sections in found.items()
            for number, count in sections
        )
        return tuple(
            self._notes[file].sections[number].id for *_, file, number in nsmallest(FEW, counted)
        )


class _WholeText:
    """The texts of notes, put together when they are first looked through. `first` is the number
    of each one's first section."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._notes = list(notes)
        counts = accumulate((len(note.sections) for note in self._notes), initial=0)
        self.first = {note.file: n for note, n in zip(self._notes, counts, strict=False)}
        self._firsts = list(self.first.values())
        self._whole = ""
        self._starts: list[int] = []  # where each section's begins

    def places(self, said: str) -> _Places:
        """Which of their sections say it, as words of its own."""
        if not self._starts:
            texts = [f"\n{s.title}\n{s.text}\n".casefold() for n in self._notes for s in n.sections]
            self._whole = "".join(texts)
            self._starts = list(accumulate(map(len, texts), initial=0))
        counts = Counter(bisect_right(self._starts, at) - 1 for at in self._at(said))
        found = dict[str, list[tuple[int, int]]]()
        for section, count in counts.items():
            at = bisect_right(self._firsts, section) - 1
            found.setdefault(self._notes[at].file, []).append((section - self._firsts[at], count))
        return {file: nsmallest(FEW, s, key=lambda f: -f[1]) for file, s in found.items()}

    def _at(self, said: str) -> Iterator[int]:
        whole = self._whole
        at = whole.find(said) if said else -1
        while at >= 0:
            end = at + len(said)
            if not (whole[at - 1].isalnum() or whole[end].isalnum()):
                yield at
            at = whole.find(said, end)
