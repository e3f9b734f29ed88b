"""The stage between the places of two panels, and how wide each is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from app.ui.session import Session

LEAST_LEFT, LEAST_RIGHT, LEAST_MIDDLE = 160, 240, 200  # px


class Panes(QSplitter):
    """`left` and `right` are the panels' places, which are there before the panels. The session
    keeps the widths that they had when they were shown last."""

    def __init__(self, stage: QWidget, session: Session) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._session = session
        self._begun = False
        self.left, self.right = _place(LEAST_LEFT), _place(LEAST_RIGHT)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for n, part in enumerate((self.left, stage, self.right)):
            self.addWidget(part)
            self.setStretchFactor(n, int(part is stage))
        for n, name in ((1, "left panel"), (2, "notes")):
            self.handle(n).setAccessibleName(f"Width of the {name}")

    def begin(self) -> None:
        """They are on the screen: from now on their widths are what somebody wants."""
        self._begun = True
        self._set_widths()

    def put(self, place: QWidget, panel: QWidget) -> None:
        """The panel into its place."""
        column = place.layout()
        if column is not None:
            column.addWidget(panel)

    def show_place(self, place: QWidget, on: bool) -> None:
        """Show `left` or `right`, as wide as it was, or hide it."""
        self.note_widths()
        place.setVisible(on)
        self._set_widths()

    def widen(self, by: int) -> None:
        """The panel that the keyboard is in, or else the notes, wider by so many px."""
        in_left = self.left.isAncestorOf(QApplication.focusWidget() or self)
        left, middle, right = self.sizes()
        if in_left:
            left = max(left + by, LEAST_LEFT)
        elif right:
            right = max(right + by, LEAST_RIGHT)
        self.setSizes([left, middle, right] if in_left else [left, middle - by, right])

    def note_widths(self) -> None:
        """Keep the widths of the panels that are shown."""
        left, _, right = self.sizes()
        if self._begun and not self.left.isHidden() and left:
            self._session.left_width = left
        if self._begun and not self.right.isHidden() and right:
            self._session.right_width = right

    def _set_widths(self) -> None:
        left = 0 if self.left.isHidden() else self._session.left_width
        right = 0 if self.right.isHidden() else self._session.right_width
        whole = self.window().width()
        self.setSizes([left, max(whole - left - right - 2, LEAST_MIDDLE), right])


def _place(width: int) -> QWidget:
    place = QWidget()
    place.setMinimumWidth(width)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    return place
