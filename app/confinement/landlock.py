"""Files that a process may reach, by Landlock (Linux 5.13 on): kernel documentation,
`userspace-api/landlock`. The numbers are those of linux/landlock.h."""

from __future__ import annotations

import ctypes
import os
import stat
import struct

from app.confinement.rights import Rights
from app.confinement.system import call

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # system calls, the same on every machine
_VERSION, _PATH_BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _DEVICE = 1 << 14, 1 << 15
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _DEVICE
_READ, _RUN = _READ_FILE | _READ_DIR, _READ_FILE | _EXECUTE
_INTERPRETER, _ENTRIES, _LONGEST = 3, 100, 4096
# By version: rights over files, over TCP, and over sockets and signals of other processes.
_RIGHTS = {1: (13, 0, 0), 2: (14, 0, 0), 3: (15, 0, 0), 4: (15, 2, 0), 5: (16, 2, 0)}
_NEWEST = (16, 2, 2)


def version() -> int:
    """Of the kernel's Landlock; 0 where it has none, or it is turned off."""
    try:
        return call(_CREATE, 0, 0, _VERSION)
    except OSError:
        return 0


def works() -> bool:
    """Whether this kernel has it."""
    return version() > 0


def holds_signals() -> bool:
    """Whether it keeps processes from sending signals to others than their own children (Linux 6.12)."""
    return version() >= 6


def restrict(rights: Rights) -> None:
    """Leave this thread, and what it starts, no other files, for good. To be called after
    `NO_NEW_PRIVILEGES`. Raises OSError."""
    known = version()
    files, network, others = ((1 << bits) - 1 for bits in _RIGHTS.get(known, _NEWEST))
    over = (files, 0 if rights.network else network, others)
    rules = struct.pack("QQQ", *over)[: 8 if known < 4 else 16 if known < 6 else 24]
    ruleset = call(_CREATE, ctypes.c_char_p(rules), len(rules), 0)
    try:
        whole = files & ~_EXECUTE & ~_DEVICE
        run = tuple(path for program in rights.run for path in (program, *_loader(program)))
        for paths, right in ((rights.read, _READ), (rights.write, whole), (run, _RUN)):
            for path in paths:
                _allow(ruleset, path, right)
        call(_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _loader(program: str) -> list[str]:
    """What the kernel starts a program by: PT_INTERP of its headers (elf(5), 64 bits)."""
    try:
        with open(program, "rb") as file:  # noqa: PTH123 - as little as can be is loaded here
            head = file.read(64)
            if len(head) < 64 or head[:5] != b"\x7fELF\x02":
                return []
            (start,) = struct.unpack_from("Q", head, 32)
            size, count = struct.unpack_from("HH", head, 54)
            file.seek(start)
            entries = file.read(size * min(count, _ENTRIES))
            for at in range(0, len(entries) - 55, max(size, 56)):
                kind, _, offset, _, _, length = struct.unpack_from("IIQQQQ", entries, at)
                if kind == _INTERPRETER:
                    file.seek(offset)
                    return [os.fsdecode(file.read(min(length, _LONGEST)).rstrip(b"\0"))]
    except (OSError, ValueError, OverflowError):
        pass
    return []


def _allow(ruleset: int, path: str, rights: int) -> None:
    """What is not there needs no right."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _OF_FILES
        call(_ADD, ruleset, _PATH_BENEATH, ctypes.c_char_p(struct.pack("=Qi", rights, place)), 0)
    finally:
        os.close(place)
