"""By which of its names a section's own words say a subject. A section that says it is not about it:
this only chooses among those that are about what it is a part of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from app.model.ids import SectionId
from app.model.notes import Notebook, Section
from app.subjects import singular, subjects

_WORD = re.compile(r"\w+")


class _SaidAs(NamedTuple):
    """Each with a space on both sides. `full` say it anywhere, `inside` in notes about what it is a part
    of; `kinds` what kind of thing it is: “instance” of “main instance”; `alike` what is said in its stead."""

    full: tuple[str, ...]
    inside: tuple[str, ...]
    kinds: tuple[str, ...]
    alike: tuple[str, ...]


class Wording:
    """Of a notebook's sections."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._under: dict[SectionId, str] = {}

    def says(self, section: Section, name: str) -> bool:
        """Whether a section, or what stands under it, says a subject, what kind of thing that is, or
        what is said in its stead."""
        if section.id not in self._under:
            self._under[section.id] = "".join(map(_words_of, (section, *self._parts(section))))
        words, names = self._under[section.id], _names(name)
        return any(way in words for ways in names for way in ways)

    def _parts(self, section: Section) -> Iterator[Section]:
        note = self._notebook.note(section.file)
        after = note.sections[note.sections.index(section) + 1 :] if note else ()
        return takewhile(lambda s: s.level > section.level or not section.level, after)

    def saying(self, section: Section, others: Iterable[Section], name: str) -> Section:
        """The section that says a subject by one of its names: this one where it says it at all, else of
        the others and of what stands under it the one that does so most often by its full name, or else
        of the others in its own note by a short one; this one where none does."""
        names = _names(name)
        own = _words_of(section)
        if any(way in own for way in (*names.full, *names.inside)):
            return section
        others = [one for one in others if one is not section]
        own_note = [one for one in others if one.file == section.file]
        parts = self._parts(section)
        for ways, among in ((names.full, [*others, *parts]), (names.inside, own_note)):
            counted = ((_times(ways, one), one) for one in among)
            most, best = max(counted, key=lambda c: c[0], default=(0, section))
            if most:
                return best
        return section


def _times(ways: Iterable[str], section: Section) -> int:
    return sum(map(_words_of(section).count, ways))


def _words_of(section: Section) -> str:
    return f"{_words(section.title)}{_words(section.text)}"


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    """In lower case, of plurals the singular; a space on both sides."""
    return f" {' '.join(map(singular, _WORD.findall(text)))} "


@lru_cache(maxsize=1024)
def _names(name: str) -> _SaidAs:
    """Of a subject, or of what is none."""
    known = subjects().by_name.get(name)
    full = (name, *known.said) if known else (name,)
    inside = known.inside if known else ()
    kinds = {
        _words(way).split()[-1] for way in (*full, *inside) if _WORD.search(way)
    } - subjects().of_many
    alike = known.alike if known else ()
    return _SaidAs(*(tuple(map(_words, ways)) for ways in (full, inside, sorted(kinds), alike)))
