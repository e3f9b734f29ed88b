"""How a picture is shown where the view state leaves it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.scene.appearance import Appearance
from app.scene.shot import Shot

if TYPE_CHECKING:
    from app.ui.views.canvas.following import PictureFollowing
    from app.ui.views.canvas.framing import Framing


class Manner:
    """As one explores. A mode that shows pictures otherwise has its own."""

    def dress(self, appearance: Appearance) -> Appearance:
        """How strongly all shows, of what the view state says."""
        return appearance

    def shot(self, framing: Framing) -> Shot | None:
        """What one looks at, unless elsewhere; None for all there is."""
        return framing.own_shot()

    def spoken(self, following: PictureFollowing) -> str:
        """What a screen reader says of the picture."""
        return following.spoken()
