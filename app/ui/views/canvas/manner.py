"""How a picture is shown where the view state leaves it open."""

from __future__ import annotations

from collections.abc import Callable

from app.scene.appearance import Appearance
from app.scene.shot import Shot
from app.ui.views.canvas.viewport import CanvasViewport


class Manner:
    """As one explores. A mode that shows pictures otherwise has its own."""

    def dress(self, appearance: Appearance) -> Appearance:
        """How strongly all shows, of what the view state says."""
        return appearance

    def shot(self, _view: CanvasViewport, step: Callable[[], Shot | None]) -> Shot | None:
        """What one looks at in that view, unless elsewhere; None for all there is. `step` gives
        what the tour's step shows, None where no tour is under way."""
        return step()

    def spoken(self, shows: str) -> str:
        """What a screen reader says of a picture that shows so much."""
        return shows
