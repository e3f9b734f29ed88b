"""Our own notes, for components of infrastructure of which a person's notes do not speak.

They stand beside the person's notes (`Notebook.lent`): a click opens them, and nothing else asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.model.diagram import Diagram
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Link, Note, Notebook
from app.sources.finding import find
from app.sources.linking import link
from app.sources.note_reading import read_notes
from app.sources.readings import Readings

Links = Mapping[DiagramId, Mapping[ElementId, Link]]
OURS = "acetate"  # what the ids of our sections begin with, so that they are nobody else's


def described(diagrams: Iterable[Diagram]) -> tuple[Diagram, ...]:
    """Those of the diagrams that show what runs."""
    return tuple(d for d in diagrams if any(c.details is not None for c in d.components))


def lend(
    diagrams: Iterable[Diagram], book: Notebook, links: Links, readings: Readings | None
) -> tuple[Notebook, dict[DiagramId, dict[ElementId, Link]]]:
    """The notebook with those of our notes that components open which have no section in it, and the links with
    theirs."""
    ours = _our_notes(readings or Readings())
    found, _ = link(described(diagrams), ours)
    new: dict[DiagramId, dict[ElementId, Link]] = {id: dict(known) for id, known in links.items()}
    opened: set[SectionId] = set()
    for id, known in found.items():
        for component, one in known.items():
            own = new.get(id, {}).get(component)
            if one.section is None or own is None or own.section is not None:
                continue
            if own.reason != "no match":  # it names a section, or several are about it
                continue
            new[id][component] = replace(one, nearest=own.nearest, diagram=own.diagram)
            opened.add(one.section)
    needed = tuple(n for n in ours.notes if any(s.id in opened for s in n.sections))
    return replace(book, lent=needed), new


def _our_notes(readings: Readings) -> Notebook:
    *_, read = read_notes(find(None), readings=readings)
    return Notebook(tuple(map(_named, read.notebook.notes)))


def _named(note: Note) -> Note:
    sections = (replace(s, id=SectionId(f"{OURS}/{s.id}")) for s in note.sections)
    return replace(note, sections=tuple(sections))
