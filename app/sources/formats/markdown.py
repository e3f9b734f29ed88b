"""Markdown: notes, and in their folder tours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.sources.formats.record import NoteEdit, NoteFormat

if TYPE_CHECKING:
    from app.model.notes import Note, Section
    from app.model.problem import Problem
    from app.sources.edits.edits import Source


def read(path: Path, name: str) -> tuple[Note, tuple[Problem, ...]]:
    """The note in a file, called `name` in the workspace. Raises SourceError."""
    from app.sources.markdown.note import read_note

    return read_note(path, name)


def codec(raw: bytes) -> tuple[str, bytes]:
    """As it is read: UTF-16 with its mark, UTF-8, else Latin-1."""
    from app.sources.edits.encodings import of_prose

    return of_prose(raw)


def _with_alias(source: Source, alias: str) -> tuple[str, int]:
    from app.sources.edits.alias_edit import with_alias

    return with_alias(source, alias)


def _with_image(source: Source, section: Section, image: str) -> tuple[str, int]:
    from app.sources.edits.picture_edit import with_image

    return with_image(source, section, image)


def _with_picture(source: Source, line: int, target: str, filename: str) -> str:
    from app.sources.edits.picture_edit import with_picture

    return with_picture(source, line, target, filename)


EDIT = NoteEdit(_with_alias, _with_image, _with_picture, "aliases, pictures")

FORMAT = NoteFormat(
    name="Markdown",
    files="Markdown files",
    suffixes=(".md", ".markdown"),
    read=read,
    codec=codec,
    edit=EDIT,
)
