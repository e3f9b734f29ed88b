"""The layout process: lays out what it is asked for on stdin, so that the window never waits.

One JSON object a line. In: `{"ticket", "diagram", "layers", "rendering", "sketch"}` (layers a list, or null for
everything). Out: `{"ticket", "lines"}` and so many lines that are the layout (`keeping`), before it, with
`"sketch": true`, where one was asked for the first picture of a large diagram in the same way;
`{"ticket", "error"}`, or `{"ticket", "trace"}` where nobody foresaw what went wrong; then it goes on. Ends with its stdin, in the middle of a layout too.
"""

from __future__ import annotations

import gc
import sys
import threading
import traceback
from collections.abc import Iterable, Sequence
from queue import SimpleQueue
from typing import NoReturn

import msgspec

from app import survivors
from app.errors import LayoutError
from app.layout.keeping import LayoutAnswer, lines_of
from app.layout.layout import lay_out
from app.layout.text import LABEL, text_width
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.picture_style import Rendering


class Request(msgspec.Struct):
    ticket: int
    diagram: Diagram
    layers: list[str] | None = None
    rendering: Rendering | None = None
    sketch: bool = False


def main(_arguments: Sequence[str]) -> NoReturn:
    """Answer what stdin asks, until it ends."""
    # Started ahead of the first request, it has the fonts at hand when that comes.
    for bold in (True, False):
        text_width("A", LABEL, bold)
    # Of a large diagram there are a million objects that all stay until it is answered.
    gc.disable()
    decoder = msgspec.json.Decoder(Request)
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    while True:
        request = decoder.decode(lines.get())
        layers = None if request.layers is None else frozenset(request.layers)
        _write(_answer(request, layers))
        gc.collect()


def _listen(lines: SimpleQueue[bytes]) -> None:
    for line in sys.stdin.buffer:
        lines.put(line)
    survivors.end()  # nobody is left who waits for an answer


def _write(lines: Iterable[bytes]) -> None:
    sys.stdout.buffer.write(b"\n".join(lines) + b"\n")
    sys.stdout.buffer.flush()


def _answer(request: Request, layers: frozenset[str] | None) -> list[bytes]:
    ticket = request.ticket
    lines: list[bytes] = []

    def sketched(layout: DiagramLayout) -> None:
        first = lines_of(layout)
        _write([msgspec.json.encode(LayoutAnswer(ticket, len(first), sketch=True)), *first])

    try:
        how = request.rendering
        style, method = (how.style, how.method) if how else (None, "")
        hear = sketched if request.sketch else None
        layout = lay_out(request.diagram, layers, style=style, method=method, meanwhile=hear)
        lines = lines_of(layout)
        answer = LayoutAnswer(ticket, len(lines))
    except LayoutError as error:
        answer = LayoutAnswer(ticket, error=str(error))
    except Exception:  # noqa: BLE001 - the window makes a report of it
        trace = traceback.format_exc().encode("utf-8", "replace").decode()
        answer = LayoutAnswer(ticket, trace=trace)
    return [msgspec.json.encode(answer), *lines]
