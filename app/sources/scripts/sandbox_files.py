"""What a script that is evaluated gets of the system: of files, whether its own are there, and what it wrote
itself, which is kept in memory only; of the clock and of chance, always the same. Loaded in the evaluating child
only."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

MOST = 8 << 20  # bytes that a script may write
_RANDOM = 1 << 16  # bytes of chance at once
_FILES = 1000  # that it may make
_LONGEST = 4096  # characters of a path
NOW = datetime(2000, 1, 1, tzinfo=UTC)  # whenever a script asks
# What is asked of the system beside files, as it goes on “It uses …”.
_OTHERS = {
    "date.today": "the clock",
    "datetime.now": "the clock",
    "time.time": "the clock",
    "os.urandom": "chance",
}


class SandboxFiles:
    """Answers the sandbox's calls of the system (`OsHandler` of pydantic_monty). Paths outside `top`, the folder
    up to which a script's own files lie, and the content of all that it has not written raise PermissionError:
    that cannot be told without running it."""

    def __init__(self, top: Path) -> None:
        self._top = os.path.realpath(top)
        self._written: dict[str, bytes] = {}  # by path
        self._folders: set[str] = set()
        self._size = 0
        self.asked: set[str] = set()  # what of the clock and of chance, until somebody clears it
        self._calls: dict[str, Callable[..., Any]] = {
            "Path.exists": lambda path: self._is(path, os.path.exists),
            "Path.is_file": lambda path: self._is(path, os.path.isfile),
            "Path.is_dir": lambda path: self._is(path, os.path.isdir),
            "Path.is_symlink": lambda _path: False,
            "Path.resolve": lambda path: PurePosixPath(self._resolved(path)),
            "Path.absolute": lambda path: PurePosixPath(_path_of(path)),
            "Path.mkdir": self._make,
            "open": self._open,
            "Path.read_text": lambda path: self._content(path).decode(),
            "Path.read_bytes": self._content,
            "Path.write_text": lambda path, text: self._write(path, text.encode(), text),
            "Path.write_bytes": lambda path, content: self._write(path, content, content),
            "Path.append_text": lambda path, text: self._append(path, text.encode(), text),
            "Path.append_bytes": lambda path, content: self._append(path, content, content),
            "Path.unlink": self._unlink,
        }

    def __call__(self, *, name: str, args: Any, kwargs: Any, **_: Any) -> Any:
        """What a call comes to. Raises OSError, and MemoryError where too much is written."""
        if name in _OTHERS:
            self.asked.add(_OTHERS[name])
            return _same(name, args)
        call = self._calls.get(name)
        if call is None:
            if name.startswith("Path."):
                raise PermissionError(errno.EACCES, "Permission denied")
            monty: Any = import_module("pydantic_monty")
            return monty.NOT_HANDLED
        return call(*args, **kwargs)

    def is_written(self, path: str) -> None:
        """There is a file now that something else has put there."""
        if len(self._written) < _FILES:
            self._written.setdefault(os.path.normpath(path), b"")

    def _own(self, path: Any) -> str:
        """A path of the script's own, without `..`. Raises PermissionError where it is none."""
        plain = os.path.normpath(_path_of(path))
        if len(plain) > _LONGEST or "\0" in plain:
            raise PermissionError(errno.EACCES, "Permission denied", plain[:200])
        real = os.path.realpath(plain)
        if real != self._top and PurePath(self._top) not in PurePath(real).parents:
            raise PermissionError(errno.EACCES, "Permission denied", plain)
        return plain

    def _resolved(self, path: Any) -> str:
        plain = os.path.normpath(_path_of(path))
        real = os.path.realpath(plain) if len(plain) <= _LONGEST and "\0" not in plain else plain
        own = real == self._top or PurePath(self._top) in PurePath(real).parents
        return real if own else plain  # where links outside lead is not told

    def _is(self, path: Any, what: Callable[[str], bool]) -> bool:
        plain = os.path.normpath(_path_of(path))
        if plain in self._written:
            return what is not os.path.isdir
        if plain in self._folders or PurePath(plain) in PurePath(self._top).parents:
            return what is not os.path.isfile
        return what(self._own(path))

    def _make(self, path: Any, parents: bool = False, exist_ok: bool = False) -> None:
        plain = self._own(path)
        if self._is(path, os.path.exists):
            if exist_ok and self._is(path, os.path.isdir):
                return
            raise FileExistsError(errno.EEXIST, "File exists", plain)
        above = str(PurePath(plain).parent)
        if not self._is(above, os.path.isdir):
            if not parents:
                raise FileNotFoundError(errno.ENOENT, "No such file or directory", plain)
            self._make(above, parents=True)
        if len(self._folders) >= _FILES:
            raise MemoryError
        self._folders.add(plain)

    def _open(self, path: Any, mode: str = "r") -> Any:
        monty: Any = import_module("pydantic_monty")
        handle = monty.MontyFileHandle(_path_of(path), mode)
        if "r" in handle.mode:
            self._content(path)
        elif "w" in handle.mode:
            self._write(path, b"", "")
        else:
            self._append(path, b"", "")
        return handle

    def _content(self, path: Any) -> bytes:
        plain = os.path.normpath(_path_of(path))
        if plain in self._written:
            return self._written[plain]
        if self._is(path, os.path.exists):
            raise PermissionError(errno.EACCES, "Permission denied", plain)
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", plain)

    def _append(self, path: Any, content: bytes, said: Any) -> int:
        plain = os.path.normpath(_path_of(path))
        if plain not in self._written and self._is(path, os.path.exists):
            raise PermissionError(errno.EACCES, "Permission denied", plain)
        return self._write(path, self._written.get(plain, b"") + content, said)

    def _write(self, path: Any, content: bytes, said: Any) -> int:
        plain = self._own(path)
        if not self._is(str(PurePath(plain).parent), os.path.isdir):
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", plain)
        if self._is(path, os.path.isdir):
            raise IsADirectoryError(errno.EISDIR, "Is a directory", plain)
        self._size += len(content)
        if self._size > MOST or len(self._written) >= _FILES:
            raise MemoryError
        self._written[plain] = content
        return len(said)

    def _unlink(self, path: Any, missing_ok: bool = False) -> None:
        plain = os.path.normpath(_path_of(path))
        if plain in self._written:
            del self._written[plain]
        elif not self._is(path, os.path.exists):
            if not missing_ok:
                raise FileNotFoundError(errno.ENOENT, "No such file or directory", plain)
        else:
            raise PermissionError(errno.EACCES, "Permission denied", plain)


def _same(name: str, args: Any) -> Any:
    """What the clock, or chance, always is."""
    if name == "os.urandom":
        if args[0] > _RANDOM:
            raise MemoryError
        return bytes(args[0])
    if name == "date.today":
        return NOW.date()
    if name == "time.time":
        return NOW.timestamp()
    zone = args[0] if args else None
    return NOW.astimezone(zone) if zone is not None else NOW.replace(tzinfo=None)


def _path_of(path: Any) -> str:
    return str(getattr(path, "path", path))  # of a file that is open
