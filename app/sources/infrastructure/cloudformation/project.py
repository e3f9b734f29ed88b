"""The templates of the project round one, from the nearest on: where none of its own folder is meant, another may be.

All that a person would call the project is looked through once, within bounds, and only where something is missing; of a
tree that is too large for that, only the template's own folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from app.bounded import read_whole
from app.errors import AcetateError
from app.sources.infrastructure.cloudformation.nested import SUFFIXES, says_nothing
from app.sources.walking import walk

MOST_BYTES = 1 << 20  # of a template that is asked, as CloudFormation has it
MOST_LISTED = 200  # files of its folder that are looked into
_MOST_SAID = 1 << 15  # bytes that are kept of a template's exports
MOST_OF_ALL = 2_000  # files of the project, of which none is looked into where there are more
_SUFFIXES = frozenset(SUFFIXES)
_EXPORT = re.compile(rb"""Export["']?[ \t]{0,20}:.{0,300}""", re.DOTALL)


class TemplateProject:
    """That of a template in `folder`, as far as it lies in the `roots` (real paths)."""

    def __init__(self, folder: Path, roots: Sequence[Path]) -> None:
        self._folder = folder.resolve()
        self._roots = tuple(root for root in roots if self._folder.is_relative_to(root))
        self._own: tuple[Path, ...] | None = None
        self._farther: list[tuple[Path, ...]] | None = None
        self._exporting: list[dict[Path, bytes]] = []

    def exporting(self) -> Iterator[dict[Path, bytes]]:
        """By file what is said beside each word `Export` of it: of its own folder, then of the folder round that, and so on;
        each file once."""
        for number, ring in enumerate(self._near()):
            if number == len(self._exporting):
                self._exporting.append({p: said for p in ring if (said := self._exports(p))})
            yield self._exporting[number]

    def called(self, pieces: Sequence[str]) -> list[Path]:
        """The nearest files whose paths end in as many of these as any do: several where none is nearer than others."""
        for count in range(len(pieces), 0, -1):
            end = tuple(pieces[-count:])
            if count == 1 and says_nothing(end[0]):
                return []
            for ring in self._near():
                if found := [path for path in ring if path.parts[-count:] == end]:
                    return found
        return []

    def _near(self) -> Iterator[tuple[Path, ...]]:
        """The files of its folder, then others; the project is walked where these are asked for."""
        if self._own is None:
            self._own = tuple(self._beside())
        yield self._own
        if self._farther is None:
            self._farther = list(self._around())
        yield from self._farther

    def _beside(self) -> Iterator[Path]:
        try:
            listed = sorted(self._folder.iterdir())[:MOST_LISTED]
        except OSError:
            return
        for path in listed:
            if path.name.lower().endswith(SUFFIXES) and (real := self._real(path)):
                yield real

    def _around(self) -> Iterator[tuple[Path, ...]]:
        if not self._roots:
            return
        whole = min(self._roots, key=lambda root: len(root.parts))
        tree = walk(whole, _SUFFIXES, whole)
        if not tree.whole or len(tree.files) > MOST_OF_ALL:
            return
        left = [one.path for one in tree.files if one.plain and one.path.parent != self._folder]
        for around in (self._folder, *self._folder.parents):
            inside = tuple(path for path in left if path.is_relative_to(around))
            if inside:
                yield inside
                left = [path for path in left if not path.is_relative_to(around)]
            if around == whole:
                return

    def _real(self, path: Path) -> Path | None:
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError):  # it has gone meanwhile, or a circle of links
            return None
        return real if any(real.is_relative_to(root) for root in self._roots) else None

    def _exports(self, path: Path) -> bytes:
        try:
            stat = path.stat()
            return _said_of_exports(path, stat.st_mtime_ns, stat.st_size)
        except (OSError, AcetateError):  # it is no template for us
            return b""


@lru_cache(maxsize=2 * MOST_OF_ALL)
def _said_of_exports(path: Path, _changed: int, _size: int) -> bytes:
    """Kept by when the file was changed: each of many templates may ask."""
    raw = read_whole(path, MOST_BYTES)
    return b" ".join(_EXPORT.findall(raw))[:_MOST_SAID] if b"Outputs" in raw else b""
