"""The button that says that scripts of what is open were not run, and leads to the question about them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.model.wording import counted
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.session.store import Store
from app.ui.shell.status_note import StatusNote

TEXT = "Restricted"


class TrustNote(StatusNote):
    """There only while a script is restricted."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(store, "shield", Changed.WORKSPACE, parent)
        self.setText(plain.caption(TEXT))

    def tell(self) -> None:
        workspace = self._store.workspace
        count = len(workspace.restricted) if workspace is not None else 0
        self.setVisible(count > 0)
        it = "it" if count == 1 else "them"
        tip = f"What {counted(count, 'script')} would draw was worked out without running {it}. Trust…"
        self.setToolTip(plain.tip(tip))
        self.setAccessibleName(plain.line(f"{TEXT}. {tip}"))
