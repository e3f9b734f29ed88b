"""Raw HTML in notes, as far as it has structure: headings, and `<details>` that fold.

A block of raw HTML is cut into tokens: `heading_open` … as Markdown's own, `details_open` (meta
`open`), `summary_open` inline `summary_close`, `details_close`; what remains is `html_block`.
`app.sources.markdown.folding` then sees to it that they are whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

RULE = "raw_html"  # the core rule that cuts

# Elements of HTML. What is between < and > and none of them is text: `List<String>`.
ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """
        a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound
        big blink blockquote body br button canvas caption center cite code col colgroup data
        datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure
        font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe
        img input ins kbd label legend li link main map mark marquee math menu meta meter nav
        nobr noembed noframes noscript object ol optgroup option output p param picture
        plaintext pre progress q rp rt ruby s samp script search section select slot small
        source span strike strong style sub summary sup svg table tbody td template textarea
        tfoot th thead time title tr track tt u ul var video wbr xmp
        """,
    )
)
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*?(/?)>")
_START = re.compile(r"<(?:(!--)|(/?details|script|style|summary|h[1-6])\b([^<>]*)>)", re.IGNORECASE)
_ENDS = {"!--": re.compile(r"-->")} | {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("script", "style", "summary", "h1", "h2", "h3", "h4", "h5", "h6")
}
_TAGS_ONLY = re.compile(r"(?:\s|<[^<>]*>)*")
_ALIGN = re.compile(r"\balign\s*=\s*[\"']?(left|center|right)\b", re.IGNORECASE)
_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
}


class _HtmlPiece(NamedTuple):
    """`kind` is `raw`, `heading`, `details`, `/details` or `summary`; `at` where it starts in
    the block, `end` where it ends; `inside` its text; `tag` and `attributes` of its tag."""

    kind: str
    at: int
    end: int
    inside: str
    tag: str = ""
    attributes: str = ""


def add_to(md: MarkdownIt) -> None:
    """Give a parser this rule."""
    md.core.ruler.before("inline", RULE, _cut_blocks)


def text_of(tag: str) -> str:
    """What a piece of inline HTML shows by itself: nothing, or itself if it is no HTML."""
    name = _TAG_NAME.match(tag)
    return "" if name is None or name[1].lower() in ELEMENTS else tag


def spans(tokens: Sequence[Token]) -> set[int]:
    """The positions after which raw HTML is still open that is closed further on."""
    open_: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for i, token in enumerate(tokens):
        if token.type != "html_block":
            continue
        for closing, tag, empty in _TAG.findall(token.content):
            name = tag.lower()
            if name in _VOID or empty or name not in ELEMENTS:
                continue
            if not closing:
                open_.append((name, i))
            elif any(n == name for n, _ in open_[-40:]):
                while open_[-1][0] != name:
                    open_.pop()
                found.append((open_.pop()[1], i))
    depth, covered = 0, set[int]()
    edges = Counter(start for start, _ in found)
    edges.subtract(end for _, end in found)
    for i in range(len(tokens)):
        depth += edges[i]
        if depth:
            covered.add(i)
    return covered


def _cut_blocks(state: StateCore) -> None:
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "html_block":
            tokens += _cut(token)
        else:
            tokens.append(token)
    state.tokens = tokens


def _cut(block: Token) -> Iterator[Token]:
    from markdown_it.token import Token

    line, counted = block.map[0] if block.map else 0, 0
    text = block.content

    def make(type: str, tag: str, nesting: Any, piece: _HtmlPiece, **more: Any) -> Token:
        where = [line, line + text.count("\n", piece.at, piece.end) + 1]
        return Token(type, tag, nesting, map=where, level=block.level, block=True, **more)

    for piece in _pieces(text):
        line, counted = line + text.count("\n", counted, piece.at), piece.at
        if piece.kind == "raw":
            yield make("html_block", "", 0, piece, content=piece.inside)
        elif piece.kind == "details":
            opened = re.search(r"\bopen\b", piece.attributes) is not None
            yield make("details_open", "", 1, piece, meta={"open": opened})
        elif piece.kind == "/details":
            yield make("details_close", "", -1, piece)
        else:
            kind = piece.kind
            found = _ALIGN.search(piece.attributes)
            attrs: dict[str, Any] = {"align": found[1].lower()} if found else {}
            meta = {}
            if kind == "heading":
                end = text.find("\n", piece.end)
                meta["rest"] = text[piece.end : end if end >= 0 else len(text)]
            yield make(f"{kind}_open", piece.tag, 1, piece, attrs=attrs, meta=meta)
            yield make("inline", "", 0, piece, content=piece.inside.strip(), children=[])
            yield make(f"{kind}_close", piece.tag, -1, piece)


def _pieces(text: str) -> Iterator[_HtmlPiece]:
    raw = at = 0
    checked, lone = 0, True  # only tags stand in the line before there
    ahead = _Ahead(text)
    while found := _START.search(text, at):
        name = found[1] or found[2].lower()
        at = found.end()
        if (line := text.rfind("\n", checked, found.start()) + 1) > 0:
            checked, lone = line, True
        if lone:
            before = _TAGS_ONLY.match(text, checked, found.start())
            lone = before is not None and before.end() == found.start()
        checked = found.start()
        piece = _whole(ahead, found, name, lone)
        if piece is None:
            continue
        at = piece.end
        if piece.kind == "hidden":
            continue
        if text[raw : piece.at].strip():
            yield _HtmlPiece("raw", raw, piece.at, text[raw : piece.at])
        yield piece
        raw = at
    if text[raw:].strip():
        yield _HtmlPiece("raw", raw, len(text), text[raw:])


class _Ahead:
    """What comes in a text, looked for once, by who reads it from its beginning on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: dict[str, re.Match[str] | None] = {}
        self._bare = 0  # to there stand only tags, from the last place that was asked of

    def end(self, name: str, at: int) -> re.Match[str] | None:
        """The next end of an element of that name."""
        known = self._ends.get(name)
        if name not in self._ends or (known is not None and known.start() < at):
            known = self._ends[name] = _ENDS[name].search(self.text, at)
        return known

    def is_bare(self, start: int, end: int) -> bool:
        """Whether only tags stand between two tags."""
        if end <= self._bare:
            return True
        found = _TAGS_ONLY.match(self.text, max(start, self._bare), end)
        if found is None or found.end() < end:
            return False
        self._bare = end
        return True


def _whole(ahead: _Ahead, start: re.Match[str], name: str, lone: bool) -> _HtmlPiece | None:
    """The piece that a tag begins; None for one that is not whole, which stays as it is. `lone`
    says that only tags stand before it in its line."""
    if name in {"details", "/details"}:
        return _HtmlPiece(name, start.start(), start.end(), "", name, start[3] or "")
    kind = {"summary": "summary"}.get(name, "heading" if name[0] == "h" else "hidden")
    if kind == "heading" and not lone:
        return None
    end = ahead.end(name, start.end())
    if end is None:
        return None
    if kind == "heading" and ahead.is_bare(start.end(), end.start()):
        return None  # a picture alone is no title
    inside = ahead.text[start.end() : end.start()]
    return _HtmlPiece(kind, start.start(), end.end(), inside, name, start[3] or "")
