"""What a bundle's line stands for is told while the pointer is on it."""

from __future__ import annotations

from PySide6.QtGui import QMouseEvent

from app.model.geometry import Point
from app.model.wording import counted
from app.scene.bundles import SeenBundle
from app.ui.services import describe
from app.ui.views.canvas.surface import CanvasSurface
from app.ui.views.canvas.tool import CanvasTool


class BundlePointing(CanvasTool):
    """After the tool that tells what element lies there: a line is over the clusters that it crosses."""

    def __init__(self, surface: CanvasSurface) -> None:
        self._surface = surface
        self._far = surface.viewport.painting.far

    def move(self, event: QMouseEvent) -> bool:
        surface, at = self._surface, event.position()
        found = None
        if not event.buttons() and surface.layout is not None:
            found = surface.targets.bundle(Point(at.x(), at.y()))
            named = surface.targets.hit(at, edges=True) if found else None
            if named is not None and named not in surface.layout.clusters:
                found = None
        before = self._far.pointed
        if self._far.point(found.bundle.ends if found else None):
            surface.widget.update()
        if found is not None:
            surface.said.emit(self._words(found))
        elif before is not None:
            surface.told.emit(surface.targets.hit(at, edges=True) or surface.following.focused)
        return False

    def leave(self) -> None:
        if self._far.point(None):
            self._surface.widget.update()

    def replaced(self) -> None:
        self.leave()

    def _words(self, shown: SeenBundle) -> str:
        """“Billing → Search: 12 edges, 3 of them back”."""
        layout = self._surface.layout
        if layout is None:
            return ""
        one, two = (describe.name(layout.diagram, id) for id in shown.bundle.ends)
        back = shown.count - shown.onward
        if not shown.onward:
            one, two, back = two, one, 0
        aside = f", {back} of them back" if back else ""
        return f"{one} → {two}: {counted(shown.count, 'edge')}{aside}"
