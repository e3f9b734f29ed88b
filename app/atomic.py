"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from app.errors import WriteError
from app.paths import is_folder, told
from app.places import came_with_us


def write(path: Path, content: bytes) -> None:
    """Write beside the file, flush to the disk, then move into its place: whoever reads sees
    the old file or the new one. A link is followed; a device or pipe is written to as it is.

    Raises WriteError, which names the file and the reason; the old file is untouched then and
    nothing is left beside it. What came with the program is not written.
    """
    _refuse_ours(path)
    try:
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise WriteError(f"{told(path)} is a folder. Name a file in it.")
        if mode is not None and not stat.S_ISREG(mode):
            _fill(os.open(target, os.O_WRONLY), content)
        else:
            _replace(target, content, mode)
    except (OSError, ValueError) as why:  # a name that the system cannot have
        raise WriteError(f"{told(path)} was not written: {_reason(why, path.parent)}") from why


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


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    fresh = target.parent / f".acetate-{secrets.token_hex(6)}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        _fill(os.open(fresh, flags, 0o666), content, flush=True)
        if mode is not None:
            fresh.chmod(stat.S_IMODE(mode))
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def _fill(file: int, content: bytes, flush: bool = False) -> None:
    try:
        rest = memoryview(content)
        while rest:  # a full disk takes a part, and only then says no
            rest = rest[os.write(file, rest) :]
        if flush:
            os.fsync(file)
    finally:
        os.close(file)


def _reason(why: OSError | ValueError, folder: Path) -> str:
    if isinstance(why, ValueError):
        return "the system does not allow this name."
    if why.errno == errno.ENOENT and not is_folder(folder):
        return f"the folder {told(folder)} does not exist."
    if why.errno == errno.ENOTDIR:
        return f"{told(folder)} is not a folder."
    said = why.strerror or str(why)
    return said[:1].lower() + said[1:] + "."
