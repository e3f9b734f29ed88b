"""No child outlives the program, however that ends, by SIGKILL too.

A guard, a process of its own (`app/survivors_guard.py`), is told which children run and waits on a
pipe for our end, upon which it kills their groups. It starts just before the first child, which
does not wait until it is up, and it ends with us. Each child holds a leash, the end of a pipe that is
for nothing else: on Linux the guard finds by it also what it could not be told of any more, and
what has left its group. Windows has no such guard: there a child whose program was killed goes on
until its own limits.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from subprocess import Popen
from typing import NamedTuple, NoReturn

from app import child


def guard() -> None:
    """Start the guard, where it does not run."""
    _guard.tell("")


def started(start: Callable[[tuple[int, ...]], Popen[bytes]]) -> Popen[bytes]:
    """The child, the leader of a group of its own, once it runs and the guard has been told. `start` is
    given the descriptors that the child is to hold. Raises what starting it raises."""
    with _starting:
        guard()  # first: once there is a child, no more than a line is to be written
        made = start(_guard.leash())
        _guard.tell(f"+{made.pid}\n")
        return made


def over(pid: int) -> None:
    """It and its group have been killed. Say it before it is waited for: then its number is free."""
    _guard.tell(f"-{pid}\n")


def end() -> NoReturn:
    """End the program here and now, from any thread; the guard sees to its children."""
    with _starting:
        os._exit(0)


class _Guard:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pipes: GuardPipes | None = None
        self._owner = 0  # the process whose guard it is: a fork needs one of its own

    def tell(self, line: str) -> None:
        with self._lock:
            if self._owner != os.getpid():
                self._owner, self._pipes = os.getpid(), guard_of_its_own()
            if self._pipes is not None:
                with suppress(OSError):  # without a guard all goes on as well
                    os.write(self._pipes.tell, line.encode())

    def leash(self) -> tuple[int, ...]:
        return (self._pipes.leash,) if self._pipes else ()


class GuardPipes(NamedTuple):
    """Descriptors: where a guard is told, and what its children hold."""

    tell: int
    leash: int


def guard_of_its_own() -> GuardPipes | None:
    """The pipes of a new guard, of which the caller is the only owner; None where there can be none."""
    if sys.platform == "win32" or not sys.executable:
        return None
    theirs, ours = os.pipe()
    leash, unused = os.pipe()
    os.close(unused)
    os.set_blocking(ours, False)
    command = child.command("guard", str(os.fstat(leash).st_ino))
    try:
        os.posix_spawn(
            command[0],
            command,
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, theirs, 0),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
            setpgroup=0,  # what a terminal sends to our group is not for it
        )
    except OSError:
        os.close(ours)
        os.close(leash)
        return None
    finally:
        os.close(theirs)
    return GuardPipes(ours, leash)


_starting = threading.Lock()
_guard = _Guard()
