"""The sections of a notebook by what they are about.

Of the sections that name a subject, the one is best that names little else and counts for most
(`app.sources.titled`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from app.model.ids import SectionId
from app.model.notes import Note, Notebook, Section
from app.sources.by_note import ByNote
from app.sources.entries import entry_on
from app.sources.titled import AS_GOOD, MOSTLY, Titled, titled
from app.sources.titles import LIST, WHOLE, dress_of, is_comparison, share_of, words_of
from app.subjects import squeezed, subjects

_OWN_FILE, _AT_HOME, _NEXT_DOOR, _STRAY = 0.07, 0.04, 0.02, 0.25
_PASSING = 0.7  # of a chapter in a note about something else
FEW = 3  # sections that are alike
_BESIDE = 3  # notes in a folder, from which on a README among them says less of a thing
_LISTING = 0.5  # of a section, below which a list in it only leads elsewhere
_ENTRY, _ELSEWHERE = 0.75, 0.5  # of an entry in a list, and of one in any
_SIZE = 0.01  # for ten times the text
_EQUAL = 0.005  # from which on one is better than another: three times the text
_SAME = 0.8  # of the words of two sections, from which on they are copies


@dataclass(frozen=True, slots=True)
class MostAbout:
    """A section that is about what was asked for, and how much, at most 1; `among` are others that
    are as good, and say something else."""

    section: Section
    worth: float
    among: tuple[Section, ...] = ()
    stray: bool = False  # a chapter of a note about something else


class SubjectIndex:
    """Titles are read when something is first asked for."""

    def __init__(self, notebook: Notebook, kept: ByNote | None = None) -> None:
        self._notebook, self._kept = notebook, kept or ByNote()
        self._folded: dict[SectionId, str] = {}  # their texts in lower case
        self._best: dict[str, MostAbout | None] = {}
        self._within: dict[str, list[Section]] = {}

    @cached_property
    def _entries(self) -> list[Titled]:
        notes = self._notebook.notes
        folders = Counter(note.file.rpartition("/")[0] for note in notes)

        def crowded(note: Note) -> bool:
            return folders[note.file.rpartition("/")[0]] >= _BESIDE

        return [entry for found in self._kept.each(notes, titled, crowded) for entry in found]

    @cached_property
    def _by_subject(self) -> dict[str, list[tuple[Titled, float]]]:
        found: dict[str, list[tuple[Titled, float]]] = {}
        for entry in self._entries:
            for name, share in entry.reading.named.items():
                found.setdefault(name, []).append((entry, share))
        return found

    @cached_property
    def _by_system(self) -> dict[str, list[Section]]:
        """What stands in notes about a subject."""
        found: dict[str, list[Section]] = {}
        for entry in self._entries:
            if entry.factor < AS_GOOD:
                continue
            named = (n for n, share in entry.reading.named.items() if share > MOSTLY)
            for name in entry.context.union(named):
                found.setdefault(name, []).append(entry.section)
        return found

    def about(self, name: str) -> MostAbout | None:
        """The section that is most about a subject; None where none names it."""
        if name not in self._best:
            named = self._by_subject.get(name, ())
            ranked = ((_rank(entry, share, name), share, entry) for entry, share in named)
            self._best[name] = self._chosen(name, ranked)
        return self._best[name]

    def titled(self, name: str, words: frozenset[str]) -> MostAbout | None:
        """The section about a subject whose title has just these words, which is more than one that is
        about it in others; None where there is none that counts."""
        family = {name, *subjects().above(name)}
        exact = [
            (_rank(entry, share, name), share, entry)
            for entry, share in self._by_subject.get(name, ())
            if entry.reading.words == words
            and entry.factor >= AS_GOOD
            and not entry.apart
            and not (entry.home(name) and family.isdisjoint(entry.home(name)))
        ]
        found = self._chosen(name, exact)
        return None if found is None or found.stray else found

    def called(self, phrase: str, of: str = "") -> MostAbout | None:
        """The section whose title has all words of a phrase that is no subject; those that say what
        it is a part of may stand around it."""
        key = f"{phrase}\n{of}"
        if key not in self._best:
            self._best[key] = self._chosen("", self._with_words(phrase, of))
        return self._best[key]

    def alike(self, phrase: str) -> list[Section]:
        """The sections whose titles share most words with a phrase, best first; at most a few."""
        words = words_of(phrase)
        shared = Counter(id for word in words for id in self._numbers.get(word, ()))
        own, sizes = len(words), self._sizes
        ranked = nsmallest(FEW, ((-s / (own + sizes[n] - s), n) for n, s in shared.items()))
        return [self._entries[n].section for _, n in ranked]

    @cached_property
    def _sizes(self) -> list[int]:
        """How many words the title of each has."""
        return [len(entry.reading.words) for entry in self._entries]

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """By word, the places of the sections that have it in their titles."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            for word in entry.reading.words:
                found.setdefault(word, []).append(number)
        return found

    def entry(self, name: str, spoken: Iterable[SectionId] = ()) -> MostAbout | None:
        """The section about what a subject is a part of with an entry on it in a list or a table, else
        one of those that are `spoken` of: of several the longest. None where there is none."""
        key = f"{name}\nentry"
        if key not in self._best:
            system = next(subjects().above(name), "")
            self._best[key] = self._with_entry(name, self._by_system.get(system, ()), at_home=True)
        among = filter(None, map(self._notebook.section, spoken))
        return self._best[key] or self._with_entry(name, among, at_home=False)

    def may_explain(self, section: SectionId, name: str) -> bool:
        """Whether a list in a section may explain a subject: it is no contents, and its title is not about
        something else, whose sources or targets it lists."""
        known, entry = subjects(), self._by_section[section]
        family = {name, *known.above(name), *known.beside(name)}
        said = entry.reading.named
        at_home = not family.isdisjoint(said) or all(map(known.is_area, said))
        return at_home and entry.factor >= _LISTING

    @cached_property
    def _by_section(self) -> dict[SectionId, Titled]:
        return {entry.section.id: entry for entry in self._entries}

    def within(self, system: str) -> list[Section]:
        """What stands in notes about a subject, and neither it nor these are about another."""
        if system not in self._within:
            known = subjects()
            family = {system, *known.above(system)}
            self._within[system] = [
                entry.section
                for entry in self._entries
                if entry.factor >= AS_GOOD
                and system in (entry.context or entry.reading.named)
                and family.issuperset(entry.reading.named)
                and all(one in family or known.is_area(one) for one in entry.context)
            ]
        return self._within[system]

    def _with_entry(
        self, name: str, among: Iterable[Section], *, at_home: bool
    ) -> MostAbout | None:
        best, longest = None, 0
        for section in among:
            folded = self._folded.get(section.id)
            if folded is None:
                folded = self._folded[section.id] = section.text.casefold()
            length = entry_on(name, section.text, folded, at_home=at_home)
            if length > longest:
                best, longest = section, length
        return MostAbout(best, _ENTRY if at_home else _ELSEWHERE) if best else None

    def _with_words(self, phrase: str, of: str) -> Iterator[tuple[float, float, Titled]]:
        said = words_of(of)
        words = words_of(phrase)
        core, dress = words - said or words, frozenset[str]()
        if core <= said:
            dress = dress_of(phrase)  # “ECS concepts”: no title that says only “ECS”
        if not core or (said and core <= said and not dress):
            return
        rarest = min(core, key=lambda word: len(self._numbers.get(word, ())))
        for entry in (self._entries[number] for number in self._numbers.get(rarest, ())):
            have = entry.reading.words
            if not (core <= have and dress <= entry.reading.dress):
                continue
            if of and of not in entry.context and of not in entry.reading.named:
                continue
            if not of and entry.context and not entry.first:  # it is about what that says of it
                continue
            other = len(have - core - said)
            share = share_of(len(core), other)
            yield _rank(entry, share, ""), share, entry

    @staticmethod
    def _chosen(name: str, found: Iterable[tuple[float, float, Titled]]) -> MostAbout | None:
        ranked = sorted(found, key=lambda f: (-f[0], len(f[2].section.file)))
        if not ranked:
            return None
        rank, share, best = ranked[0]
        among = tuple(
            e.section
            for r, _, e in ranked[1:]
            if rank - r < _EQUAL
            and e.section.file != best.section.file
            and not are_copies(e.section, best.section)
        )
        stray = bool(name) and not best.first and _is_stray(best, name)
        if stray and best.reading.is_list and share == LIST:
            share = WHOLE  # “Internet & NAT gateways” is all about each
        worth = min(share, WHOLE) * best.factor
        return MostAbout(best.section, worth * _PASSING if stray else worth, among, stray)


def are_copies(one: Section, other: Section) -> bool:
    """Whether two sections say the same but for a few words."""
    first, second = set(one.text.split()), set(other.text.split())
    return len(first & second) >= _SAME * len(first | second)


def _is_stray(entry: Titled, name: str) -> bool:
    """Whether the note is about something else: not about the subject, nor about that of which it is
    a part or beside which it stands, and the title does not say so itself."""
    known = subjects()
    home = {around for around in entry.home(name) if not known.is_area(around)}
    if not home:
        return False
    if not entry.around and not entry.reading.words.isdisjoint(map(squeezed, known.above(name))):
        return False
    if not home.isdisjoint(entry.reading.named) and is_comparison(entry.section.title):
        return False
    said = {other for other in entry.reading.named if other != name}
    said = home if entry.around else home | said
    return name not in home and not {*known.above(name), *known.beside(name)} & said


def _rank(entry: Titled, share: float, name: str) -> float:
    rank, known = share, subjects()
    if name:
        if name in entry.own:
            rank += _OWN_FILE / len(entry.own)
        about = entry.own or entry.around
        if not about.isdisjoint((name, *known.above(name))):
            rank += _AT_HOME
        elif not about.isdisjoint(known.beside(name)):
            rank += _NEXT_DOOR
        elif not entry.first and _is_stray(entry, name):
            rank -= _STRAY
        elif any(name in (*known.above(one), *known.beside(one)) for one in entry.own):
            rank -= _NEXT_DOOR  # the file is about a part of it only
    rank += entry.reading.rank
    return rank * entry.factor + _SIZE * math.log10(1 + entry.size)
