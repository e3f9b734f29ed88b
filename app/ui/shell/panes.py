"""The stage between the places of two panels, and how wide each is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from app.ui.kit.dividing import SHARE, TINIEST, divided
from app.ui.services.settings import Settings
from app.ui.shell.picture_pane import PicturePane

LEAST_LEFT, LEAST_RIGHT, LEAST_MIDDLE = 160, 240, 200  # px


class Panes(QSplitter):
    """`left` and `right` are the panels' places, which are there before the panels. The session
    keeps what a person wants: which panels show, how wide, how much of the width the canvas has
    at least. What shows follows from that and from the width, so that a panel that gave way in a
    small window comes back in a large one.

    turned(): a panel shows now, or does no longer."""

    turned = Signal()

    def __init__(self, picture_pane: PicturePane, settings: Settings) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings, self._picture_pane = settings, picture_pane
        self.left, self.right = _place(LEAST_LEFT), _place(LEAST_RIGHT)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for n, part in enumerate((self.left, picture_pane, self.right)):
            self.addWidget(part)
            self.setStretchFactor(n, int(part is picture_pane))
        for n, name in ((1, "left panel"), (2, "notes")):
            self.handle(n).setAccessibleName(f"Width of the {name}")
        self.splitterMoved.connect(lambda _, handle: self._take(handle == 1, *self.sizes()))

    def put(self, place: QWidget, panel: QWidget) -> None:
        """The panel into its place."""
        column = place.layout()
        if column is not None:
            column.addWidget(panel)

    def show_place(self, place: QWidget, on: bool) -> None:
        """Show `left` or `right`, as a person wants it, or hide it."""
        settings, name = self._settings, "left" if place is self.left else "right"
        if place is self.left:
            settings.left_shown = on
        else:
            settings.right_shown = on
        if on and place.isHidden():
            settings.panel_opened = name
        elif not on and settings.panel_opened == name:
            settings.panel_opened = ""
        self.divide()

    def widen(self, by: int) -> None:
        """The panel that the keyboard is in, or else the notes, wider by so many px."""
        in_left = _has_focus(self.left)
        left, middle, right = self.sizes()
        by = min(by, max(middle - LEAST_MIDDLE, 0))
        if in_left:
            left = max(left + by, LEAST_LEFT)
        elif right:
            right = max(right + by, LEAST_RIGHT)
        middle = sum(self.sizes()) - left - right
        self._take(in_left, left, middle, right)
        self.setSizes([left, middle, right])

    def divide(self) -> None:
        """Show what there is room for, as wide as there is room for."""
        settings, whole = self._settings, self._whole()
        wanted, share = self._wanted(), settings.canvas_share
        left, right = divided(whole, *wanted, share, settings.panel_opened)
        if (left, right) == divided(whole, *wanted, share):
            settings.panel_opened = ""  # there is room for it
        turned = False
        for place, width in ((self.left, left), (self.right, right)):
            if place.isHidden() != (width == 0):
                turned = True
                if width == 0 and _has_focus(place):
                    self._picture_pane.canvas.setFocus()
                place.setVisible(width > 0)
        if turned:
            self.turned.emit()
        self.setSizes([left, max(whole - left - right, LEAST_MIDDLE), right])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.divide()

    def _whole(self) -> int:
        """What there is for panels and canvas, without the handles that are between them."""
        whole = self.width() if self.isVisible() else self.window().width()
        return max(whole - 2 * self.handleWidth(), 1)

    def _wanted(self) -> tuple[int, int]:
        """How wide the panels are to be, 0 where they are not to show."""
        settings = self._settings
        left, right = max(settings.left_width, LEAST_LEFT), max(settings.right_width, LEAST_RIGHT)
        return left * settings.left_shown, right * settings.right_shown

    def _take(self, is_left: bool, left: int, middle: int, right: int) -> None:
        """A person made a panel so wide, and left so much to the canvas."""
        settings = self._settings
        if is_left and left:
            settings.left_width = left
        elif right and not is_left:
            settings.right_width = right
        settings.canvas_share = min(SHARE, max(middle / self._whole(), TINIEST))


def _has_focus(place: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and place.isAncestorOf(focus)


def _place(width: int) -> QWidget:
    place = QWidget()
    place.setMinimumWidth(width)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    return place
