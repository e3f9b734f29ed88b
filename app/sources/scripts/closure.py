"""A script's closure: its own bytes and those of the local modules that it imports, and these do. That
is what somebody trusts, what is run and what is evaluated: nothing of it is read a second time.

Which modules are meant is told from the words beside `import` and `sys.path`, not by parsing: too many are
harmless, and one that is not among them cannot be imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from app.bounded import read_whole
from app.cache import digest
from app.errors import SourceError
from app.sources.graphs.icons import repository

MOST, LARGEST = 500, 8 << 20  # files, and bytes of all together
_FOLDERS = 1000  # that are looked into
_ENTRIES = 10_000  # of a folder, among which modules are looked for
_WORD = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")
_SUFFIX, _PACKAGE = ".py", "__init__.py"
_CACHED = b"__pycache__"
_INSTALLED = re.compile(rb"\s*from[ \t]+diagrams[. \t]")


@dataclass(frozen=True)
class Closure:
    """`files` has the bytes of `script` and of its modules by their absolute paths, the script's first."""

    script: Path
    files: Mapping[Path, bytes]

    @cached_property
    def digests(self) -> dict[str, str]:
        """That of each file's content, by its path from the script's folder."""
        return {name: digest_of(content) for name, content in self.named().items()}

    @cached_property
    def digest(self) -> str:
        """It tells closures apart by content and by where each file lies beside the script."""
        return digest(*(part for item in sorted(self.digests.items()) for part in item))

    def named(self) -> dict[str, bytes]:
        """The files by their paths from the script's folder, with `/`."""
        folder = self.script.parent
        return {
            Path(os.path.relpath(path, folder)).as_posix(): content
            for path, content in self.files.items()
        }


def digest_of(content: bytes) -> str:
    """BLAKE2b of 32 bytes, hexadecimal."""
    return blake2b(content, digest_size=32).hexdigest()


def local_folders(script: Path) -> tuple[Path, ...]:
    """Those in which a script finds modules of its own: its folder and those above, up to its git
    repository's."""
    top = repository(script.parent) or script.parent
    return tuple(f for f in script.parents if f == top or top in f.parents)


def closure_of(script: Path) -> Closure:
    """Of a script at an absolute path. A module that cannot be read, or that a link brings from elsewhere, is
    not there. Raises SourceError where the script cannot be read, or there are more than MOST files or LARGEST
    bytes."""
    search = _ModuleSearch(script, read_whole(script, LARGEST))
    search.follow()
    return Closure(script, search.files)


class _ModuleSearch:
    """The files so far; in which folders the words of each are still to be looked for."""

    def __init__(self, script: Path, content: bytes) -> None:
        self.files = {script: content}
        self._size = len(content)
        self._folders = local_folders(script)
        self._top = self._folders[-1]
        self._real = self._top.resolve()
        self._listed: dict[Path, tuple[frozenset[bytes], frozenset[bytes]]] = {}
        self._seen: set[tuple[frozenset[bytes], Path]] = set()
        self._waiting: list[tuple[frozenset[bytes], Path]] = []
        self._take(script, content)

    def follow(self) -> None:
        """Until nothing is left."""
        while self._waiting:
            words, folder = self._waiting.pop()
            modules, packages = self._entries(folder)
            for word in sorted(words & modules):
                self._read(folder / f"{os.fsdecode(word)}{_SUFFIX}")
            for word in sorted(words & packages):
                inner = folder / os.fsdecode(word)
                self._read(inner / _PACKAGE)
                self._look(words, inner)

    def _look(self, words: frozenset[bytes], folder: Path) -> None:
        if (words, folder) not in self._seen:
            self._seen.add((words, folder))
            self._waiting.append((words, folder))

    def _take(self, path: Path, content: bytes) -> None:
        words = frozenset(_imported(content))
        own = (f for f in path.parents if f == self._top or self._top in f.parents)
        for folder in dict.fromkeys((*own, *self._folders)):
            self._look(words, folder)

    def _read(self, path: Path) -> None:
        if path in self.files:
            return
        try:
            if not path.resolve().is_relative_to(self._real):
                return
            content = read_whole(path, LARGEST)
        except (OSError, RuntimeError, SourceError):  # it is not there, or is no file
            return
        self._size += len(content)
        if len(self.files) >= MOST or self._size > LARGEST:
            raise SourceError(
                f"It imports more than {MOST} files beside it, or {LARGEST >> 20} MiB of them."
            )
        self.files[path] = content
        self._take(path, content)

    def _entries(self, folder: Path) -> tuple[frozenset[bytes], frozenset[bytes]]:
        """The names of its modules, and of its folders."""
        if folder not in self._listed:
            if len(self._listed) >= _FOLDERS:
                raise SourceError(f"Its imports lead through more than {_FOLDERS} folders.")
            modules, packages = set(), set()
            for entry in _scanned(folder):
                name = os.fsencode(entry.name)
                if name.endswith(b".py"):
                    modules.add(name[: -len(b".py")])
                elif entry.is_dir() and name != _CACHED:
                    packages.add(name)
            self._listed[folder] = frozenset(modules), frozenset(packages)
        return self._listed[folder]


def _scanned(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from islice(entries, _ENTRIES)
    except OSError:
        return


def _imported(text: bytes) -> Iterator[bytes]:
    """The words of all lines that may import something local; `diagrams` never is."""
    within = local = False  # brackets that such a line has opened
    for line in text.replace(b"\\\r\n", b" ").replace(b"\\\n", b" ").splitlines():
        _, found, after = line.rpartition(b"import")
        if not within:
            if not (found or b"sys.path" in line or b"spec_from_file" in line):
                continue
            local = b";" in line or not _INSTALLED.match(line)
        if local:
            yield from _WORD.findall(line)
        within = b")" not in (line if within else after) and (within or b"(" in after)
