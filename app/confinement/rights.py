"""What a confined process may reach. Standard library only, for any Python from 3.9 on."""

from __future__ import annotations

from typing import NamedTuple


class Rights(NamedTuple):
    """What may be read, and what may be read and written: paths of files, and of folders with all that
    is in them. `network`: whether it may be used. `run`: programs that may be started, which have no
    other rights. Nothing else is in reach: other files and processes, the machine's settings."""

    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    network: bool = False
    run: tuple[str, ...] = ()


class Held(NamedTuple):
    """What is held back: files; and everything that takes a system call of another kind, as the
    network and other processes."""

    files: bool
    calls: bool
