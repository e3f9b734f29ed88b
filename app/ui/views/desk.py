"""What the window lends to its features: they know this, and not the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.model.ids import TourId
from app.model.workspace import Workspace
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas


class Offer(Protocol):
    """Puts a button into the status line, for what one may want next; empty text takes it away."""

    def __call__(self, text: str, tip: str, do: Callable[[], None] | None = None) -> None: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """`window` is the parent of dialogs. `say` puts a sentence into the status line. `chosen_tour`
    is the id of the tour that is chosen in their panel, or empty. `written` offers to open a file that was
    written."""

    window: QWidget
    store: Store
    jobs: Jobs
    settings: Settings
    canvas: Canvas
    say: Callable[[str], None]
    offer: Offer
    chosen_tour: Callable[[], TourId]
    written: Callable[[Path], None]

    @property
    def workspace(self) -> Workspace | None:
        """What is open; None before anything was read."""
        return self.store.workspace

    @property
    def has_tours(self) -> bool:
        """There is a tour with steps."""
        workspace = self.store.workspace
        return bool(workspace and any(tour.steps for tour in workspace.tours))
