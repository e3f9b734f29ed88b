"""Plain text, which may be anything: read as Markdown where it is a note."""

from __future__ import annotations

from app.sources.formats import markdown
from app.sources.formats.record import NoteFormat

FORMAT = NoteFormat(
    name="plain text",
    files="text files",
    suffixes=(".txt",),
    read=markdown.read,
    codec=markdown.codec,
    edit=markdown.EDIT,
    last=True,
)
