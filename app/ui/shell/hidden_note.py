"""The buttons that say how much is hidden by hand, or folded, and bring it back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.session import folding, verbs
from app.session.changes import Changed
from app.ui.kit.glyphs import glyph_icon
from app.ui.session.store import Store


class HiddenNote(QToolButton):
    """There only while something of the current diagram is hidden."""

    GLYPH, WHAT = "eye-off", Changed.HIDDEN

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        self.clicked.connect(self._bring_back)
        store.on(self.WHAT, self._count)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self._count()

    def _bring_back(self) -> None:
        self._store.do(verbs.unhide_all)

    def _count(self) -> None:
        self._say(len(self._store.state.hidden), "hidden. Show all")

    def _say(self, count: int, what: str) -> None:
        self.setVisible(count > 0)
        self.setText(f"{count} {what}")

    def _dress(self) -> None:
        theme = self._store.theme
        self.setIcon(glyph_icon(self.GLYPH, theme.text, theme.muted, 14))


class FoldedNote(HiddenNote):
    """There only while something of the current diagram is folded."""

    GLYPH, WHAT = "folded", Changed.FOLDED

    def _bring_back(self) -> None:
        self._store.do(folding.unfold_all)

    def _count(self) -> None:
        self._say(len(self._store.state.folded), "folded. Unfold all")
