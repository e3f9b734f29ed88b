"""The parts of a Mermaid flowchart's text: nodes with their shapes, links, labels. What they may be:
https://mermaid.js.org/syntax/flowchart.html."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Literal

Line = Literal["solid", "dotted", "thick", "none"]

LONGEST = 2000  # characters of a label
_ID = re.compile(r"(?:[^\s\[\](){}<>|&;:,@~=\"'`%-]|-(?![->.])|=(?!=)|:(?!:)|%(?!%))+")
_EDGE_ID = re.compile(r"([\w.-]{1,100})@(?=[xo<]?[-=~])")
_CLASS = re.compile(r":::([\w-]+)")
_SAID = re.compile(r"(\w{1,40})\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|([^,}\n]*))")

# What opens a shape, what closes it, and Graphviz's name for it: longer ones first.
_SHAPES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("(((", (")))",), ("doublecircle",)),
    ("((", ("))",), ("circle",)),
    ("([", ("])",), ("rounded",)),
    ("(-", ("-)",), ("ellipse",)),
    ("(", (")",), ("rounded",)),
    ("[[", ("]]",), ("framed",)),
    ("[(", (")]",), ("cylinder",)),
    ("[/", ("/]", "\\]"), ("parallelogram", "trapezium")),
    ("[\\", ("\\]", "/]"), ("parallelogram", "invtrapezium")),
    ("[", ("]",), ("box",)),
    ("{{", ("}}",), ("hexagon",)),
    ("{", ("}",), ("diamond",)),
    (">", ("]",), ("cds",)),
)
# The names that `@{ shape: … }` may say for them.
_NAMED = {
    **dict.fromkeys(("rounded", "event", "stadium", "pill", "terminal"), "rounded"),
    **dict.fromkeys(
        ("subproc", "subprocess", "subroutine", "fr-rect", "framed-rectangle"), "framed"
    ),
    **dict.fromkeys(("cyl", "cylinder", "database", "db", "das", "h-cyl", "lin-cyl"), "cylinder"),
    **dict.fromkeys(("circle", "circ", "start", "sm-circ", "small-circle"), "circle"),
    **dict.fromkeys(("dbl-circ", "double-circle", "fr-circ", "stop"), "doublecircle"),
    **dict.fromkeys(("diam", "diamond", "decision", "question"), "diamond"),
    **dict.fromkeys(("hex", "hexagon", "prepare"), "hexagon"),
    **dict.fromkeys(
        ("lean-r", "lean-right", "in-out", "lean-l", "lean-left", "out-in"), "parallelogram"
    ),
    **dict.fromkeys(("trap-b", "trapezoid", "trapezoid-bottom", "priority"), "trapezium"),
    **dict.fromkeys(("trap-t", "inv-trapezoid", "trapezoid-top", "manual"), "invtrapezium"),
    **dict.fromkeys(("doc", "document", "docs", "documents", "notch-rect", "card"), "note"),
    **dict.fromkeys(("text", "brace", "comment"), "plaintext"),
    **dict.fromkeys(("tri", "triangle", "extract"), "triangle"),
    **dict.fromkeys(("odd", "flag", "delay", "half-rounded-rectangle"), "cds"),
    "ellipse": "ellipse",
}
_WHOLE = {
    "solid": re.compile(r"([xo<]?)--+([-xo>])"),
    "thick": re.compile(r"([xo<]?)==+([=xo>])"),
    "dotted": re.compile(r"([xo<]?)-?\.+-([xo>]?)"),
    "none": re.compile(r"(~)~~+()"),
}
_BEGUN = {
    "solid": (re.compile(r"([xo<]?)--"), re.compile(r"--+([-xo>])")),
    "thick": (re.compile(r"([xo<]?)=="), re.compile(r"==+([=xo>])")),
    "dotted": (re.compile(r"([xo<]?)-\."), re.compile(r"(?<!\.)-?\.+-([xo>]?)")),
}
_BREAK = re.compile(r"<br\s*/?>|\\n", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ENTITY = re.compile(r"#(\w{1,20});")
_ICON = re.compile(r"\bfa[a-z]?:fa-[\w-]+\s*")


@dataclass(frozen=True, slots=True)
class NodeText:
    """A node as it stands in a place: its label and its shape (Graphviz's name, or `rounded` and
    `framed` boxes) where they are said there, and a class."""

    id: str
    label: str | None = None
    shape: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class LinkText:
    """A link: its label, its line, what stands at its ends (`<`, `>`, `x`, `o` or nothing), over how
    many ranks it goes at least, and the id by which it may be spoken of."""

    label: str
    line: Line
    tail: str
    head: str
    length: int
    id: str = ""


class FlowchartText:
    """A text that is read from its beginning on; `at` is how far."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self._counted = 0, 1  # to there, and in which line that is

    @property
    def line(self) -> int:
        """In which one reads, from 1."""
        at, line = self._counted if self._counted[0] <= self.at else (0, 1)
        line += self.text.count("\n", at, self.at)
        self._counted = self.at, line
        return line

    @property
    def over(self) -> bool:
        return self.at >= len(self.text)

    def skip(self, signs: str = " \t") -> None:
        """Go past what is of these signs."""
        while self.at < len(self.text) and self.text[self.at] in signs:
            self.at += 1

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands here, gone past, if it fits."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def rest(self) -> str:
        """Of the statement: to the end of the line, or to a semicolon that is in no quotes."""
        begin, quoted = self.at, False
        while self.at < len(self.text) and self.text[self.at] != "\n":
            sign = self.text[self.at]
            quoted ^= sign == '"'
            if sign == ";" and not quoted:
                break
            self.at += 1
        return self.text[begin : self.at].strip()

    def node(self) -> NodeText | None:
        """The node that stands here."""
        found = self.take(_ID)
        if found is None:
            return None
        label, shape = self._shape()
        if self.text.startswith("@{", self.at):
            said = self._said()
            label = said.get("label", label)
            if "shape" in said:
                shape = _NAMED.get(said["shape"], "box")
        style = self.take(_CLASS)
        return NodeText(found[0], label, shape, style[1] if style else None)

    def link(self) -> LinkText | None:
        """The link that stands here, or on the next line, with what it says."""
        begin = self.at
        self.skip(" \t\r\n")
        if "\n" in self.text[begin : self.at] and not self.text.startswith(
            ("-", "=", "~"), self.at
        ):
            self.at = begin  # a node of its own
            return None
        name = self.take(_EDGE_ID)
        link = self._whole(name[1] if name else "") or self._begun(name[1] if name else "")
        if link is None:
            self.at = begin
            return None
        self.skip(" \t\r\n")
        return link

    def _whole(self, id: str) -> LinkText | None:
        for line, pattern in _WHOLE.items():
            if found := self.take(pattern):
                self.skip()
                return _link(cleaned(self._piped()), line, found[1], found[2], found[0], id)
        return None

    def _piped(self) -> str:
        """The label that stands here as `|text|` or `|"text"|`, gone past; else nothing."""
        end = self.text.find("|", self.at + 1, self.at + LONGEST)
        if not self.text.startswith("|", self.at) or end < 0:
            return ""
        said = self.text[self.at + 1 : end].strip()
        quoted = len(said) > 1 and said[0] == said[-1] == '"' and '"' not in said[1:-1]
        if not quoted and "\n" in said:
            return ""
        self.at = end + 1
        return said[1:-1] if quoted else said

    def _begun(self, id: str) -> LinkText | None:
        """`-- text -->`"""
        for line, (opens, closes) in _BEGUN.items():
            opened = opens.match(self.text, self.at)
            if opened is None:
                continue
            end = self._end_of_line(opened.end())
            quoted = re.compile(r"\s*\"([^\"]*)\"\s*").match(self.text, opened.end(), end)
            closed = closes.search(self.text, quoted.end() if quoted else opened.end(), end)
            if closed is None:
                continue
            said = quoted[1] if quoted else self.text[opened.end() : closed.start()]
            self.at = closed.end()
            return _link(cleaned(said), line, opened[1], closed[1], closed[0], id)
        return None

    def _shape(self) -> tuple[str | None, str | None]:
        for opens, closers, names in _SHAPES:
            if not self.text.startswith(opens, self.at):
                continue
            if found := self._inside(self.at + len(opens), closers):
                label, closer, self.at = found
                return cleaned(label), names[closers.index(closer)]
        return None, None

    def _inside(self, begin: int, closers: tuple[str, ...]) -> tuple[str, str, int] | None:
        """What stands up to one of these, which, and where that ends."""
        at = begin
        while at < len(self.text) and self.text[at] in " \t":
            at += 1
        if self.text.startswith('"', at):
            end = self.text.find('"', at + 1, at + LONGEST)
            behind = end + 1
            while 0 < behind < len(self.text) and self.text[behind] in " \t":
                behind += 1
            closer = next((c for c in closers if self.text.startswith(c, behind)), None)
            if end < 0 or closer is None:
                return None
            return self.text[at + 1 : end], closer, behind + len(closer)
        line = self._end_of_line(at)
        for last in (min(line, at + LONGEST), at + LONGEST):
            ends = [(found, c) for c in closers if (found := self.text.find(c, at, last)) >= 0]
            if ends:
                break
        else:
            return None
        end, closer = min(ends)
        said = self.text[at:end]
        goes_on = "\n" in said and any(sign in said for sign in "[{(|")
        return None if "]" in said or goes_on else (said, closer, end + len(closer))

    def _said(self) -> dict[str, str]:
        """What stands in `@{ shape: cyl, label: "…" }`."""
        end = self.text.find("}", self.at, self.at + LONGEST)
        if end < 0:
            return {}
        inside = self.text[self.at + 2 : end]
        self.at = end + 1
        found = {m[1]: m[2] or m[3] or (m[4] or "").strip() for m in _SAID.finditer(inside)}
        return {name: cleaned(value) if name == "label" else value for name, value in found.items()}

    def _end_of_line(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end


def cleaned(said: str) -> str:
    """A label as one reads it: without quotes, tags, icons' names and Markdown's stars."""
    text = said.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    if len(text) > 1 and text[0] == text[-1] == "`":
        text = text[1:-1].replace("**", "").strip()
    text = _TAG.sub("", _ICON.sub("", _BREAK.sub("\n", text)))
    text = html.unescape(
        _ENTITY.sub(lambda m: f"&#{m[1]};" if m[1].isdigit() else f"&{m[1]};", text)
    )
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def _link(label: str, line: str, tail: str, head: str, drawn: str, id: str) -> LinkText:
    ends = "" if head in "-=" else head
    strokes = sum(sign in "-=" for sign in drawn) - (1 if ends else 2)
    length = drawn.count(".") if line == "dotted" else strokes
    kind: Line = line  # type: ignore[assignment]
    return LinkText(label, kind, "" if tail == "~" else tail, ends, min(max(length, 1), 9), id)
