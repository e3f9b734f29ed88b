"""A note's Markdown → plain, meaningful HTML for a browser.

What people write goes through an allow-list (nh3). Links and pictures are put in after that, and
hold addresses of the page, of the web, or data of pictures in the workspace; nothing else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from app.model.notes import Note
from app.page.embedded import Embedded
from app.page.markup import tag, text
from app.page.picture import view_box
from app.page.places import Places
from app.sources import loose_html
from app.sources.code_colours import coloured
from app.sources.dialect import begins_section, make, top_groups
from app.sources.loose_html import ATTRIBUTE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What HTML has no more, said with what it has.
_SAID_AS = {"center": "div", "tt": "code", "strike": "s", "font": "span", "big": "span"}
_TAGS = {
    *("a", "img", "br", "hr", "p", "div", "span", "blockquote", "pre", "code", "kbd", "samp"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary"),
    *("em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "abbr", "q"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption"),
}
_ATTRIBUTES = {
    "a": {"href", "id"},
    "li": {"id"},
    "img": {"src", "alt", "width"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "p": {"align"},
    "div": {"align"},
    "details": {"open"},
    **{f"h{level}": {"align"} for level in range(1, 7)},
}
_CLASSES = {
    "ul": {"tasks"},
    "p": {"language", "callout"},
    "span": {"k", "s", "n", "c", "f", "caption"},
    "img": {"embed"},
}
_PLACED = re.compile(r'<(a|img)((?: [a-z-]+="[^"]*")*)\s*/?>')
_PAIR = re.compile(r'([a-z-]+)="([^"]*)"')


class Notes:
    """Makes the notes of one page."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._embedded = Embedded(places.workspace.root)

    def article(self, number: int, note: Note) -> str:
        """A whole note, a `section` for each of its sections."""
        md = _markdown()
        by_line = {section.line: section for section in note.sections}
        # Of headings in what folds, which have no `section` of their own
        anchors = {s.line - note.first_line: f"s{k}" for k, s in enumerate(note.sections)}
        env: dict[str, Any] = {"anchors": anchors}
        tokens = md.parse(note.text, env)
        parts: list[str] = []
        open_ = False
        if note.sections and note.sections[0].level == 0:
            parts.append(self._section(note.sections[0].id))
            open_ = True
        for group in top_groups(tokens):
            first = group[0]
            found = None
            if begins_section(first) and first.map:
                found = by_line.get(first.map[0] + note.first_line)
                anchors.pop(first.map[0], None)
            if found is not None:
                parts.append(("</section>" if open_ else "") + self._section(found.id))
                open_ = True
            parts.append(self._clean(md.renderer.render(group, md.options, env), number, note))
            if found is not None:
                parts.append(self._shown_in(found.id))
        return "".join(parts) + ("</section>" if open_ else "")

    def words(self, markdown: str, note: Note | None = None) -> str:
        """A few words of Markdown, as a step of a tour has them."""
        md = _markdown()
        env: dict[str, Any] = {}
        tokens = md.parse(markdown, env)
        said = (md.renderer.render(group, md.options, env) for group in top_groups(tokens))
        return "".join(self._clean(part, -1, note) for part in said)

    def _section(self, id: str) -> str:
        return f'<section id="{self._places.section(id)}" tabindex="-1">'

    def _shown_in(self, section: str) -> str:
        """Buttons to the components that open a section, one for each diagram."""
        found: dict[str, str] = {}
        for diagram, component in self._places.workspace.shown_in(section):
            if self._places.element(diagram, component) is not None:
                found.setdefault(diagram, component)
        if not found:
            return ""
        links = []
        for id, component in found.items():
            picture = self._places.pictures[id].diagram
            shown = picture.component(component)
            label = " ".join(shown.label.split()) if shown else ""
            at = self._places.element(id, component)
            links.append(
                tag(
                    "a",
                    text(picture.title or picture.id),
                    href=f"#d{self._places.diagram(id)}-{at}",
                    title=f"Show {label}",
                )
            )
        return f'<p class="shown">On the picture: {", ".join(links)}</p>'

    def _clean(self, said: str, number: int, note: Note | None) -> str:
        import nh3

        safe = nh3.clean(
            said,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            allowed_classes=_CLASSES,
            url_schemes={"http", "https"},
            link_rel=None,
            id_prefix=f"n{number}-",
        )

        def place(match: re.Match[str]) -> str:
            found = {k: html.unescape(v) for k, v in _PAIR.findall(match[2])}
            if match[1] == "a":
                return self._link(found, number, note)
            return self._image(found, note)

        return _PLACED.sub(place, safe)

    def _link(self, found: dict[str, str], number: int, note: Note | None) -> str:
        opening = tag("a", "", id=found.get("id")).removesuffix("</a>")
        if "href" not in found:
            return opening
        address = self._places.address(found["href"], note, number)
        if address is None:
            return tag("a", "", class_="nowhere", title="This leads nowhere in here")[
                : -len("</a>")
            ]
        web = not address.startswith("#")
        return tag(
            "a",
            "",
            id=found.get("id"),
            href=address,
            class_="web" if web else None,
            target="_blank" if web else None,
            rel="noopener noreferrer" if web else None,
        ).removesuffix("</a>")

    def _image(self, found: dict[str, str], note: Note | None) -> str:
        source, alt = found.get("src", ""), found.get("alt", "")
        path = self._embedded.find(
            note.file if note else "note.md", source, found.get("class") == "embed"
        )
        if path is not None:
            try:
                data, width, height = self._embedded.data(path)
            except (ValueError, OSError) as why:
                reason = why if isinstance(why, ValueError) else "cannot be read"
                return _missing(alt, f"{source} {reason}")
            return tag("img", src=data, alt=alt, width=width, height=height)
        if "://" in source or source.startswith(("//", "\\\\", "%5C%5C")):
            return _missing(alt, "pictures from elsewhere are not loaded")
        diagram = self._places.pictured(PurePosixPath(unquote(source)).stem)
        if diagram is None:
            return _missing(alt, f"{source or 'no file named'} not found")
        number = self._places.diagram(diagram.id)
        picture = tag(
            "svg",
            tag("use", href=f"#p{number}-all"),
            viewBox=view_box(self._places.pictures[diagram.id]),
            aria_hidden="true",
        )
        name = f"Show the diagram {diagram.title or diagram.id}"
        caption = tag("span", text(alt), class_="caption") if alt else ""
        return tag("a", picture, class_="live", href=f"#d{number}", aria_label=name) + caption


def _missing(alt: str, why: str) -> str:
    said = f"Picture: {alt} ({why})" if alt else f"Picture ({why})"
    return tag("span", text(said), class_="caption")


# Markdown


@cache
def _markdown() -> MarkdownIt:
    md = make()
    rules: dict[str, Callable[..., Any]] = {
        "html_block": _raw,
        "html_inline": _raw,
        "heading_open": _heading,
        "fence": _fence,
        "code_block": _fence,
        "th_open": _cell,
        "td_open": _cell,
        "bullet_list_open": _list,
        "footnote_ref": _footnote_ref,
        "footnote_block_open": lambda *_: "<hr><ol>",
        "footnote_block_close": lambda *_: "</ol>",
        "footnote_open": _footnote,
        "footnote_anchor": _footnote_anchor,
        "comment": _comment,
        "callout_open": lambda *_: '<p class="callout">',
        "callout_close": lambda *_: "</p>",
        "details_open": _details,
        "details_close": lambda *_: "</details>",
        "summary_open": lambda *_: "<summary>",
        "summary_close": lambda *_: "</summary>",
    }
    for name, rule in rules.items():
        md.add_render_rule(name, rule)
    return md


def _raw(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return loose_html.loose(tokens[at].content, _tag)


def _tag(closing: str, name: str, rest: str) -> str:
    """A tag of raw HTML as far as it is known; the allow-list looks at it again."""
    name = name.lower()
    if name == "input":
        checked = re.search(r"\bchecked\b", rest)
        return ("☑ " if checked else "☐ ") if "checkbox" in rest else ""
    said = _SAID_AS.get(name, name)
    if said not in _TAGS:
        return ""
    if closing:
        return f"</{said}>"
    found = {k.lower(): v.strip("\"'") for k, v in ATTRIBUTE.findall(rest)}
    if name == "center":
        found["align"] = "center"
    if name == "a" and "name" in found:
        found.setdefault("id", found["name"])
    kept = "".join(f' {k}="{html.escape(html.unescape(v))}"' for k, v in _known(found, said))
    return f"<{said}{kept}>"


def _known(found: dict[str, str], name: str) -> Iterator[tuple[str, str]]:
    known = _ATTRIBUTES.get(name, set())
    return ((k, v) for k, v in found.items() if k in known)


def _heading(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    token = tokens[at]
    side = f' align="{token.attrs["align"]}"' if "align" in token.attrs else ""
    anchor = env.get("anchors", {}).get(token.map[0]) if token.map else None
    return f"<{token.tag}{side}>" + (f'<a id="{anchor}"></a>' if anchor else "")


def _details(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return '<details open="">' if tokens[at].meta.get("open") else "<details>"


def _comment(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return f'<span class="caption">{html.escape(tokens[at].content)}</span>'


def _fence(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    info = tokens[at].info.strip()
    language = info.split()[0] if info else ""
    title = f'<p class="language">{html.escape(info)}</p>' if info else ""
    return (
        f"{title}<pre><code>{coloured(tokens[at].content.rstrip(chr(10)), language)}</code></pre>\n"
    )


def _cell(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    side = str(tokens[at].attrs.get("style", "")).removeprefix("text-align:")
    scope = ' scope="col"' if tokens[at].tag == "th" else ""
    return f'<{tokens[at].tag} align="{html.escape(side) or "left"}"{scope}>'


def _list(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    """A list of nothing but tasks needs no dots."""
    level = tokens[at].level
    for i in range(at + 1, len(tokens)):
        token = tokens[i]
        if token.level <= level:
            break
        if token.type == "list_item_open" and token.level == level + 1 and "task" not in token.meta:
            return "<ul>"
    return '<ul class="tasks">'


def _footnote_ref(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    number, times = tokens[at].meta["id"] + 1, tokens[at].meta["subId"] + 1
    return f'<sup><a id="cited-{number}-{times}" href="#footnote-{number}">{number}</a></sup>'


def _footnote(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return f'<li id="footnote-{tokens[at].meta["number"]}">'


def _footnote_anchor(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    number, cited = tokens[at].meta["number"], tokens[at].meta["cited"]
    return "".join(f' <a href="#cited-{number}-{times + 1}">↑</a>' for times in range(cited))
