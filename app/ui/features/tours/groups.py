"""The tours of a workspace as they are listed: those that somebody wrote, then the generated ones."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.ids import DiagramId
from app.model.tour import Tour, TourOrigin
from app.model.wording import counted
from app.model.workspace import Workspace

FROM = {
    TourOrigin.FILE: "",
    TourOrigin.LAYERS: "through the layers",
    TourOrigin.EDGES: "along the numbers",
    TourOrigin.LIST: "from a list in the notes",
    TourOrigin.TRACE: "along what was traced",
    TourOrigin.PLAN: "what a plan does",
    TourOrigin.CHANGES: "what has changed",
}


@dataclass(frozen=True, slots=True)
class TourGroup:
    """Tours under a heading, in the order they are offered in. `folds`: it can be closed, and is
    at first."""

    title: str
    tours: tuple[Tour, ...]
    folds: bool


def groups(workspace: Workspace, diagram: DiagramId) -> list[TourGroup]:
    """Those that have any tour; `diagram` is the id of the one on screen."""
    tours = [t for t in workspace.tours if t.steps]
    files = [t for t in tours if t.origin is TourOrigin.FILE]
    files.sort(key=lambda t: t.steps[0].diagram != diagram)  # stable: this diagram's first
    made = [t for t in tours if t.origin is not TourOrigin.FILE]
    here = [t for t in made if diagram in t.diagrams]
    rest = [t for t in made if diagram not in t.diagrams]
    found = (
        TourGroup("Tours", tuple(files), False),
        TourGroup("Generated for this diagram", tuple(here), True),
        TourGroup("Generated for other diagrams", tuple(rest), True),
    )
    return [group for group in found if group.tours]


def details(tour: Tour) -> str:
    """“6 steps, through the layers”."""
    count = counted(len(tour.steps), "step")
    return ", ".join(x for x in (count, FROM[tour.origin]) if x)
