"""The middle of the window: the way in, the canvas, the zoom control over it, or what to do
without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import plain
from app.ui.actions import Actions
from app.ui.breadcrumb import Breadcrumb
from app.ui.canvas.canvas import Canvas
from app.ui.plain import Label
from app.ui.store import Store
from app.ui.zoom_bar import ZoomBar

if TYPE_CHECKING:
    from app.ui.tours.bar import TourBar

MARGIN = 16  # px
CARD = 400  # px, the card's width
OFFERED = 5  # workspaces that were open lately


class Stage(QWidget):
    """Holds the canvas and what floats over it. recent_chosen(path): open that workspace."""

    recent_chosen = Signal(object)

    def __init__(self, store: Store, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self._store, self._actions = store, actions
        self.canvas = Canvas(store, self)
        self.breadcrumb = Breadcrumb(store)
        self.breadcrumb.setParent(self)
        self.breadcrumb.turned.connect(self._place_canvas)
        self.tour_bar: TourBar | None = None
        self.zoom = ZoomBar(actions, self)
        self.card: QWidget | None = None
        self._failed = ""
        self.recent: Callable[[], list[str]] = list  # workspaces to offer, the last first
        self.canvas.scale_changed.connect(lambda scale: self.zoom.show_percent(scale * 100))
        store.workspace_changed.connect(self._offer)
        self.zoom.dress(store.theme)
        store.theme_changed.connect(lambda: self.zoom.dress(store.theme))

    def complete(self) -> None:
        """Make what the first frame goes without."""
        from app.ui.tours.bar import TourBar

        self.tour_bar = TourBar(self._store, self.canvas, self)
        self.tour_bar.turned.connect(self._place_canvas)

    def say_failed(self, message: str) -> None:
        """Opening failed; where nothing else is shown, say so and what to do."""
        self._failed = message
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_canvas()
        self.zoom.adjustSize()
        size = self.zoom.size()
        self.zoom.move(self.width() - size.width() - MARGIN, self.height() - size.height() - MARGIN)
        self._place_card()

    def _place_canvas(self) -> None:
        """Under the way in and the tour's bar, where they show."""
        crumb = self.breadcrumb
        high = 0 if crumb.isHidden() else crumb.sizeHint().height()
        crumb.setGeometry(0, 0, self.width(), high)
        bar = self.tour_bar
        if bar is not None:
            bar.setGeometry(0, high, self.width(), max(bar.high, 1))
            high += bar.high
        self.canvas.setGeometry(0, high, self.width(), self.height() - high)

    def _offer(self) -> None:
        """Without a diagram: a card that says what to do."""
        workspace = self._store.workspace
        if workspace is not None and workspace.diagrams:
            self._failed = ""
        empty = self._store.diagram is None and bool(self._failed or workspace)
        if self.card is not None:
            self.card.deleteLater()
            self.card = None
        self.zoom.setVisible(self._store.diagram is not None or not empty)
        if empty:
            self.card = self._made_card(workspace.title if workspace else "")
            self._place_card()
            self.card.show()

    def _made_card(self, place: str) -> QWidget:
        card = QWidget(self)
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = Label("Nothing could be opened" if self._failed else f"No diagrams in {place}")
        title.setProperty("kind", "title")
        text = Label(
            self._failed
            or "Open a folder that holds diagram scripts (.py) or DOT files (.dot, .gv), "
            "with notes (.md) beside them or in “notes”."
        )
        text.setProperty("kind", "muted")
        open_folder = QPushButton("Open folder…")
        open_folder.setDefault(True)
        open_folder.clicked.connect(self._actions["open_folder"].trigger)
        bundled = QPushButton("Open the bundled diagrams")
        bundled.clicked.connect(self._actions["open_bundled"].trigger)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(open_folder)
        row.addWidget(bundled)
        row.addStretch(1)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        for label in (title, text):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addLayout(row)
        self._offer_recent(column)
        return card

    def _offer_recent(self, column: QVBoxLayout) -> None:
        from app.ui.recents import label

        paths = self.recent()[:OFFERED]
        if paths:
            heading = Label("Recent")
            heading.setProperty("kind", "heading")
            column.addWidget(heading)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.setContentsMargins(-8, -8, 0, 0)  # its texts start where the heading does
        for path in paths:
            button = QToolButton()
            button.setProperty("kind", "text")
            button.setText(
                QFontMetrics(button.font()).elidedText(
                    plain.caption(label(path)), Qt.TextElideMode.ElideMiddle, CARD - 64
                )
            )
            button.setToolTip(plain.tip(path))
            button.setAccessibleName(f"Open {plain.line(label(path))}")
            button.clicked.connect(lambda _=False, p=path: self.recent_chosen.emit(Path(p)))
            rows.addWidget(button)
        column.addLayout(rows)

    def _place_card(self) -> None:
        if self.card is not None:
            wide = min(CARD, max(self.width() - 2 * MARGIN, 200))
            layout = self.card.layout()
            high = layout.totalHeightForWidth(wide) if layout else 200
            self.card.setGeometry(
                (self.width() - wide) // 2, max((self.height() - high) // 2, MARGIN), wide, high
            )
