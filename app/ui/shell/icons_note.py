"""The button that offers icons which scripts would fetch from the internet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.session.store import Store


class IconsNote(QToolButton):
    """There only while nobody has agreed to have them fetched."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        store.on(Changed.WORKSPACE, self._count)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self._count()

    def _count(self) -> None:
        workspace = self._store.workspace
        wanted = workspace.wanted if workspace is not None else ()
        self.setVisible(bool(wanted))
        if wanted:
            from app.sources.scripts.warnings import icons_at_hosts

            text = f"Fetch {icons_at_hosts(wanted)}…"
            self.setText(plain.caption(text))
            self.setToolTip(plain.tip(text))
            self.setAccessibleName(plain.line(text))

    def _dress(self) -> None:
        theme = self._store.theme
        self.setIcon(glyph_icon("download", theme.text, theme.muted, 14))
