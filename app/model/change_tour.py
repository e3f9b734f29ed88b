"""A tour of what has changed: change by change, all that was added, changed, replaced, and what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.model.comparison import ElementChange
from app.model.details import ChangeKind
from app.model.diagram import Diagram
from app.model.ids import ElementId, TourId
from app.model.tour import Step, Tour, TourOrigin, TourStyle

TOLD = 12  # changes that a step's words name
TITLES = {
    ChangeKind.ADDED: "What was added",
    ChangeKind.CHANGED: "What has changed",
    ChangeKind.REPLACED: "What was replaced",
    ChangeKind.GONE: "What is gone",
}


def tour_of_changes(parts: Iterable[tuple[Diagram, Iterable[ElementChange]]]) -> Tour:
    """Of diagrams, the first above the others: of each first all of it, then a step for each kind of change that occurs. No steps
    of one in which nothing has changed, but the first where others follow."""
    steps, every = list[Step](), [(diagram, tuple(changes)) for diagram, changes in parts]
    for diagram, told in every:
        layers = frozenset(diagram.layers)
        steps.append(
            Step(diagram.title or "All of it", "What stays is dimmed.", diagram.id, layers)
        )
        steps += (
            Step(TITLES[kind], text, diagram.id, layers, focus, TourStyle.FLOW)
            for kind, text, focus in _parts(told)
        )
    first = every[0][0]
    title = f"{first.title or first.id}: what changes"
    some = any(told for _, told in every)
    return Tour(
        TourId(f"{first.id}/changes"), title, tuple(steps) if some else (), TourOrigin.CHANGES
    )


def _parts(
    told: tuple[ElementChange, ...],
) -> Iterator[tuple[ChangeKind, str, tuple[ElementId, ...]]]:
    for kind in ChangeKind:
        alike = [change for change in told if change.kind is kind]
        if alike:
            lines = [_line(change) for change in alike[:TOLD]]
            lines += [f"and {len(alike) - TOLD} more"] if len(alike) > TOLD else []
            yield kind, "\n".join(f"- {line}" for line in lines), tuple(c.element for c in alike)


def _line(change: ElementChange) -> str:
    return f"{change.name}: {'; '.join(change.words)}" if change.words else change.name
