"""Where the icon is that a file names. People run scripts from many folders, write paths of their own
machine, and move to systems that tell `Logo.png` from `logo.png`: the file is looked for wherever its
author may have meant it, and only where pictures may be read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from app.errors import ScriptError
from app.paths import is_file
from app.sources.graphs.installed import packages

_DEPTH = 16  # folders above a file that are looked into; parts of a path that are tried
_ENTRIES = 10_000  # of a folder, among which a name is looked for that is spelt in another way
_DRIVE = re.compile(r"[A-Za-z]:")
NO_ICON = "acetate:none"  # the name of one that is not to be looked for: the node has none
_RESOURCES = "resources"  # the folder of the package `diagrams` with its icons


class IconFinder:
    """Looks for the icons of one graph.

    `folder` is that of its file, `output` where its picture was to go (the path as the file has
    it), `roots` the real folders outside which nothing is read.
    """

    def __init__(self, folder: Path, output: str, roots: tuple[Path, ...]) -> None:
        self._roots = roots
        self._bases = tuple(dict.fromkeys(_bases(folder, _slashed(output), roots)))

    def find(self, name: str) -> Path | None:
        """The file, None where there is none. Raises PermissionError where there is one outside
        the roots only."""
        outside = False
        for path in self._candidates(name):
            try:
                if not is_file(path):
                    continue
                if any(path.resolve().is_relative_to(root) for root in self._roots):
                    return path
            except (OSError, RuntimeError, ValueError):  # too long, a circle of links, a zero byte
                continue
            outside = True
        if (found := _of_package(name)) is not None:
            return found
        if outside:
            raise PermissionError
        return None

    def _candidates(self, name: str) -> Iterator[Path]:
        slashed = _slashed(name)
        if slashed.startswith("//"):  # another machine's: asking for it would be a connection
            return
        spelt = dict.fromkeys((name, slashed) if not name.startswith("\\") else (slashed,))
        yield from (base / one for base in self._bases for one in spelt)
        parts = PurePosixPath(_DRIVE.sub("", slashed, count=1)).parts
        if parts[:1] == ("/",):
            # Somebody's whole path: its end, as far as it is the same here.
            ends = [parts[n:] for n in range(max(1, len(parts) - _DEPTH), len(parts))]
        else:
            ends = [parts] if parts else []
        yield from (base.joinpath(*end) for end in ends for base in self._bases)
        for end in ends:
            for base in self._bases:
                if (found := _ignoring_case(base, end)) is not None:
                    yield found


def repository(folder: Path) -> Path | None:
    """The folder of the git repository that a folder lies in; never all that a person has."""
    try:
        home = Path.home().resolve()
    except (OSError, RuntimeError):
        home = None
    for at in (folder, *folder.parents)[: _DEPTH + 1]:
        if at == home or at == at.parent:
            return None
        if os.path.lexists(at / ".git"):
            return at
    return None


def _bases(folder: Path, output: str, roots: tuple[Path, ...]) -> Iterator[Path]:
    """The folders that a relative path may start from: the file's, and those above it, from which
    a script may have been run; in each, that of the picture, where Graphviz runs."""
    where = PurePosixPath(output).parent
    for at in (folder, *folder.parents)[: _DEPTH + 1]:
        if at != folder and not any(_within(at, root) for root in roots):
            break
        yield at
        if output and where != PurePosixPath():
            yield at / where


def _within(folder: Path, root: Path) -> bool:
    try:
        return folder.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _slashed(name: str) -> str:
    """With `/` for the backslashes of Windows, which DOT has doubled."""
    return re.sub(r"\\+", lambda m: "//" if m.start() == 0 and len(m[0]) > 1 else "/", name)


def icon_of_diagrams(name: str) -> tuple[str, ...]:
    """`resources`, provider, group and file, where a path of anybody's ends in these as one of an
    icon of the package `diagrams` does; else nothing."""
    parts = PurePosixPath(_slashed(name)).parts
    if _RESOURCES not in parts:
        return ()
    end = parts[len(parts) - 1 - parts[::-1].index(_RESOURCES) :]
    known = 3 <= len(end) <= 4 and ".." not in end and end[-1].lower().endswith(".png")
    return end if known else ()


def _of_package(name: str) -> Path | None:
    """The installed package's own icon, for a path of anybody's that ends in
    `resources/<provider>/<group>/<name>.png`."""
    end = icon_of_diagrams(name)
    if not end:
        return None
    try:
        installed = packages().resolve()
        found = installed.joinpath(*end)
        return found if is_file(found) else _ignoring_case(installed, end)
    except (OSError, RuntimeError, ValueError, ScriptError):
        return None


def _ignoring_case(base: Path, parts: tuple[str, ...]) -> Path | None:
    """The file whose path differs in nothing but capitals; None where there is none."""
    at = base
    for part in parts:
        if part == ".." or _exists(at / part):
            at /= part
            continue
        named = _entries(at).get(part.casefold())
        if named is None:
            return None
        at /= named
    return at


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _entries(folder: Path) -> dict[str, str]:
    try:
        return _listed(folder, folder.stat().st_mtime_ns)
    except (OSError, ValueError):
        return {}


@lru_cache(maxsize=64)
def _listed(folder: Path, _time: int) -> dict[str, str]:
    """The names in a folder, by what they are without capitals; the first of a kind."""
    found: dict[str, str] = {}
    with os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number == _ENTRIES:
                break
            name = entry.name
            known = found.setdefault(name.casefold(), name)
            if name < known:
                found[name.casefold()] = name
    return found
