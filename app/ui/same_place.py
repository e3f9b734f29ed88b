"""What a person looked at, found again in files that have changed since."""

from __future__ import annotations

from itertools import zip_longest

from app.model.diagram import Cluster, Diagram, Node
from app.model.notes import Notebook, Section


def same_section(id: str, before: Notebook, now: Notebook) -> str | None:
    """The section that was `id`: the one of that anchor in the same file, else (its heading was
    written anew) the one that stands in its place there."""
    old = before.section(id)
    was = before.note(old.file) if old else None
    note = now.note(old.file) if old else None
    if old is None or was is None or note is None or not note.sections:
        return None
    same = next((s for s in note.sections if s.anchor == old.anchor), None)
    if same is not None:
        return same.id
    at = was.sections.index(old)
    if len(was.sections) == len(note.sections):
        return note.sections[at].id
    pairs = zip_longest(was.sections, note.sections)
    first = next(n for n, (a, b) in enumerate(pairs) if _anchor(a) != _anchor(b))
    added = len(note.sections) - len(was.sections)
    # What stands after the change has moved by as many as were added.
    to = at if at <= first else at + added
    return note.sections[max(0, min(to, len(note.sections) - 1))].id


def same_component(id: str, before: Diagram, now: Diagram) -> str | None:
    """The component that was `id`: that id, else (its label was written anew) a component that
    is new, of the same kind, on the same line of the file."""
    if now.component(id) is not None:
        return id
    old = before.component(id)
    if old is None or old.line is None:
        return None
    components: tuple[Node | Cluster, ...] = (*now.nodes, *now.clusters)
    new = [
        c.id
        for c in components
        if (c.line, c.kind) == (old.line, old.kind) and before.component(c.id) is None
    ]
    return new[0] if len(new) == 1 else None


def _anchor(section: Section | None) -> str | None:
    return section.anchor if section else None
