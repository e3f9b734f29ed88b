"""The layout process: lays out what it is asked for on stdin, so that the window never waits.

One JSON object a line. In: `{"ticket", "diagram", "layers"}` (layers a list, or null for
everything). Out: `{"ticket", "picture"}` or `{"ticket", "error"}`. Ends with its stdin.
"""

from __future__ import annotations

import sys

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


def main() -> int:
    # Started ahead of the first request, it has the fonts at hand when that comes.
    for bold in (True, False):
        text_width("A", LABEL, bold)
    decoder = msgspec.json.Decoder(Request)
    for line in sys.stdin.buffer:
        request = decoder.decode(line)
        layers = None if request.layers is None else frozenset(request.layers)
        try:
            answer = Answer(request.ticket, lay_out(request.diagram, layers))
        except LayoutError as error:
            answer = Answer(request.ticket, error=str(error))
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
