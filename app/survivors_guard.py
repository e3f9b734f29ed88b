"""The child that `app/survivors.py` starts: hears on stdin which groups of processes begin (`+pid`)
and are over (`-pid`), and at its end kills those that are left, and all that holds the pipe whose
number its command line names."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator

_ROUNDS = 20  # while one looks, what is looked for may start others


def main(arguments: list[str]) -> None:
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
    for _ in range(_ROUNDS):
        held = list(_holding(f"pipe:[{arguments[0]}]"))
        for pid in held:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        if not held:
            break


def _holding(leash: str) -> Iterator[int]:
    """The processes that hold it; none where the system does not tell (not Linux)."""
    with contextlib.suppress(OSError):
        for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208
            with contextlib.suppress(OSError), os.scandir(f"/proc/{name}/fd") as held:
                if any(_target(entry.path) == leash for entry in held):
                    yield int(name)


def _target(path: str) -> str:
    with contextlib.suppress(OSError):
        return os.readlink(path)  # noqa: PTH115
    return ""
