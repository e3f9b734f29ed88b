"""The child that `app/survivors.py` starts: hears on stdin which groups of processes begin (`+pid`)
and are over (`-pid`), and at its end kills those that are left."""

import contextlib
import os
import signal
import sys


def main(_arguments: list[str]) -> None:
    """Never raises; ends with stdin."""
    for name in ("SIGHUP", "SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    running: set[int] = set()
    for line in sys.stdin.buffer:
        pid = int(line[1:])
        if line.startswith(b"+"):
            running.add(pid)
        else:
            running.discard(pid)
    for pid in running:
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
