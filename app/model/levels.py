"""Diagrams of one file that show less or more of the same, and what is there on a condition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.model.details import Condition
from app.model.diagram import Diagram
from app.model.ids import ElementId

OVERVIEW, ALL = "overview", "all"
NAMES = {OVERVIEW: "Overview", ALL: "All resources"}


def levels(diagrams: Iterable[Diagram], diagram: Diagram) -> dict[str, Diagram]:
    """By level those of the same file as a diagram, itself among them; nothing where there is but one."""
    found = {d.level: d for d in diagrams if d.level and d.source == diagram.source}
    return found if diagram.level in found and len(found) > 1 else {}


def overview(diagrams: Sequence[Diagram]) -> Diagram | None:
    """The one that shows least, where all of them are levels of one."""
    found = levels(diagrams, diagrams[0]) if diagrams else {}
    return found.get(OVERVIEW) if len(found) == len(diagrams) else None


def counterpart(diagram: Diagram, element: ElementId | None, other: Diagram) -> ElementId | None:
    """The component of the other diagram that is the same thing, by its name in the file; None where it has none."""
    component = diagram.index.component(element) if element else None
    if component is None or component.details is None:
        return None
    name = component.details.name
    same = (c.id for c in other.components if c.details is not None and c.details.name == name)
    return next(same, None)


def elements_of(diagram: Diagram, conditions: Iterable[Condition]) -> frozenset[ElementId]:
    """Those of the diagram that are there on these conditions."""
    known = diagram.index.elements
    found = (ElementId(id) for condition in conditions for id in condition.elements)
    return frozenset(id for id in found if id in known)
