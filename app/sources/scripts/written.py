"""How much a script has written into its folder by now."""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

BYTES = 256 << 20  # on the disk, of all files
ENTRIES = 10_000  # files, folders and links
_PART = 2  # times as long as a look took nobody looks again


class WrittenFiles:
    """Beyond what was in the folder before the script ran."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before, self._next = 0, 0.0
        self._before = self._found(0)[0]

    def too_much(self, pid: int) -> bool:
        """Whether it is more than it may be. Does not look each time that it is asked. Counts files, too,
        that the process holds open and has removed, where the system tells them (Linux)."""
        began = time.monotonic()
        if began < self._next:
            return False
        entries, size = self._found(pid)
        self._next = began + (time.monotonic() - began) * _PART
        return entries > ENTRIES or size > BYTES

    def too_much_at_last(self) -> bool:
        """Whether it is, once the process has ended: what was written since somebody looked counts, too."""
        entries, size = self._found(0)
        return entries > ENTRIES or size > BYTES

    def _found(self, pid: int) -> tuple[int, int]:
        """How many and how large; no further than it matters."""
        entries, size = -self._before, _removed(pid) if pid else 0
        waiting = [os.fspath(self._folder)]
        while waiting:
            try:
                with os.scandir(waiting.pop()) as found:
                    for entry in found:
                        entries += 1
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(entry.path)
                        elif not entry.is_symlink():
                            with suppress(FileNotFoundError):
                                size += _on_disk(entry.stat(follow_symlinks=False))
            except FileNotFoundError:  # it has just been removed
                continue
            except OSError:  # too deep, or it is not to be looked into
                return ENTRIES + 1, size
            if pid and (entries > ENTRIES or size > BYTES):
                break
        return entries, size


def _on_disk(known: os.stat_result) -> int:
    return known.st_size if sys.platform == "win32" else known.st_blocks * 512


def _removed(pid: int) -> int:
    """Bytes of files that a process holds open and nobody else can find."""
    sizes: dict[tuple[int, int], int] = {}
    with suppress(OSError), os.scandir(f"/proc/{pid}/fd") as found:
        for entry in found:
            with suppress(OSError):
                known = entry.stat()
                if stat.S_ISREG(known.st_mode) and not known.st_nlink:
                    sizes[known.st_dev, known.st_ino] = _on_disk(known)
    return sum(sizes.values())
