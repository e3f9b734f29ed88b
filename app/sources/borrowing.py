"""Bundled diagrams for notes of somebody's own: which of *their* sections a component opens.

What the bundled notes say of a component is known exactly; from there the way leads to the
section of theirs that is about the same, or about the system that it belongs to, although it
may be called or spelt otherwise (“ElasticCache”, “AWS GLUE”, “CloudWatch & CloudTrail”).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from app.model.diagram import Cluster, Diagram, Node
from app.model.notes import Link, Note, Notebook, Section
from app.sources.diagram_index import DiagramIndex
from app.sources.graphs.identity import slug
from app.sources.linking import Links, kind_names, link
from app.sources.section_index import SectionIndex, bare

ALIKE = 0.8  # of two names (difflib's ratio) from which they are taken for one
FEW = 3  # sections that may speak of what the first of them is taken to be about
_PATTERN = re.compile(r"[^\W_]+")


def link_borrowed(diagrams: Iterable[Diagram], own: Notebook, theirs: Notebook) -> Links:
    """Links into `theirs` of diagrams that were written for the notes `own`."""
    diagrams = tuple(diagrams)
    known, _ = link(diagrams, own)
    lender = _Lender(diagrams, own, theirs)
    links: Links = {}
    for diagram in diagrams:
        before = known[diagram.id]
        links[diagram.id] = {
            c.id: lender.link(diagram, c, before[c.id]) for c in diagram.components
        }
    return links


class _Lender:
    def __init__(self, diagrams: tuple[Diagram, ...], own: Notebook, theirs: Notebook) -> None:
        self._own, self._theirs = own, theirs
        self._index, self._ours = SectionIndex(theirs), SectionIndex(own)
        self._diagrams = DiagramIndex(diagrams, theirs)
        self._systems: dict[str, Section | None] = {}
        self._texts = [(s, _plain(f"{s.title} {s.text}")) for s in theirs.sections]

    def link(self, diagram: Diagram, component: Node | Cluster, known: Link) -> Link:
        """`known` is the component's link into the bundled notes."""
        label = " ".join(component.label.split())
        section = self._called(label) or self._own.section(known.section)
        called = [label, *kind_names(component), *([section.title] if section else [])]
        for reason, found in (
            ("label", self._one(called)),
            ("system", self._system(section.file) if section else None),
            ("text", self._mention(diagram, [label, *self._names(section)])),
        ):
            if found:
                return Link(component.id, found.id, reason, diagram=known.diagram)
        return Link(component.id, None, "no match", self._index.nearest(called), known.diagram)

    def _called(self, label: str) -> Section | None:
        """Our section of that very name, where theirs about its system speaks of it: a diagram
        may open another, which is about the component's part in it."""
        found = self._ours.by_alias([label]) or self._ours.by_title([label])
        system = self._system(found[0].file) if len(found) == 1 else None
        if system is None:
            return None
        said = f"{system.title} {system.text}".casefold()
        return found[0] if any(n.casefold() in said for n in (label, found[0].title)) else None

    def _one(self, called: list[str]) -> Section | None:
        found = self._index.by_alias(called) or self._index.by_bare_title(called)
        return found[0] if len(found) == 1 else None

    def _system(self, file: str) -> Section | None:
        """Their section about what one of our notes is about."""
        if file not in self._systems:
            note = self._own.note(file)
            called = _spoken(note) if note else []
            self._systems[file] = self._one(called) or self._likest(called)
        return self._systems[file]

    def _names(self, section: Section | None) -> list[str]:
        """What our section, and the system it belongs to, are called."""
        note = self._own.note(section.file) if section else None
        return [section.title, *_spoken(note)] if section and note else []

    def _likest(self, called: list[str]) -> Section | None:
        ours = [_squeezed(bare(name)) for name in called]
        best, likest = 0.0, None
        for section in self._theirs.sections:
            title = _squeezed(bare(section.title))
            alike = max((SequenceMatcher(None, title, name).ratio() for name in ours), default=0.0)
            if alike > best:
                best, likest = alike, section
        return likest if best >= ALIKE else None

    def _mention(self, diagram: Diagram, called: list[str]) -> Section | None:
        """The section that speaks of it; of several the one that shows the diagram. What many
        speak of is what none of them is about."""
        words = [said for name in called if (said := _plain(name)).strip()]
        found = [s for s, text in self._texts if any(word in text for word in words)]
        home = self._diagrams.home(diagram)
        if home in found:
            return home
        return found[0] if 0 < len(found) <= FEW else None


def _spoken(note: Note) -> list[str]:
    """A note's names but for classes."""
    return [name for name in (note.title, *note.aliases) if "." not in name]


def _squeezed(name: str) -> str:
    return slug(name).replace("-", "")


def _plain(text: str) -> str:
    return f" {' '.join(_PATTERN.findall(text.casefold()))} "
