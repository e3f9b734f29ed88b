"""Lines that are bold as a whole, as headings: for notes whose author has made them so, and wants
them to be sections. A parser's `env` says so under `bold_headings`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

RULE = "bold_headings"  # the core rule
LONGEST = 120  # letters of such a line
_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\*\*|__).)+)(?<=\S)\1:?")


def add_to(md: MarkdownIt) -> None:
    """Give a parser this rule, before it looks into lines."""
    md.core.ruler.before("inline", RULE, _make_headings)


def _make_headings(state: StateCore) -> None:
    if not state.env.get(RULE):
        return
    level = 1  # of the last heading of another kind
    for opening, inline, closing in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if opening.type == "heading_open" and opening.level == 0:
            level = int(opening.tag[1:])
        found = _BOLD.fullmatch(inline.content) if len(inline.content) <= LONGEST else None
        if opening.type != "paragraph_open" or opening.level or found is None:
            continue
        opening.type, closing.type = "heading_open", "heading_close"
        opening.tag = closing.tag = f"h{min(level + 1, 6)}"
        inline.content = found[2]
