"""The button that says how much is folded, and unfolds it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.model.picture_style import PictureStyle
from app.session import folding
from app.session.changes import Changed
from app.ui.session.store import Store
from app.ui.shell.status_note import StatusNote

WRITTEN = PictureStyle.WRITTEN
WHY = "Its file says nothing of how that looks: what is folded is drawn in Acetate’s own style."


class FoldedNote(StatusNote):
    """There only while something of the current diagram is folded."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(store, "folded", Changed.FOLDED | Changed.STYLE, parent)
        self.clicked.connect(lambda: store.do(folding.unfold_all))

    def tell(self) -> None:
        count, written = len(self._store.state.folded), self._store.session.style is WRITTEN
        self.setVisible(count > 0)
        why = ", so not drawn as written" if written else ""
        self.setText(f"{count} folded{why}. Unfold all")
        self.setToolTip(WHY if written else "")
