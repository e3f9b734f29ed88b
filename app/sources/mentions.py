"""Which sections speak of something in their text. It is never what a link rests on: what many
speak of is what none of them is about."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from app.model.ids import SectionId
from app.model.notes import Notebook

FEW = 3  # sections that are offered


class Mentions:
    def __init__(self, notebook: Notebook) -> None:
        self._sections = notebook.sections
        self._found: dict[str, tuple[SectionId, ...]] = {}

    def of(self, name: str) -> tuple[SectionId, ...]:
        """Ids of up to three sections, those first that speak of it most."""
        said = " ".join(name.casefold().split())
        if said not in self._found:
            counts = Counter(bisect_right(self._starts, at) - 1 for at in self._places(said))
            self._found[said] = tuple(self._sections[n].id for n, _ in counts.most_common(FEW))
        return self._found[said]

    def _places(self, said: str) -> Iterator[int]:
        """Where it stands in all that is said, as words of its own."""
        at = self._whole.find(said) if said else -1
        while at >= 0:
            end = at + len(said)
            if not (self._whole[at - 1].isalnum() or self._whole[end].isalnum()):
                yield at
            at = self._whole.find(said, end)

    @cached_property
    def _texts(self) -> list[str]:
        return [f"\n{s.title}\n{s.text}\n".casefold() for s in self._sections]

    @cached_property
    def _whole(self) -> str:
        return "".join(self._texts)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each section's begins."""
        return list(accumulate(map(len, self._texts), initial=0))
