"""A diagram beside how it was: what differs, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.model.details import ChangeKind
from app.model.diagram import Diagram
from app.model.ids import DiagramId, ElementId

LOOKS = "looks different"


@dataclass(frozen=True, slots=True)
class ElementChange:
    """What becomes of an `element` of the merged diagram. `name` is what it is called, `words` what differs:
    `MemorySize: 512 → 1024`; nothing of what is only there on one side."""

    kind: ChangeKind
    element: ElementId
    name: str
    words: tuple[str, ...] = ()

    @property
    def only_looks(self) -> bool:
        """Nothing but how it is drawn differs."""
        return self.words == (LOOKS,)


@dataclass(frozen=True, slots=True)
class Difference:
    """The merged `diagram` has the ids of the state after; what is gone has ids that nobody has. Its layers are the changes
    that occur; what has not changed is on its base sheet. `words` are what differs in the diagram itself. `only` is on which side
    it is, where the other has none of it: added or gone."""

    diagram: Diagram
    changes: tuple[ElementChange, ...] = ()
    words: tuple[str, ...] = ()
    only: ChangeKind | None = None

    @property
    def equal(self) -> bool:
        """Whether both are alike."""
        return not (self.changes or self.words or self.only)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of the diagram `base` of a workspace with how it was `before`, as `beside` says: `since the last commit`. The
    difference's diagram has an id of its own. Those that say the same `beside` are of one run. `remarks` are what could not be told
    of how it was; `loosely`, only what files of different kinds have in common is compared."""

    base: DiagramId
    before: Diagram
    beside: str
    difference: Difference
    remarks: tuple[str, ...] = ()
    loosely: bool = False

    @property
    def id(self) -> DiagramId:
        """Of the diagram that shows it."""
        return self.difference.diagram.id


def summary(changes: Iterable[ElementChange]) -> str:
    """How much of what: `2 added, 1 gone`."""
    counted = Counter(change.kind for change in changes)
    return ", ".join(f"{counted[kind]} {kind}" for kind in ChangeKind if counted[kind])
