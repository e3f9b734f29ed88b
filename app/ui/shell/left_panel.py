"""The panel at the left: a tab for all diagrams, for what is in the current one, for what the selection
is joined to, for tours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.ui.features.diagrams.panel import DiagramsPanel
from app.ui.features.outline.panel import OutlinePanel
from app.ui.features.relations.panel import RelationsPanel
from app.ui.features.tours.panel import ToursPanel
from app.ui.session.store import Store

ROOMY = 210  # px, from which on the tabs have the room that they like


class LeftPanel(QWidget):
    """Tabs over pages; Left and Right go from tab to tab."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leftPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Left panel")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._tight = False
        self.pages = QStackedWidget()
        self.diagrams = DiagramsPanel(store)
        self.outline = OutlinePanel(store)
        self.tours = ToursPanel(store)
        self.relations = RelationsPanel(store)
        pages = (
            ("Diagrams", self.diagrams),
            ("Outline", self.outline),
            ("Relations", self.relations),
            ("Tours", self.tours),
        )
        for title, page in pages:
            self.tabs.addTab(title)
            page.setAccessibleName(title)
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        self._row = QVBoxLayout()
        self._row.setContentsMargins(8, 0, 8, 0)
        self._row.addWidget(self.tabs)
        column.addLayout(self._row)
        column.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = event.size().width() < ROOMY
        if tight != self._tight:
            self._tight = tight
            beside = 4 if tight else 8
            self._row.setContentsMargins(beside, 0, beside, 0)
            self.tabs.setProperty("kind", "tight" if tight else "")
            self.tabs.style().unpolish(self.tabs)
            self.tabs.style().polish(self.tabs)

    def show_page(self, page: QWidget) -> None:
        self.tabs.setCurrentIndex(self.pages.indexOf(page))
