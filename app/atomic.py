"""A file is written whole or not at all.

What is written stands in a file beside it until it is whole (`.acetate-….tmp`). One that a killed run has
left there goes when something is written into that folder again.
"""

from __future__ import annotations

import errno
import os
import re
import select
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from app.errors import WriteError
from app.paths import is_folder, told
from app.places import came_with_us

if sys.platform == "win32":  # where an open file cannot be removed anyway
    LOCK_EX = LOCK_NB = 0

    def flock(file: int, how: int) -> None:
        """Windows has none."""
else:
    from fcntl import LOCK_EX, LOCK_NB, flock

PATIENCE = 10.0  # seconds for who reads from a pipe, or writes into the same folder
LEFT = 60.0  # seconds after which what nobody holds any more was left by a run that is dead
_LOOKED = 20_000  # names of a folder in which such are looked for
_FRESH = re.compile(r"\.acetate-[0-9a-f]{12}\.tmp")


def write(path: Path, content: bytes) -> None:
    """Write beside the file, flush to the disk, then move into its place: whoever reads sees
    the old file or the new one. A link is followed; a device or pipe is written to as it is, as long
    as somebody takes it within PATIENCE.

    Raises WriteError, which names the file and the reason; the old file is untouched then and
    nothing is left beside it. What came with the program is not written.
    """
    expect(path)
    try:
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            flags = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
            _fill(os.open(target, os.O_WRONLY | flags), content)
        else:
            replace(target, content, mode)
    except (OSError, ValueError) as why:  # a name that the system cannot have
        raise WriteError(f"{told(path)} was not written: {_reason(why, path.parent)}") from why


def expect(path: Path) -> None:
    """Raises WriteError where the place alone tells that `write` would: before what takes long to make has been
    made."""
    _refuse_ours(path)
    if is_folder(path):
        raise WriteError(f"{told(path)} is a folder. Name a file in it.")
    try:
        os.stat(f"{path.parent}{os.sep}")  # noqa: PTH116 - a Path would drop the separator
    except (OSError, ValueError) as why:
        raise WriteError(f"{told(path)} was not written: {_reason(why, path.parent)}") from why


def create(path: Path, content: bytes, mode: int | None = None) -> bool:
    """Write a file that is not there yet, as `write`; False where by now there is one, which stays as
    it is. With `mode` nobody else could read it before it has these permissions. Raises WriteError."""
    _refuse_ours(path)
    try:
        with _whole(path.parent, content, mode) as fresh:
            try:
                os.link(fresh, path)
            except FileExistsError:
                return False
            except OSError:  # a disk without hard links
                if os.path.lexists(path):
                    return False
                fresh.replace(path)
    except (OSError, ValueError) as why:
        raise WriteError(f"{told(path)} was not written: {_reason(why, path.parent)}") from why
    return True


def replace(target: Path, content: bytes, mode: int | None = None) -> None:
    """Put a file into the place of whatever is there, a link or a pipe, too, with the permissions of
    `mode`. Raises OSError; what was there stays then."""
    with _whole(target.parent, content, mode) as fresh:
        fresh.replace(target)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While this lasts, no other window that asks for it writes into the folder: what was read there is
    still so when something is written. Raises WriteError where another takes longer than PATIENCE;
    on a disk that keeps no locks, and on Windows, nobody waits."""
    try:
        held = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        _hold(held, folder)
        yield
    finally:
        os.close(held)


def make_folder(path: Path) -> None:
    """Make a folder, and those it lies in, where they are missing. Raises WriteError."""
    _refuse_ours(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as why:
        reason = getattr(why, "strerror", "the system does not allow this name")
        raise WriteError(f"The folder {told(path)} cannot be created: {reason}.") from why


def _refuse_ours(path: Path) -> None:
    if came_with_us(path):
        raise WriteError(
            f"{path} was not written: Acetate keeps its own files there. Choose another place."
        )


def _hold(held: int, folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            flock(held, LOCK_EX | LOCK_NB)
        except BlockingIOError as why:
            if time.monotonic() > end:
                text = f"Nothing was written: another window is still writing into {told(folder)}."
                raise WriteError(text) from why
            time.sleep(0.01)
        except OSError:
            return
        else:
            return


@contextmanager
def _whole(folder: Path, content: bytes, mode: int | None = None) -> Iterator[Path]:
    """A file with that content, flushed to the disk, which is gone afterwards where it was not moved."""
    fresh = folder / f".acetate-{os.urandom(6).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        file = os.open(fresh, flags, 0o666 if mode is None else 0o600)
        with suppress(OSError):
            flock(file, LOCK_EX | LOCK_NB)  # says that we live
        _fill(file, content, flush=True)
        if mode is not None:
            fresh.chmod(stat.S_IMODE(mode))
        with suppress(OSError):
            _sweep(folder, fresh.stat().st_mtime)
        yield fresh
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _sweep(folder: Path, now: float) -> None:
    """Remove what runs that are dead have left. `now` is by the clock of that disk."""
    with os.scandir(folder) as found:
        names = [e.name for e in islice(found, _LOOKED) if _FRESH.fullmatch(e.name)]
    for name in names:
        left = folder / name
        with suppress(OSError):
            known = left.lstat()
            if stat.S_ISREG(known.st_mode) and abs(now - known.st_mtime) > LEFT:
                _remove_unheld(left)


def _remove_unheld(left: Path) -> None:
    file = os.open(left, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    try:
        flock(file, LOCK_EX | LOCK_NB)
    finally:
        os.close(file)
    left.unlink()


def _fill(file: int, content: bytes, flush: bool = False) -> None:
    try:
        rest = memoryview(content)
        while rest:  # a full disk takes a part, and only then says no
            try:
                rest = rest[os.write(file, rest) :]
            except BlockingIOError:  # a pipe that is full
                if not select.select((), (file,), (), PATIENCE)[1]:
                    raise TimeoutError(errno.ETIMEDOUT, "Nobody takes it") from None
        if flush:
            os.fsync(file)
    finally:
        os.close(file)


def _reason(why: OSError | ValueError, folder: Path) -> str:
    if isinstance(why, ValueError):
        return "the system does not allow this name."
    if why.errno == errno.ENXIO:
        return "it is a pipe that nobody reads from."
    if why.errno == errno.ENOENT and not is_folder(folder):
        return f"the folder {told(folder)} does not exist."
    if why.errno == errno.ENOTDIR:
        return f"{told(folder)} is not a folder."
    said = why.strerror or str(why)
    return said[:1].lower() + said[1:] + "."
