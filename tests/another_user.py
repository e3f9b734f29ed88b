"""A process becomes another user, where root asks for it: in a view of the file system of its own, in which that
user can read Python, its packages and the project, though they lie in a folder that only root may enter."""

from __future__ import annotations

import ctypes
import os
import pwd
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path

NAME = "nobody"
_PROJECT = Path(__file__).resolve().parents[1]
_NEW_VIEW, _BIND, _ALL_BELOW, _PRIVATE = 0x20000, 0x1000, 0x4000, 0x40000


def become(user: str) -> None:
    """That user from now on, as this process and all that it starts. Raises OSError, KeyError."""
    other = pwd.getpwnam(user)
    if closed := _closed():
        _show(closed)
    os.setgroups([])
    os.setgid(other.pw_gid)
    os.setuid(other.pw_uid)


@cache
def possible() -> bool:
    """Whether this process could: tried in a child."""
    if sys.platform != "linux" or os.getuid():
        return False
    return not subprocess.run([sys.executable, "-I", "-B", __file__], check=False).returncode


def _needed() -> dict[Path, None]:
    """The folders that are read."""
    return dict.fromkeys(Path(one).resolve() for one in (sys.base_prefix, sys.prefix, _PROJECT))


def _closed() -> dict[Path, list[Path]]:
    """Folders that only root may enter, and what of them is needed."""
    found: dict[Path, list[Path]] = {}
    for path in _needed():
        for outer in reversed(path.parents):
            if not outer.stat().st_mode & stat.S_IXOTH:
                found.setdefault(outer, []).append(path)
                break
    return found


def _show(closed: dict[Path, list[Path]]) -> None:
    """For this process, have in each of these folders what is needed of it, and nothing else."""
    system = ctypes.CDLL(None, use_errno=True)

    def mount(what: str, where: str, kind: str, flags: int, more: str = "") -> None:
        words = (one.encode() for one in (what, where, kind))
        if system.mount(*words, ctypes.c_ulong(flags), more.encode()):
            raise OSError(ctypes.get_errno(), where)

    if system.unshare(_NEW_VIEW):
        raise OSError(ctypes.get_errno(), "a view of its own")
    mount("none", "/", "", _ALL_BELOW | _PRIVATE)
    mask = os.umask(0o022)
    for outer, inner in closed.items():
        held = {path: os.open(path, os.O_PATH) for path in inner}
        mount("none", str(outer), "tmpfs", 0, "mode=755")
        for path, number in held.items():
            path.mkdir(parents=True)
            mount(f"/proc/self/fd/{number}", str(path), "", _BIND | _ALL_BELOW)
            os.close(number)
    os.umask(mask)


if __name__ == "__main__":
    try:
        become(NAME)
    except (OSError, KeyError):
        sys.exit(1)
    sys.exit(not all(os.access(path, os.R_OK | os.X_OK) for path in _needed()))
