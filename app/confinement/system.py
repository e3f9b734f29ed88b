"""System calls of Linux that the C library has no function for."""

from __future__ import annotations

import ctypes
import os
from functools import lru_cache
from typing import Any

PARENT_DEATH_SIGNAL, NO_NEW_PRIVILEGES = 1, 38  # linux/prctl.h


@lru_cache
def _library() -> ctypes.CDLL:
    found = ctypes.CDLL(None, use_errno=True)
    found.syscall.restype = ctypes.c_long
    found.prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
    return found


def call(number: int, *arguments: Any) -> int:
    """What system call `number` returns. Raises OSError."""
    given = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    answer = int(_library().syscall(ctypes.c_long(number), *given))
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer


def control(option: int, value: int) -> None:
    """prctl(2). Raises OSError."""
    if _library().prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
