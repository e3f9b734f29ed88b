"""What there is to study, read off the GUI thread."""

from __future__ import annotations

from datetime import datetime

from app.model.lasting import elements, renamed
from app.model.workspace import Workspace
from app.study.card_generator import cards
from app.study.progress import Progress
from app.study.reported import still_asked
from app.ui.features.study.known import Known


def read(workspace: Workspace, before: Known | None) -> Known:
    """The cards, which are those from `before` of the same workspace, and the progress in them. Takes a while;
    raises ProgressError."""
    import fsrs  # noqa: F401 - the first grade does not wait for it

    if before is not None and before.workspace is workspace:
        found = before.made
    else:
        found = cards(workspace)
    with Progress() as progress:
        progress.follow(workspace.root, elements(workspace), renamed)
        now = datetime.now().astimezone()
        progress.settle(now)
        pauses = progress.pauses.all(now)
        withheld = progress.reports.withheld() | pauses.keys()
        return Known(
            workspace,
            found,
            still_asked(found, withheld),
            progress.memories(),
            progress.reviews(),
            tuple(card for card in found if card.id in withheld),
            progress.reports.all(),
            pauses,
            progress.limits.on(now),
            progress.asides.unsaid(),
        )
