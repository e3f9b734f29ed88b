"""The one door through which files that others wrote are read: regular files only, with a bound.

A pipe would hold up who opens it and a device never ends, so neither is opened to be read.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from app.errors import SourceError

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)  # what has become a pipe since it was looked at
_KINDS = {
    stat.S_IFIFO: "it is a pipe",
    stat.S_IFSOCK: "it is a socket",
    stat.S_IFDIR: "it is a folder",
}


def opened(path: str | Path) -> BinaryIO:
    """A regular file, to read. Raises OSError, whose `strerror` says what else it is."""
    _regular(os.stat(path).st_mode)  # noqa: PTH116 - a Path a folder costs too much
    held = os.open(path, _FLAGS | _AT_ONCE)
    try:
        _regular(os.fstat(held).st_mode)
        return os.fdopen(held, "rb")
    except OSError:
        os.close(held)
        raise


def _regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, _KINDS.get(stat.S_IFMT(mode), "it is a device"))


def beginning(path: str | Path, most: int) -> bytes:
    """The first bytes of a file, at most so many. Raises OSError, as `opened`."""
    with opened(path) as file:
        return file.read(most)


def read_whole(path: Path, most: int) -> bytes:
    """All of a file, of at most so many bytes. Raises SourceError, which says what is wrong with
    it, but not its name."""
    try:
        with opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            raw = file.read(most + 1) if size <= most else b""
    except OSError as why:
        raise SourceError(f"It cannot be read: {why.strerror}.") from why
    if max(size, len(raw)) <= most:
        return raw
    raise SourceError(
        f"It is too large: it has {max(size, len(raw)) / (1 << 20):,.1f} MiB, and at most "
        f"{most >> 20} MiB are read."
    )
