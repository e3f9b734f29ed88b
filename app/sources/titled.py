"""The sections of a note, each with what its title says where it stands, and what it counts for.

A note of its own counts for more than a chapter elsewhere; an index, a list of links, an exercise,
or a heading with nothing under it for far less.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import NamedTuple

from app.model.notes import Note, Section
from app.sources.titles import ASIDE, TitleReading, about, is_comparison, is_later_part, read_title
from app.subjects import spelt, squeezed, subjects

AS_GOOD = 0.9  # of the sections that count as much as any
MOSTLY = 0.6  # of a title, or of a section's lines: most of it
_BEFORE, _PARAGRAPH = 0.9, 120  # of what stands before a note's first heading, in so few characters
_UNDER = 0.95  # of a title that says nothing itself, and has its subject from above
_NAMED = 0.93  # of a note's first section, by its file's name
_TOP = 0.8  # of one that is about a part of it
_README = 0.93  # of one beside several notes: what it says of a thing is the shorter
_LATER = 0.02  # less of a note for those who know a thing already
_COMPARISON = 0.9  # of a note that compares several things
_INDEX, _EXERCISE, _LINKS, _EMPTY = 0.7, 0.4, 0.4, 0.3
_MORE = 3  # times a first section's text under it, from which on its links lead there
_ALIKE, _HARDLY = 0.1, 0.5  # of a heading's subjects, what they may differ in
_LINK_LINE = re.compile(
    r"\s*(?:[-*+>|]|\d+[.)])*\s*(?:\[[^\]]*\]\([^)]*\)|\[\[[^\]]*\]\])[\s|.,;:✅-]*$"
)


@dataclass(frozen=True, slots=True)
class Titled:
    """`factor`: what it counts for, at most 1; `size`: how much stands under it, in characters."""

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


def titled(note: Note, crowded: bool) -> list[Titled]:
    """Of each section. `crowded`: it stands beside several notes."""
    return list(_titled(note, crowded))


def _titled(note: Note, crowded: bool) -> Iterator[Titled]:
    path = PurePosixPath(note.file)
    aliases = [about(alias) for alias in note.aliases]
    named = [about(spelt(part)) for part in (path.stem, *reversed(path.parent.parts))]
    # A note that is called “notes” or “README” is about what its folder is called.
    own = next((whole for _, whole in named if whole is not None), frozenset[str]())
    own = own.union(*(whole for _, whole in aliases if whole))
    around = _with_above(
        name for spoken, _ in (*aliases, *named) for name in _of_several(spoken, own)
    )
    later = _LATER if is_later_part(path.stem) else 0.0
    apart = named[0][1] is not None and not around
    kind = _factor(path, crowded and not own)  # that of a folder is what its name says
    extents = _extents(note.sections)
    begins = 1 if len(note.sections) > 1 and _is_contents(note.sections[0]) else 0
    above: list[_Above] = []
    for number, section in enumerate(note.sections):
        while above and above[-1].level >= max(section.level, 1):
            above.pop()
        context = above[-1].inner if above else around
        reading = _read(section, context, above, own if number == begins else frozenset())
        reading = replace(reading, rank=reading.rank - later) if later else reading
        best = max(reading.named.values(), default=0.0)
        least = max(min(best - _ALIKE, MOSTLY), _HARDLY)
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
        yield Titled(
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
            # A note whose title names several things is about each.
            at = inner if number == begins and reading.is_list else context
            above.append(_Above(section.level, reading, at | own, inner))


def _of_several(spoken: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """Of what a folder is called after what matters to a note: in “RDS & ElastiCache” one that is
    called “RDS” is not about the other."""
    near = _with_above(own)
    if near.isdisjoint(spoken):
        return spoken
    return spoken & near.union(*(subjects().beside(name) for name in own))


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
    about = _NAMED if max(named.values(), default=0.0) < AS_GOOD else _TOP
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


def _is_contents(section: Section) -> bool:
    """Whether it only leads to what follows: “Table of contents”."""
    return _of_text(section, True) < 1.0 and not read_title(section.title).named


def _of_text(section: Section, has_parts: bool) -> float:
    if not section.text.strip():
        return 1.0 if has_parts else _EMPTY
    if section.text.count("](") + section.text.count("[[") < MOSTLY * section.text.count("\n") / 2:
        return 1.0  # which is mostly so, and quickly seen
    lines = [line for line in section.text.splitlines() if line.strip()]
    links = sum(1 for line in lines if _LINK_LINE.match(line))
    return _LINKS if links >= MOSTLY * len(lines) else 1.0
