"""What a file is: its name says it, else its content."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from app import paths

SCRIPTS, DOTS = frozenset({".py"}), frozenset({".dot", ".gv"})
NOTES, TEXTS = frozenset({".md", ".markdown"}), frozenset({".txt"})
HEAD = 1 << 14  # bytes of a file that are looked at

_STRICT = re.compile(r"strict\b", re.IGNORECASE)
_KEYWORD = re.compile(r"(?:di)?graph\b", re.IGNORECASE)
_NAME = re.compile(r'"(?:[^"\\]|\\.)*"|[\w.\x80-\uffff-]+', re.DOTALL)
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Kind(StrEnum):
    SCRIPT = "script"
    DOT = "dot"
    NOTE = "note"
    TEXT = "text"  # a note where it is asked for, or where there is nothing else


def by_name(path: Path) -> Kind | None:
    """What a file's name says that it is; None where it says nothing."""
    suffixes = [s.lower() for s in path.suffixes[-2:]]
    if not suffixes:
        return None
    if suffixes[-1] in SCRIPTS:
        return Kind.SCRIPT
    # `web.gv.txt` is what mail and forums make of `web.gv`.
    if suffixes[-1] in DOTS or (suffixes[-1] in TEXTS and suffixes[0] in DOTS):
        return Kind.DOT
    return Kind.NOTE if suffixes[-1] in NOTES else None


def kind_of(path: Path) -> Kind | None:
    """What a file is; None where it is nothing of ours, or cannot be read."""
    named = by_name(path)
    if named is not None:
        return named
    try:
        now = path.stat()
    except (OSError, ValueError):
        return None
    return _by_content(path, now.st_mtime_ns, now.st_size)


def stem_of(path: Path) -> str:
    """A diagram's name from its file's: `web` of `web.gv` and of `web.gv.txt`."""
    stem = Path(path.stem)
    twice = path.suffix.lower() in TEXTS and stem.suffix.lower() in DOTS
    return stem.stem if twice else path.stem


@lru_cache(maxsize=4096)
def _by_content(path: Path, _time: int, _size: int) -> Kind | None:
    if not paths.is_file(path):
        return None
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return None
    wide = _WIDE.get(head[:2])
    if wide is None and b"\0" in head:
        return None
    if begins_as_dot(head.decode(wide or "utf-8-sig", "replace").lstrip("\ufeff")):
        return Kind.DOT
    return Kind.TEXT if path.suffix.lower() in TEXTS else None


def begins_as_dot(text: str) -> bool:
    """Whether a text begins as DOT does, comments apart: `strict digraph "web" {`."""
    at = _after_comments(text, 0)
    if found := _STRICT.match(text, at):
        at = _after_comments(text, found.end())
    keyword = _KEYWORD.match(text, at)
    if keyword is None:
        return False
    at = _after_comments(text, keyword.end())
    if name := _NAME.match(text, at):
        at = _after_comments(text, name.end())
    return text.startswith("{", at)


def _after_comments(text: str, at: int) -> int:
    """Where what is neither space nor comment begins."""
    end = len(text)
    while at < end:
        if text[at].isspace():
            at += 1
        elif text.startswith("/*", at):
            closed = text.find("*/", at + 2)
            at = end if closed < 0 else closed + 2
        elif text.startswith("//", at) or text[at] == "#":
            line = text.find("\n", at)
            at = end if line < 0 else line
        else:
            break
    return at
