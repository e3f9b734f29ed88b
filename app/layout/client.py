"""The window's side of the layout process: ask, be answered, cancel by killing it.

Whoever asks never waits: what is asked is written, looked up and read in threads of the client's own.
"""

from __future__ import annotations

import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from app import child
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.folding import NO_FOLDS, FoldState, folded
from app.model.hiding import left_over
from app.model.ids import ElementId
from app.model.picture_style import Rendering

if TYPE_CHECKING:
    from app.layout.keeping import LayoutAnswer

LINES, LENGTH = 200, 4096  # how much of what the process says to stderr is kept, bytes a line
JOIN = 5.0  # seconds that closing waits for a thread

Ready = Callable[[DiagramLayout], object]


@dataclass(frozen=True, slots=True)
class LayoutQuestion:
    """A diagram, or what is left of it without what is `hidden` folded as `folds`
    say, whole or (`layers` given) only what these show."""

    ticket: int
    diagram: Diagram
    layers: frozenset[str] | None = None
    hidden: frozenset[ElementId] = frozenset()
    rendering: Rendering | None = None
    folds: FoldState = NO_FOLDS
    sketch: bool = False  # a first picture is welcome before

    def same(self, other: LayoutQuestion) -> bool:
        """Both ask for the same layout. Takes ms for large diagrams that are equal, but not the same."""
        how = self.layers, self.hidden, self.rendering, self.folds
        theirs = other.layers, other.hidden, other.rendering, other.folds
        alike = self.diagram is other.diagram or self.diagram == other.diagram
        return how == theirs and alike

    @property
    def shown(self) -> Diagram:
        """What the layout is one of. Takes ms for a large diagram."""
        return folded(self.diagram, self.folds)

    @property
    def subject(self) -> Diagram:
        """What is to be laid out. Takes ms for a large diagram."""
        return left_over(self.shown, self.hidden)


@dataclass(frozen=True, slots=True)
class LayoutReply:
    """A layout, or in plain words why there is none; neither where it was only looked for and is not
    kept: `key` then tells this layout from others. `sketch`: another comes."""

    ticket: int
    layout: DiagramLayout | None = None
    error: str | None = None
    key: str = ""
    sketch: bool = False


class LayoutClient:
    """`on_reply` and, with each layout before, `ready` are called in the client's threads. The process
    starts with the first request and again after a cancel; all ends with `close`."""

    def __init__(
        self, on_reply: Callable[[LayoutReply], None] | None = None, ready: Ready | None = None
    ) -> None:
        self._on_reply, self._ready = on_reply, ready
        self._looking, self._asking = _Queue("layout look-ups"), _Queue("layout requests")
        self._lock = threading.Lock()  # over the process, which one thread starts and another ends
        self._process: subprocess.Popen[bytes] | None = None
        self._life = 0  # of processes: what was asked of an earlier one is not answered
        self._ticket = 0
        self._open: dict[int, LayoutQuestion] = {}
        self._ahead: LayoutQuestion | None = None
        self._held: list[LayoutReply] = []

    def serve(self, on_reply: Callable[[LayoutReply], None], ready: Ready | None = None) -> None:
        """As from now on; of what has been asked ahead nobody has been told yet."""
        self._on_reply, self._ready = on_reply, ready

    def ask_ahead(self, diagram: Diagram, rendering: Rendering) -> None:
        """Ask for the whole diagram before anybody is there who wants it. Who requests the same next gets
        that answer."""
        question = self._question(diagram, None, frozenset(), rendering, NO_FOLDS, sketch=True)
        with self._lock:
            self._ahead = question
        self._post(question)

    def look(
        self,
        diagram: Diagram,
        layers: frozenset[str] | None,
        hidden: frozenset[ElementId] = frozenset(),
        rendering: Rendering | None = None,
        folds: FoldState = NO_FOLDS,
    ) -> int:
        """Look whether the layout is kept; the ticket comes back with the reply."""
        question = self._question(diagram, layers, hidden, rendering, folds)
        self._looking.do(lambda: self._safely(question, lambda: self._look(question)))
        return question.ticket

    def request(
        self,
        diagram: Diagram,
        layers: frozenset[str] | None,
        hidden: frozenset[ElementId] = frozenset(),
        rendering: Rendering | None = None,
        folds: FoldState = NO_FOLDS,
        sketch: bool = False,
    ) -> int:
        """Ask the process for a layout; the ticket comes back with the reply, and with `sketch`, of a
        large diagram, with a first picture before."""
        question = self._question(diagram, layers, hidden, rendering, folds, sketch)
        asked = self._taken_over(question)
        if asked is not None:
            return asked.ticket
        self._post(question)
        return question.ticket

    def start(self) -> None:
        """Start the process where it does not run: ahead of a request it saves its start."""
        life = self._life
        self._asking.do(lambda: self._started(life))

    def cancel(self) -> None:
        """Stop what is under way; nothing requested so far is answered any more."""
        with self._lock:
            self._life += 1
            process, self._process = self._process, None
            self._open.clear()
            self._ahead, self._held = None, []
            if process is not None:
                process.kill()

    def close(self) -> None:
        """Stop all of it and wait for the end: no thread and no process is left."""
        self.cancel()
        for desk in (self._looking, self._asking):
            desk.close()

    def _question(
        self,
        diagram: Diagram,
        layers: frozenset[str] | None,
        hidden: frozenset[ElementId],
        rendering: Rendering | None,
        folds: FoldState,
        sketch: bool = False,
    ) -> LayoutQuestion:
        self._ticket += 1
        return LayoutQuestion(self._ticket, diagram, layers, hidden, rendering, folds, sketch)

    def _post(self, question: LayoutQuestion) -> None:
        life = self._life
        self._asking.do(lambda: self._safely(question, lambda: self._ask(question, life)))

    def _taken_over(self, question: LayoutQuestion) -> LayoutQuestion | None:
        """What was asked ahead, where that is the same: what it has been answered is told then."""
        with self._lock:
            ahead = self._ahead
            if ahead is None or not ahead.same(question):
                return None
            held = self._held
            self._ahead, self._held = None, []
        for reply in held:
            self._asking.do(partial(self._answer, reply))
        return ahead

    # In the desks' threads

    def _safely(self, question: LayoutQuestion, work: Callable[[], None]) -> None:
        """An error that nobody foresaw is an answer, too."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - becomes a report
            from app.report import unexpected

            why = unexpected(f"asking for the layout of {question.diagram.id}", error)
            self._answer(LayoutReply(question.ticket, error=why.sentence))

    def _look(self, question: LayoutQuestion) -> None:
        from app.layout.keeping import kept, key_of

        how = question.rendering
        style, method = (how.style, how.method) if how else (None, "")
        key = key_of(question.subject, question.layers, style=style, method=method)
        layout = kept(key, question.shown)
        if layout is not None:  # it may have come meanwhile
            self._taken_over(question)
        self._answer(LayoutReply(question.ticket, layout, key=key))

    def _ask(self, question: LayoutQuestion, life: int) -> None:
        import msgspec

        asked = {
            "ticket": question.ticket,
            "diagram": question.subject,
            "layers": None if question.layers is None else sorted(question.layers),
            "rendering": question.rendering,
            "sketch": question.sketch,
        }
        line = msgspec.json.encode(asked) + b"\n"
        with self._lock:
            if life == self._life:
                self._open[question.ticket] = question
        process = self._started(life)
        if process is not None and process.stdin is not None:
            # A process that has just died is noticed by the reader, which answers for it.
            with suppress(OSError, ValueError):
                process.stdin.write(line)
                process.stdin.flush()

    def _started(self, life: int) -> subprocess.Popen[bytes] | None:
        """The process of that life, None where that is over."""
        with self._lock:
            if life != self._life:
                return None
            if self._process is None or self._process.poll() is not None:
                self._process = process = subprocess.Popen(
                    child.command("layout"),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
                reader = threading.Thread(
                    target=self._read, args=(process,), name="layout replies", daemon=True
                )
                self._asking.ends_with(reader)
                reader.start()
            return self._process

    # In the reader's thread

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        from app.layout.keeping import LayoutAnswer, answer_from

        stdin, stdout, stderr = process.stdin, process.stdout, process.stderr
        if stdin is None or stdout is None or stderr is None:
            return
        said: deque[str] = deque(maxlen=LINES)
        words = threading.Thread(target=_listen, args=(stderr, said), daemon=True)
        words.start()
        with stdout:
            for line in stdout:
                answer = answer_from(line)
                self._take(process, answer, islice(stdout, answer.lines))
        words.join(1.0)
        code = process.wait()
        with suppress(OSError):
            stdin.close()
        for ticket in list(self._open) if self._process is process else ():
            how = f"the layout process ended with code {code}"
            self._take(process, LayoutAnswer(ticket, error=how, trace="".join(said)), iter(()))

    def _take(
        self, process: subprocess.Popen[bytes], answer: LayoutAnswer, lines: Iterator[bytes]
    ) -> None:
        from app.layout.keeping import layout_from

        question = self._open.get(answer.ticket) if self._process is process else None
        if question is None:
            deque(lines, maxlen=0)
            return
        error = answer.error
        if answer.trace is not None:
            error = _report(question, error, answer.trace)
        layout = layout_from(lines, question.shown) if answer.lines else None
        with self._lock:
            known = self._open.get(answer.ticket)
            if not answer.sketch:
                self._open.pop(answer.ticket, None)
        if known is not None:
            self._answer(LayoutReply(answer.ticket, layout, error, sketch=answer.sketch))

    def _answer(self, reply: LayoutReply) -> None:
        with self._lock:
            if self._ahead is not None and self._ahead.ticket == reply.ticket:
                self._held.append(reply)
                return
        if reply.layout is not None and self._ready is not None:
            self._ready(reply.layout)
        if self._on_reply is not None:
            self._on_reply(reply)


def _report(question: LayoutQuestion, error: str | None, trace: str) -> str:
    """The sentence of a report of what nobody foresaw."""
    from app.report import ChildError, unexpected

    why = ChildError(error or trace.strip().rpartition("\n")[2], trace)
    return unexpected(f"laying out {question.diagram.id}", why).sentence


def _listen(pipe: IO[bytes], said: deque[str]) -> None:
    from app.report import note

    with pipe:
        while line := pipe.readline(LENGTH):
            text = line.decode(errors="replace")
            said.append(text)
            note(f"layout process: {text.rstrip()}")


class _Queue:
    """A thread that does one thing after the other, begun with the first."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._todo: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._others: list[threading.Thread] = []

    def do(self, work: Callable[[], object]) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._todo.put(work)

    def ends_with(self, thread: threading.Thread) -> None:
        """Closing waits for that one, too."""
        self._others = [*(t for t in self._others if t.is_alive()), thread]

    def close(self) -> None:
        """Drop what is not begun, and wait for the end."""
        while not self._todo.empty():
            self._todo.get()
        self._todo.put(None)
        for thread in (self._thread, *self._others):
            if thread is not None and thread is not threading.current_thread():
                thread.join(JOIN)

    def _run(self) -> None:
        while (work := self._todo.get()) is not None:
            work()
