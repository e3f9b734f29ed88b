"""What the host of a script has written down: read as what anybody may have written, since a script
can write into the same file."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.sources.scripts.host import RESULT

MOST = 200  # diagrams of one script
_FEW, _ALL = 20, 100  # no host names more: variables and near classes; all else, each kind

_Line = Annotated[int, msgspec.Meta(ge=1, le=10**9)]
_Names = Annotated[tuple[str, ...], msgspec.Meta(max_length=_FEW)]
_Addresses = Annotated[tuple[str, ...], msgspec.Meta(max_length=_ALL)]


class DrawnDiagram(msgspec.Struct, frozen=True):
    """A diagram as it was when it was written down; a later one of that number replaces it."""

    diagram: int
    name: str
    filename: str
    dot: str
    line: _Line | None = None
    unfinished: bool = False


class Lacking(msgspec.Struct, frozen=True):
    """A class that `diagrams` does not have; see `stand_ins`."""

    module: str
    name: str
    near: _Names = ()
    drawn: str = ""
    line: _Line | None = None


class Beyond(msgspec.Struct, frozen=True):
    """What a script uses that cannot be evaluated, as it goes on “It uses …”."""

    what: str
    line: _Line | None = None


class End(msgspec.Struct, frozen=True):
    """How the script ended; see `host`."""

    end: Literal["done", "raised", "exited", "printed", "stopped"]
    type: str = ""
    text: str = ""
    module: str = ""
    code: int | str | None = None
    said: str = ""
    asked: _Names = ()
    wanted: _Addresses = ()
    unfetched: _Addresses = ()
    lacking: Annotated[tuple[Lacking, ...], msgspec.Meta(max_length=_ALL)] = ()
    beyond: Annotated[tuple[Beyond, ...], msgspec.Meta(max_length=_ALL)] = ()
    line: _Line | None = None


class Reply(msgspec.Struct, frozen=True):
    """`whole` says that every line could be read; `more` is how many diagrams are left out."""

    drawn: tuple[DrawnDiagram, ...]
    end: End | None
    whole: bool
    more: int


def read_reply(result: Path) -> Reply:
    """Read the host's file."""
    return reply_of(read_bounded(result))


def reply_of(content: bytes) -> Reply:
    """What the host has written, up to the first line that is not as the host writes them."""
    drawn: dict[int, DrawnDiagram] = {}
    end, whole = None, True
    more: set[int] = set()
    for line in content.splitlines():
        found = _decoded(line)
        if isinstance(found, DrawnDiagram):
            if found.diagram in drawn or len(drawn) < MOST:
                drawn[found.diagram] = found
            else:
                more.add(found.diagram)
        elif found is None:
            whole = False
            break
        elif end is None:
            end = found
    return Reply(tuple(drawn.values()), end, whole, len(more))


def _decoded(line: bytes) -> DrawnDiagram | End | None:
    wrong = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
    with suppress(*wrong):
        return msgspec.json.decode(line, type=DrawnDiagram)
    with suppress(*wrong):
        return msgspec.json.decode(line, type=End)
    return None


def read_bounded(path: Path) -> bytes:
    """A file's content up to the size that the host may write; nothing where it is no plain file."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return b""
            return file.read(RESULT)
    except OSError:
        return b""
