"""HTML that people write inside Markdown, made harmless without losing a word: what of it an outlet
(the window, the page) knows is kept, the rest is said otherwise or left out.

`loose` reads raw HTML tag by tag: what is not a whole tag of HTML is text, so that nothing that
was left open swallows what follows. `clean` is the guard at the end: an allow-list (nh3).
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.sources.markdown import loose_html
from app.sources.markdown.loose_html import ATTRIBUTE
from app.sources.markdown.shallow import shallow

_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.]+(?:px|%)?)")
_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"})
# What every outlet knows.
TAGS = _TABLE - {"tfoot", "caption"} | {
    *("a", "img", "br", "hr", "p", "div", "span", "blockquote", "pre", "code", "sub", "sup"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("em", "strong", "b", "i", "u", "s", "small"),
}
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"align", "colspan", "rowspan"}),
    "th": frozenset({"align", "colspan", "rowspan"}),
    "p": frozenset({"align"}),
    "div": frozenset({"align"}),
    **{f"h{level}": frozenset({"align"}) for level in range(1, 7)},
}
CLASSES: Mapping[str, frozenset[str]] = {
    "ul": frozenset({"tasks"}),
    "p": frozenset({"language", "callout", "from"}),
    "span": frozenset({"k", "s", "n", "c", "f", "caption"}),
    "img": frozenset({"embed", "block", "formula"}),
}
# What HTML has no more, said with what it has.
SAID_AS: Mapping[str, str] = {
    "center": "div",
    "tt": "code",
    "strike": "s",
    "font": "span",
    "big": "span",
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """What an outlet knows beyond what every one does. `said_as`: other elements in place of those
    that it does not know; `openings`: how it writes the tags that begin some; `place`: the
    attribute by which an `a` names a place."""

    place: str
    tags: frozenset[str] = frozenset()
    attributes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    said_as: Mapping[str, str] = field(default_factory=dict)
    openings: Mapping[str, str] = field(default_factory=dict)

    def loose(self, text: str) -> str:
        """Raw HTML with the tags that are known kept or said otherwise, HTML's others dropped and
        everything else escaped."""
        return loose_html.loose(text, self._tag)

    def clean(self, said: str, prefix: str | None = None) -> str:
        """The HTML with nothing in it but what is known, and links to http and https; ids begin
        with the prefix, so that no note takes another's or the page's."""
        import nh3

        return nh3.clean(
            shallow(said),
            tags=set(TAGS | self.tags),
            attributes=_joined(ATTRIBUTES, {**self.attributes, "a": self._of_link()}),
            allowed_classes=_joined(CLASSES, self.classes),
            url_schemes={"http", "https"},
            link_rel=None,
            id_prefix=prefix,
        )

    def anchor(self, name: str) -> str:
        """A named place."""
        return f'<a {self.place}="{html.escape(html.unescape(name))}"></a>'

    def _of_link(self) -> frozenset[str]:
        return self.attributes.get("a", frozenset()) | {self.place}

    def _tag(self, closing: str, name: str, rest: str) -> str:
        """A tag of raw HTML as far as it is known; the allow-list looks at it again."""
        written = name.lower()
        if written == "input":
            checked = re.search(r"\bchecked\b", rest)
            return ("☑ " if checked else "☐ ") if "checkbox" in rest else ""
        name = self.said_as.get(written, SAID_AS.get(written, written))
        if name not in TAGS | self.tags:
            return ""
        if closing:
            return f"</{name}>"
        return self._opening(written, name, rest)

    def _opening(self, written: str, name: str, rest: str) -> str:
        found = {k.lower(): v.strip("\"'") for k, v in ATTRIBUTE.findall(rest)}
        place = found.get("id", "") if name not in _TABLE | {"img"} else ""
        if name == "a" and "name" in found:
            place = found["name"]
        before = self.anchor(place) if place else ""
        if written in self.openings:
            return before + self.openings[written]
        if written == "center":
            found["align"] = "center"
        if name == "img" and (width := _WIDTH.search(found.get("style", ""))):
            found["width"] = width[1]
        known = ATTRIBUTES.get(name, frozenset()) | self.attributes.get(name, frozenset())
        kept = "".join(
            f' {k}="{html.escape(html.unescape(v))}"'
            for k, v in found.items()
            if k in known and k != "id"
        )
        return f"{before}<{name}{kept}>"


def _joined(
    all_: Mapping[str, frozenset[str]], own: Mapping[str, frozenset[str]]
) -> dict[str, set[str]]:
    empty = frozenset[str]()
    return {k: set(all_.get(k, empty) | own.get(k, empty)) for k in [*all_, *own]}
