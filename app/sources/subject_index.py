"""The sections of a notebook by what they are about.

Of the sections that name a subject, the one is best that names little else. A note of its own
counts for more than a chapter elsewhere; an index, a list of links, an exercise, or a heading
with nothing under it for far less.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nsmallest
from pathlib import PurePosixPath
from typing import NamedTuple

from app.model.ids import SectionId
from app.model.notes import Note, Notebook, Section
from app.sources.by_note import ByNote
from app.sources.entries import entry_on
from app.sources.titles import (
    ASIDE,
    TitleReading,
    about,
    dress_of,
    is_comparison,
    read_title,
    share_of,
    words_of,
)
from app.subjects import spelt, squeezed, subjects

_OWN_FILE, _AT_HOME, _NEXT_DOOR, _STRAY = 0.07, 0.04, 0.02, 0.25
_PASSING = 0.7  # of a chapter in a note about something else
_BEFORE, _PARAGRAPH = 0.9, 120  # of what stands before a note's first heading, in so few characters
_UNDER = 0.95  # of a title that says nothing itself, and has its subject from above
_NAMED = 0.93  # of a note's first section, by its file's name
_TOP = 0.8  # of one that is about a part of it
FEW = 3  # sections that are alike
_README, _BESIDE = 0.93, 3  # of one beside so many notes: what it says of a thing is the shorter
_COMPARISON = 0.9  # of a note that compares several things
_INDEX, _EXERCISE, _LINKS, _EMPTY = 0.7, 0.4, 0.4, 0.3
_ENTRY, _AS_GOOD = 0.75, 0.9  # of an entry in a list; of the sections in which one counts
_SIZE = 0.01  # for ten times the text
_EQUAL = 0.0005  # from which on one is better than another
_SAME = 0.8  # of the words of two sections, from which on they are copies
_MORE = 3  # times a first section's text under it, from which on its links lead there
_MOSTLY = 0.6  # of the lines, from which on a section is a list of links
_ALIKE, _HARDLY = 0.1, 0.5  # of a heading's subjects, what they may differ in
_LINK_LINE = re.compile(
    r"\s*(?:[-*+>|]|\d+[.)])*\s*(?:\[[^\]]*\]\([^)]*\)|\[\[[^\]]*\]\])[\s|.,;:✅-]*$"
)


@dataclass(frozen=True, slots=True)
class MostAbout:
    """A section that is about what was asked for, and how much, at most 1; `among` are others that
    are as good, and say something else."""

    section: Section
    worth: float
    among: tuple[Section, ...] = ()
    stray: bool = False  # a chapter of a note about something else


@dataclass(frozen=True, slots=True)
class _Titled:
    section: Section
    reading: TitleReading
    context: frozenset[str]
    homes: Mapping[str, frozenset[str]]  # what the outermost heading above that names it stands in
    around: frozenset[str]  # of its file's and folders' names
    own: frozenset[str]  # of what the file is all about
    factor: float
    size: int
    first: bool
    apart: bool  # a chapter of a note whose name says something that is no subject

    def home(self, name: str) -> frozenset[str]:
        """What it stands in: of a thing that a heading above names, too, what that does. Under “RDS”,
        “RDS features” is no more at home in a note about databases."""
        return self.homes.get(name, self.context)


class _Above(NamedTuple):
    """A heading over others, with what it stands in and what these do."""

    level: int
    reading: TitleReading
    context: frozenset[str]
    inner: frozenset[str]


class SubjectIndex:
    """Titles are read when something is first asked for."""

    def __init__(self, notebook: Notebook, kept: ByNote | None = None) -> None:
        self._notebook, self._kept = notebook, kept or ByNote()
        self._folded: dict[SectionId, str] = {}  # their texts in lower case
        self._best: dict[str, MostAbout | None] = {}

    @cached_property
    def _entries(self) -> list[_Titled]:
        notes = self._notebook.notes
        folders = Counter(note.file.rpartition("/")[0] for note in notes)

        def crowded(note: Note) -> bool:
            return folders[note.file.rpartition("/")[0]] >= _BESIDE

        return [entry for found in self._kept.each(notes, _entries, crowded) for entry in found]

    @cached_property
    def _by_subject(self) -> dict[str, list[tuple[_Titled, float]]]:
        found: dict[str, list[tuple[_Titled, float]]] = {}
        for entry in self._entries:
            for name, share in entry.reading.named.items():
                found.setdefault(name, []).append((entry, share))
        return found

    @cached_property
    def _by_system(self) -> dict[str, list[Section]]:
        """What stands in notes about a subject."""
        found: dict[str, list[Section]] = {}
        for titled in self._entries:
            if titled.factor < _AS_GOOD:
                continue
            named = (n for n, share in titled.reading.named.items() if share > _MOSTLY)
            for name in titled.context.union(named):
                found.setdefault(name, []).append(titled.section)
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
            and entry.factor >= _AS_GOOD
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

    def entry(self, name: str) -> MostAbout | None:
        """The section about what a subject is a part of with an entry on it in a list or a table:
        of several the longest. None where there is none."""
        key = f"{name}\nentry"
        if key not in self._best:
            self._best[key] = self._with_entry(name)
        return self._best[key]

    def _with_entry(self, name: str) -> MostAbout | None:
        system = next(subjects().above(name), "")
        best, longest = None, 0
        for section in self._by_system.get(system, ()):
            folded = self._folded.get(section.id)
            if folded is None:
                folded = self._folded[section.id] = section.text.casefold()
            length = entry_on(name, section.text, folded)
            if length > longest:
                best, longest = section, length
        return MostAbout(best, _ENTRY) if best else None

    def _with_words(self, phrase: str, of: str) -> Iterator[tuple[float, float, _Titled]]:
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
    def _chosen(name: str, found: Iterable[tuple[float, float, _Titled]]) -> MostAbout | None:
        ranked = sorted(found, key=lambda f: (-f[0], len(f[2].section.file)))
        if not ranked:
            return None
        rank, share, best = ranked[0]
        among = tuple(
            e.section
            for r, _, e in ranked[1:]
            if rank - r < _EQUAL
            and e.section.file != best.section.file
            and not _copies(e.section, best.section)
        )
        stray = bool(name) and not best.first and _is_stray(best, name)
        worth = min(share, 1.0) * best.factor
        return MostAbout(best.section, worth * _PASSING if stray else worth, among, stray)


def _copies(one: Section, other: Section) -> bool:
    """Whether two sections say the same but for a few words."""
    first, second = set(one.text.split()), set(other.text.split())
    return len(first & second) >= _SAME * len(first | second)


def _is_stray(entry: _Titled, name: str) -> bool:
    """Whether the note is about something else: not about the subject, nor about that of which it is
    a part or beside which it stands, and the title does not say so itself."""
    known = subjects()
    home = {around for around in entry.home(name) if not known.is_area(around)}
    if not home:
        return False
    if not entry.around and not entry.reading.words.isdisjoint(map(squeezed, known.above(name))):
        return False
    said = {other for other in entry.reading.named if other != name}
    said = home if entry.around else home | said
    return name not in home and not {*known.above(name), *known.beside(name)} & said


def _rank(entry: _Titled, share: float, name: str) -> float:
    rank = share
    if name:
        if name in entry.own:
            rank += _OWN_FILE / len(entry.own)
        about = entry.own or entry.around
        if not about.isdisjoint((name, *subjects().above(name))):
            rank += _AT_HOME
        elif not about.isdisjoint(subjects().beside(name)):
            rank += _NEXT_DOOR
        elif not entry.first and _is_stray(entry, name):
            rank -= _STRAY
    rank += entry.reading.rank
    return rank * entry.factor + _SIZE * math.log10(1 + entry.size)


def _entries(note: Note, crowded: bool) -> list[_Titled]:
    return list(_titled(note, crowded))


def _titled(note: Note, crowded: bool) -> Iterator[_Titled]:
    path = PurePosixPath(note.file)
    aliases = [about(alias) for alias in note.aliases]
    named = [about(spelt(part)) for part in (path.stem, *reversed(path.parent.parts))]
    around = _with_above(name for spoken, _ in (*aliases, *named) for name in spoken)
    # A note that is called “notes” or “README” is about what its folder is called.
    own = next((whole for _, whole in named if whole is not None), frozenset[str]())
    own = own.union(*(whole for _, whole in aliases if whole))
    apart = named[0][1] is not None and not around
    kind = _factor(path, crowded and not own)  # that of a folder is what its name says
    extents = _extents(note.sections)
    above: list[_Above] = []
    for number, section in enumerate(note.sections):
        while above and above[-1].level >= max(section.level, 1):
            above.pop()
        context = above[-1].inner if above else around
        reading = _read(section, context, above, own if number == 0 else frozenset())
        best = max(reading.named.values(), default=0.0)
        least = max(min(best - _ALIKE, _MOSTLY), _HARDLY)
        said = [name for name, share in reading.named.items() if share > least]
        inner = context | _with_above(said) if said else context
        size, has_parts = extents[number]
        if number == 0 and len(note.sections) > 1 and not section.text.strip():
            size, has_parts = sum(len(s.text) for s in note.sections), True
        elif not has_parts and not section.text.strip() and number + 1 < len(note.sections):
            follows = note.sections[number + 1]
            title = read_title(follows.title, inner)
            if title.says_nothing or title.named.keys() & reading.named.keys():
                size, has_parts = len(follows.text), True
        aside = reading.aside if number or not reading.says_nothing else 1.0  # it may begin so
        aside = min((aside, *(a.reading.aside for a in above if a.reading.is_lab)))
        alone = number or size < _MORE * len(section.text)
        factor = kind * aside * (_of_text(section, has_parts) if alone else 1.0)
        if section.level == 0 and len(note.sections) > 1 and len(section.text) < _PARAGRAPH:
            factor *= _BEFORE
        homes = {name: a.context for a in reversed(above) for name in a.reading.named}
        yield _Titled(
            section,
            reading,
            context | own,
            homes,
            around | own,
            own,
            factor,
            size,
            first=number == 0,
            apart=apart and number > 0 and not context,
        )
        if section.level:
            above.append(_Above(section.level, reading, context | own, inner))


def _with_above(names: Iterable[str]) -> frozenset[str]:
    """Subjects with what they are a part of."""
    known = subjects()
    return frozenset(part for name in names for part in (name, *known.above(name)))


def _read(
    section: Section,
    context: frozenset[str],
    above: list[_Above],
    own: frozenset[str],
) -> TitleReading:
    title = section.title if section.level else spelt(section.title)
    reading = read_title(title, context)
    named = dict(reading.named)
    if reading.says_nothing and above:
        for name, share in above[-1].reading.named.items():
            named[name] = max(share * _UNDER, named.get(name, 0.0))
    about = _NAMED if max(named.values(), default=0.0) < _AS_GOOD else _TOP
    for name in own:
        named[name] = max(about / math.sqrt(len(own)), named.get(name, 0.0))
    return replace(reading, named=named) if named != reading.named else reading


def _extents(sections: tuple[Section, ...]) -> list[tuple[int, bool]]:
    """Of each heading, how much stands under it and its parts, in characters; whether it has parts."""
    found: list[tuple[int, bool]] = []
    waiting: list[tuple[int, int, bool]] = []  # from the last one: level, size, parts
    for section in reversed(sections):
        size, parts = len(section.text), False
        while section.level and waiting and waiting[-1][0] > section.level:
            size, parts = size + waiting.pop()[1], True
        waiting.append((section.level, size, parts))
        found.append((size, parts))
    return found[::-1]


def _factor(path: PurePosixPath, crowded: bool) -> float:
    known = subjects()
    words = {squeezed(word) for word in re.split(r"[\W_]+", path.stem) if word}
    folders = {squeezed(w) for part in path.parent.parts for w in re.split(r"[\W_]+", part) if w}
    if known.is_exercise(str(path)):
        return _EXERCISE
    if (words | folders) & known.labs:
        return ASIDE
    if path.stem.casefold() == "readme":
        return _README if crowded else 1.0
    if words & known.indexes:
        return _INDEX
    return _COMPARISON if is_comparison(spelt(path.stem)) else 1.0


def _of_text(section: Section, has_parts: bool) -> float:
    if not section.text.strip():
        return 1.0 if has_parts else _EMPTY
    if section.text.count("](") + section.text.count("[[") < _MOSTLY * section.text.count("\n") / 2:
        return 1.0  # which is mostly so, and quickly seen
    lines = [line for line in section.text.splitlines() if line.strip()]
    links = sum(1 for line in lines if _LINK_LINE.match(line))
    return _LINKS if links >= _MOSTLY * len(lines) else 1.0
