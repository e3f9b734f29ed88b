"""A note's Markdown → safe HTML in the subset that QTextDocument draws.

Runs in any thread. The HTML knows no theme: looks come from `app.ui.views.notes.style` by class. Never
`QTextDocument.setMarkdown`: an unclosed `<img …>` swallows the rest of the text there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from PySide6.QtGui import QImage

from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.notes import Note, picture_stem
from app.render import note_images
from app.scene.theme import LIGHT, Theme
from app.sources.block_diagrams import DiagramBlock
from app.sources.markdown import html_rules, picture_files
from app.sources.markdown.code_colours import coloured
from app.sources.markdown.dialect import begins_section
from app.sources.markdown.embeds import Finder
from app.sources.stamps import Stamp, stamp
from app.ui.views.notes.blocks import PageBlocks
from app.ui.views.notes.formulas import DESIGNED, PageFormulas, TextSize
from app.ui.views.notes.markup import DATA_TABLE, FULL, MARK, WINDOW
from app.ui.views.notes.parts import parts
from app.ui.views.notes.remote import PageRemote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Cell padding in px; the document knows by it which tables get a bar or a card behind them,
# which fold, and which hold data.
DATA_PADDING, QUOTE_PADDING, FOLD_PADDING, CARD_PADDING = 6, 9, 10, 12
DEEP_QUOTES = 3  # quotes in one another that get a bar each; Qt slows down with tables in tables
DEEP_FOLDS = 4
DEEP_INDENTS = 10  # quotes in one another, of which further ones stand no deeper
SHUT, OPEN = "▸", "▾"
FOLD = "fold:"  # and a number, from 0: the anchor that opens and closes what is folded
TONE = "tone-"  # and what a callout's kind says: the anchor at the start of its quote
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)\s*/?>')
_PAIR = re.compile(r'([a-z]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Space:
    """What a note is laid out in: `width` of the text in px, `ratio` device pixels per px, and
    by a diagram's `filename` its id and size in px (None: not laid out yet). Where these are
    `borrowed`, a picture that has a file is none of a diagram. `embeds` finds the texts that the
    note embeds. What blocks of code say and formulas are drawn in the `theme`, these for such a
    `text`."""

    root: str
    width: int
    ratio: float = 1.0
    diagrams: Mapping[str, tuple[DiagramId, tuple[int, int] | None]] = field(default_factory=dict)
    borrowed: bool = False
    embeds: Finder | None = None
    theme: Theme = LIGHT
    text: TextSize = DESIGNED


@dataclass(frozen=True, slots=True)
class Page:
    """HTML in parts, each whole in itself. `images` by the name that the HTML gives them;
    `diagrams` by name, as id and size in px. `awaited` are diagrams that the note shows and that
    have no picture yet, `blocks` those that it says in blocks of code, `remote` addresses of pictures that nobody
    has fetched; `files` the picture files that it names, and of when they are (None: not
    there). `folds`: which of what can be folded is open at first."""

    parts: tuple[str, ...]
    images: dict[str, QImage] = field(default_factory=dict)
    diagrams: dict[str, tuple[DiagramId, int, int]] = field(default_factory=dict)
    awaited: frozenset[str] = frozenset()
    files: dict[Path, Stamp | None] = field(default_factory=dict)
    folds: tuple[bool, ...] = ()
    blocks: frozenset[DiagramBlock] = frozenset()
    remote: tuple[str, ...] = ()
    inked: tuple[PageBlocks, PageFormulas] | None = None

    def anew(self, ratio: float, theme: Theme) -> dict[str, QImage]:
        """The pictures whose colours are a theme's, in another one."""
        return {
            name: image for x in self.inked or () for name, image in x.anew(ratio, theme).items()
        }

    def block(self, name: str) -> DiagramLayout | None:
        """The diagram of that picture, if a block of code says it."""
        return self.inked[0].layouts.get(name) if self.inked else None

    @property
    def html(self) -> str:
        return "".join(self.parts)


def convert(note: Note, space: Space) -> Page:
    """The whole note. Each heading carries an anchor `line-N`, N its line in the file."""
    md = _markdown()
    env: dict[str, Any] = {"first_line": note.first_line, "folds": [], "open": [], "quotes": 0}
    env["embeds"] = space.embeds
    env["bold_headings"] = note.bold_headings
    env["blocks"] = blocks = PageBlocks(
        f"{space.root}/{note.file}", space.width, space.ratio, space.theme
    )
    env["formulas"] = formulas = PageFormulas(space.text, space.width, space.ratio, space.theme)
    tokens = md.parse(note.text, env)
    images: dict[str, QImage] = {}
    diagrams: dict[str, tuple[DiagramId, int, int]] = {}
    awaited: set[str] = set()
    remote = PageRemote()
    files: dict[Path, Stamp | None] = {}

    def place(match: re.Match[str]) -> str:
        said = {k: html.unescape(v) for k, v in _PAIR.findall(match[1])}
        source, alt = said.get("src", ""), said.get("alt", "")
        if said.get("class") == "block":
            return blocks.sized(source)
        if said.get("class") == "formula":
            return formulas.sized(source)
        named = picture_files.place(space.root, note.file, source)
        if named is not None:
            files[named] = stamp(named)
        path = picture_files.find(space.root, note.file, source, said.get("class") == "embed")
        path = path or remote.file(source)
        if path is not None:
            files[path] = stamp(path)
        of, size = space.diagrams.get(picture_stem(source), (DiagramId(""), None))
        if path is not None:
            wanted = _pixels(said.get("width", ""), space.width)
            image = note_images.read(path, space.width, wanted, space.ratio)
            if image is None:
                return _missing(alt, f"{source} cannot be read")
            name = f"picture-{len(images)}"
            images[name] = image
            own = image.deviceIndependentSize().toSize()
            shown = _img(name, own.width(), own.height(), alt)
            return _to_diagram(of, shown) if of and not space.borrowed else shown
        if instead := remote.instead(source, alt):
            return instead
        if not of:
            return _missing(alt, f"{source} not found" if source else "no file name")
        if size is None:
            awaited.add(of)
            return _missing(alt, "being drawn")
        name = f"diagram-{len(diagrams)}"
        diagrams[name] = (of, *size)
        return _to_diagram(of, _img(name, *size, alt)) + (
            f'<br><span class="caption">{html.escape(alt)}</span>' if alt else ""
        )

    done = tuple(
        _IMAGE.sub(place, WINDOW.clean(md.renderer.render(part, md.options, env)).strip())
        for part in parts(tokens)
    )
    folds, waiting = tuple(env["folds"]), frozenset(blocks.awaited)
    pictures = images | blocks.images | formulas.images
    return Page(
        done,
        pictures,
        diagrams,
        frozenset(awaited),
        files,
        folds,
        waiting,
        tuple(remote.absent),
        (blocks, formulas),
    )


def _img(name: str, width: int, height: int, alt: str) -> str:
    title = f' alt="{html.escape(alt)}"' if alt else ""
    return f'<img src="{name}" width="{width}" height="{height}"{title}>'


def _to_diagram(id: str, picture: str) -> str:
    """A click on it opens the diagram, whether it is drawn here or was once exported."""
    return f'<a href="diagram:{quote(id)}">{picture}</a>'


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
    return html_rules.renderer(
        WINDOW,
        {
            "heading_open": _heading,
            "fence": _fence,
            "code_block": _fence,
            "table_open": lambda *_: DATA_TABLE,
            "th_open": _cell,
            "td_open": _cell,
            "blockquote_open": _quote,
            "blockquote_close": _quote_end,
            "embed_open": _quote,
            "embed_close": _quote_end,
            "link_close": _link_close,
            "formula": _formula,
            "formula_block": _formula_block,
            "details_open": _details,
            "summary_open": _summary,
            "summary_close": _summary_end,
            "details_close": _details_end,
            "mark_open": lambda *_: MARK,
            "mark_close": lambda *_: "</span>",
        },
    )


def _box(kind: str, padding: int) -> str:
    return f'<table class="{kind}" {FULL} cellpadding="{padding}"><tr><td>'


def _heading(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    token = tokens[at]
    side = f' align="{token.attrs["align"]}"' if "align" in token.attrs else ""
    if not begins_section(token) or token.map is None:
        return f"<{token.tag}{side}>"
    line = token.map[0] + env["first_line"]
    return f'<{token.tag}{side}><a name="line-{line}"></a>'


def _quote(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    env["quotes"] += 1
    if env["quotes"] > DEEP_QUOTES:
        return "<blockquote>" if env["quotes"] <= DEEP_INDENTS else ""
    kind = "embed" if tokens[at].type == "embed_open" else "quote"
    tone = tokens[at].meta.get("tone")
    return _box(kind, QUOTE_PADDING) + (WINDOW.anchor(TONE + tone) if tone else "")


def _quote_end(_: object, __: object, ___: int, ____: object, env: Any) -> str:
    env["quotes"] -= 1
    if env["quotes"] < DEEP_QUOTES:
        return "</td></tr></table>\n"
    return "</blockquote>" if env["quotes"] < DEEP_INDENTS else ""


def _details(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    env["open"].append(len(env["open"]) < DEEP_FOLDS)
    if env["open"][-1]:
        env["folds"].append(bool(tokens[at].meta.get("open")))
    return ""


def _summary(_: object, __: object, ___: int, ____: object, env: Any) -> str:
    if not env["open"][-1]:
        return '<p class="callout">'
    number = len(env["folds"]) - 1
    mark = OPEN if env["folds"][number] else SHUT
    return f'<p class="summary"><a class="fold" href="#{FOLD}{number}">{mark} '


def _summary_end(_: object, __: object, ___: int, ____: object, env: Any) -> str:
    return f"</a></p>{_box('fold', FOLD_PADDING)}" if env["open"][-1] else "</p>"


def _details_end(_: object, __: object, ___: int, ____: object, env: Any) -> str:
    return "</td></tr></table>\n" if env["open"].pop() else ""


def _fence(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    info = tokens[at].info.strip()
    picture, remark = env["blocks"].shown(info, tokens[at].content)
    if picture:
        return str(picture)
    title = f'<p class="language">{html.escape(info)}</p>' if info else ""
    text = tokens[at].content.rstrip("\n")
    code = coloured(text, html_rules.language(tokens[at])).replace("\n", "\u2028")
    kind = "drawing" if html_rules.is_drawing(text) else "code"
    card = f'{_box("card", CARD_PADDING)}{title}<p class="{kind}">{code}</p></td></tr></table>'
    return f"{card}\n{remark}"


def _formula(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    token = tokens[at]
    picture = env["formulas"].shown(token.content, token.meta["display"])
    written = f"<code>{html.escape(token.markup + token.content + token.markup)}</code>"
    return str(picture) or written


def _formula_block(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    picture = env["formulas"].shown(tokens[at].content, True)
    if picture:
        return f'<p align="center">{picture}</p>\n'
    text = html.escape(tokens[at].content).replace("\n", "\u2028")
    return f'{_box("card", CARD_PADDING)}<p class="code">{text}</p></td></tr></table>\n'


def _cell(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    side = str(tokens[at].attrs.get("style", "")).removeprefix("text-align:")
    return f'<{tokens[at].tag} align="{side or "left"}">'


def _link_close(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    opening = next(i for i in range(at, -1, -1) if tokens[i].type == "link_open")
    address = str(tokens[opening].attrs.get("href", ""))
    return "\u202f↗</a>" if address.startswith(("http:", "https:")) else "</a>"
