"""Which layers an element is on: Graphviz's overlay attributes.

Syntax: https://graphviz.org/docs/attrs/layers/, /layersep/, /layerlistsep/ and
https://graphviz.org/docs/attr-types/layerRange/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

_DIGITS = 10  # of a layer's number
SEPARATORS = ":\t "
LIST_SEPARATORS = ","


@dataclass(frozen=True, slots=True)
class Layering:
    """A graph's layers in reading order, and the characters that part them and their lists."""

    names: tuple[str, ...] = ()
    separators: str = SEPARATORS
    list_separators: str = LIST_SEPARATORS

    def select(self, text: str) -> tuple[str, ...] | None:
        """The layers that a `layer` attribute names, in reading order; None for `all`.

        `a`, `a,c`, ranges `a:c` (either way round), `all` also as an end of a range, and
        numbers from 1. A name that the graph does not list is kept, after those that it does.
        """
        places = {name: place for place, name in enumerate(self.names)}
        # Ranges may be many and long: noted are the places where one begins or is over.
        begins = [0] * (len(self.names) + 1)
        others: dict[str, None] = {}
        for interval in _words(text, self.list_separators):
            ends = _words(interval, self.separators)[:2]
            if ends == ["all"]:
                return None
            found = self._between(ends, places)
            if found is None:
                others |= dict.fromkeys(end for end in ends if end != "all")
            else:
                begins[found[0]] += 1
                begins[found[1] + 1] -= 1
        ranges = zip(self.names, accumulate(begins), strict=False)
        on = {name for name, count in ranges if count} | {self._name(end) for end in others}
        listed = [name for name in self.names if name in on]
        # All of several is on each sheet; the only one there is can still be switched off.
        if len(self.names) > 1 and listed == list(self.names):
            return None
        return (*listed, *(end for end in others if self._name(end) not in places))

    def unselected(self, text: str) -> tuple[str, ...]:
        """The graph's own layers that `layerselect` leaves out; none where it says nothing."""
        chosen = self.select(text) if text.strip() else None
        return tuple(n for n in self.names if chosen is not None and n not in chosen)

    def _between(self, ends: list[str], places: dict[str, int]) -> tuple[int, int] | None:
        """The first and last place of a range, or of a single name; None where one is unknown."""
        last = len(self.names) - 1
        if not ends or last < 0:
            return None
        at = [0 if end == "all" else places.get(self._name(end), -1) for end in ends]
        if len(ends) == 2 and ends[1] == "all":
            at[1] = last
        return None if min(at) < 0 else (min(at), max(at))

    def _name(self, end: str) -> str:
        known = end.isascii() and end.isdigit() and len(end) < _DIGITS
        if known and 1 <= int(end) <= len(self.names):
            return self.names[int(end) - 1]
        return end


def layering(layers: str, separators: str = "", list_separators: str = "") -> Layering:
    """From a graph's `layers`, `layersep` and `layerlistsep`.

    Commas part the names as well: Graphviz does not say so, people write it.
    """
    lists = list_separators or LIST_SEPARATORS
    parts = "".join(c for c in separators or SEPARATORS if c not in lists)
    return Layering(tuple(dict.fromkeys(_words(layers, parts + lists))), parts, lists)


def _words(text: str, separators: str) -> list[str]:
    """Parts between separators, without the empty ones."""
    if not separators:
        return [text] if text else []
    return [w for w in re.split(f"[{re.escape(separators)}]+", text) if w]
