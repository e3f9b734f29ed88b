"""A cell's label, which is HTML or plain text, as lines of letters; and these as one of Graphviz's labels.
What does not tell how letters look is passed over; nothing of it is loaded or run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import NamedTuple

from app.model.drawing import TextLine
from app.model.rich_text import LabelSide, RichLine, RichPiece, RichText
from app.model.source_graph import Html
from app.model.style import CLEAR, Font
from app.sources.drawio.colours import colour_of

LONGEST = 100_000  # characters of a label that are read
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})")
_SAID = re.compile(r"([a-zA-Z-]{1,30})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]{1,200}))")
_SIZE = re.compile(r"([\d.]{1,8})\s*(px|pt|em|%)?")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = frozenset({"style", "script", "head", "title", "svg"})
_BLOCKS = frozenset(
    [
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "tr",
        "table",
        "hr",
        "pre",
        "blockquote",
        "section",
        "article",
        "center",
    ]
)
_SIZES = (10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)  # px of <font size="1"> to 7
_HEADINGS = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_SIDES: Mapping[str, LabelSide] = {"left": "left", "center": "center", "right": "right"}
_LINES: Mapping[str, TextLine] = {
    "u": "under",
    "s": "through",
    "strike": "through",
    "del": "through",
}
_EMPTY = frozenset({"br", "hr", "img", "input", "wbr", "meta", "link", "col"})
_LEAST, _MOST = 4.0, 200.0  # px of letters


class CellLabel(NamedTuple):
    """`text` is the plain label, `rich` how it looks, `urls` are where parts of it lead."""

    text: str
    rich: RichText
    urls: tuple[str, ...] = ()

    @property
    def telling(self) -> bool:
        """Whether its looks say more than its text."""
        plain = RichPiece("")
        return any(
            replace(piece, text="") != plain for line in self.rich.lines for piece in line.pieces
        )


def label_of(value: str, html: bool, base: float) -> CellLabel:
    """`base` is how large (px) its letters are where it says nothing."""
    value = value[:LONGEST]
    if not html:
        lines = [RichLine((RichPiece(line.rstrip()),)) for line in value.splitlines()]
        return _label(lines)
    reader = _HtmlReader(base)
    reader.read(value.replace("\n", "<br>"))
    return _label(reader.lines, tuple(dict.fromkeys(reader.urls)))


def joined(labels: Iterable[CellLabel]) -> CellLabel:
    """One below the other."""
    found = [label for label in labels if label.text]
    lines = [line for label in found for line in label.rich.lines]
    return _label(lines, tuple(url for label in found for url in label.urls))


def _label(lines: list[RichLine], urls: tuple[str, ...] = ()) -> CellLabel:
    """Empty lines before and after its text take room, and are no part of it."""
    text = "\n".join(map(_text_of, lines)).strip("\n")
    return CellLabel(text, RichText(tuple(lines) if text else ()), urls)


def _text_of(line: RichLine) -> str:
    return "".join(piece.text for piece in line.pieces).strip()


@dataclass(slots=True)
class _TagLook:
    """What a tag says until it is closed."""

    tag: str
    piece: RichPiece
    side: LabelSide | None
    hidden: bool = False


class _HtmlReader:
    """Reads one label, in one pass."""

    def __init__(self, base: float) -> None:
        self._base = base
        self._looks = [_TagLook("", RichPiece(""), None)]
        self._pieces: list[RichPiece] = []
        self._broken = True  # whether a line has just begun
        self.lines: list[RichLine] = []
        self.urls: list[str] = []

    def read(self, text: str) -> None:
        for is_tag, part in _parts(text):
            if not is_tag:
                self._text(part)
            elif found := _TAG.match(part):
                self._tag(found[1].lower(), part)
        self._end_line(force=False)

    def _text(self, part: str) -> None:
        look = self._looks[-1]
        if look.hidden:
            return
        text = unescape(_SPACES.sub(" ", part)).replace("\N{NO-BREAK SPACE}", " ")
        text = "".join(letter for letter in text if letter >= " ")
        if self._broken or (self._pieces and self._pieces[-1].text.endswith(" ")):
            text = text.lstrip(" ")
        if text:
            self._pieces.append(replace(look.piece, text=text))
            self._broken = False

    def _tag(self, name: str, tag: str) -> None:
        closing = tag.startswith("</")
        if name == "br":
            self._end_line(force=True)
            return
        if name in _BLOCKS:
            self._end_line(force=False)
        if name in ("td", "th") and not closing and self._pieces:
            self._pieces.append(RichPiece("  "))
        if name == "li" and not closing:
            self._pieces.append(replace(self._looks[-1].piece, text="• "))
        if closing:
            self._close(name)
        elif name not in _EMPTY and not tag.endswith("/>") and len(self._looks) < 200:
            self._looks.append(self._look(name, tag))

    def _close(self, name: str) -> None:
        for at in range(len(self._looks) - 1, 0, -1):
            if self._looks[at].tag == name:
                del self._looks[at:]
                return

    def _look(self, name: str, tag: str) -> _TagLook:
        said = {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _SAID.finditer(tag)}
        css = _css(said.get("style", ""))
        outer = self._looks[-1]
        piece, side = outer.piece, outer.side
        font = piece.font
        if name == "a" and said.get("href"):
            self.urls.append(said["href"])
        if tint := colour_of(css.get("color") or (said.get("color", "") if name == "font" else "")):
            font = replace(font, colour=None if tint == CLEAR else tint)
        if size := self._size(name, said, css, font.size or self._base):
            font = replace(font, size=size)
        face = said.get("face", "") if name == "font" else ""
        if "mono" in (css.get("font-family", "") + face).lower() or name in ("code", "pre", "tt"):
            font = replace(font, family="Courier New")
        weight = css.get("font-weight", "")
        bold = name in ("b", "strong", "th") or name in _HEADINGS or weight in _BOLD or piece.bold
        if weight in ("normal", "400"):
            bold = False
        italic = name in ("i", "em") or css.get("font-style") == "italic" or piece.italic
        lines = piece.lines
        for line in (_LINES.get(name), _decorated(css)):
            if line and line not in lines:
                lines = (*lines, line)
        raised = {"sup": 1, "sub": -1}.get(name, piece.raised)
        side = _SIDES.get(css.get("text-align", said.get("align", "")).lower(), side)
        hidden = outer.hidden or name in _HIDDEN or css.get("display") == "none"
        piece = RichPiece("", font, bold, italic, lines, raised)
        return _TagLook(name, piece, side, hidden)

    def _size(
        self, name: str, said: Mapping[str, str], css: Mapping[str, str], now: float
    ) -> float:
        if name in _HEADINGS:
            now = self._base * _HEADINGS[name]
        size = css.get("font-size", "")
        if found := _SIZE.fullmatch(size):
            try:
                number = float(found[1])
            except ValueError:
                return 0.0
            now = {"em": number * now, "%": number * now / 100, "pt": number * 4 / 3}.get(
                found[2] or "px", number
            )
        elif name == "font" and (step := said.get("size", "")).isdigit() and 0 < int(step[:1]) < 8:
            now = _SIZES[int(step[:1]) - 1]
        elif name not in _HEADINGS:
            return 0.0
        return min(max(now, _LEAST), _MOST)

    def _end_line(self, *, force: bool) -> None:
        if self._pieces or force:
            pieces = tuple(_merged(self._pieces))
            self.lines.append(RichLine(pieces, self._looks[-1].side))
        self._pieces, self._broken = [], True


_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})


def _merged(pieces: list[RichPiece]) -> Iterator[RichPiece]:
    """Neighbours that look alike as one, without spaces at the line's end."""
    last: RichPiece | None = None
    kept = list(pieces)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    run: list[str] = []
    for piece in kept:
        if last is not None and replace(last, text="") != replace(piece, text=""):
            yield replace(last, text="".join(run))
            run = []
        last = piece
        run.append(piece.text)
    if last is not None:
        yield replace(last, text="".join(run))


def _css(said: str) -> dict[str, str]:
    found = {}
    for part in said.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip().lower()
    return found


def _decorated(css: Mapping[str, str]) -> TextLine | None:
    said = css.get("text-decoration", "") + css.get("text-decoration-line", "")
    return "under" if "underline" in said else "through" if "line-through" in said else None


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Tags and comments, and what stands between them. A tag ends at the first `>` outside quotes."""
    at = 0
    end = len(text)
    while at < end:
        begin = text.find("<", at)
        if begin < 0:
            yield False, text[at:]
            return
        if begin > at:
            yield False, text[at:begin]
        if text.startswith("<!--", begin):
            close = text.find("-->", begin + 4)
            at = end if close < 0 else close + 3
        elif begin + 1 < end and (text[begin + 1].isalpha() or text[begin + 1] in "/!?"):
            close = text.find(">", begin)
            at = end if close < 0 else close + 1
            yield True, text[begin:at]
        else:
            yield False, "<"
            at = begin + 1


# As Graphviz has it


def graphviz_label(label: CellLabel) -> str:
    """The same as a label of DOT: HTML-like where its looks say more than its text."""
    if not label.telling:
        return label.text.replace("\\", "\\\\").replace("\n", "\\n")
    lines = label.rich.lines
    said = [n for n, line in enumerate(lines) if _text_of(line)]
    return Html(
        "<br/>".join("".join(map(_marked, line.pieces)) for line in lines[said[0] : said[-1] + 1])
    )


def _marked(piece: RichPiece) -> str:
    text = escape(piece.text)
    marks = {"under": "u", "through": "s", "over": "o"}
    wanted = [marks[line] for line in piece.lines]
    wanted += [tag for tag, on in (("b", piece.bold), ("i", piece.italic)) if on]
    wanted += [tag for tag, n in (("sup", 1), ("sub", -1)) if piece.raised == n]
    for tag in wanted:
        text = f"<{tag}>{text}</{tag}>"
    font = piece.font
    said = ""
    if font.colour:
        said += f' color="{font.colour}"'
    if font.size:
        said += f' point-size="{font.size:g}"'
    if font.family:
        said += f' face="{font.family}"'
    return f"<font{said}>{text}</font>" if said else text


def font_of(style: Mapping[str, str], size: float) -> Font:
    """The font of a cell's label."""
    family = style.get("fontFamily", "")
    tint = colour_of(style.get("fontColor", ""))
    return Font(family[:80], size, None if tint in ("", CLEAR) else tint)
