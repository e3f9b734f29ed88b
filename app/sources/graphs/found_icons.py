"""The images that a graph names: which files they are, and what is to be said of those that are not
found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from app.paths import text_of
from app.sources.graphs.icons import NO_ICON, IconFinder
from app.sources.scripts.fetched_icons import kept

HELD = "acetate:held/"  # how the name of a picture begins that lies in a drawing itself
_NAMED, _LONG = 3, 80  # icons that a problem names; characters of a name in it


class FoundIcons:
    """Those of one graph."""

    def __init__(self, finder: IconFinder) -> None:
        self._finder = finder
        self._wrong: dict[str, dict[str, tuple[str, int | None]]] = {}

    def path(self, name: str, label: str, line: int | None) -> str | None:
        """The file of that name, which the element with that label in that line asks for; None where
        there is none that may be read."""
        if not name or name == NO_ICON:
            return None
        if name.startswith(HELD):
            held = kept(name)
            return None if held is None else text_of(held)
        wrong = "missing"
        try:
            found = self._finder.find(name)
        except PermissionError:
            wrong, found = "outside the workspace", None
        if found is not None:
            return text_of(found)
        self._wrong.setdefault(wrong, {}).setdefault(name, (" ".join(label.split()), line))
        return None

    def problems(self) -> Iterator[tuple[str, int | None]]:
        """What is wrong, each with the line where it is said first."""
        for wrong, names in self._wrong.items():
            name, (label, line) = next(iter(names.items()))
            if len(names) == 1:
                yield f"The icon {shortened(name)} of “{shortened(label)}” is {wrong}.", line
                continue
            some = ", ".join(shortened(n) for n in islice(names, _NAMED))
            more = ", …" if len(names) > _NAMED else ""
            yield f"{len(names)} icons are {wrong}: {some}{more or '.'}", line


def shortened(text: str) -> str:
    """On one line, and cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
