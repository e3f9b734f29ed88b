"""The button that says how much is hidden by hand, and brings it back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.model.view_state import ViewState
from app.ui.kit.glyphs import glyph_icon
from app.ui.session.store import Store


class HiddenNote(QToolButton):
    """There only while something of the current diagram is hidden."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        self.clicked.connect(store.unhide_all)
        store.state_changed.connect(self._follow)
        store.theme_changed.connect(self._dress)
        self._dress()
        self._count()

    def _follow(self, old: ViewState, new: ViewState) -> None:
        if old.hidden != new.hidden:
            self._count()

    def _count(self) -> None:
        count = len(self._store.state.hidden)
        self.setVisible(count > 0)
        self.setText(f"{count} hidden. Show all")

    def _dress(self) -> None:
        theme = self._store.theme
        self.setIcon(glyph_icon("eye-off", theme.text, theme.muted, 14))
