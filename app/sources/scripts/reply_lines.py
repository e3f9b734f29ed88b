"""What a child that reads a script gives back: a JSON object a line, into a pipe that only the program
reads. Loaded in that child only, by any Python from 3.9 on."""

from __future__ import annotations

import json
import os
import sys
import time
from _thread import allocate_lock, get_ident, start_new_thread
from contextlib import suppress

_OUT, _ERR = 1, 2  # descriptors


class ReplyLines:
    """The way back: what was stdout until now. What a script or a library writes to stdout from then on
    goes where errors go."""

    def __init__(self) -> None:
        self._handle = os.dup(_OUT)
        os.dup2(_ERR, _OUT)
        self._lock = allocate_lock()

    def write(self, **values: object) -> None:
        """Hand a line on at once, from any thread: what comes after it may fail. Raises OSError."""
        left = memoryview((json.dumps(values) + "\n").encode())
        with self._lock:
            while left:
                left = left[os.write(self._handle, left) :]


def tell_where(script: str, seconds: float, lines: ReplyLines) -> None:
    """Say again and again, from a thread of its own, in which line of the script this one stands."""
    watched, frames, sleep = get_ident(), sys._current_frames, time.sleep  # noqa: SLF001

    def look() -> None:
        while True:
            sleep(seconds)
            with suppress(MemoryError):
                frame = frames().get(watched)
                while frame is not None and frame.f_code.co_filename != script:
                    frame = frame.f_back
                if frame is not None:
                    lines.write(at=frame.f_lineno)
                del frame  # it holds all that is in the script's hands

    start_new_thread(look, ())
