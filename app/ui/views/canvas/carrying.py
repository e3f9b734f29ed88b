"""A component that is dragged out of the picture is carried: onto a chip, whose layer takes it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.model.ids import ElementId
from app.ui.kit import plain
from app.ui.kit.chip import ChipButton
from app.ui.services import describe
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.surface import CanvasSurface
from app.ui.views.canvas.tool import CanvasTool


class Carrying(CanvasTool):
    """Within the picture a drag moves that, as ever; over a chip the picture is back where it was."""

    def __init__(self, surface: CanvasSurface) -> None:
        self._surface = surface
        self._carried: ElementId | None = None
        self._from: Camera | None = None  # where the drag began
        self._over: ChipButton | None = None

    def press(self, event: QMouseEvent) -> bool:
        diagram = self._surface.store.diagram
        changeable = diagram is not None and diagram.choice is not None
        left = event.button() == Qt.MouseButton.LeftButton
        under = self._surface.targets.component_at(event.position())
        self._carried = under if left and changeable else None
        self._from = self._surface.looking.camera
        return False

    def move(self, event: QMouseEvent) -> bool:
        if self._carried is None:
            return False
        inside = self._surface.widget.rect().contains(event.position().toPoint())
        self._come_over(None if inside else taker_at(event.globalPosition().toPoint()))
        if self._over is None:
            return False
        self._tell(event.globalPosition().toPoint(), self._over)
        if self._from is not None:
            self._surface.looking.look_at(self._from, glide=False)
        return True

    def release(self, _event: QMouseEvent) -> bool:
        """The drag ends for those who pan, too."""
        carried, over = self._carried, self._over
        self._carried = None
        self._come_over(None)
        if carried is not None and over is not None:
            over.given.emit((carried,))
        return False

    def _come_over(self, chip: ChipButton | None) -> None:
        if chip is self._over:
            return
        for one, lit in ((self._over, False), (chip, True)):
            if one is not None:
                one.light(lit)
        self._over = chip
        if chip is None:
            QToolTip.hideText()

    def _tell(self, at: QPoint, chip: ChipButton) -> None:
        diagram = self._surface.store.diagram
        if diagram is not None and self._carried is not None:
            name = describe.name(diagram, self._carried)
            QToolTip.showText(at, plain.tip(f"Put “{name}” on “{chip.text()}”"), chip)


def taker_at(at: QPoint) -> ChipButton | None:
    """The chip at a point of the screen, where it takes components."""
    found = QApplication.widgetAt(at)
    return found if isinstance(found, ChipButton) and found.takes else None
