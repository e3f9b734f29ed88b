"""The page put together: one file, and a policy that lets nothing but its own script run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from app.model.diagram_layout import DiagramLayout
from app.model.elements import link_of
from app.model.ids import DiagramId, SectionId
from app.model.notes import Note
from app.model.tour import Tour
from app.model.web_address import destination, web_address
from app.model.wording import in_sentences
from app.model.workspace import Workspace
from app.page import colours
from app.page.data import script_data
from app.page.live import LiveDiagram, LivePictures
from app.page.notes import Notes
from app.page.places import PagePicture, Places
from app.page.tours import folded_layouts, shown_tours
from app.places import bundled_root
from app.svg import fonts
from app.svg.markup import tag, text

SCRIPTS = (
    "model.js",
    "view.js",
    "camera.js",
    "notes.js",
    "large.js",
    "search.js",
    "tour.js",
    "page.js",
)
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def compose(
    workspace: Workspace, layouts: Mapping[DiagramId, DiagramLayout], title: str | None = None
) -> bytes:
    """The HTML of a workspace; `layouts` by diagram id are those that are in it. The same
    workspace gives the same bytes. What steps of tours fold is laid out here. Needs
    `app.render.offscreen.ensure_application` before. Raises LayoutError."""
    tours = shown_tours(layouts, workspace.tours)
    places = Places(workspace, layouts, folded_layouts(layouts, tours))
    live = LivePictures(places.layers)
    notes = Notes(places, live)
    drawn = "".join(_picture(places, picture, live) for picture in places.pictures)
    articles = "".join(
        tag("article", notes.article(n, note), data_note=str(n), hidden="")
        for n, note in enumerate(workspace.notebook.readable)
    )
    words = "".join(_words(notes, workspace, tour, n) for n, tour in enumerate(tours))
    style = "\n".join(
        (
            colours.stylesheet(places.layers),
            live.rules(),
            fonts.stylesheet(live.letters, "Canvas"),
            _resource("page.css"),
        )
    )
    script = "\n".join(map(_resource, SCRIPTS))
    filled = {
        "policy": _policy(script, style),
        "title": text(title or workspace.title),
        "style": style,
        "symbols": live.symbols(),
        "pictures": drawn,
        "lists": _lists(places),
        "notes": articles,
        "words": words,
        "data": script_data(places, tours),
        "script": script,
    }
    page = _SLOT.sub(lambda slot: filled[slot[1]], _resource("page.html"))
    return page.encode("utf-8", "replace")


def _picture(places: Places, picture: PagePicture, live: LivePictures) -> str:
    workspace, diagram = places.workspace, picture.layout.diagram
    links = workspace.links.get(diagram.id, {})
    inside = frozenset(
        id
        for id, link in links.items()
        if link.diagram and places.diagram(link.diagram) is not None
    )
    words = {}
    for component in diagram.components:
        said = [" ".join(component.label.split()), " ".join((component.tooltip or "").split())]
        if component.id in inside:
            said.append("has a diagram of its own")
        if address := web_address(link_of(component)):
            said.append(f"links to {destination(address)}")
        words[component.id] = in_sentences(said)
    return live.svg(LiveDiagram(picture.layout, words, inside), f"p{picture.number}")


def _lists(places: Places) -> str:
    """Links to every diagram and every note."""
    notes = [n for n in places.workspace.notebook.readable if n.sections]
    return _list(
        "Diagrams", [(f"#d{n}", d.title or d.id) for n, d in enumerate(places.diagrams)]
    ) + _list("Notes", [(f"#{places.section(n.sections[0].id)}", n.title) for n in notes])


def _list(heading: str, links: list[tuple[str, str]]) -> str:
    items = (tag("li", tag("a", text(said), href=to)) for to, said in links)
    return tag("h2", heading) + tag("ul", "".join(items)) if links else ""


def _words(notes: Notes, workspace: Workspace, tour: Tour, number: int) -> str:
    section = workspace.notebook.section(SectionId(tour.id.rpartition("/")[0]))
    note = workspace.notebook.note(section.file) if section else None
    # Links are read from where they are written.
    note = note or Note(tour.file or "tour", tour.title, (), (), "")
    return "".join(
        tag("div", notes.words(step.text, note), id=f"t{number}-{n}", hidden="")
        for n, step in enumerate(tour.steps)
        if step.text.strip()
    )


def _policy(script: str, style: str) -> str:
    """Content Security Policy, level 3: one script and one style sheet, known by their hashes."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "font-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8", "replace")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _resource(name: str) -> str:
    path: Path = bundled_root() / "resources" / "page" / name
    return path.read_text(encoding="utf-8")
