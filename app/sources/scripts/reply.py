"""What the host of a script answers: read as what anybody may have written, since a script can write
into the same pipe."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Any, Literal

import msgspec

MOST = 200  # diagrams of one script
LINES = 100_000  # of an answer
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


class Beginning(msgspec.Struct, frozen=True):
    """Whether all was held back that can be, before a word of the script was read."""

    confined: bool


class StandsAt(msgspec.Struct, frozen=True):
    """Where the script stands."""

    at: _Line


class BegunAgain(msgspec.Struct, frozen=True):
    """What was drawn before does not count."""

    again: Literal[True]


class End(msgspec.Struct, frozen=True):
    """How the script ended; see `host`."""

    end: Literal["done", "raised", "exited", "printed", "stopped", "loose"]
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


_Said = DrawnDiagram | StandsAt | Beginning | BegunAgain | End
_KINDS: tuple[Any, ...] = (DrawnDiagram, StandsAt, Beginning, BegunAgain, End)


class Reply(msgspec.Struct, frozen=True):
    """`whole` says that every line could be read; `more` is how many diagrams are left out. `confined` is
    None where that has not been said."""

    drawn: tuple[DrawnDiagram, ...]
    end: End | None
    whole: bool
    more: int
    confined: bool | None = None


def reply_of(content: bytes) -> Reply:
    """What the host has written, up to the first line that is not as the host writes them."""
    drawn: dict[int, DrawnDiagram] = {}
    end, whole, confined = None, True, None
    more: set[int] = set()
    for count, line in enumerate(content.splitlines()):
        found = _decoded(line) if count < LINES else None
        match found:
            case DrawnDiagram(diagram=number) if number in drawn or len(drawn) < MOST:
                drawn[number] = found
            case DrawnDiagram(diagram=number):
                more.add(number)
            case Beginning() if confined is None:  # the script may say it again
                confined = found.confined
            case BegunAgain():
                drawn, more = {}, set()
            case End() if end is None:
                end = found
            case None:
                whole = False
                break
    return Reply(tuple(drawn.values()), end, whole, len(more), confined)


def line_now(content: bytes | bytearray) -> int | None:
    """The line in which the script stood when it was last said; of an answer that may go on."""
    begin = content.rfind(b'{"at"')
    found = _decoded(bytes(content[begin:]).split(b"\n", 1)[0]) if begin >= 0 else None
    return found.at if isinstance(found, StandsAt) else None


def _decoded(line: bytes) -> _Said | None:
    wrong = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
    for kind in _KINDS:
        with suppress(*wrong):
            found: _Said = msgspec.json.decode(line, type=kind)
            return found
    return None
