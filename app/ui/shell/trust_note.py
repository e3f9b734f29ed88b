"""The button that says that scripts of what is open were not run, and leads to the question about them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.model.wording import counted
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.session.store import Store


class TrustNote(QToolButton):
    """There only while a script is restricted."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        self.setText(plain.caption("Restricted"))
        store.on(Changed.WORKSPACE, self._count)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self._count()

    def _count(self) -> None:
        workspace = self._store.workspace
        restricted = workspace.restricted if workspace is not None else ()
        self.setVisible(bool(restricted))
        if restricted:
            what = counted(len(restricted), "script")
            tip = f"What {what} would draw was worked out without running {_it(len(restricted))}. Trust…"
            self.setToolTip(plain.tip(tip))
            self.setAccessibleName(plain.line(f"Restricted. {tip}"))

    def _dress(self) -> None:
        theme = self._store.theme
        self.setIcon(glyph_icon("shield", theme.text, theme.muted, 14))


def _it(count: int) -> str:
    return "it" if count == 1 else "them"
