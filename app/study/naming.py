"""What the components of a diagram may be called: by their labels, the titles and aliases of their
notes, and in the usual short forms (which `answers` knows)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from app.model.diagram import Cluster, Diagram, Node
from app.model.ids import ElementId
from app.model.workspace import Workspace
from app.study.answers import names_of, words
from app.study.short_forms import shortened

_NUMBERS = re.compile(r"\d+")
_MARK = re.compile(r"[A-Z]\d?")  # that tells one of several: the A of a zone, the second in it
_CLASS = re.compile(r"diagrams\.\S+$")  # an alias by which a class of `diagrams` is linked


def in_one_line(label: str) -> str:
    """A label without its line breaks."""
    return " ".join(label.split())


def labels(diagram: Diagram) -> dict[ElementId, str]:
    """What cards call each component: by its label's first line, where that is a name and no
    component with another label begins alike; else by all of it."""
    whole = {c.id: in_one_line(c.label) for c in diagram.components}
    first = {c.id: in_one_line(c.label.partition("\n")[0]) for c in diagram.components}
    begins: dict[str, set[str]] = {}
    for id, label in whole.items():
        begins.setdefault(first[id], set()).add(label)
        begins.setdefault(label, set()).add(label)
    return {
        id: first[id] if first[id] in names_of(label) and len(begins[first[id]]) == 1 else whole[id]
        for id, label in ((c.id, c.label) for c in diagram.components)
    }


class Names:
    """What each component of a diagram may be called: its label, and what the notes call it where
    that means no other one."""

    def __init__(self, diagram: Diagram, workspace: Workspace) -> None:
        self._own = {c.id: names_of(c.label) for c in diagram.components}
        self.labels = labels(diagram)
        more = {c.id: tuple(_of_note(diagram, c, workspace)) for c in diagram.components}
        self._twins = _twins(self._own)
        for id, twins in self._twins.items():
            if twins and (base := _without_letter(self._own[id])):
                titles = _with_service(base, diagram, (id, *sorted(twins)), workspace)
                more[id] = (*more[id], base, *titles)
        # A name that is another's own is not this one's, and one that several have by their notes
        # means none of them.
        own = {shortened(words(n)) for names in self._own.values() for n in names}
        count = Counter(
            (n, self._group(id))
            for id, names in more.items()
            for n in {shortened(words(n)) for n in names}
        )
        users = Counter(n for n, _ in count)
        self._more = {
            id: tuple(n for n in names if (s := shortened(words(n))) not in own and users[s] == 1)
            for id, names in more.items()
        }

    def of(self, id: ElementId) -> tuple[str, ...]:
        """All names of a component."""
        return tuple(dict.fromkeys(self._own[id] + self._more[id]))

    def twins(self, id: ElementId) -> frozenset[ElementId]:
        """Components whose labels are the same but for a letter or a number."""
        return self._twins[id]

    def rivals(self, ids: Iterable[ElementId]) -> frozenset[str]:
        """The names of all others, but for those that one of these has, too."""
        ids = frozenset(ids)
        mine = {words(n) for id in ids for n in self.of(id)}
        return frozenset(
            n
            for id, names in self._own.items()
            for n in names
            if id not in ids and words(n) not in mine
        )

    def _group(self, id: ElementId) -> frozenset[ElementId]:
        """A component and its twins: what all of them are called means each."""
        return self._twins[id] | {id}


def _with_service(
    base: str, diagram: Diagram, ids: Iterable[ElementId], workspace: Workspace
) -> Iterator[str]:
    """`ECS task` for `Task`, where that is the title of a section that one of these opens."""
    for id in ids:
        link = workspace.link(diagram.id, id)
        section = workspace.notebook.section(link.section) if link else None
        if section and shortened(words(section.title)[1:]) == shortened(words(base)):
            yield section.title


def _of_note(diagram: Diagram, component: Node | Cluster, workspace: Workspace) -> Iterator[str]:
    """The title of its section, and where that is its note's the note's aliases. A `URL` may lead
    to a section about more, such as an analyst's to the one about Athena: then its title is a
    name only where the label holds it."""
    link = workspace.link(diagram.id, component.id)
    section = workspace.notebook.section(link.section) if link else None
    if section is None or link is None:
        return
    title = set(shortened(words(section.title)))
    if link.reason == "URL" and not title <= set(shortened(words(component.label))):
        return
    yield section.title
    note = workspace.notebook.note(section.file)
    if note is not None and note.sections and note.sections[0].id == section.id:
        yield from (alias for alias in note.aliases if not _CLASS.match(alias))


def _twins(names: dict[ElementId, tuple[str, ...]]) -> dict[ElementId, frozenset[ElementId]]:
    alike: dict[tuple[str, ...], set[ElementId]] = {}
    for id, own in names.items():
        if base := _base(own):
            alike.setdefault(base, set()).add(id)
    found = {id: ids for ids in alike.values() for id in ids}
    return {
        id: frozenset(
            other
            for other in found.get(id, ())
            if other != id and words(names[other][0]) != words(own[0])
        )
        if own
        else frozenset()
        for id, own in names.items()
    }


def _base(names: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the shortest name, without letters and numbers that tell it from others."""
    said = words(min(names, key=len)) if names else ()
    bare = (_NUMBERS.sub("", w) for w in said)
    return tuple(w for w in bare if len(w) > 1)


def _without_letter(names: tuple[str, ...]) -> str:
    """`Web servers` of `Web servers A`, `Task` of `Task B2`: where only a zone's letter and a place
    in it tell twins apart; else nothing."""
    parts = min(names, key=len).split()
    kept = [p for p in parts if not _MARK.fullmatch(p)]
    return " ".join(kept) if len(kept) < len(parts) else ""
