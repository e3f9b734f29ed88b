"""Bundled diagrams for notes of somebody's own: which of *their* sections a component opens.

What a component is about is known: by its label, by what the bundled notes say of it, by its class,
each a subject of the catalogue (`app.subjects`) or the title of our section. Their section is the
one whose title names that; else one under whose title people write about it, where that says it or it is
a kind of that; else one about what it is a part of, with an entry that explains it, or that says it or
is not without it; else any with such an entry. What only the text of others speaks of is offered, never opened. People and words that name nothing open nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.model.diagram import Cluster, Diagram, Node
from app.model.ids import SectionId
from app.model.notes import Certainty, Link, Note, Notebook, Section
from app.sources.by_note import ByNote
from app.sources.linking import AMBIGUOUS, Links, kind_names
from app.sources.meant import is_common, is_kind_of, is_people, of_label, related, subject_named
from app.sources.mentions import FormerMentions, Mentions
from app.sources.section_index import NEAREST, SectionIndex
from app.sources.subject_index import MostAbout, SubjectIndex, are_copies
from app.sources.titles import words_of
from app.sources.wording import Wording
from app.subjects import spelt, subjects

TITLE, NEAR, ENTRY, SYSTEM = "title", "near", "entry", "system"  # why a section is opened
ENOUGH = 0.65  # of a title, from which on it is about a subject
ENOUGH_BESIDE = 0.8  # of one that is looked for beside it, or by its words
SURE = 0.85
_NEAR, _STEP = 0.79, 0.01  # what a heading near by is worth, and how much less each further one
_OF_SECTION, _BROADER, _IN_LABEL, _OF_CLASS = 0.97, 0.77, 0.94, 0.93
_BEHIND = 0.74  # of a class where our notes say which part of that a component is
_SAID = 0.98  # of what its class is, and its label says


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a component may be about: a subject, or a phrase that is none, within what it is `of`.
    `own`: it says so itself, and not only the bundled notes of it. `alone`: by no other heading.
    `part`: what a section about it must speak of."""

    name: str
    weight: float
    phrase: bool = False
    of: str = ""
    own: bool = True
    alone: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class _Opened:
    found: MostAbout
    worth: float
    said: str
    reason: str


def link_borrowed(
    diagrams: Iterable[Diagram],
    own: Notebook,
    known: Links,
    theirs: Notebook,
    kept: ByNote | None = None,
    former: FormerMentions | None = None,
) -> Links:
    """Links into `theirs` of diagrams that were written for the notes `own`, into which `known` lead.
    `kept` and `former` are what is known of `theirs` from the last time."""
    lender = _Lender(own, theirs, kept, former)
    links: Links = {}
    for diagram in diagrams:
        before = known[diagram.id]
        links[diagram.id] = {c.id: lender.link(c, before[c.id]) for c in diagram.components}
    return links


class _Lender:
    def __init__(
        self,
        own: Notebook,
        theirs: Notebook,
        kept: ByNote | None,
        former: FormerMentions | None,
    ) -> None:
        self._own = own
        self._index, self._subjects = SectionIndex(theirs), SubjectIndex(theirs, kept)
        self._mentions = Mentions(theirs, former)
        self._systems = {note.file: _system(note) for note in own.notes}
        self._contexts = {note.file: _context(note) for note in own.notes}
        self._near: dict[tuple[str, ...], tuple[SectionId, ...]] = {}
        self._theirs, self._wording = theirs, Wording(theirs)

    def link(self, component: Node | Cluster, known: Link) -> Link:
        """`known` is the component's link into the bundled notes."""
        label = " ".join(component.label.split())
        section = self._own.section(known.section)
        meant = list(self._meant(component, section))
        if not meant:
            return Link(component.id, None, "no match", diagram=known.diagram)
        aliased = self._index.by_alias((label, *kind_names(component)))
        if len(aliased) == 1:
            return Link(component.id, aliased[0].id, "alias", diagram=known.diagram)
        if aliased:
            several = tuple(section.id for section in aliased)[:NEAREST]
            return Link(component.id, None, AMBIGUOUS, several, known.diagram)
        chosen = self._exact(meant, label) or self._best(meant)
        if chosen is None or chosen.found.stray:
            whole = self._entry_on(meant) or self._system_of(meant)
            chosen = whole or chosen or self._system_of(meant, stray=True) or self._listed(meant[0])
        if chosen is None:
            near = self._nearest((meant[0].name, label))
            return Link(component.id, None, "no match", near, known.diagram)
        best, reason, said = chosen.found, chosen.reason, chosen.said
        if best.among:
            near = tuple(s.id for s in (best.section, *best.among))[:NEAREST]
            return Link(component.id, None, AMBIGUOUS, near, known.diagram, said=said)
        sure = Certainty.SURE if chosen.worth >= SURE else Certainty.LIKELY
        sure = Certainty.VAGUE if reason == SYSTEM or best.worth < ENOUGH else sure
        return Link(component.id, best.section.id, reason, (), known.diagram, sure, said)

    def _exact(self, meant: Iterable[_Meant], label: str) -> _Opened | None:
        """What is called just as the component is, where that says more than what it is about."""
        words = words_of(label)
        for one in meant:
            if one.own and not one.phrase and words != words_of(one.name):
                found = self._subjects.titled(one.name, words)
                if found is not None:
                    return _Opened(found, found.worth, one.name, TITLE)
        return None

    def _best(self, meant: Iterable[_Meant]) -> _Opened | None:
        best: _Opened | None = None
        for one in meant:
            above = [*subjects().above(one.name)]
            for name, weight, phrase, of in _ways(one):
                near, apart = name != one.name, name not in above
                found = self._subjects.called(name, of) if phrase else self._subjects.about(name)
                if found is None or not _is_enough(found, phrase, near, apart):
                    continue
                part = one.name if near else one.part
                if part and not self._is_told(part, name, found.section):
                    continue
                worth = found.worth * weight
                if best is None or worth > best.worth:
                    said = found.section.title if phrase else name
                    best = _Opened(found, worth, said, NEAR if near else TITLE)
        return best

    def _is_told(self, part: str, name: str, section: Section) -> bool:
        """Whether a section about something else speaks of a part: by what it says, or as that is a
        kind of what it is about."""
        if subjects().is_core(part) or is_kind_of(part, name):
            return True
        return self._wording.says(section, part)

    def _entry_on(self, meant: Iterable[_Meant]) -> _Opened | None:
        """A list or table, in a section about what the first of these is a part of, that explains it."""
        for one in meant:
            found = self._subjects.entry(one.name) if one.own and not one.phrase else None
            if found is not None:
                return _Opened(found, found.worth, one.name, ENTRY)
        return None

    def _system_of(self, meant: Iterable[_Meant], *, stray: bool = False) -> _Opened | None:
        """What the first of these is a part of, or where notes about that say it; what only the bundled
        notes say counts where the component says something itself. `stray`: in any note."""
        known = subjects()
        for one in (m for m in meant if m.own):
            above = (one.of, *known.above(one.of)) if one.phrase else known.above(one.name)
            for name in filter(None, above):
                found = self._about_system(name)
                if found is None or found.worth < ENOUGH:
                    continue
                if found.stray and not stray:
                    continue
                among = [found.section, *found.among]
                if not (known.is_core(one.name) and name == next(known.above(one.name))):
                    within = self._subjects.within(name)
                    where = self._wording.saying(found.section, within, one.name)
                    among = [where] if where is not found.section else among
                    among = [s for s in among if self._wording.says(s, one.name)]
                if among:
                    opened = MostAbout(among[0], found.worth, tuple(among[1:]))
                    return _Opened(opened, found.worth, name, SYSTEM)
        return None

    def _about_system(self, name: str) -> MostAbout | None:
        """What is about it, else what is about what notes treat it under: “Developer tools” of CI/CD."""
        found = self._subjects.about(name)
        system = subjects().by_name.get(name)
        for phrase in system.near if system and found is None else ():
            subject = subject_named(phrase)
            found = self._subjects.about(subject) if subject else self._subjects.called(phrase)
            if found is not None:
                break
        return found

    def _listed(self, one: _Meant) -> _Opened | None:
        """Of the sections that speak of it most, one with an entry that explains it."""
        if not one.own or one.phrase or subjects().is_area(one.name):
            return None
        spoken = (
            id for id in self._mentions.of(one.name) if self._subjects.may_explain(id, one.name)
        )
        found = self._subjects.entry(one.name, spoken)
        return _Opened(found, found.worth, one.name, ENTRY) if found is not None else None

    def _meant(self, component: Node | Cluster, section: Section | None) -> Iterator[_Meant]:
        """What it may be about, most likely first; nothing for people and for what names nothing."""
        known = subjects()
        system = self._systems.get(section.file, "") if section else ""
        context = set(self._contexts.get(section.file, ())) if section else set()
        of_class = known.of_class(component.kind)
        context |= {of_class, *known.above(of_class)} if of_class else set()
        whole, within = of_label(component.label, context)
        ours = self._of_section(section, system) if section else None
        if not whole and (is_common(component) or is_people(component)):
            return
        for name in whole:
            yield _Meant(name, 1.0)
        above = {up for name in whole for up in known.above(name)}
        if ours and ours.name not in above and (not whole or related(ours.name, whole)):
            broader = whole and ours.name not in whole
            if of_class in within:  # a role is one, whatever it is a role of
                ours = replace(ours, weight=_BROADER)
            yield replace(ours, weight=_BROADER, alone=True, part=whole[0]) if broader else ours
        if of_class and not any(related(name, (of_class,)) for name in within):
            within = []  # the container of a training job is no container of the notes
        for name in () if whole else within:
            yield _Meant(name, _SAID if name == of_class else _IN_LABEL)
        if of_class and not whole:
            yield from _of_kind(of_class, ours, within)

    def _of_section(self, section: Section, system: str) -> _Meant | None:
        note = self._own.note(section.file)
        if note is not None and note.sections[0].id == section.id:
            return _Meant(system, _OF_SECTION, own=False) if system else None
        whole, _ = of_label(section.title, self._contexts[section.file])
        if whole:
            return _Meant(whole[0], _OF_SECTION, own=False)
        return _Meant(section.title, _OF_SECTION, phrase=True, of=system, own=False)

    def _nearest(self, names: tuple[str, ...]) -> tuple[SectionId, ...]:
        """What is called alike, then what speaks of it; of copies the first."""
        if names not in self._near:
            alike = (section.id for section in self._subjects.alike(names[0]))
            spoken = (id for name in names for id in self._mentions.of(name))
            found: list[Section] = []
            for section in map(self._theirs.section, dict.fromkeys((*alike, *spoken))):
                if section is not None and not any(
                    one.title == section.title and are_copies(one, section) for one in found
                ):
                    found.append(section)
            self._near[names] = tuple(section.id for section in found[:NEAREST])
        return self._near[names]


def _of_kind(of_class: str, ours: _Meant | None, within: list[str]) -> Iterator[_Meant]:
    """What its class means. Where our notes say what it is, that counts for more, and a whole system only
    where that is a part of it: the new instance of an Auto Scaling group is no matter of EC2."""
    above = subjects().above
    told = ours is not None and not ours.phrase
    part = ours is not None and all(
        related(name, (of_class,)) for name in (ours.of or ours.name, *within)
    )
    if ours is None or not (part or told):
        yield _Meant(of_class, _OF_CLASS)
    elif any(above(of_class)) or of_class == (ours.of or next(above(ours.name), "")):
        yield _Meant(of_class, _BEHIND)


def _is_enough(found: MostAbout, phrase: bool, near: bool, apart: bool) -> bool:
    """Whether what is found by a phrase, or near what is meant, is about it. Near a part of
    something is only what notes about the whole say, or the whole: nothing `apart`."""
    if found.stray:
        return found.worth >= ENOUGH and not (near and apart)
    return found.worth >= (ENOUGH_BESIDE if phrase or near else ENOUGH)


def _ways(one: _Meant) -> Iterator[tuple[str, float, bool, str]]:
    """By which names it is looked for: name, weight, whether it is a phrase, and of what."""
    yield one.name, one.weight, one.phrase, one.of
    subject = None if one.phrase or one.alone else subjects().by_name.get(one.name)
    if subject is None:
        return
    for number, phrase in enumerate(subject.near):
        weight = one.weight * (_NEAR - number * _STEP)
        name = subject_named(phrase)
        yield name or phrase, weight, not name, "" if name else subject.of


def _system(note: Note) -> str:
    """The subject that one of our notes is about."""
    return next(_called(note), "")


def _context(note: Note) -> frozenset[str]:
    """All that one of our notes is called after, and what that is a part of."""
    known = subjects()
    return frozenset(part for name in _called(note) for part in (name, *known.above(name)))


def _called(note: Note) -> Iterator[str]:
    for name in (note.title, *note.aliases):
        if "." not in name and (found := subject_named(spelt(name)) or subject_named(name)):
            yield found
