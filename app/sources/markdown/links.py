"""Where a link in a note leads. Only what is in the workspace, or the web after asking."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from posixpath import splitext
from urllib.parse import unquote

from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Note, Section
from app.model.web_address import SCHEMES, web_address
from app.model.workspace import Workspace
from app.paths import path_of, text_of
from app.sources import outer_notes
from app.sources.around import whole_round
from app.sources.file_formats import names_diagram, names_note, note_formats
from app.sources.markdown import named_blocks


@dataclass(frozen=True, slots=True)
class Target:
    """`kind` is `section` (`to`: its id), `diagram` (`to`: its id, `component` perhaps),
    `place` (`to`: an anchor in the note), `web` (`to`: the address), `outer` (`to`: a note of the
    whole that is not open, as in `app.sources.outer_notes`, `anchor`: a place in it; one that is only `named`
    is still to be found) or `nowhere`; the window adds `fold`. `hint` is one line for the person. `partly`: the
    note is there, the place in it is not. `place` is the `^name` of the block in the section that is meant."""

    kind: str
    to: str
    hint: str
    component: ElementId | None = None
    partly: bool = False
    anchor: str = ""
    named: bool = False
    place: str = ""


def resolve(href: str, note: Note | None, workspace: Workspace) -> Target:
    """`note` is where the link stands; None for a page that we made."""
    scheme, _, rest = href.partition(":")
    if scheme == "section":
        return _section(workspace.notebook.section(SectionId(unquote(rest))), href)
    if scheme == "diagram":
        diagram, _, component = rest.partition("?")
        return _diagram(workspace, DiagramId(unquote(diagram)), ElementId(unquote(component)), href)
    if scheme.lower() in SCHEMES:
        return Target("web", href, href) if web_address(href) else _nowhere(href)
    path, _, anchor = unquote(href).partition("#")
    if re.match(r"[a-zA-Z][\w+.-]*:|//", path) or "\\" in path or note is None:
        return _nowhere(href)
    if not path and anchor.startswith("^"):
        return in_note(note, anchor)
    if not path:
        found = _anchor(note, anchor) or _anywhere(workspace, SectionId(anchor))
        return _section(found, href) if found else Target("place", anchor, _told(anchor, href))
    if not names_diagram(path) and (found_note := _to_note(workspace, note, path, anchor)):
        return found_note
    found_diagram = _diagram(workspace, _by_source(workspace, path), None, href)
    if found_diagram.kind == "nowhere" and not names_diagram(path):
        return _to_be_found(workspace, path, anchor) or found_diagram
    return found_diagram


def _to_note(workspace: Workspace, note: Note, path: str, anchor: str) -> Target | None:
    if (file := _by_path(workspace, note, path)) is not None:
        return in_note(file, anchor)
    if outer := outer_notes.named_by_path(workspace.root, note.file, path):
        if (known := workspace.notebook.note(outer)) is not None:
            return in_note(known, anchor)
        return Target("outer", outer, _outer_hint(outer, workspace), anchor=anchor)
    file = _by_name(workspace, path)
    return in_note(file, anchor) if file is not None else None


def _to_be_found(workspace: Workspace, path: str, anchor: str) -> Target | None:
    """Where a vault or repository is open in part, a note that lies anywhere else in it."""
    whole = outer_notes.whole_of(workspace.root)
    partly = whole is not None and whole != path_of(workspace.root)
    if whole is None or not partly or not outer_notes.is_bare(path):
        return None
    if splitext(path)[1] and not names_note(path) and " " not in path:  # a file of another kind
        return None
    hint = f"{path} is not in what is open: look for it in “{text_of(whole.name)}”"
    return Target("outer", path, hint, anchor=anchor, named=True)


def _outer_hint(file: str, workspace: Workspace) -> str:
    return f"{file}, outside of “{workspace.title}”"


def in_note(note: Note, anchor: str) -> Target:
    """A place in a note; the note where it has no such place."""
    block = anchor if anchor.startswith("^") else ""
    if block:
        found = named_blocks.section_of(note, block)
    else:
        found = _anchor(note, anchor) if anchor else note.sections[0]
    if found is not None:
        return Target("section", found.id, f"{found.title} · {found.file}", place=block)
    first = note.sections[0]
    text = f"{first.title} · {first.file}, which has no “{anchor}”"
    return Target("section", first.id, text, partly=True)


def _told(anchor: str, href: str) -> str:
    """Of a place in the page."""
    kind, _, number = anchor.partition("-")
    return {"footnote": f"Footnote {number}", "cited": "Back to the text"}.get(kind, href)


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
    return note.by_name.get(anchor.casefold())


def _anywhere(workspace: Workspace, anchor: SectionId) -> Section | None:
    found = workspace.notebook.by_anchor.get(anchor.casefold(), [])
    return found[0] if len(found) == 1 else workspace.notebook.section(anchor)


def _by_path(workspace: Workspace, note: Note, path: str) -> Note | None:
    """By its path from here or from the top of the whole; it may lack the suffix. Of a folder its
    README, else its first note."""
    book = workspace.notebook
    path = path.rstrip("/")
    here = "" if path.startswith("/") else posixpath.dirname(note.file)
    for start in dict.fromkeys((here, "")):
        for file in _called(path):
            inside = _in_part(workspace, posixpath.normpath(posixpath.join(start, file)))
            if found := book.note(inside):
                return found
        folder = _in_part(workspace, posixpath.normpath(posixpath.join(start, path)))
        if first := book.first_in.get(folder):  # notes come in their order: its README
            return first
    return None


def _by_name(workspace: Workspace, path: str) -> Note | None:
    """As Obsidian has it, by the end of its path. Else, where one note only is called so, by its
    name, as its title or an alias says it."""
    book, paths = workspace.notebook, _called(path.rstrip("/"))
    bases = dict.fromkeys(_base(file).casefold() for file in paths)
    alike = [n for base in bases for n in book.by_base.get(base, ())]
    ends = [n for n in alike if any(_ends_in(n.file, file) for file in paths)]
    if len(ends) == 1:
        return ends[0]
    name = splitext(_base(paths[0]))[0].casefold()
    named = alike or book.by_title.get(name, [])
    return named[0] if len(named) == 1 else None


def _called(path: str) -> list[str]:
    suffixes = [suffix for format in note_formats() for suffix in format.suffixes]
    return [path] if names_note(path) else [path + suffix for suffix in suffixes]


def _in_part(workspace: Workspace, path: str) -> str:
    """A path from the top, `/docs/ec2.md`, or one that leaves the part and comes back, as it is
    called in a workspace that is a part of the whole; other paths as they are."""
    if not path.startswith(("/", "../")):
        return path
    root = path_of(workspace.root)
    if path.startswith("/"):
        part = text_of(root.relative_to(whole_round(root)).as_posix())
        return path.removeprefix(f"/{part}/").lstrip("/")
    there = posixpath.normpath(posixpath.join(text_of(root.as_posix()), path))
    return posixpath.relpath(there, text_of(root.as_posix()))


def _ends_in(file: str, end: str) -> bool:
    return f"/{file}".casefold().endswith(f"/{end.lstrip('/')}".casefold())


def _by_source(workspace: Workspace, path: str) -> DiagramId:
    """The first diagram of a script or DOT file, which a note may name by its base name."""
    return next((d.id for d in workspace.diagrams if _base(d.source) == _base(path)), DiagramId(""))


def _base(path: str) -> str:
    return posixpath.basename(path.replace("\\", "/"))
