"""What there is to study, read off the GUI thread."""

from __future__ import annotations

import threading

from app.model.workspace import Workspace
from app.study.deck import cards
from app.study.lasting import elements, renamed
from app.study.progress import Progress
from app.study.reported import unburied
from app.ui.study.start import Known


def read(workspace: Workspace, _cancelled: threading.Event | None = None) -> Known:
    """The cards and the progress in them. Takes a while; raises ProgressError."""
    import fsrs  # noqa: F401 - the first grade does not wait for it

    found = cards(workspace)
    with Progress() as progress:
        progress.follow(workspace.root, elements(workspace), renamed)
        under = progress.reports.buried()
        return Known(
            workspace,
            unburied(found, under),
            progress.memories(),
            progress.reviews(),
            tuple(card for card in found if card.id in under),
            progress.reports.all(),
        )
