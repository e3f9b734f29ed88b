"""Formulas between dollar signs, as Obsidian and GitHub have them: `$…$` in a line, `$$…$$` for itself.

Most dollar signs in notes are prices: https://pandoc.org/MANUAL.html#extension-tex_math_dollars says
which are not. What stands between two has no space at its ends, and a letter or a digit neither before
nor behind; what begins with a digit has to have a sign of a formula in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

LINES = 60  # of a formula for itself
_PRICE = re.compile(r"[\d.,]")
_SIGNS = re.compile(r"[\\^_={}]")


def add_to(md: MarkdownIt) -> None:
    """Its tokens are `formula` and `formula_block`, whose content is LaTeX; `meta["display"]` where one
    in a line is to stand for itself."""
    md.inline.ruler.before("escape", "formula", _in_line)
    md.block.ruler.before(
        "fence", "formula_block", _for_itself, {"alt": ["paragraph", "reference", "blockquote"]}
    )


def _in_line(state: StateInline, silent: bool) -> bool:
    text, at = state.src, state.pos
    if text[at] != "$" or (at and (text[at - 1].isalnum() or text[at - 1] in "$\\")):
        return False
    mark = "$$" if text.startswith("$$", at) else "$"
    begin = at + len(mark)
    line = text.find("\n", begin)
    end = text.find(mark, begin, len(text) if line < 0 else line)
    if end < 0 or not _is_formula(text[begin:end], text[end + len(mark) : end + len(mark) + 1]):
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content, token.markup = text[begin:end].strip(), mark
        token.meta = {"display": mark == "$$"}
    state.pos = end + len(mark)
    return True


def _is_formula(said: str, behind: str) -> bool:
    if not said.strip() or said != said.strip() or said.endswith("\\"):
        return False
    if behind.isalnum() or behind in ("$", "{"):
        return False
    return not _PRICE.match(said) or _SIGNS.search(said) is not None or " " not in said


def _for_itself(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = _line(state, start)
    if not first.startswith("$$") or state.is_code_block(start):
        return False
    inside, last = [first[2:]], start
    while not inside[-1].rstrip().endswith("$$"):
        last += 1
        if last >= end or last - start > LINES or state.sCount[last] < state.blkIndent:
            return False
        inside.append(_line(state, last))
    said = "\n".join(inside).rstrip()[:-2].strip()
    if not said or "$$" in said:
        return False
    if not silent:
        token = state.push("formula_block", "math", 0)
        token.content, token.block, token.markup = said, True, "$$"
        token.meta, token.map = {"display": True}, [start, last + 1]
        state.line = last + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
