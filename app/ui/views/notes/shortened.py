"""What of a note cannot be cut into parts, as far as it can be shown at once, and the line under it that
says so: Qt lays out a heading, a cell, an item of a list or a piece of raw HTML in one go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.model.wording import counted

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST = 30_000  # characters of a piece, with what its elements take as much time as
TOKEN, CELL = 20, 60  # characters that take as long as one
_IN_HTML = re.compile(r"<(?:t[dh]|div|p|li|h[1-6])\b", re.IGNORECASE)
_LEAVES = frozenset({"inline", "fence", "code_block", "html_block", "formula_block"})


def size_of(tokens: Sequence[Token]) -> int:
    """How much Qt has to do for them, in characters of plain text."""
    return sum(_size(token) for token in tokens)


def _size(token: Token) -> int:
    size = len(token.content) + TOKEN
    if token.type == "html_block":
        size += CELL * len(_IN_HTML.findall(token.content))
    return size


def in_part(piece: list[Token]) -> Iterator[list[Token]]:
    """The piece; of one that is too long its beginning, and a line that says so."""
    if size_of(piece) <= MOST:
        yield piece
        return
    yield _beginning(piece)
    yield remark(piece[len(piece) > 1 and piece[1].map is not None], "Only the beginning is shown.")


def remark(of: Token, said: str) -> list[Token]:
    """A quiet line, which says where in the note all of it stands."""
    from markdown_it.token import Token

    lines = counted(of.map[1] - of.map[0], "line") if of.map else ""
    where = f" All of it stands in the file, {lines}." if lines else ""
    found = paragraph([Token("text", "", 0, content=said + where)])
    found[0].attrs = {"class": "from"}
    return found


def paragraph(children: list[Token]) -> list[Token]:
    """A paragraph of these."""
    from markdown_it.token import Token

    content = "".join(child.content for child in children)
    inline = Token("inline", "", 0, content=content, children=children, level=1)
    opening = Token("paragraph_open", "p", 1, block=True)
    return [opening, inline, Token("paragraph_close", "p", -1, block=True)]


def _beginning(piece: list[Token]) -> list[Token]:
    """As much as there is room for, in elements that are whole."""
    kept: list[Token] = []
    left = MOST
    skipped = 0  # elements that are open and not shown
    for token in piece:
        if token.nesting < 0 and skipped:
            skipped -= 1
        elif token.nesting < 0:
            kept.append(token)
        elif left <= 0 or skipped:
            skipped += token.nesting
        else:
            size = _size(token)
            kept.append(_cut(token, left) if size > left and token.type in _LEAVES else token)
            left -= size
    return kept


def _cut(token: Token, left: int) -> Token:
    """A text's beginning, that long."""
    if token.type != "inline":
        return replace(token, content=_whole_tags(token.content, left))
    children: list[Token] = []
    open_ = 0
    for child in token.children or []:
        if child.nesting < 0:
            open_ -= 1
            children.append(child)
        elif left > 0:
            open_ += child.nesting
            said = child.content
            children.append(replace(child, content=said[:left]) if len(said) > left else child)
            left -= len(said) + 1
        elif child.nesting > 0 or not open_:
            break
    return replace(token, children=children)


def _whole_tags(said: str, left: int) -> str:
    """The beginning of raw HTML or code, without a tag that is cut through."""
    at = 0
    for found in _IN_HTML.finditer(said):
        left -= CELL + found.start() - at
        at = found.start()
        if left <= 0:
            return said[:at]
    return said[: at + left].rpartition(">")[0] + ">" if "<" in said else said[: at + left]
