"""Bare addresses in running text, `https://…`, `www.…` and of mail, as GitHub finds them. What a rule of
the library looks at is bounded here: it would take in all that follows for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    _Rule = Callable[[StateInline, bool], bool]

LONGEST = 1_000  # letters of what has no space in it and may hold an address
TRIES = 8  # in it that find none

# Ends what a bare address begins with, not within a word.
_PROTOCOL = re.compile(r"(?:^|[ \t\r\n*_~(])(?:https?|mailto|xmpp)$")
_SPACE = re.compile(r"\s")
_STARTS = {"www": "www.", "protocol": ":", "email": "@"}  # by the library's rules


def add_to(md: MarkdownIt) -> None:
    """Give a parser the library's rules, within bounds."""
    from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

    md.use(gfm_autolink_plugin)
    rules = {rule.name: rule.fn for rule in md.inline.ruler.__rules__}
    for name, start in _STARTS.items():
        md.inline.ruler.at(f"gfm_autolink_{name}", _bounded(start, rules[f"gfm_autolink_{name}"]))
    md.inline.ruler.before("gfm_autolink_protocol", "no_protocol", _no_protocol)


def _bounded(start: str, rule: _Rule) -> _Rule:
    def bounded(state: StateInline, silent: bool) -> bool:
        if silent or not state.src.startswith(start, state.pos):  # they tell nothing silently
            return False
        whole, end = state.posMax, _run_end(state)
        tries: dict[int, int] = vars(state).setdefault("tries", {})  # by where a run ends
        if end - state.pos > LONGEST or tries.get(end, 0) >= TRIES:
            return False
        state.posMax = min(end + 1, whole)
        found = rule(state, silent)
        state.posMax = whole
        if not found:
            tries[end] = tries.get(end, 0) + 1
        return found

    return bounded


def _run_end(state: StateInline) -> int:
    """Where the next space stands, at most one letter beyond what is looked at."""
    last = min(state.pos + LONGEST + 1, state.posMax)
    begin, end = vars(state).get("no_space", (0, 0))  # between these is none: nobody looks again
    found = _SPACE.search(state.src, end if begin <= state.pos <= end else state.pos, last)
    end = found.start() if found else last
    vars(state)["no_space"] = state.pos, end
    return end


def _no_protocol(state: StateInline, silent: bool) -> bool:
    """A colon after no protocol is a colon. The rule for addresses, which comes next, would look
    through all that stands before it."""
    if state.src[state.pos] != ":":
        return False
    if not silent and _PROTOCOL.search(state.pending[-8:]):
        kept, state.pending = state.pending[-8:], state.pending[:-8]
        if state.pending:
            state.pushPending()
        state.pending = kept
        return False
    if not silent:
        state.pending += ":"
    state.pos += 1
    return True
