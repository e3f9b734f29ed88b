"""How the C library keeps the memory of threads.

glibc gives new threads arenas of their own, up to eight a core, and what one has freed another does not use:
a window that is open for long, and always works in threads, would grow by what lies in between.
"""

from __future__ import annotations

import sys
from contextlib import suppress

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
_ARENAS = 2  # one for the GUI thread; of the others mostly one works at a time


def share_arenas() -> None:
    """Let threads share them, from now on; other systems have none. Call it before threads begin."""
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)
