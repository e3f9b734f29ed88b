"""What folds in a note, made whole: each `details_open` is followed by a summary and has its
`details_close`, at the latest where what holds it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

RULE = "folds"  # the core rule


def add_to(md: MarkdownIt) -> None:
    """After the rule that cuts raw HTML."""
    md.core.ruler.before("inline", RULE, _make_whole)


def _make_whole(state: StateCore) -> None:
    state.tokens = _balanced(_summed_up(state.tokens))


def _block(type: str, tag: str, nesting: Any, level: int, **more: Any) -> Token:
    from markdown_it.token import Token

    return Token(type, tag, nesting, level=level, block=True, **more)


def _around(kind: str, tag: str, text: str, level: int) -> list[Token]:
    return [
        _block(f"{kind}_open", tag, 1, level),
        _block("inline", "", 0, level + 1, content=text, children=[]),
        _block(f"{kind}_close", tag, -1, level),
    ]


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
