"""Where labels in brackets end: `[a link]`, `![a picture]`, `^[a footnote]`; and comments and the like.
The library looks for each from where it begins to the end of the text; here one pass tells all that it
comes by.
"""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

# By where the text that is looked at ends and where a label begins: where that one ends (-1 for
# nowhere), and whether a link stands in it.
_Ends = dict[tuple[int, int], tuple[int, bool]]

_CLOSERS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">", "[": "]", "![": "]"}


def add_to(md: MarkdownIt) -> None:
    """Give a parser this way of finding ends. Its footnotes it has to have before."""
    from mdit_py_plugins.footnote.index import footnote_inline

    def footnote(state: StateInline, silent: bool) -> bool:
        inside = state.src.startswith("^[", state.pos)
        return inside and label_end(state, state.pos + 1) >= 0 and footnote_inline(state, silent)

    theirs = md.helpers
    md.helpers = cast(
        Any,
        SimpleNamespace(
            parseLinkDestination=theirs.parseLinkDestination,
            parseLinkTitle=theirs.parseLinkTitle,
            parseLinkLabel=label_end,
        ),
    )
    md.inline.ruler.before("escape", "endless", _endless)
    if "footnote_inline" in md.get_all_rules()["inline"]:
        md.inline.ruler.at("footnote_inline", footnote)


def label_end(state: StateInline, start: int, without_links: bool = False) -> int:
    """Where the label that the bracket at `start` opens is closed; -1 where it is not, or where a link
    stands in it and it has to be `without_links`."""
    ends: _Ends = vars(state).setdefault("label_ends", {})
    if (state.posMax, start) not in ends:
        _find(state, start, ends)
    end, holds_link = ends[state.posMax, start]
    return -1 if without_links and holds_link else end


def _find(state: StateInline, start: int, ends: _Ends) -> None:
    """The end of that label, and of all in it."""
    before, last = state.pos, state.posMax
    open_ = [start]
    holding = 0  # so many of these, from the outermost on, hold a link
    state.pos = start + 1
    while state.pos < last:
        at = state.pos
        sign = state.src[at]
        if sign == "]":
            begun = open_.pop()
            ends[last, begun] = at, holding > len(open_)
            holding = min(holding, len(open_))
            if not open_:
                break
        state.md.inline.skipToken(state)
        if sign != "[":
            continue
        if state.pos > at + 1:
            holding = len(open_)
            continue
        known = ends.get((last, at))
        if known is None:
            open_.append(at)
            continue
        end, holds_link = known
        if end < 0:  # what is around it is not closed either
            break
        state.pos = end + 1
        holding = len(open_) if holds_link else holding
    for number, begun in enumerate(open_):
        ends[last, begun] = -1, number < holding
    state.pos = before


def _endless(state: StateInline, silent: bool) -> bool:
    """What opens a comment, a link or the like that is never closed is a sign like others, and
    nothing looks for its end again."""
    sign = state.src[state.pos]
    if sign not in "<[!":
        return False
    opener = next((o for o in _CLOSERS if state.src.startswith(o, state.pos)), None)
    if opener is None or _last(state.src, _CLOSERS[opener]) > state.pos:
        return False
    if not silent:
        state.pending += sign
    state.pos += 1
    return True


@lru_cache(maxsize=8)
def _last(text: str, mark: str) -> int:
    return text.rfind(mark)
