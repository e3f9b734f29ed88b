"""How the C library keeps memory.

glibc gives new threads arenas of their own, up to eight a core, and what one has freed another does not use. And
with each large block that is freed it takes blocks of that size for small: images lie among small things then,
and leave holes. A window that is open for long, and always works in threads, would grow by all of that.
"""

from __future__ import annotations

import sys
from contextlib import suppress

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # of glibc's malloc.h
_ARENAS = 2  # one for the GUI thread; of the others mostly one works at a time
_LARGE = 1 << 18  # bytes, from which on a block is the system's again once it is freed


def keep_little() -> None:
    """Have threads share arenas, and large blocks given back, from now on; other systems have no such
    ways. Call it before threads begin."""
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):  # another C library
        library = ctypes.CDLL(None)
        library.mallopt(_ARENA_MAX, _ARENAS)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
