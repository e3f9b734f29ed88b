"""The button that says how much is folded, and unfolds it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.model.picture_style import PictureStyle
from app.session import folding
from app.session.changes import Changed
from app.ui.kit.glyphs import glyph_icon
from app.ui.session.store import Store

WRITTEN = PictureStyle.WRITTEN
WHY = "Its file says nothing of how that looks: what is folded is drawn in Acetate’s own style."


class FoldedNote(QToolButton):
    """There only while something of the current diagram is folded."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        self.clicked.connect(lambda: store.do(folding.unfold_all))
        store.on(Changed.FOLDED | Changed.STYLE, self._count)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self._count()

    def _count(self) -> None:
        count, written = len(self._store.state.folded), self._store.session.style is WRITTEN
        self.setVisible(count > 0)
        why = ", so not drawn as written" if written else ""
        self.setText(f"{count} folded{why}. Unfold all")
        self.setToolTip(WHY if written else "")

    def _dress(self) -> None:
        theme = self._store.theme
        self.setIcon(glyph_icon("folded", theme.text, theme.muted, 14))
