"""A note's Markdown → safe HTML in the subset that QTextDocument draws.

Runs in any thread. The HTML knows no theme: looks come from `notes_style` by class. Never
`QTextDocument.setMarkdown`: an unclosed `<img …>` swallows the rest of the text there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from PySide6.QtGui import QImage

from app.model.notes import Note
from app.sources.stamps import Stamp, stamp
from app.ui import notes_images
from app.ui.notes_markup import DATA_TABLE, FULL, clean, loose

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Cell padding in px; the view knows by it which tables get a bar or a card behind them.
QUOTE_PADDING, CARD_PADDING = 9, 12
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)\s*/?>')
_PAIR = re.compile(r'([a-z]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Space:
    """What a note is laid out in: `width` of the text in px, `ratio` device pixels per px, and
    by a diagram's `filename` its id and size in px (None: not laid out yet)."""

    root: str
    width: int
    ratio: float = 1.0
    diagrams: Mapping[str, tuple[str, tuple[int, int] | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """`images` by the name that the HTML gives them; `diagrams` by name, as id and size in px.
    `awaited` are diagrams that the note shows and that have no picture yet; `files` the picture
    files that it names, and of when they are (None: not there)."""

    html: str
    images: dict[str, QImage] = field(default_factory=dict)
    diagrams: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    awaited: frozenset[str] = frozenset()
    files: dict[Path, Stamp | None] = field(default_factory=dict)


def convert(note: Note, space: Space) -> Page:
    """The whole note. Each heading carries an anchor `line-N`, N its line in the file."""
    body = clean(_markdown().render(note.text, {"first_line": note.first_line}))
    images: dict[str, QImage] = {}
    diagrams: dict[str, tuple[str, int, int]] = {}
    awaited: set[str] = set()
    files: dict[Path, Stamp | None] = {}

    def place(match: re.Match[str]) -> str:
        said = {k: html.unescape(v) for k, v in _PAIR.findall(match[1])}
        source, alt = said.get("src", ""), said.get("alt", "")
        named = notes_images.place(space.root, note.file, source)
        if named is not None:
            files[named] = stamp(named)
        path = notes_images.find(space.root, note.file, source)
        if path is not None:
            wanted = _pixels(said.get("width", ""), space.width)
            image = notes_images.read(path, space.width, wanted, space.ratio)
            if image is None:
                return _missing(alt, f"{source} cannot be read")
            name = f"picture-{len(images)}"
            images[name] = image
            own = image.deviceIndependentSize().toSize()
            return _img(name, own.width(), own.height(), alt)
        if "://" in source or source.startswith(("//", "\\\\", "%5C%5C")):
            return _missing(alt, "pictures from elsewhere are not loaded")
        id, size = space.diagrams.get(PurePosixPath(unquote(source)).stem, ("", None))
        if not id:
            return _missing(alt, f"{source or 'no file named'} not found")
        if size is None:
            awaited.add(id)
            return _missing(alt, "being drawn")
        name = f"diagram-{len(diagrams)}"
        diagrams[name] = (id, *size)
        picture = _img(name, *size, alt)
        return f'<a href="diagram:{quote(id)}">{picture}</a>' + (
            f'<br><span class="caption">{html.escape(alt)}</span>' if alt else ""
        )

    return Page(_IMAGE.sub(place, body), images, diagrams, frozenset(awaited), files)


def _img(name: str, width: int, height: int, alt: str) -> str:
    title = f' alt="{html.escape(alt)}"' if alt else ""
    return f'<img src="{name}" width="{width}" height="{height}"{title}>'


def _missing(alt: str, why: str) -> str:
    said = f"Picture: {alt} ({why})" if alt else f"Picture ({why})"
    return f'<span class="caption">{html.escape(said)}</span>'


def _pixels(width: str, whole: int) -> int | None:
    """An <img> width (`300`, `300px`, `50%`) in px; None where it says nothing usable."""
    found = re.fullmatch(r"\s*(\d{1,5}(?:\.\d+)?)\s*(px|%)?\s*", width)
    if found is None or float(found[1]) < 1:
        return None
    return max(1, round(float(found[1]) * (whole / 100 if found[2] == "%" else 1)))


# Markdown


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    md = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False).use(tasklists_plugin).use(gfm_autolink_plugin)
    rules: dict[str, Callable[..., Any]] = {
        "html_block": _raw,
        "html_inline": _raw,
        "heading_open": _heading,
        "fence": _fence,
        "code_block": _fence,
        "table_open": lambda *_: DATA_TABLE,
        "th_open": _cell,
        "td_open": _cell,
        "blockquote_open": lambda *_: _box("quote", QUOTE_PADDING),
        "blockquote_close": lambda *_: "</td></tr></table>\n",
        "bullet_list_open": _list,
        "link_close": _link_close,
        "footnote_ref": _footnote_ref,
        "footnote_block_open": lambda *_: "<hr><ol>",
        "footnote_block_close": lambda *_: "</ol>",
        "footnote_open": _footnote,
        "footnote_anchor": _footnote_anchor,
    }
    for name, rule in rules.items():
        md.add_render_rule(name, rule)
    return md


def _box(kind: str, padding: int) -> str:
    return f'<table class="{kind}" {FULL} cellpadding="{padding}"><tr><td>'


def _raw(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return loose(tokens[at].content)


def _heading(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    token = tokens[at]
    if token.level or not token.map:  # a heading in a quote or a list begins no section
        return f"<{token.tag}>"
    line = token.map[0] + env["first_line"]
    return f'<{token.tag}><a name="line-{line}"></a>'


def _fence(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    info = tokens[at].info.split()
    language = info[0] if info else ""
    title = f'<p class="language">{html.escape(language)}</p>' if language else ""
    code = "".join(_coloured(tokens[at].content.rstrip("\n"), language)).replace("\n", "\u2028")
    return f'{_box("card", CARD_PADDING)}{title}<p class="code">{code}</p></td></tr></table>\n'


def _coloured(code: str, language: str) -> Iterator[str]:
    """The code in spans of the classes k(eyword), s(tring), n(umber), c(omment), f(unction)."""
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Token as Kind
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        yield html.escape(code)
        return
    classes = (
        (Kind.Comment, "c"),
        (Kind.Keyword.Constant, "n"),
        (Kind.Keyword, "k"),
        (Kind.Operator.Word, "k"),
        (Kind.Name.Tag, "k"),
        (Kind.Literal.String, "s"),
        (Kind.Literal.Number, "n"),
        (Kind.Name.Function, "f"),
        (Kind.Name.Class, "f"),
        (Kind.Name.Builtin, "f"),
        (Kind.Name.Variable, "n"),
    )
    for kind, text in lexer.get_tokens(code):
        name = next((c for k, c in classes if kind in k), None)
        said = html.escape(text)
        yield f'<span class="{name}">{said}</span>' if name and text.strip() else said


def _cell(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    side = str(tokens[at].attrs.get("style", "")).removeprefix("text-align:")
    return f'<{tokens[at].tag} align="{side or "left"}">'


def _list(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    items = []
    for i in range(at + 1, len(tokens)):
        token = tokens[i]
        if token.level <= tokens[at].level:
            break
        if token.type == "list_item_open" and token.level == tokens[at].level + 1:
            items.append("task-list-item" in str(token.attrs.get("class", "")))
    tasks = all(items)
    return '<ul class="tasks">' if tasks else "<ul>"


def _link_close(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    opening = next(i for i in range(at, -1, -1) if tokens[i].type == "link_open")
    address = str(tokens[opening].attrs.get("href", ""))
    return "\u202f↗</a>" if address.startswith(("http:", "https:")) else "</a>"


def _footnote_ref(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    number = tokens[at].meta["id"] + 1
    return f'<sup><a name="cited-{number}" href="#footnote-{number}">{number}</a></sup>'


def _footnote(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    number = tokens[at].meta["id"] + 1
    return f'<li><a name="footnote-{number}"></a>'


def _footnote_anchor(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return f' <a href="#cited-{tokens[at].meta["id"] + 1}">↑</a>'
