"""Blocks of a note that the `^name` at their end names: paragraphs, items, lists, tables."""

from __future__ import annotations

import re

from app.model.notes import Note, Section

_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")


def lines_of(note: Note, name: str) -> range | None:
    """The lines of the note's text, from 0, of the block of that name, which begins with `^`; None where
    there is none."""
    lines = note.lines
    found = re.compile(rf"(?:^|\s){re.escape(name)}\s*$")
    at = next((n for n, line in enumerate(lines) if name in line and found.search(line)), None)
    if at is None:
        return None
    start = at
    alone = not lines[at].replace(name, "").strip()  # it names what stands before it
    if alone:
        start -= 1
        while start > 0 and not lines[start].strip():
            start -= 1
    while start > 0 and lines[start - 1].strip():
        if not alone and _ITEM.match(lines[start]):
            break
        start -= 1
    return range(max(start, 0), at + 1)


def text_of(note: Note, name: str) -> str:
    """The Markdown of that block; empty where there is none."""
    lines = lines_of(note, name)
    return "\n".join(note.lines[lines.start : lines.stop]) if lines else ""


def section_of(note: Note, name: str) -> Section | None:
    """The section in which that block stands."""
    lines = lines_of(note, name)
    if lines is None:
        return None
    before = [s for s in note.sections if s.line <= note.first_line + lines.start]
    return before[-1] if before else note.sections[0]
