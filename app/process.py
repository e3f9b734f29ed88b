"""Running another program: bounded in time, output and memory, and gone afterwards.

Never a shell. The child gets a session (Windows: process group) of its own, and all of it is
killed when the call returns, whatever the reason, and when the program ends before that
(`app/survivors.py`).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import IO, Any, Literal

from app import survivors
from app.confinement.rights import Rights
from app.report import note

Ended = Literal["exited", "timeout", "spent", "flood", "stopped", "cancelled", "missing"]

_SLICE = 0.05  # seconds between looks at the cancel event and the clock
_CHUNK = 1 << 16
_TOLD = 4096  # bytes of stderr that a report gets


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child ended. `code` is its exit code (negative: the signal that ended it); `out`
    and `err` are what it wrote, up to the limit. `spent`: it used all its processor time. `stopped`: who
    watched it had it ended.
    `missing`: it could not be started, `err` says why."""

    code: int
    out: bytes
    err: bytes
    ended: Ended


def run(
    argv: Sequence[str | os.PathLike[str]],
    *,
    input: bytes = b"",
    timeout: float,
    limit: int,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    memory: int | None = None,
    processor: float | None = None,
    cancel: threading.Event | None = None,
    watch: Callable[[int, bytearray], bool] | None = None,
    rights: Rights | None = None,
) -> Outcome:
    """Run `argv` to its end, at most `timeout` seconds.

    `limit` is the most bytes it may write to stdout and stderr together; more ends it as
    `flood`. `memory` caps its address space in bytes, `processor` its processor time in seconds
    (whole ones count), where the system can do that from outside (Linux). `env` None inherits
    ours. `watch` is asked some times a second whether to end it, with its number and what
    it has written to stdout by then, which it is not to change. `rights` are all that it has, where the
    system can hold it to that (`app/confinement`). Raises nothing: the outcome tells.
    """
    if cancel is not None and cancel.is_set():
        return Outcome(-1, b"", b"", "cancelled")
    command, own = [os.fspath(a) for a in argv], _own_group()

    def start(held: tuple[int, ...]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE if input else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env=env,
            pass_fds=held,
            **own,
        )

    def start_confined(held: tuple[int, ...]) -> subprocess.Popen[bytes]:
        from app.confinement.confine import starting  # ctypes is slow to import

        return starting(rights or Rights(), lambda: start(held))

    try:
        child = survivors.started(start_confined if rights else start)
    except (OSError, ValueError) as why:
        return Outcome(-1, b"", str(why).encode(), "missing")
    pipes = _Pipes(child, input, limit)
    try:
        _cap(child.pid, memory, processor)
        ended = _wait(child, pipes, time.monotonic() + timeout, cancel, watch)
    finally:
        _kill_group(child)
        survivors.over(child.pid)
        pipes.close()
        child.wait()
    if ended == "exited" and _is_spent(child.returncode):
        ended = "spent"
    if ended != "exited" or child.returncode:
        note(f"{Path(argv[0]).name} {ended} ({child.returncode}): {_tail(pipes.err)}")
    return Outcome(child.returncode, bytes(pipes.out), bytes(pipes.err), ended)


def _tail(said: bytearray) -> str:
    return said[-_TOLD:].decode("utf-8", "replace").strip()


def _wait(
    child: subprocess.Popen[bytes],
    pipes: _Pipes,
    deadline: float,
    cancel: threading.Event | None,
    watch: Callable[[int, bytearray], bool] | None,
) -> Ended:
    while True:
        if watch is not None and watch(child.pid, pipes.out):
            return "stopped"
        if pipes.flooded:
            return "flood"
        if cancel is not None and cancel.is_set():
            return "cancelled"
        if time.monotonic() > deadline:
            return "timeout"
        if pipes.done.wait(_SLICE) and not pipes.flooded:
            # Both pipes are at their end: as a rule the child is, too.
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(_SLICE)
        if child.poll() is not None:
            # What it left in the pipes is ours; what a child of its own still writes is not.
            pipes.done.wait(_SLICE)
            return "flood" if pipes.flooded else "exited"


class _Pipes:
    """Threads that feed stdin and collect stdout and stderr. `done` is set when both are at
    their end or there was too much."""

    def __init__(self, child: subprocess.Popen[bytes], input: bytes, limit: int) -> None:
        self.out, self.err = bytearray(), bytearray()
        self.flooded = False
        self.done = threading.Event()
        self._left = limit
        self._open = 2
        self._lock = threading.Lock()
        jobs: list[tuple[Any, ...]] = [
            (self._collect, child.stdout, self.out),
            (self._collect, child.stderr, self.err),
        ]
        if input:
            jobs.append((_feed, child.stdin, input))
        self._threads = [threading.Thread(target=j[0], args=j[1:], daemon=True) for j in jobs]
        for thread in self._threads:
            thread.start()

    def _collect(self, pipe: IO[bytes], into: bytearray) -> None:
        with pipe:
            while chunk := os.read(pipe.fileno(), _CHUNK):
                with self._lock:
                    into += chunk[: max(self._left, 0)]
                    self._left -= len(chunk)
                    if self._left < 0:
                        self.flooded = True
                        break
        with self._lock:
            self._open -= 1
            if self.flooded or not self._open:
                self.done.set()

    def close(self) -> None:
        """Wait for the threads; each closes its own pipe. One that a process outside the
        group still holds open is left to end with that process."""
        for thread in self._threads:
            thread.join(1.0)


def _feed(pipe: IO[bytes], data: bytes) -> None:
    # A child that does not want its input is no error of ours.
    with contextlib.suppress(OSError), pipe:
        pipe.write(data)


def _own_group() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        if child.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(child.pid)], capture_output=True, check=False
            )
            child.kill()
        return
    # macOS refuses (EPERM) where the group holds only a zombie.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _cap(pid: int, memory: int | None, processor: float | None) -> None:
    if sys.platform != "linux":
        return
    import resource

    limits = []
    if memory is not None:
        limits.append((resource.RLIMIT_AS, memory, memory))
    if processor is not None:
        whole = max(1, ceil(processor))
        limits += [(resource.RLIMIT_CPU, whole, whole + 1), (resource.RLIMIT_CORE, 0, 0)]
    for what, soft, hard in limits:
        with contextlib.suppress(OSError, ValueError):  # it has ended, or has a lower limit
            resource.prlimit(pid, what, (soft, hard))


def _is_spent(code: int) -> bool:
    return sys.platform == "linux" and code == -signal.SIGXCPU
