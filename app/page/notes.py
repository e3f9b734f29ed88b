"""A note's Markdown → plain, meaningful HTML for a browser.

What people write goes through an allow-list (nh3). Links and pictures are put in after that, and
hold addresses of the page, of the web, or data of pictures in the workspace; nothing else.
"""

from __future__ import annotations

import html
import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Note, picture_stem
from app.page.blocks import NoteBlocks
from app.page.embedded import Embedded
from app.page.live import LivePictures, view_box
from app.page.note_markup import PAGE, renderer
from app.page.places import Places
from app.sources.markdown.dialect import begins_section, top_groups
from app.sources.markdown.embedded_notes import EmbeddedNotes
from app.sources.remote_pictures import host_of, is_elsewhere
from app.svg.markup import tag, text

_PLACED = re.compile(r'<(a|img)((?: [a-z-]+="[^"]*")*)\s*/?>')
_OUTWARD = {"target": "_blank", "rel": "noopener noreferrer"}
_PAIR = re.compile(r'([a-z-]+)="([^"]*)"')


class Notes:
    """Makes the notes of one page, whose pictures are `live`'s."""

    def __init__(self, places: Places, live: LivePictures) -> None:
        self._places = places
        self._blocks = NoteBlocks(live, places.workspace.root)
        self._embedded = Embedded(places.workspace.root)

    def article(self, number: int, note: Note) -> str:
        """A whole note, a `section` for each of its sections."""
        md = renderer()
        by_line = {section.line: section for section in note.sections}
        # Of headings in what folds, which have no `section` of their own
        anchors = {s.line - note.first_line: f"s{k}" for k, s in enumerate(note.sections)}
        embeds = EmbeddedNotes(self._places.workspace, note)
        env: dict[str, Any] = {"anchors": anchors, "embeds": embeds}
        env |= {"blocks": self._blocks, "file": note.file}
        env["bold_headings"] = note.bold_headings
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
        md = renderer()
        env: dict[str, Any] = {"blocks": self._blocks, "file": note.file if note else ""}
        tokens = md.parse(markdown, env)
        said = (md.renderer.render(group, md.options, env) for group in top_groups(tokens))
        return "".join(self._clean(part, -1, note) for part in said)

    def _section(self, id: SectionId) -> str:
        return f'<section id="{self._places.section(id)}" tabindex="-1">'

    def _shown_in(self, section: SectionId) -> str:
        """A line with the first diagram that shows a section; of more, one that unfolds to the others."""
        found: dict[DiagramId, ElementId] = {}
        for diagram, component in self._places.workspace.shown_in(section):
            if self._places.element(diagram, component) is not None:
                found.setdefault(diagram, component)
        if not found:
            return ""
        links = []
        for id, component in found.items():
            picture = self._places.layouts[id].diagram
            shown = picture.index.component(component)
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
        first, rest = links[0], links[1:]
        if not rest:
            return f'<p class="shown">Shown in {first}</p>'
        return (
            f'<details class="shown"><summary>Shown in {first} and {len(rest)} more</summary>'
            f"<p>{', '.join(rest)}</p></details>"
        )

    def _clean(self, said: str, number: int, note: Note | None) -> str:
        safe = PAGE.clean(said, f"n{number}-")

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
            return tag("a", "", class_="nowhere", title="This link leads nowhere on this page")[
                : -len("</a>")
            ]
        web = not address.startswith("#")
        return tag(
            "a",
            "",
            id=found.get("id"),
            href=address,
            class_="web" if web else None,
            **(_OUTWARD if web else {}),
        ).removesuffix("</a>")

    def _image(self, found: dict[str, str], note: Note | None) -> str:
        source, alt = found.get("src", ""), found.get("alt", "")
        placed = self._blocks.placed(found.get("class", ""), source)
        if placed is not None:
            return placed
        path = self._embedded.find(
            note.file if note else "note", source, found.get("class") == "embed"
        )
        if path is not None:
            try:
                data, width, height = self._embedded.data(path)
            except (ValueError, OSError) as why:
                reason = why if isinstance(why, ValueError) else "cannot be read"
                return _missing(alt, f"{source} {reason}")
            return tag("img", src=data, alt=alt, width=width, height=height)
        if is_elsewhere(source):
            return _elsewhere(source, alt)
        diagram = self._places.pictured(picture_stem(source))
        if diagram is None:
            return _missing(alt, f"{source} not found" if source else "no file name")
        number = self._places.diagram(diagram.id)
        picture = tag(
            "svg",
            tag("use", href=f"#p{number}-all"),
            viewBox=view_box(self._places.layouts[diagram.id]),
            aria_hidden="true",
        )
        name = f"Show the diagram {diagram.title or diagram.id}"
        caption = tag("span", text(alt), class_="caption") if alt else ""
        return tag("a", picture, class_="live", href=f"#d{number}", aria_label=name) + caption


def _elsewhere(source: str, alt: str) -> str:
    """Of a picture on the web, what leads to it."""
    if not (host := host_of(source)):
        return _missing(alt, "it is in no workspace")
    name = alt.strip() or PurePosixPath(urlsplit(source).path).name or host
    link = tag("a", text(name), href=source, class_="web", **_OUTWARD)
    return tag("span", f"Picture: {link}", class_="caption")


def _missing(alt: str, why: str) -> str:
    said = f"Picture: {alt} ({why})" if alt else f"Picture ({why})"
    return tag("span", text(said), class_="caption")
