"""A folder that is gone afterwards, whatever a script has left in it.

Its owner holds it by a lock as long as it lives, which nobody has to give back: what nobody holds was left by a
run that was killed, and goes when another makes such a folder.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count, islice
from pathlib import Path

if sys.platform != "win32":
    from fcntl import LOCK_EX, LOCK_NB, flock

LEFT = 60.0  # seconds after which one that nobody holds was left
_BEGIN = "acetate-scratch-"
_NAME = re.compile(rf"{_BEGIN}[a-z0-9_]{{8}}")
_LOOKED = 20_000  # names among which such are looked for


@contextmanager
def scratch() -> Iterator[Path]:
    """A new folder of our own, once what dead runs have left is gone. Raises OSError where there can be
    none."""
    folder = Path(tempfile.mkdtemp(prefix=_BEGIN))
    held = _held(folder)
    try:
        _sweep(folder)
        yield folder
    finally:
        clear(folder)
        if held is not None:
            os.close(held)


def sweep() -> None:
    """Remove what this person's dead runs have left; on Windows nothing, which knows no such lock."""
    with suppress(OSError), scratch():
        pass


def _sweep(own: Path) -> None:
    if sys.platform == "win32":
        return
    with suppress(OSError):
        now = own.stat().st_mtime  # by the clock of that disk
        with os.scandir(own.parent) as found:
            names = [e.path for e in islice(found, _LOOKED) if _NAME.fullmatch(e.name)]
        for folder in map(Path, names):
            with suppress(OSError):
                known = folder.lstat()
                ours = stat.S_ISDIR(known.st_mode) and known.st_uid == os.getuid()
                if (
                    ours
                    and abs(now - known.st_mtime) > LEFT
                    and (held := _held(folder)) is not None
                ):
                    clear(folder)
                    os.close(held)


def _held(folder: Path) -> int | None:
    """The folder, locked; None where another holds it, or nobody can."""
    if sys.platform == "win32":
        return None
    try:
        file = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file


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
