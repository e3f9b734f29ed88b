"""Which sections speak of something in their text. It is never what a link rests on: what many
speak of is what none of them is about."""

from __future__ import annotations

import re
from functools import cached_property

from app.model.ids import SectionId
from app.model.notes import Notebook, Section

FEW = 3  # sections that are offered
_WORD = re.compile(r"[^\W_]+")


class Mentions:
    def __init__(self, notebook: Notebook) -> None:
        self._sections = notebook.sections
        self._found: dict[str, tuple[SectionId, ...]] = {}

    def of(self, name: str) -> tuple[SectionId, ...]:
        """Ids of up to three sections, those first that speak of it most."""
        said = _plain(name)
        if said not in self._found:
            counts = [(text.count(said), s) for s, text in self._texts if said in text]
            counts.sort(key=lambda c: -c[0])
            self._found[said] = tuple(s.id for _, s in counts[:FEW]) if said.strip() else ()
        return self._found[said]

    @cached_property
    def _texts(self) -> list[tuple[Section, str]]:
        return [(s, _plain(f"{s.title} {s.text}")) for s in self._sections]


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
