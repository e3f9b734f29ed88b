"""What the pages of the study view know of a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.ids import CardId, DiagramId
from app.model.workspace import Workspace
from app.study.aside import Aside
from app.study.card import Card
from app.study.limit import Limit
from app.study.pauses import Pause
from app.study.progress import Review
from app.study.reported import Reported
from app.study.schedule import Memory

NOTES = "Notes without a diagram"


@dataclass(frozen=True, slots=True)
class Known:
    """The cards of a workspace and the progress in them. `made` are all of them, `cards` those that
    are asked, `withheld` those that are not: what was reported, and what is paused, as `pauses` says by card id. `reports`
    is of all workspaces, the newest first. `aside` are reviews with impossible times that were not
    told yet."""

    workspace: Workspace
    made: tuple[Card, ...]
    cards: tuple[Card, ...]
    memories: Mapping[CardId, Memory]
    reviews: tuple[Review, ...]
    withheld: tuple[Card, ...] = ()
    reports: tuple[Reported, ...] = ()
    pauses: Mapping[CardId, Pause] = field(default_factory=dict)
    limit: Limit = field(default_factory=Limit)
    aside: Aside | None = None

    def title(self, diagram: DiagramId) -> str:
        """Of a diagram, by id."""
        found = self.workspace.diagram(diagram) if diagram else None
        return found.title if found else NOTES
