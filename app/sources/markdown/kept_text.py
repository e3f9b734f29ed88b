"""Text that Markdown's usual rules drop, kept: footnotes that nothing cites, cells beyond a
table's head. And tasks, whose boxes become characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_TASK = re.compile(r"\[([ xX])\]\s+")


def add_to(md: MarkdownIt) -> None:
    """Give a parser these rules."""
    md.core.ruler.before("inline", "more_cells", _more_cells)
    md.core.ruler.before("inline", "tasks", _tasks)
    md.core.ruler.after("inline", "footnotes", _footnotes)


def _more_cells(state: StateCore) -> None:
    """Cells beyond the head's, which GitHub drops, stay in their row."""
    from markdown_it.rules_block.table import escapedSplit

    lines: list[str] = []
    row: list[Token] = []
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "tr_close" and row and row[0].map and row[0].level == 2:
            lines = lines or state.src.split("\n")
            said = escapedSplit(lines[row[0].map[0]].strip())
            said = said[said[:1] == [""] : len(said) - (len(said) > 1 and not said[-1])]
            known = sum(t.type in {"td_open", "th_open"} for t in row)
            for text in said[known:]:
                tokens += _cell(text.strip(), row[0])
        if token.type == "tr_open" or (row and token.type != "tr_close"):
            row.append(token)
        else:
            row = []
        tokens.append(token)
    state.tokens = tokens


def _cell(text: str, row: Token) -> list[Token]:
    from markdown_it.token import Token

    inside = Token("inline", "", 0, map=row.map, level=row.level + 2, content=text, children=[])
    level = row.level + 1
    return [
        Token("td_open", "td", 1, level=level, block=True),
        inside,
        Token("td_close", "td", -1, level=level, block=True),
    ]


def _tasks(state: StateCore) -> None:
    """`- [ ] x` and `- [x] x`: a box before the text; the item knows that it is a task."""
    tokens = state.tokens
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open":
            continue
        if found := _TASK.match(inline.content):
            box = "☐ " if found[1] == " " else "☑ "
            inline.content = box + inline.content[found.end() :]
            item.meta["task"] = True


def _said(inline: dict[str, Any]) -> list[Token]:
    """What stands in the text itself as `^[…]`, as a paragraph."""
    from markdown_it.token import Token

    text = Token("inline", "", 0, level=1, content=inline["content"], children=inline["tokens"])
    opening = Token("paragraph_open", "p", 1, block=True)
    return [opening, text, Token("paragraph_close", "p", -1, block=True)]


def _footnotes(state: StateCore) -> None:
    """Definitions to the end: first in the order in which they are cited, then the rest.

    Each becomes `footnote_open` … `footnote_close` with `number` (from 1), `cited` (how often).
    """
    from markdown_it.token import Token

    kept: list[Token] = []
    open_: list[list[Token]] = []
    found: list[tuple[str, list[Token]]] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            open_.append([])
            found.append((token.meta["label"], open_[-1]))
        elif token.type == "footnote_reference_close":
            open_.pop()
        else:
            (open_[-1] if open_ else kept).append(token)
    cited = state.env.get("footnotes", {}).get("list", {})
    if not found and not cited:
        return
    order = {d["label"]: (id, d["count"]) for id, d in cited.items() if "label" in d}
    notes = [(id, 1, _said(data)) for id, data in cited.items() if "label" not in data]
    for label, tokens in found:
        id, count = order.pop(label, (len(cited) + len(notes), 0))
        notes.append((id, count, tokens))
    kept.append(Token("footnote_block_open", "ol", 1))
    for number, (id, count, tokens) in enumerate(sorted(notes, key=lambda n: n[0]), 1):
        meta = {"number": id + 1 if count else number, "cited": count}
        kept.append(Token("footnote_open", "li", 1, meta=meta))
        back = Token("footnote_anchor", "", 0, meta=meta)
        last = tokens and tokens[-1].type == "paragraph_close"
        kept += [*tokens[:-1], back, tokens[-1]] if last else [*tokens, back]
        kept.append(Token("footnote_close", "li", -1))
    kept.append(Token("footnote_block_close", "ol", -1))
    state.tokens = kept
