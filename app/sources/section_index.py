"""A notebook by what people call its sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

from app.model.ids import SectionId
from app.model.notes import Notebook, Section
from app.sources.file_formats import names_note
from app.sources.graphs.identity import slug

NEAREST = 3
_ALIKE = 0.3  # Dice coefficient of the trigrams below which a title is not offered


class SectionIndex:
    """Sections by URL, title, alias, and likeness. Names that differ in case, spaces,
    punctuation and a plural's s only are one: `NATGateway`, `NAT gateways`. Each table is made when
    it is first asked."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook, self._sections = notebook, notebook.sections

    @cached_property
    def _by_id(self) -> dict[SectionId, Section]:
        return {section.id: section for section in self._sections}

    @cached_property
    def _anchors(self) -> dict[str, list[Section]]:
        return _grouped((section.anchor.casefold(), section) for section in self._sections)

    @cached_property
    def _titles(self) -> dict[str, list[Section]]:
        return _grouped((_key(section.title), section) for section in self._sections)

    @cached_property
    def _bare_titles(self) -> dict[str, list[Section]]:
        return _grouped((_key(bare(section.title)), section) for section in self._sections)

    @cached_property
    def _aliases(self) -> dict[str, list[Section]]:
        return _grouped(
            (alias, note.sections[0])
            for note in self._notebook.notes
            for alias in dict.fromkeys(map(_key, note.aliases))
        )

    @cached_property
    def _trigrams(self) -> list[set[str]]:
        """Of each section's title."""
        return [_trigrams(section.title) for section in self._sections]

    @cached_property
    def _by_trigram(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, trigrams in enumerate(self._trigrams):
            for trigram in trigrams:
                found.setdefault(trigram, []).append(number)
        return found

    def by_title(self, names: Iterable[str]) -> list[Section]:
        """The sections that have the first of these names that any has as their title."""
        return _first(self._titles, names)

    def by_bare_title(self, names: Iterable[str]) -> list[Section]:
        """As `by_title`, where “AWS” or “Amazon” in front counts for nothing on either side."""
        return _first(self._bare_titles, map(bare, names))

    def by_id(self, id: SectionId | None) -> Section | None:
        """The one of that id; None where there is none."""
        return self._by_id.get(id or SectionId(""))

    def by_alias(self, names: Iterable[str]) -> list[Section]:
        """The first sections of the notes that have the first of these names as an alias."""
        return _first(self._aliases, names)

    def by_url(self, url: str) -> list[Section] | None:
        """The sections that `#anchor`, `note.md#anchor` or `note.md` name; None for other URLs."""
        if not url:
            return None
        path, _, anchor = unquote(url).partition("#")
        is_note = names_note(path)
        if re.match(r"[a-zA-Z][\w+.-]+:", url) or not (is_note or (anchor and not path)):
            return None
        parts = [p for p in PurePosixPath(path).parts if p not in {".", ".."}]
        if not anchor:
            return [s for s in self._sections if _is_in(s, parts)][:1]
        found = [s for s in self._anchors.get(anchor.casefold(), []) if _is_in(s, parts)]
        return found or [s for s in self._sections if not path and s.id == anchor]

    def nearest(self, names: Iterable[str]) -> tuple[SectionId, ...]:
        """Ids of up to three sections whose titles are most like one of the names, best first."""
        best: dict[int, float] = {}
        for own in map(_trigrams, names):
            shared: dict[int, int] = {}
            for trigram in own:
                for number in self._by_trigram.get(trigram, ()):
                    shared[number] = shared.get(number, 0) + 1
            for number, count in shared.items():
                alike = 2 * count / (len(own) + len(self._trigrams[number]))
                best[number] = max(alike, best.get(number, 0.0))
        ranked = sorted(best, key=lambda number: (-best[number], number))
        return tuple(self._sections[n].id for n in ranked if best[n] >= _ALIKE)[:NEAREST]


def _grouped(named: Iterable[tuple[str, Section]]) -> dict[str, list[Section]]:
    found: dict[str, list[Section]] = {}
    for name, section in named:
        found.setdefault(name, []).append(section)
    return found


def bare(name: str) -> str:
    """`AWS Glue` → `Glue`."""
    return re.sub(r"(?i)^(?:aws|amazon)\s+(?=\w)", "", name.strip())


def _is_in(section: Section, parts: list[str]) -> bool:
    """Whether a section's file ends in this path; the empty path is any file's end."""
    return not parts or list(PurePosixPath(section.file).parts[-len(parts) :]) == parts


def _first(sections: dict[str, list[Section]], names: Iterable[str]) -> list[Section]:
    keys = (key for name in names if (key := _key(name)))
    return next((sections[key] for key in keys if key in sections), [])


def _key(name: str) -> str:
    key = slug(name).replace("-", "")
    return key.removesuffix("s") if len(key) > 4 else key


def _trigrams(name: str) -> set[str]:
    padded = f"  {slug(name)} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}
