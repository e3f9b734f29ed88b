"""`[toc]` alone in a paragraph: a note's headings, as links to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from app.sources.markdown.anchors import Anchors

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

WAYS = frozenset({"[toc]", "[[toc]]", "[[_toc_]]", "{:toc}", "@[toc]"})  # in lower case
MOST = 500  # headings that are listed


class TocEntry(NamedTuple):
    level: int
    title: str
    slug: str


def add_to(md: MarkdownIt, entries: Callable[[list[Token]], list[TocEntry]]) -> None:
    """Give a parser this rule; `entries` says what the headings among its tokens are."""

    def contents(state: StateCore) -> None:
        if not any(_asks(token) for token in state.tokens):
            return
        made = list(_list(entries(state.tokens)))
        kept: list[Token] = []
        for token in state.tokens:
            kept.append(token)
            if token.type == "paragraph_close" and len(kept) > 2 and _asks(kept[-2]):
                kept[-3:] = made
        state.tokens = kept

    md.core.ruler.after("inline", "contents", contents)


def _asks(token: Token) -> bool:
    return token.type == "inline" and token.level == 1 and token.content.strip().lower() in WAYS


def _list(entries: list[TocEntry]) -> Iterator[Token]:
    anchors = Anchors()
    named = [(e, anchors.add(e.slug)) for e in entries]
    if sum(e.level == 1 for e in entries) == 1:  # the note's title, over the list itself
        named = [(e, anchor) for e, anchor in named if e.level > 1]
    open_: list[int] = []  # levels of the lists that are open
    for entry, anchor in named[:MOST]:
        while open_ and entry.level < open_[-1]:
            open_.pop()
            yield from _close(len(open_))
        if open_ and entry.level == open_[-1]:
            yield _token("list_item_close", "li", -1, 2 * len(open_) - 1)
        else:
            yield _token("bullet_list_open", "ul", 1, 2 * len(open_))
            open_.append(entry.level)
        yield _token("list_item_open", "li", 1, 2 * len(open_) - 1)
        yield from _link(entry.title, anchor, 2 * len(open_))
    while open_:
        open_.pop()
        yield from _close(len(open_))


def _close(depth: int) -> Iterable[Token]:
    yield _token("list_item_close", "li", -1, 2 * depth + 1)
    yield _token("bullet_list_close", "ul", -1, 2 * depth)


def _link(title: str, anchor: str, level: int) -> Iterable[Token]:
    inside = [
        _token("link_open", "a", 1, 0, attrs={"href": f"#{anchor}"}),
        _token("text", "", 0, 1, content=title),
        _token("link_close", "a", -1, 0),
    ]
    yield _token("paragraph_open", "p", 1, level, hidden=True)
    yield _token("inline", "", 0, level + 1, content=title, children=inside)
    yield _token("paragraph_close", "p", -1, level, hidden=True)


def _token(type: str, tag: str, nesting: Any, level: int, **more: Any) -> Token:
    from markdown_it.token import Token

    return Token(type, tag, nesting, level=level, block=True, **more)
