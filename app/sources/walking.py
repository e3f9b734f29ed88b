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
from itertools import islice
from pathlib import Path
from time import monotonic, time_ns
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


_TREES = 4  # that are kept as they were walked, until one of their folders changes
_NEAR = 64  # folders of an over-large tree on which that hangs
_TICK = 100_000_000  # ns in which a folder may change twice and tell it once


class FoundFile(NamedTuple):
    """A file by its path. One that is not `plain` is a link, or not to be read as a file."""

    path: Path
    plain: bool


@dataclass(frozen=True, slots=True)
class WalkedTree:
    """`files` in the order that people mean; `folders` are those that were read, `links` those to
    folders outside, `unread` what cannot be read, with the reason. `seen` is how many files and
    folders there are, as far as it came; not all of them where the walk is not `whole`. `others` are the paths of files
    of other kinds, `ignored` what `.gitignore` names, `built` folders that programs write; hidden ones aside."""

    files: tuple[FoundFile, ...] = ()
    folders: tuple[Path, ...] = ()
    links: tuple[Path, ...] = ()
    unread: tuple[tuple[Path, str], ...] = ()
    seen: int = 0
    whole: bool = True
    others: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    ignored_folders: tuple[str, ...] = ()
    built: tuple[str, ...] = ()


_Asked = tuple[Path, frozenset[str], Path, int | None]
_kept: dict[_Asked, tuple[WalkedTree, dict[str, tuple[int, int]]]] = {}


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
    suffixes: frozenset[str],
    whole: Path,
    *,
    bounded: bool = True,
    cancelled: Callable[[], bool] = lambda: False,
) -> WalkedTree:
    """The files with these suffixes, or none, from the outer folders to the inner ones. `whole` is
    the folder round it, whose `.gitignore` counts and out of which no link leads. Where it is
    `bounded`, an over-large tree ends the walk."""
    most = MOST if bounded else None
    asked = (folder, suffixes, whole, most)
    known = _kept.get(asked)
    if known is not None and all(_changed(path) == then for path, then in known[1].items()):
        return known[0]
    began = time_ns()
    walker = _Walker(folder, suffixes, whole, _WalkBounds(most, cancelled))
    found = walker.walk()
    hangs_on = dict(islice(walker.changed.items(), None if found.whole else _NEAR))
    if not cancelled() and max(map(max, hangs_on.values())) < began - _TICK:
        while len(_kept) >= _TREES:
            _kept.pop(next(iter(_kept)), None)
        _kept[asked] = found, hangs_on
    return found


class _Walker:
    """One walk, breadth first. `changed` says when what it hangs on was changed, as it was read."""

    def __init__(
        self, folder: Path, suffixes: frozenset[str], whole: Path, bounds: _WalkBounds
    ) -> None:
        self._folder, self._suffixes, self._whole = folder, suffixes, whole
        self._double = tuple(s for s in suffixes if s.count(".") > 1)  # as `.drawio.svg`
        self._bounds = bounds
        self._files: list[FoundFile] = []
        self._links: list[Path] = []
        self._others: list[str] = []
        self._ignored: list[str] = []
        self._ignored_folders: list[str] = []
        self._built: list[str] = []
        self.changed = {path: _changed(path) for path in (str(folder), *_round(folder, whole))}
        self._waiting = deque([(str(folder), ignored_round(folder, whole))])

    def walk(self) -> WalkedTree:
        folders: list[Path] = []
        unread: list[tuple[Path, str]] = []
        complete = True
        while self._waiting and complete:
            at, around = self._waiting.popleft()
            self.changed[at] = _changed(at)
            try:
                entries = _entries(at)
            except FileNotFoundError:  # it has gone meanwhile
                continue
            except OSError as why:
                unread.append((Path(at), why.strerror or str(why)))
                continue
            folders.append(Path(at))
            names = {entry.name for entry in entries}
            if _ENVIRONMENT in names and at != str(self._folder):
                self._built.append(at)
                continue
            ignored = around
            if NAME in names:
                self.changed[f"{at}{os.sep}{NAME}"] = _changed(f"{at}{os.sep}{NAME}")
                ignored = ignored_in(at, around)
            complete = self._look_at(entries, names, ignored)
        left = (self._others, self._ignored, self._ignored_folders, self._built)
        return WalkedTree(
            tuple(_in_order(self._folder, self._files)),
            tuple(folders),
            tuple(self._links),
            tuple(unread),
            self._bounds.seen,
            complete,
            *(tuple(sorted(some)) for some in left),
        )

    def _look_at(
        self, entries: list[os.DirEntry[str]], names: set[str], ignored: Ignored | None
    ) -> bool:
        """Take what is wanted of a folder; False where that was too much."""
        entered: bool | None = None  # a folder that may be listed
        for entry in entries:
            if self._bounds.passed():
                return False
            if entry.is_dir(follow_symlinks=False):
                self._look_at_folder(entry, names, ignored)
            elif _is_link_to_folder(entry):
                if not _left_out(entry.name, names) and _leads_out(entry, self._whole):
                    self._links.append(Path(entry.path))
            elif not self._wants(entry.name):
                if not _is_hidden(entry.name):
                    self._others.append(entry.path)
            elif _is_ignored(entry, ignored, False):
                self._ignored.append(entry.path)
            else:
                path = Path(entry.path)
                if entered is None:
                    entered = _may_be_entered(path)
                self._files.append(FoundFile(path, entered and _is_plain(entry)))
        return True

    def _look_at_folder(
        self, entry: os.DirEntry[str], beside: set[str], ignored: Ignored | None
    ) -> None:
        if _is_hidden(entry.name):
            return
        if _left_out(entry.name, beside):
            self._built.append(entry.path)
        elif _is_ignored(entry, ignored, True):
            self._ignored_folders.append(entry.path)
        else:
            self._waiting.append((entry.path, ignored))

    def _wants(self, name: str) -> bool:
        if _is_hidden(name):
            return False
        name = name.lower()
        _, dot, suffix = name.rpartition(".")
        return not dot or f".{suffix}" in self._suffixes or name.endswith(self._double)


def _round(folder: Path, whole: Path) -> list[str]:
    """The files of the folders round it that say what is ignored."""
    return [str(at / NAME) for at in folder.parents if at.is_relative_to(whole)]


def _changed(path: str) -> tuple[int, int]:
    """When a folder or a file was changed last, as the system tells it, ns."""
    try:
        now = os.stat(path)  # noqa: PTH116 - a Path for each costs too much
    except OSError:
        return 0, 0
    return now.st_mtime_ns, now.st_ctime_ns


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return list(found)


def _in_order(folder: Path, files: list[FoundFile]) -> Iterator[FoundFile]:
    start = len(str(folder).rstrip(os.sep)) + 1
    yield from sorted(
        files, key=lambda e: path_key(text_of(str(e.path)[start:].replace(os.sep, "/")))
    )


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "__"))


def _left_out(name: str, beside: set[str]) -> bool:
    if _is_hidden(name) or name in _NEVER:
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
