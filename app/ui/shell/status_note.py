"""A button in the status line that is there only while it has something to say."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.session.changes import Changed
from app.ui.kit.glyphs import glyph_icon
from app.ui.session.store import Store

ICON = 14  # px


class StatusNote(QToolButton):
    """Its `tell` is called at once and when what it is about has changed."""

    def __init__(
        self, store: Store, glyph: str, about: Changed, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._glyph = store, glyph
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(ICON, ICON))
        store.on(about, self.tell)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self.tell()

    def tell(self) -> None:
        """Show what there is to say, or hide."""
        raise NotImplementedError

    def _dress(self) -> None:
        theme = self._store.theme
        self.setIcon(glyph_icon(self._glyph, theme.text, theme.muted, ICON))
