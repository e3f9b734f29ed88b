"""Images of a note that name a diagram's picture: one renamed, one written under a heading."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote

from app.errors import EditError
from app.model.notes import Section
from app.sources.edits.edits import Source
from app.sources.markdown.images import spans
from app.sources.markdown.note import parse_note


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


def with_image(source: Source, section: Section, image: str) -> tuple[str, int]:
    """The note with that image, a paragraph of its own, right under a section's heading, and the
    line it is on. Raises EditError."""
    before = _sections(source)
    lines, end = source.lines, source.end
    at = section.line  # the line after the heading's
    under = lines[at].strip() if at < len(lines) else ""
    if section.level and not lines[at - 1].lstrip().startswith("#") and under and under[0] in "=-":
        at += 1
    if lines[at - 1 : at] and not lines[at - 1].endswith(("\r", "\n")):
        lines[at - 1] += end
    gap = [end] if at < len(lines) and lines[at].strip() else []
    lines[at:at] = [end, image + end, *gap]
    text = "".join(lines)
    after = _sections(replace(source, text=text))
    same = [(s.anchor, s.level) for s in before] == [(s.anchor, s.level) for s in after]
    target = next((text for *_, text in spans(image)), None)
    shown = any(
        s.anchor == section.anchor and target in {i.target for i in s.images} for s in after
    )
    if not same or not shown:
        raise EditError("The note is written in a way that cannot be changed safely.")
    return text, at + 2


def _sections(source: Source) -> tuple[Section, ...]:
    return parse_note(source.text, source.file)[0].sections


def named(target: str, filename: str) -> str:
    """`./images/old.png` → `./images/new.png`, as Markdown and HTML take it."""
    safe = re.sub(r"[\s%<>()\[\]|#?&\"'`\\]", lambda m: quote(m[0]), filename)
    folder = target.rpartition("/")[0]
    suffix = PurePosixPath(target).suffix or ".png"
    return f"{folder}/{safe}{suffix}" if folder else f"{safe}{suffix}"
