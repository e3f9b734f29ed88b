"""A Markdown file → a note with its sections.

Headings and their anchors are GitHub's: lower case, punctuation dropped, spaces to hyphens, a
second one of a kind in a file `-1`, a third `-2`. What is a heading, `app.sources.markdown.dialect`
says. A note has no comments unless they are asked for.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from app.bounded import beginning
from app.errors import SourceError
from app.model import problem
from app.model.comments import without_comments
from app.model.ids import SectionId
from app.model.notes import Image, Note, Notebook, Section
from app.model.problem import Problem
from app.sources.by_note import ByNote
from app.sources.markdown.anchors import Anchors
from app.sources.markdown.dialect import blocks, headings
from app.sources.markdown.front_matter import read_front_matter
from app.sources.markdown.images import images

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST = 8 << 20  # bytes; a note is read into memory whole


def read_note(path: Path, file: str) -> tuple[Note, tuple[Problem, ...]]:
    """Read a note; `file` is its path in the workspace. Raises SourceError where the file cannot
    be read."""
    text, problems = read_text(path, file)
    note, more = parse_note(text, file)
    return note, problems + more


def read_text(path: Path, file: str) -> tuple[str, tuple[Problem, ...]]:
    """A Markdown file's text. What is neither UTF-8 nor UTF-16 is read as Latin-1, with a
    problem. Raises SourceError where the file cannot be read."""
    try:
        raw = beginning(path, MOST + 1)
    except OSError as why:
        raise SourceError(f"The note cannot be read: {why.strerror}.", file) from why
    if len(raw) > MOST:
        raise SourceError(f"The note is larger than {MOST >> 20} MiB.", file)
    return _decoded(raw, file)


def _decoded(raw: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    wide = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(raw[:2])
    if wide is None and b"\0" in raw[:2]:  # UTF-16 that does not say so
        wide = "utf-16-be" if raw[:1] == b"\0" else "utf-16-le"
    if wide is not None:
        return raw.decode(wide, "replace"), ()
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        told = problem.warning("The note is not in UTF-8; it is read as Latin-1.", file)
    try:
        return raw.decode("cp1252"), (told,)  # Latin-1 as Windows writes it
    except UnicodeDecodeError:
        return raw.decode("latin-1"), (told,)


def parse_note(text: str, file: str, comments: bool = False) -> tuple[Note, tuple[Problem, ...]]:
    """A note from its text. Without headings it is one section of level 0. `comments`: Obsidian's
    stay in the texts."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(text, file)
    body = text.split("\n", front.lines)[-1] if front.lines else text
    body = body if comments else without_comments(body)
    stem = PurePosixPath(file).stem
    tokens = blocks(body, front.bold_headings)
    found, code = headings(tokens), _code(tokens)
    # One heading of the first level is the note's title; several are its parts.
    tops = [h.title for h in found if h.level == 1]
    title = front.title or (tops[0] if len(tops) == 1 else "") or stem
    lines = body.split("\n")
    anchors = Anchors()
    sections = []

    def pictures(start: int, stop: int) -> tuple[Image, ...]:
        code_inside = {n - start for n in range(start, stop) if n in code}
        return tuple(images(lines[start:stop], front.lines + start + 1, code_inside))

    for i, heading in enumerate(found):
        stop = found[i + 1].start if i + 1 < len(found) else len(lines)
        anchor = anchors.add(heading.slug)
        under = "\n".join([heading.rest, *lines[heading.end : stop]]).strip("\n")
        line = front.lines + heading.start + 1
        shown = pictures(heading.start, stop)
        about = SectionId(anchor), anchor, heading.title, heading.level, file, line
        sections.append(Section(*about, under, shown))
    before = "\n".join(lines[: found[0].start] if found else lines).strip("\n")
    if before.strip() or not found:
        anchor = anchors.add(title)
        shown = pictures(0, found[0].start if found else len(lines))
        line = front.lines + 1
        sections.insert(0, Section(SectionId(anchor), anchor, title, 0, file, line, before, shown))
    note = Note(
        file, title, front.aliases, tuple(sections), body, front.lines + 1, front.bold_headings
    )
    return note, front.problems


def notebook(notes: Iterable[Note], kept: ByNote | None = None) -> Notebook:
    """All notes together; where two share an anchor, their sections' ids name the file too. With
    what was `kept` of them, those that were the same are the same notes again."""
    notes = tuple(notes)
    counts = Counter(section.anchor for note in notes for section in note.sections)
    names = _names(note.file for note in notes)

    def ids(note: Note) -> tuple[SectionId, ...]:
        anchors = [section.anchor for section in note.sections]
        name = names[note.file]
        return tuple(SectionId(a if counts[a] == 1 else f"{name}/{a}") for a in anchors)

    return Notebook(tuple((kept or ByNote()).each(notes, _named, ids)))


def _named(note: Note, ids: tuple[SectionId, ...]) -> Note:
    if all(s.id == new for s, new in zip(note.sections, ids, strict=True)):
        return note
    pairs = zip(note.sections, ids, strict=True)
    return replace(note, sections=tuple(replace(s, id=new) for s, new in pairs))


def _names(files: Iterable[str]) -> dict[str, str]:
    """By file, a short name that no other has: `ec2`, else `notes/ec2`, else `./notes/ec2.md`."""
    bare = {file: posixpath.splitext(file)[0] for file in files}
    short = {file: path.rpartition("/")[2] for file, path in bare.items()}
    stems, wholes = Counter(short.values()), Counter(bare.values())
    names: dict[str, str] = {}
    for file, stem in short.items():
        long = bare[file] if wholes[bare[file]] == 1 else f"./{file}"
        names[file] = stem if stems[stem] == 1 else long
    return names


def _code(tokens: Sequence[Token]) -> set[int]:
    """The lines (from 0) that are code."""
    maps = (t.map for t in tokens if t.type in {"fence", "code_block"} and t.map)
    return {line for start, stop in maps for line in range(start, stop)}
