"""Borrowed diagrams and somebody's own notes: which section is about a diagram, of which diagrams the
notes do not speak, in which order they are shown; and what only happens to be called like one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.model.diagram import Diagram
from app.model.ids import DiagramId, SectionId
from app.model.notes import Image, Note, Notebook
from app.sources.by_note import ByNote
from app.sources.diagram_index import DiagramIndex
from app.sources.graphs.identity import slug
from app.sources.linking import Links
from app.sources.markdown.picture_files import find

GUESSED = frozenset({"system"})  # reasons of links to what a component is only a part of
HALF = 0.5  # of a diagram's components, from which on notes that lack its subject speak of it


@dataclass(frozen=True, slots=True)
class Spoken:
    """`about`: by diagram the section that is about it. `apart`: the diagrams of which the notes do
    not speak."""

    about: Mapping[DiagramId, SectionId]
    apart: frozenset[DiagramId]


def spoken(
    diagrams: Iterable[Diagram], own: Notebook, known: Links, links: Links, theirs: Notebook
) -> Spoken:
    """What `theirs` speak of.

    About a diagram is the section that shows its picture; else the one that components lead to
    (`links`) that in our notes (`own`) lead (`known`) to the section with its picture, or to the head of
    that note, which is about the same system. Notes without any of these speak of a diagram all the same
    if they do of at least half of its components.
    """
    diagrams = tuple(diagrams)
    shown, ours = DiagramIndex(diagrams, theirs), DiagramIndex(diagrams, own)
    votes = _votes(known, links)
    about: dict[DiagramId, SectionId] = {}
    apart: set[DiagramId] = set()
    for diagram in diagrams:
        home, pictured = ours.home(diagram), shown.home(diagram)
        note = own.note(home.file) if home else None
        called = [home.id, note.sections[0].id] if home and note else []
        found = next((votes[id] for id in called if id in votes), None)
        if pictured is not None:
            about[diagram.id] = pictured.id
        elif found is not None:
            about[diagram.id] = found.most_common(1)[0][0]
        else:
            sure = [f for f in links[diagram.id].values() if f.section and f.reason not in GUESSED]
            if len(sure) < HALF * len(links[diagram.id]):
                apart.add(diagram.id)
    return Spoken(about, frozenset(apart))


def _votes(known: Links, links: Links) -> dict[SectionId, Counter[SectionId]]:
    """By section of our notes, to which of theirs its components lead, and how many."""
    votes: dict[SectionId, Counter[SectionId]] = {}
    for diagram, opened in links.items():
        for component, found in opened.items():
            ours = known[diagram][component].section
            if ours and found.section and found.reason not in GUESSED:
                votes.setdefault(ours, Counter())[found.section] += 1
    return votes


def in_order(diagrams: Iterable[Diagram], found: Spoken, theirs: Notebook) -> tuple[Diagram, ...]:
    """As the notes come to speak of them, of one section first the pictured, then the one that is
    called as it is; then those of which they do not."""
    place = {section.id: number for number, section in enumerate(theirs.sections)}

    def key(diagram: Diagram) -> tuple[bool, int, bool, bool]:
        section = theirs.section(found.about.get(diagram.id))
        if section is None:
            return diagram.id in found.apart, len(place), False, False
        pictured = any(image.stem == diagram.filename for image in section.images)
        called = slug(diagram.id.rpartition("/")[2]) in slug(section.title).split("-")
        return False, place[section.id], not pictured, not called

    return tuple(sorted(diagrams, key=key))


def without_chance(
    theirs: Notebook, diagrams: Iterable[Diagram], root: str, kept: ByNote | None = None
) -> Notebook:
    """The notes, in which a picture with a file of its own is no picture of a diagram that
    happens to be called so. Looks only for files of such names. `kept` is what is of these notes."""
    names = {diagram.filename for diagram in diagrams}

    def own(note: Note) -> frozenset[Image]:
        called = {i for s in note.sections for i in s.images if i.stem in names}
        return frozenset(i for i in called if find(root, note.file, i.target, i.anywhere))

    return Notebook(tuple((kept or ByNote()).each(theirs.notes, _own_pictures, own)))


def _own_pictures(note: Note, own: frozenset[Image]) -> Note:
    if not own:
        return note
    sections = (
        replace(s, images=tuple(replace(i, own=i in own) for i in s.images)) for s in note.sections
    )
    return replace(note, sections=tuple(sections))
