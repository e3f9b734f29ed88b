"""The files in a folder and in all folders in it, as far as a person means them.

Left out are hidden folders, `node_modules`, environments, what a build writes, what `.gitignore`
says, and links to other folders: these lead out, or to what is there already. A tree that is
over-large is not walked to its end.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from app.model.natural_order import path_key
from app.paths import text_of
from app.sources.ignoring import NAME, Ignored, ignored_in, ignored_round

MOST = 50_000  # files and folders of a tree that is walked without a question
PATIENCE = 1.5  # seconds, likewise: a network's folders may be slow
_LOOK_AGAIN = 512  # files and folders from look to look at the clock
_NEVER = frozenset({"node_modules", "bower_components", "site-packages", "CVS", "lost+found"})
# A folder of that name is a build's where such a file stands beside it.
_BUILT: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("build", "dist", "out", "coverage"),
        frozenset(
            {"package.json", "pyproject.toml", "setup.py", "setup.cfg", "CMakeLists.txt"}
            | {"Makefile", "build.gradle", "build.gradle.kts", "build.xml"}
        ),
    ),
    "target": frozenset({"Cargo.toml", "pom.xml", "build.sbt"}),
    "_build": frozenset({"conf.py", "Makefile", "make.bat", "_config.yml", "_toc.yml", "mix.exs"}),
    "_site": frozenset({"_config.yml", "_quarto.yml", "_config.toml"}),
    "site": frozenset({"mkdocs.yml", "mkdocs.yaml"}),
    "public": frozenset({"hugo.toml", "hugo.yaml", "config.toml"}),
    "vendor": frozenset({"go.mod", "composer.json", "Gemfile"}),
}
_ENVIRONMENT = "pyvenv.cfg"


class FoundFile(NamedTuple):
    """A file by its path. One that is not `plain` is a link, or not to be read as a file."""

    path: Path
    plain: bool


@dataclass(frozen=True, slots=True)
class WalkedTree:
    """`files` in the order that people mean; `folders` are those that were read, `links` those to
    folders outside, `unread` what cannot be read, with the reason. `seen` is how many files and
    folders there are, as far as it came; not all of them where the walk is not `whole`."""

    files: tuple[FoundFile, ...] = ()
    folders: tuple[Path, ...] = ()
    links: tuple[Path, ...] = ()
    unread: tuple[tuple[Path, str], ...] = ()
    seen: int = 0
    whole: bool = True


class _WalkBounds:
    def __init__(self, most: int | None, cancelled: Callable[[], bool]) -> None:
        self._most, self._cancelled = most, cancelled
        self._until = monotonic() + PATIENCE
        self._next = _LOOK_AGAIN
        self.seen = 0

    def passed(self) -> bool:
        """Count one more; whether that is one too many."""
        self.seen += 1
        if self._most is not None and self.seen > self._most:
            return True
        if self.seen < self._next:
            return False
        self._next += _LOOK_AGAIN
        return self._cancelled() or (self._most is not None and monotonic() > self._until)


def walk(
    folder: Path,
    wanted: Callable[[str], bool],
    whole: Path,
    *,
    bounded: bool = True,
    cancelled: Callable[[], bool] = lambda: False,
) -> WalkedTree:
    """The files whose names are `wanted` (asked with each name), from the outer folders to the
    inner ones. `whole` is the folder round it, whose `.gitignore` counts and out of which no link
    leads. Where it is `bounded`, an over-large tree ends the walk."""
    bounds = _WalkBounds(MOST if bounded else None, cancelled)
    files: list[FoundFile] = []
    folders: list[Path] = []
    links: list[Path] = []
    unread: list[tuple[Path, str]] = []
    waiting = deque([(str(folder), ignored_round(folder, whole))])
    complete = True
    while waiting and complete:
        at, around = waiting.popleft()
        try:
            entries = _entries(at)
        except OSError as why:
            unread.append((Path(at), why.strerror or str(why)))
            continue
        folders.append(Path(at))
        entered: bool | None = None  # a folder that may be listed
        names = {entry.name for entry in entries}
        if _ENVIRONMENT in names and at != str(folder):
            continue
        ignored = ignored_in(at, around) if NAME in names else around
        for entry in entries:
            if bounds.passed():
                complete = False
                break
            if entry.is_dir(follow_symlinks=False):
                if not _left_out(entry.name, names) and not _is_ignored(entry, ignored, True):
                    waiting.append((entry.path, ignored))
            elif _is_link_to_folder(entry):
                if not _left_out(entry.name, names) and _leads_out(entry, whole):
                    links.append(Path(entry.path))
            elif wanted(entry.name) and not _is_ignored(entry, ignored, False):
                path = Path(entry.path)
                if entered is None:
                    entered = _may_be_entered(path)
                files.append(FoundFile(path, entered and _is_plain(entry)))
    return WalkedTree(
        tuple(_in_order(folder, files)),
        tuple(folders),
        tuple(links),
        tuple(unread),
        bounds.seen,
        complete,
    )


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return list(found)


def _in_order(folder: Path, files: list[FoundFile]) -> Iterator[FoundFile]:
    start = len(str(folder).rstrip(os.sep)) + 1
    yield from sorted(
        files, key=lambda e: path_key(text_of(str(e.path)[start:].replace(os.sep, "/")))
    )


def _left_out(name: str, beside: set[str]) -> bool:
    if name.startswith((".", "__")) or name in _NEVER:
        return True
    builders = _BUILT.get(name)
    return builders is not None and not builders.isdisjoint(beside)


def _is_ignored(entry: os.DirEntry[str], ignored: Ignored | None, is_folder: bool) -> bool:
    return ignored is not None and ignored.has(entry.path, is_folder)


def _is_link_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False


def _leads_out(entry: os.DirEntry[str], whole: Path) -> bool:
    try:
        return not Path(entry.path).resolve().is_relative_to(whole)
    except (OSError, RuntimeError):  # a circle of links
        return True


def _may_be_entered(file: Path) -> bool:
    """Whether the folder of a file, which was listed, may be entered, too."""
    try:
        file.stat()
    except PermissionError:
        return False
    except OSError:
        pass  # of that file alone
    return True


def _is_plain(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False
