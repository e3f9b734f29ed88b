"""Where a link in a note leads. Only what is in the workspace, or the web after asking."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Note, Notebook, Section
from app.model.workspace import Workspace
from app.paths import is_file, path_of, text_of
from app.sources import handed
from app.sources.around import whole_round
from app.sources.file_formats import names_diagram, names_note, note_formats


@dataclass(frozen=True, slots=True)
class Target:
    """`kind` is `section` (`to`: its id), `diagram` (`to`: its id, `component` perhaps),
    `place` (`to`: an anchor in the note), `web` (`to`: the address) or `nowhere`; the window adds
    `fold`. `hint` is one line for the person. `partly`: the note is there, the place in it is not."""

    kind: str
    to: str
    hint: str
    component: ElementId | None = None
    partly: bool = False


def resolve(href: str, note: Note | None, workspace: Workspace) -> Target:
    """`note` is where the link stands; None for a page that we made."""
    scheme, _, rest = href.partition(":")
    if scheme == "section":
        return _section(workspace.notebook.section(SectionId(unquote(rest))), href)
    if scheme == "diagram":
        diagram, _, component = rest.partition("?")
        return _diagram(workspace, DiagramId(unquote(diagram)), ElementId(unquote(component)), href)
    if scheme.lower() in {"http", "https"}:
        return Target("web", href, href) if _host(href) else _nowhere(href)
    path, _, anchor = unquote(href).partition("#")
    if re.match(r"[a-zA-Z][\w+.-]*:|//", path) or "\\" in path or note is None:
        return _nowhere(href)
    if not path:
        found = _anchor(note, anchor) or _anywhere(workspace, SectionId(anchor))
        return _section(found, href) if found else Target("place", anchor, _told(anchor, href))
    file = None if names_diagram(path) else _note(workspace, note, path)
    if file is not None:
        return _in_note(file, anchor)
    found_diagram = _diagram(workspace, _by_source(workspace, path), None, href)
    if found_diagram.kind == "nowhere" and (whole := _outside(workspace, note, path)):
        text = f"{href} is not in what is open: open the folder “{whole}” to follow it"
        return Target("nowhere", "", text)
    return found_diagram


def _in_note(note: Note, anchor: str) -> Target:
    """A place in a note; the note where it has no such place."""
    found = _anchor(note, anchor) if anchor else note.sections[0]
    if found is not None:
        return Target("section", found.id, f"{found.title} · {found.file}")
    first = note.sections[0]
    text = f"{first.title} · {first.file}, which has no “{anchor}”"
    return Target("section", first.id, text, partly=True)


def _outside(workspace: Workspace, note: Note, path: str) -> str:
    """The name of the vault or repository in which a note lies that a link names, and of which only a
    part is open; empty where there is no such note."""
    root = path_of(workspace.root)
    whole = whole_round(root)
    if whole == root or handed.is_text(root):
        return ""
    start = whole if path.startswith("/") else root / posixpath.dirname(note.file)
    suffixes = [s for format in note_formats() for s in format.suffixes]
    for name in [path] if names_note(path) else [path + suffix for suffix in suffixes]:
        try:
            file = (start / path_of(name.lstrip("/"))).resolve()
        except (OSError, RuntimeError, ValueError):
            continue
        if file.is_relative_to(whole) and is_file(file):
            return text_of(whole.name)
    return ""


def _told(anchor: str, href: str) -> str:
    """Of a place in the page."""
    kind, _, number = anchor.partition("-")
    return {"footnote": f"Footnote {number}", "cited": "Back to the text"}.get(kind, href)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # not an address at all
        return None


def _nowhere(href: str) -> Target:
    return Target("nowhere", "", f"{href} leads nowhere in this workspace")


def _section(found: Section | None, href: str) -> Target:
    return Target("section", found.id, f"{found.title} · {found.file}") if found else _nowhere(href)


def _diagram(workspace: Workspace, id: DiagramId, component: ElementId | None, href: str) -> Target:
    diagram = workspace.diagram(id)
    if diagram is None:
        return _nowhere(href)
    found = diagram.index.component(component) if component else None
    name = f" · {' '.join(found.label.split())}" if found else ""
    return Target("diagram", id, f"Show {diagram.title}{name}", component if found else None)


def _anchor(note: Note, anchor: str) -> Section | None:
    wanted = anchor.casefold()
    return next(
        (s for s in note.sections if s.anchor.casefold() == wanted),
        next((s for s in note.sections if s.title.casefold() == wanted), None),
    )


def _anywhere(workspace: Workspace, anchor: SectionId) -> Section | None:
    wanted = anchor.casefold()
    sections = workspace.notebook.sections
    found = [s for s in sections if wanted in (s.id.casefold(), s.anchor.casefold())]
    return found[0] if len(found) == 1 else workspace.notebook.section(anchor)


def _note(workspace: Workspace, note: Note, path: str) -> Note | None:
    """By its path from here, from the top of the whole or, as Obsidian has it, the end of its path;
    it may lack the suffix. Of a folder its README, else its first note. Else, where one note only
    is called so, by its name, as its title or an alias says it."""
    book = workspace.notebook
    suffixes = [suffix for format in note_formats() for suffix in format.suffixes]
    path = path.rstrip("/")
    paths = [path] if names_note(path) else [path + suffix for suffix in suffixes]
    here = "" if path.startswith("/") else posixpath.dirname(note.file)
    for start in dict.fromkeys((here, "")):
        for file in paths:
            inside = _in_part(workspace, posixpath.normpath(posixpath.join(start, file)))
            if found := book.note(inside):
                return found
        folder = _in_part(workspace, posixpath.normpath(posixpath.join(start, path))) + "/"
        if first := _first_in(folder, book):
            return first
    ends = [n for n in book.notes if any(_ends_in(n.file, file) for file in paths)]
    if len(ends) == 1:
        return ends[0]
    bases = {_base(file).casefold() for file in paths}
    name = posixpath.splitext(_base(paths[0]))[0].casefold()
    named = [n for n in book.notes if _base(n.file).casefold() in bases] or [
        n for n in book.notes if name in (n.title.casefold(), *(a.casefold() for a in n.aliases))
    ]
    return named[0] if len(named) == 1 else None


def _in_part(workspace: Workspace, path: str) -> str:
    """A path from the top, `/docs/ec2.md`, as it is called in a workspace that is a part of the
    whole; other paths as they are."""
    if not path.startswith("/"):
        return path
    root = path_of(workspace.root)
    part = text_of(root.relative_to(whole_round(root)).as_posix())
    return path.removeprefix(f"/{part}/").lstrip("/")


def _first_in(folder: str, book: Notebook) -> Note | None:
    """Notes come in their order: a README is the first."""
    return next((n for n in book.notes if n.file.startswith(folder)), None)


def _ends_in(file: str, end: str) -> bool:
    return f"/{file}".casefold().endswith(f"/{end.lstrip('/')}".casefold())


def _by_source(workspace: Workspace, path: str) -> DiagramId:
    """The first diagram of a script or DOT file, which a note may name by its base name."""
    return next((d.id for d in workspace.diagrams if _base(d.source) == _base(path)), DiagramId(""))


def _base(path: str) -> str:
    return posixpath.basename(path.replace("\\", "/"))
