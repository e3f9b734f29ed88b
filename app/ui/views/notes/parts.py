"""A note's tokens in parts, of which its page can be built one by one.

Qt takes a part in whole: what is longer than a part is cut where it shows least: lists between two items,
tables between two rows, code between two lines, paragraphs between two words. What cannot be cut is
shown in part (`shortened`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.sources.block_diagrams import LONGEST, block_of
from app.sources.markdown.dialect import top_groups
from app.ui.views.notes.shortened import in_part, paragraph, remark, size_of

if TYPE_CHECKING:
    from markdown_it.token import Token

PART = 6_000  # characters of Markdown; what one step of building the page should hold
# Of all of a page, since Qt lays all of them out anew for another width of the window.
CELLS, CODE = 1_500, 80_000  # cells of its tables; characters of its code
LONG = 100_000  # characters of its paragraphs that are longer than a part
WORD = 1_000  # characters of one word: Qt looks for a place to break it in all of it
CHILD = 6  # characters that take as long as another format in a line
COLUMNS = 20  # of a table; Qt takes the longer for each cell, the more there are
CARD, LINE = 40, 200  # characters of code that take as long as its card; that are shown without one
CODE_PART = 4_000  # characters of code: its words have colours
_BEGINS = {"heading_open", "paragraph_open", "fence", "code_block", "blockquote_open"}
_BEGINS |= {"details_open", "embed_open", "table_open", "bullet_list_open", "ordered_list_open"}


def parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """At least one, though it may be empty."""
    part: list[Token] = []
    size = 0
    left = _Left()
    for group in top_groups(tokens):
        for piece in _pieces(group, left):
            if part and size + size_of(piece) > PART and piece[0].type in _BEGINS:
                yield part
                part, size = [], 0
            part += piece
            size += size_of(piece)
    yield part


@dataclass(slots=True)
class _Left:
    """How much of a page may still be shown."""

    cells: int = CELLS
    code: int = CODE
    long: int = LONG


def _pieces(group: list[Token], left: _Left) -> Iterator[list[Token]]:
    """A list, a table, code or a paragraph that is too long, cut; anything else as it is, as far as it
    can be shown."""
    kind = group[0].type
    if kind == "table_open" and group[-1].type == "table_close":
        yield from _tables(group, left)
    elif kind in {"fence", "code_block"} and len(group) == 1:
        yield from _code(group[0], left)
    elif size_of(group) <= 2 * PART:
        yield group
    elif kind in {"bullet_list_open", "ordered_list_open"}:
        for piece in _lists(group):
            yield from in_part(piece)
    elif kind == "paragraph_open" and len(group) == 3:
        yield from _paragraph(group, left)
    else:
        yield from in_part(group)


def _paragraph(group: list[Token], left: _Left) -> Iterator[list[Token]]:
    """Runs by the part; as much as is left."""
    for children in _lines(group[1].children or []):
        if left.long <= 0:
            yield remark(group[0], "What follows in this paragraph is not shown.")
            return
        left.long -= sum(len(child.content) + CHILD for child in children)
        yield [group[0], replace(group[1], children=children), group[2]]


def _tables(group: list[Token], left: _Left) -> Iterator[list[Token]]:
    """Rows by the part, under the head again; as many columns as there is room for and cells as are
    left."""
    columns = sum(t.type == "th_open" for t in group)
    if columns > COLUMNS:
        group = [token for row in _rows(group) for token in _first_cells(row)]
    body = next((n for n, t in enumerate(group) if t.type == "tbody_open"), None)
    if body is None or size_of(group) <= 2 * PART:
        left.cells -= sum(t.type in {"td_open", "th_open"} for t in group)
        yield from in_part(group)
        if columns > COLUMNS:
            yield remark(group[0], f"The first {COLUMNS} of {columns:,} columns are shown.")
        return
    head, ends = group[: body + 1], group[-2:]
    part: list[Token] = []
    rows = 0
    whole = True
    for row in _rows(group[body + 1 : -2]):
        if left.cells <= 0:
            whole = False
            break
        left.cells -= sum(t.type == "td_open" for t in row)
        rows += 1
        part += row
        if size_of(head) + size_of(part) > PART:
            yield from in_part([*head, *part, *ends])
            part = []
    if part:
        yield from in_part([*head, *part, *ends])
    if not whole or columns > COLUMNS:
        shown = f"{rows:,} rows" if not whole else f"{COLUMNS} of {columns:,} columns"
        yield remark(group[0], f"The first {shown} of this table are shown.")


def _first_cells(row: list[Token]) -> Iterator[Token]:
    """A row, or what stands before the first, with no more cells than columns are shown."""
    cells = 0
    for token in row:
        cells += token.type in {"td_open", "th_open"}
        if cells <= COLUMNS or token.type == "tr_close":
            yield token


def _rows(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    row: list[Token] = []
    for token in tokens:
        row.append(token)
        if token.type == "tr_close":
            yield row
            row = []
    if row:
        yield row


def _code(token: Token, left: _Left) -> Iterator[list[Token]]:
    """Lines by the part; as many as are left."""
    said = token.content
    if len(said) <= LONGEST and block_of(token.info, said, "") is not None:
        yield from in_part([token])  # it may have a picture
        return
    if left.code <= 0:
        yield from _without_card(token)
        return
    shown = said[: max(left.code, CODE_PART)]
    left.code -= len(shown) + CARD
    if len(shown) <= 2 * CODE_PART:
        yield [replace(token, content=shown)]
    else:
        yield from ([replace(token, content=piece)] for piece in _line_by_line(shown))
    if len(shown) < len(said):
        yield remark(token, f"The first {len(shown):,} characters of this code are shown.")


def _without_card(token: Token) -> Iterator[list[Token]]:
    """The beginning of code as a line of text."""
    from markdown_it.token import Token

    said = " ".join(token.content[:LINE].split())
    inside = Token("code_inline", "code", 0, content=said, markup="`")
    yield paragraph([inside])
    if len(token.content) > LINE:
        yield remark(token, "Only the beginning is shown.")


def _line_by_line(said: str) -> Iterator[str]:
    """In pieces of a part's length: cut at an empty line, or else at the end of one."""
    at = 0
    while len(said) - at > CODE_PART:
        last = at + CODE_PART
        cut = said.rfind("\n\n", at + CODE_PART // 2, last) + 1 or said.rfind("\n", at, last) + 1
        cut = cut if cut > at else last
        yield said[at:cut]
        at = cut
    yield said[at:]


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
    """Runs of about a part's length. A link or emphasis that is longer ends in one and goes on in the
    next."""
    run: list[Token] = []
    size = 0
    open_: list[Token] = []
    for child in children:
        if child.nesting > 0:
            open_.append(child)
        elif child.nesting < 0 and open_:
            open_.pop()
        for text in _short(child):
            run.append(text)
            size += len(text.content) + CHILD
            if size > (2 * PART if open_ else PART):
                yield [*run, *(_closing(token) for token in reversed(open_))]
                run, size = list(open_), 0
    if len(run) > len(open_):
        yield run


def _closing(opening: Token) -> Token:
    kind = opening.type.removesuffix("_open") + "_close"
    return replace(opening, type=kind, nesting=-1, attrs={}, meta={})


def _short(child: Token) -> Iterator[Token]:
    """A text in pieces of a part's length, cut at spaces; anything else as it is."""
    said, at = child.content, 0
    while child.type in {"text", "code_inline"} and len(said) - at > PART:
        cut = said.rfind(" ", at, at + PART)
        cut = cut + 1 if cut > at else at + WORD
        yield replace(child, content=said[at:cut])
        at = cut
    yield replace(child, content=said[at:]) if at else child
