"""A process gives up, for good, all that is not left to it; so does what it starts.

On Linux by Landlock and seccomp, each where the kernel has it; elsewhere nothing is held back yet.
"""

from __future__ import annotations

import sys

from app.confinement.rights import Held, Rights

if sys.platform == "linux":
    from app.confinement import landlock, seccomp, system


def confine(rights: Rights) -> Held:
    """Hold this process back, while it has one thread. Raises nothing: what is held is told."""
    if sys.platform != "linux":
        return Held(files=False, calls=False)
    try:
        system.control(system.NO_NEW_PRIVILEGES, 1)
    except OSError:
        return Held(files=False, calls=False)
    return Held(_tried(landlock, rights), _tried(seccomp, rights))


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
