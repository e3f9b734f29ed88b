"""An image of a note made to name a diagram's picture."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote

from app.errors import EditError
from app.sources.edits import Source
from app.sources.images import spans


def with_picture(source: Source, line: int, target: str, filename: str) -> str:
    """The note, whose image of that line and target now names `filename` in the same folder.
    Raises EditError."""
    lines = source.lines
    said = lines[line - 1] if 0 < line <= len(lines) else ""
    found = [(start, stop) for start, stop, text in spans(said) if text == target]
    if len(found) != 1:
        raise EditError("It is not certain which image of the line is meant.")
    start, stop = found[0]
    lines[line - 1] = said[:start] + named(target, filename) + said[stop:]
    return "".join(lines)


def named(target: str, filename: str) -> str:
    """`./images/old.png` → `./images/new.png`, as Markdown and HTML take it."""
    safe = re.sub(r"[\s%<>()\[\]|#?&\"'\\]", lambda m: quote(m[0]), filename)
    folder = target.rpartition("/")[0]
    suffix = PurePosixPath(target).suffix or ".png"
    return f"{folder}/{safe}{suffix}" if folder else f"{safe}{suffix}"
