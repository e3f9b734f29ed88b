"""The window's side of the layout process: ask, be answered on a thread, cancel by killing it."""

from __future__ import annotations

import subprocess
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import IO

from app import child
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout

LINES, LENGTH = 200, 4096  # how much of what the process says to stderr is kept, bytes a line


@dataclass(frozen=True, slots=True)
class Reply:
    """A picture, or in plain words why there is none. `trace` is the process's own, of an error
    that nobody foresaw."""

    ticket: int
    picture: DiagramLayout | None = None
    error: str | None = None
    trace: str | None = None


class LayoutClient:
    """`on_reply` is called on a reader thread. The process starts with the first request and
    again after a cancel; it ends with `close`."""

    def __init__(self, on_reply: Callable[[Reply], None]) -> None:
        self._on_reply = on_reply
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._ticket = 0
        self._diagram = ""

    def request(self, diagram: Diagram, layers: frozenset[str] | None) -> int:
        """Ask for a picture; the ticket comes back with the reply."""
        import msgspec

        self._ticket += 1
        self._diagram = diagram.id
        asked = {
            "ticket": self._ticket,
            "diagram": diagram,
            "layers": None if layers is None else sorted(layers),
        }
        line = msgspec.json.encode(asked) + b"\n"
        process = self.start()
        if process.stdin is not None:
            # A process that has just died is noticed by the reader, which answers for it.
            with suppress(OSError):
                process.stdin.write(line)
                process.stdin.flush()
        return self._ticket

    def cancel(self) -> None:
        """Stop what is under way; nothing asked so far is answered any more."""
        process, self._process = self._process, None
        reader, self._reader = self._reader, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
        if reader is not None and reader is not threading.current_thread():
            reader.join()

    close = cancel

    def start(self) -> subprocess.Popen[bytes]:
        """The process, started where it does not run: ahead of a request it saves its start."""
        if self._process is None or self._process.poll() is not None:
            self.cancel()
            self._process = subprocess.Popen(
                child.command("layout"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            self._reader = threading.Thread(
                target=self._read, args=(self._process,), name="layout replies", daemon=True
            )
            self._reader.start()
        return self._process

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        import msgspec

        stdout, stderr = process.stdout, process.stderr
        if stdout is None or stderr is None:
            return
        said: deque[str] = deque(maxlen=LINES)
        words = threading.Thread(target=_listen, args=(stderr, said), daemon=True)
        words.start()
        with stdout:
            for line in stdout:
                reply = msgspec.json.decode(line, type=Reply)
                if self._process is process:
                    self._on_reply(self._told(reply) if reply.trace else reply)
        words.join(1.0)
        if self._process is process:
            how = f"the layout process ended with code {process.wait()}"
            self._on_reply(self._told(Reply(self._ticket, error=how, trace="".join(said))))

    def _told(self, reply: Reply) -> Reply:
        """What nobody foresaw as a report, and the sentence of that as the error."""
        from app.report import ChildError, unexpected

        trace = reply.trace or ""
        error = ChildError(reply.error or trace.strip().rpartition("\n")[2], trace)
        return replace(reply, error=unexpected(f"laying out {self._diagram}", error).sentence)


def _listen(pipe: IO[bytes], said: deque[str]) -> None:
    from app.report import note

    with pipe:
        while line := pipe.readline(LENGTH):
            text = line.decode(errors="replace")
            said.append(text)
            note(f"layout process: {text.rstrip()}")
