"""What folds in a note, made whole: each `details_open` is followed by a summary and has its
`details_close`, at the latest where what holds it ends. Obsidian's comments fold, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

RULE = "folds"  # the core rule
COMMENT_MARK = "comment_mark"  # a token: a line of `%%` alone, one end of an Obsidian comment


def add_to(md: MarkdownIt) -> None:
    """After the rule that cuts raw HTML."""
    md.core.ruler.before("inline", RULE, _make_whole)


def _make_whole(state: StateCore) -> None:
    state.tokens = _balanced(_summed_up(_comments(state.tokens)))


def _block(type: str, tag: str, nesting: Any, level: int, **more: Any) -> Token:
    from markdown_it.token import Token

    return Token(type, tag, nesting, level=level, block=True, **more)


def _around(kind: str, tag: str, text: str, level: int) -> list[Token]:
    return [
        _block(f"{kind}_open", tag, 1, level),
        _block("inline", "", 0, level + 1, content=text, children=[]),
        _block(f"{kind}_close", tag, -1, level),
    ]


def _comments(tokens: Sequence[Token]) -> list[Token]:
    """Comment marks two by two as details; one that is alone as the text that it is."""
    sides = _paired(tokens)
    result: list[Token] = []
    for i, token in enumerate(tokens):
        if token.type != COMMENT_MARK:
            result.append(token)
        elif i not in sides:
            result += _around("paragraph", "p", "%%", token.level)
        elif sides[i] > 0:
            result.append(_block("details_open", "", 1, token.level))
            result += _around("summary", "", "Comment", token.level)
        else:
            result.append(_block("details_close", "", -1, token.level))
    return result


def _paired(tokens: Sequence[Token]) -> dict[int, int]:
    """Which comment marks open (1) and close (-1): two by two in one container."""
    sides: dict[int, int] = {}
    waiting: list[int | None] = [None]
    for i, token in enumerate(tokens):
        if token.type == COMMENT_MARK:
            if (first := waiting[-1]) is None:
                waiting[-1] = i
            else:
                sides[first], sides[i], waiting[-1] = 1, -1, None
        elif token.type in {"details_open", "details_close"}:
            waiting[-1] = None  # a comment does not reach over the edge of a fold
        elif token.nesting > 0:
            waiting.append(None)
        elif token.nesting < 0 and len(waiting) > 1:
            waiting.pop()
    return sides


def _summed_up(tokens: Sequence[Token]) -> list[Token]:
    """A summary for details that have none; a summary that belongs to none is a paragraph."""
    result: list[Token] = []
    stray = False
    for token in tokens:
        first = bool(result) and result[-1].type == "details_open"
        if first and token.type != "summary_open":
            result += _around("summary", "", "Details", token.level)
        stray = stray or (token.type == "summary_open" and not first)
        if stray and token.type in {"summary_open", "summary_close"}:
            stray = token.type == "summary_open"
            token.type, token.tag = token.type.replace("summary", "paragraph"), "p"
        result.append(token)
    if result and result[-1].type == "details_open":
        result += _around("summary", "", "Details", 0)
    return result


def _balanced(tokens: Sequence[Token]) -> list[Token]:
    result: list[Token] = []
    open_ = [0]  # details open in each of the containers around
    for token in tokens:
        if token.type == "details_open":
            open_[-1] += 1
        elif token.type == "details_close":
            if not open_[-1]:
                continue
            open_[-1] -= 1
        elif token.nesting > 0:
            open_.append(0)
        elif token.nesting < 0 and len(open_) > 1:
            result += [_block("details_close", "", -1, token.level) for _ in range(open_.pop())]
        result.append(token)
    return result + [_block("details_close", "", -1, 0) for _ in range(open_[0])]
