"""What a format is: a record that everybody asks who has to do with files.

Plain tuples, and what they call loads what it needs when it runs: the window's start knows them.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.model.notes import Note, Section
    from app.model.problem import Problem
    from app.sources.edits.edits import Source
    from app.sources.reading import DiagramOrigin, SourceReading


class Trust(StrEnum):
    """Whether reading such a file runs it."""

    DATA = "data"
    PROGRAM = "program"


class Hints(NamedTuple):
    """Whether a file is a diagram's: by `itself`, or because one of `others`, stems of files in its
    folder or one round it, is."""

    itself: bool
    others: frozenset[str] = frozenset()


class DiagramEdit(NamedTuple):
    """How a component's `URL` is written into a file: `with_url` gives the new text for a
    component's line, label and whether it is a cluster, or raises EditError; `advice` is what a
    person may write for a cluster or a node; `told` says in the documentation what is written."""

    with_url: Callable[[Source, int | None, str, bool, str], str]
    advice: Callable[[bool, str], str]
    told: str


class NoteEdit(NamedTuple):
    """How a note is written to; each gives the new text, two of them with the line that is new, or
    raises EditError: `with_alias(source, alias)`, `with_image(source, section, image)`,
    `with_picture(source, line, target, filename)`."""

    with_alias: Callable[[Source, str], tuple[str, int]]
    with_image: Callable[[Source, Section, str], tuple[str, int]]
    with_picture: Callable[[Source, int, str, str], str]
    told: str


Codec = Callable[[bytes], tuple[str, bytes]]


class DiagramFormat(NamedTuple):
    """Files that become diagrams. `files` is what they are called, in the plural; suffixes are in
    small letters, the first that of a new file. `begins` says whether a text begins as such a file
    does; `known_by` how that is called. Files with a suffix that `may` be one are where they begin so. All files of one in
    a folder are read `together` where it names the one that stands for them, if it is there; else the first does. It
    `describes` what runs: among notes such files are examples. `codec` finds the encoding of a file and its byte order
    mark, or raises EditError. `beside` is a pattern of files in the same folder that one may
    read. `hints` says of a file's bytes whether it is one at all; without it, the name says so. With it, pictures of the
    suffixes `within` are looked into where a person names one; one that is called as another file with its suffix behind that is a
    copy of it. `read` gives what a file says; ScriptError ends it."""

    name: str
    files: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, DiagramOrigin], SourceReading]
    codec: Codec
    edit: DiagramEdit | None = None
    trust: Trust = Trust.DATA
    begins: Callable[[str], bool] | None = None
    known_by: str = ""
    beside: str = ""
    hints: Callable[[bytes], Hints] | None = None
    may: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    together: str = ""
    describes: bool = False


class NoteFormat(NamedTuple):
    """Files that become notes, as DiagramFormat. `read` is told the path and the file's name in
    the workspace; it raises SourceError. Files of one that is `last` may be anything: they are
    notes where they are asked for, where there is nothing else, or where their name and what they
    begin with `reads_like_notes`."""

    name: str
    files: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, str], tuple[Note, tuple[Problem, ...]]]
    codec: Codec
    edit: NoteEdit | None = None
    last: bool = False
    reads_like_notes: Callable[[str, str], bool] | None = None
    trust: Trust = Trust.DATA


Format = DiagramFormat | NoteFormat
