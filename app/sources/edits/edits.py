"""Changes to files of the workspace: proposed as values, written whole or not at all, taken back.

What is not changed stays to the byte: encoding, byte order mark and line ends are the file's own.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from app import atomic
from app.bounded import beginning
from app.errors import EditError, SourceError, WriteError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that `apply` makes. `path` is absolute, `file` as in problems, `line` where the
    change is; `said` tells what it writes."""

    path: Path
    file: str
    line: int
    before: bytes
    after: bytes
    said: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What a person may write: `text`; `how`, and where; `why` it is not written for them."""

    text: str
    how: str
    why: str
    file: str = ""
    line: int | None = None

    def __str__(self) -> str:
        place = f" in {self.file}" if self.file else ""
        place += f", line {self.line}" if self.line else ""
        return f"Not written. {self.why} {self.how}{place}:" if self.text else self.why


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text, without its byte order mark, and its bytes."""

    path: Path
    file: str
    raw: bytes
    text: str
    codec: str
    mark: bytes

    @property
    def lines(self) -> list[str]:
        """With their ends."""
        return _LINE.findall(self.text)

    @property
    def end(self) -> str:
        """How its lines end."""
        found = re.search(r"\r\n|\r|\n", self.text)
        return found[0] if found else "\n"

    def edit(self, text: str, line: int, said: str) -> Edit:
        """The change to another text. Raises EditError where the encoding lacks a letter."""
        try:
            after = self.mark + text.encode(self.codec)
        except UnicodeEncodeError as why:
            raise EditError(f"The file's encoding, {self.codec}, has no way to write it.") from why
        return Edit(self.path, self.file, line, self.raw, after, said)


def apply(edit: Edit) -> None:
    """Write it. Raises SourceError where the file is not any more what was read, WriteError
    where it cannot be written; it is then as it was."""
    with atomic.alone(edit.path.parent):
        try:
            now = beginning(edit.path, len(edit.before) + 1)
        except OSError as why:
            raise SourceError(f"{edit.file} cannot be read: {why.strerror}.", edit.file) from why
        if now != edit.before:
            raise SourceError(
                f"{edit.file} has changed in the meantime. Nothing was written; reload and try again.",
                edit.file,
            )
        if not may_write(edit.path):
            raise WriteError(f"{edit.file} was not written: it is read-only.")
        atomic.write(edit.path, edit.after)


def back(edit: Edit) -> Edit:
    """The change that takes a change back."""
    return replace(
        edit, before=edit.after, after=edit.before, said=f"{edit.file} is as it was before."
    )


def may_write(path: Path) -> bool:
    """Whether file and folder may be written. The mode counts, also for one who may all."""
    return (
        bool(path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
        and os.access(path, os.W_OK)
        and os.access(path.parent, os.W_OK)
    )
