"""A process gives up, for good, all that is not left to it; so does what it starts.

On Linux by Landlock and seccomp, each where the kernel has it; elsewhere nothing is held back yet.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from app.confinement.rights import Held, Rights

if sys.platform == "linux":
    from app.confinement import landlock, seccomp, system


_Started = TypeVar("_Started")


def confine(rights: Rights) -> Held:
    """Hold this process back, while it has one thread; else this thread. Raises nothing: what is held is
    told."""
    if sys.platform != "linux":
        return Held(files=False, calls=False)
    try:
        system.control(system.NO_NEW_PRIVILEGES, 1)
    except OSError:
        return Held(files=False, calls=False)
    return Held(_tried(landlock, rights), _tried(seccomp, rights))


def starting(rights: Rights, start: Callable[[], _Started]) -> _Started:
    """What `start` gives, which starts one of the programs that may be run: that is held back from its
    first moment on. Only the thread that starts it gives anything up, and that ends then; `start` is
    to do nothing else. Raises what `start` raises."""
    if not all(possible()):
        return start()
    import gc
    from threading import Thread  # where a process holds itself back, neither is needed

    came_to: list[_Started | BaseException] = []

    def work() -> None:
        try:
            confine(rights)
            came_to.append(start())
        except BaseException as why:  # noqa: BLE001 - raised where it is waited for
            came_to.append(why)

    thread = Thread(target=work)
    before = gc.isenabled()
    gc.disable()  # what it would find may want to close files
    try:
        thread.start()
        thread.join()
    finally:
        if before:
            gc.enable()
    (made,) = came_to
    if isinstance(made, BaseException):
        raise made
    return made


def possible() -> Held:
    """What this system can hold back."""
    if sys.platform != "linux":
        return Held(files=False, calls=False)
    return Held(files=landlock.works(), calls=seccomp.works())


if sys.platform == "linux":
    from types import ModuleType

    def _tried(means: ModuleType, rights: Rights) -> bool:
        if not means.works():
            return False
        try:
            means.restrict(rights)
        except OSError:
            return False
        return True
