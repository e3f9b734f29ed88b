"""A tour of what a plan does: what is destroyed, replaced, changed and created, in that order."""

from __future__ import annotations

from app.model.details import ChangeKind
from app.model.diagram import Diagram
from app.model.ids import TourId
from app.model.tour import Step, Tour, TourOrigin, TourStyle
from app.model.wording import counted

TOLD = 16  # components that a step names
_ORDER = {
    ChangeKind.GONE: "What is destroyed",
    ChangeKind.REPLACED: "What is replaced",
    ChangeKind.CHANGED: "What is changed",
    ChangeKind.ADDED: "What is created",
}
_WORDS = {
    ChangeKind.GONE: "destroyed",
    ChangeKind.REPLACED: "replaced",
    ChangeKind.CHANGED: "changed",
    ChangeKind.ADDED: "created",
}


def by_plan(diagram: Diagram) -> Tour | None:
    """First all of it with how much of each there is, then a step for each kind of change; None where nothing changes."""
    on = frozenset(diagram.layers)
    steps, counts = [], []
    for kind, title in _ORDER.items():
        alike = [one for one in diagram.components if one.change is kind]
        if alike:
            names = [f"- {' '.join(one.label.split())}" for one in alike[:TOLD]]
            names += [f"- and {len(alike) - TOLD} more"] if len(alike) > TOLD else []
            focus = tuple(one.id for one in alike)
            steps.append(Step(title, "\n".join(names), diagram.id, on, focus, TourStyle.FLOW))
            counts.append(f"{counted(len(alike), 'component')} {_WORDS[kind]}")
    if not steps:
        return None
    first = Step("What this plan does", f"{', '.join(counts)}.", diagram.id, on)
    title = f"{diagram.title}: what this plan does"
    return Tour(TourId(f"{diagram.id}/plan"), title, (first, *steps), TourOrigin.PLAN)
