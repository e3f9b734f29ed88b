"""A folder for a script to stand in, which is gone afterwards whatever the script has left in it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path


@contextmanager
def scratch() -> Iterator[Path]:
    """A new folder of our own. Raises OSError where there can be none."""
    folder = Path(tempfile.mkdtemp(prefix="acetate-"))
    try:
        yield folder
    finally:
        clear(folder)


def clear(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as that is allowed. It may lie deeper than a
    path can be long, or forbid itself to be read: folders are moved up before they are emptied."""
    names = (folder / f"{number}.gone" for number in count())
    waiting = [folder]
    while waiting:
        now = waiting.pop()
        for path, is_folder in _entries(now):
            if not is_folder:
                _unlink(path)
                continue
            with suppress(OSError):  # as most are
                path.rmdir()
                continue
            with suppress(OSError):
                path.chmod(0o700)
                waiting.append(path.rename(next(names)))
        if now != folder:
            with suppress(OSError):
                now.rmdir()
    with suppress(OSError):
        folder.rmdir()


def _entries(folder: Path) -> list[tuple[Path, bool]]:
    """What is in it, and whether that is a folder, not a link to one."""
    with suppress(OSError):
        folder.chmod(0o700)
        with os.scandir(folder) as found:
            return [(Path(e.path), e.is_dir(follow_symlinks=False)) for e in found]
    return []


def _unlink(path: Path) -> None:
    with suppress(OSError):
        if sys.platform == "win32" and not path.is_symlink():  # which removes nothing read-only
            path.chmod(0o600)
        path.unlink()
