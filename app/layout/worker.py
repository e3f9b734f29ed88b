"""The layout process: lays out what it is asked for on stdin, so that the window never waits.

One JSON object a line. In: `{"ticket", "diagram", "layers"}` (layers a list, or null for
everything). Out: `{"ticket", "picture"}`, `{"ticket", "error"}`, or `{"ticket", "trace"}` where
nobody foresaw what went wrong; then it goes on. Ends with its stdin.
"""

from __future__ import annotations

import sys
import traceback

import msgspec

from app.errors import LayoutError
from app.layout.layout import lay_out
from app.layout.text import LABEL, text_width
from app.model.diagram import Diagram
from app.model.laid_out import LaidOutDiagram


class Request(msgspec.Struct):
    ticket: int
    diagram: Diagram
    layers: list[str] | None = None


class Answer(msgspec.Struct):
    ticket: int
    picture: LaidOutDiagram | None = None
    error: str | None = None
    trace: str | None = None


def main() -> int:
    # Started ahead of the first request, it has the fonts at hand when that comes.
    for bold in (True, False):
        text_width("A", LABEL, bold)
    decoder = msgspec.json.Decoder(Request)
    for line in sys.stdin.buffer:
        request = decoder.decode(line)
        layers = None if request.layers is None else frozenset(request.layers)
        sys.stdout.buffer.write(_answer(request.ticket, request.diagram, layers) + b"\n")
        sys.stdout.buffer.flush()
    return 0


def _answer(ticket: int, diagram: Diagram, layers: frozenset[str] | None) -> bytes:
    try:
        return msgspec.json.encode(Answer(ticket, lay_out(diagram, layers)))
    except LayoutError as error:
        return msgspec.json.encode(Answer(ticket, error=str(error)))
    except Exception:  # noqa: BLE001 - the window makes a report of it
        trace = traceback.format_exc().encode("utf-8", "replace").decode()
        return msgspec.json.encode(Answer(ticket, trace=trace))


if __name__ == "__main__":
    sys.exit(main())
