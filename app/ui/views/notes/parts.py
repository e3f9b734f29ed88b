"""A note's tokens in parts, of which its page can be built one by one.

Qt takes a part in whole: what is longer than a part is cut where it shows least, lists between
two items, paragraphs between two words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sources.markdown.dialect import top_groups

if TYPE_CHECKING:
    from markdown_it.token import Token

PART = 6_000  # characters of Markdown; what one step of building the page should hold
_BEGINS = {"heading_open", "paragraph_open", "fence", "code_block", "blockquote_open"}
_BEGINS |= {"details_open", "embed_open", "table_open", "bullet_list_open", "ordered_list_open"}


def parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """At least one, though it may be empty."""
    part: list[Token] = []
    size = 0
    for group in top_groups(tokens):
        for piece in _pieces(group):
            if part and size + _size(piece) > PART and piece[0].type in _BEGINS:
                yield part
                part, size = [], 0
            part += piece
            size += _size(piece)
    yield part


def _size(tokens: Sequence[Token]) -> int:
    return sum(len(token.content) + 20 for token in tokens)


def _pieces(group: list[Token]) -> Iterator[list[Token]]:
    """A list or a paragraph that is too long, cut; anything else as it is."""
    if _size(group) <= 2 * PART:
        yield group
    elif group[0].type in {"bullet_list_open", "ordered_list_open"}:
        yield from _lists(group)
    elif group[0].type == "paragraph_open" and len(group) == 3:
        for children in _lines(group[1].children or []):
            yield [group[0], replace(group[1], children=children), group[2]]
    else:
        yield group


def _lists(group: list[Token]) -> Iterator[list[Token]]:
    opening, closing = group[0], group[-1]
    first = int(opening.attrs.get("start", 1))
    part: list[Token] = []
    count = size = 0
    for token in group[1:-1]:
        part.append(token)
        size += len(token.content) + 20
        if token.type == "list_item_close" and token.level == opening.level + 1:
            count += 1
            if size > PART:
                yield [_more(opening, first), *part, closing]
                part, size, first, count = [], 0, first + count, 0
    if part:
        yield [replace(opening, attrs={**opening.attrs, "start": first}), *part, closing]


def _more(opening: Token, first: int) -> Token:
    return replace(opening, attrs={**opening.attrs, "start": first, "class": "more"})


def _lines(children: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of about a part's length; no link or emphasis is cut."""
    run: list[Token] = []
    size = depth = 0
    for child in children:
        depth += child.nesting
        for text in _short(child) if depth == 0 and child.type == "text" else [child]:
            run.append(text)
            size += len(text.content)
            if size > PART and depth == 0:
                yield run
                run, size = [], 0
    if run:
        yield run


def _short(text: Token) -> Iterator[Token]:
    """A text in pieces of a part's length, cut at spaces."""
    said, at = text.content, 0
    while len(said) - at > PART:
        cut = said.rfind(" ", at, at + PART)
        cut = cut + 1 if cut > at else at + PART
        yield replace(text, content=said[at:cut])
        at = cut
    yield replace(text, content=said[at:])
