"""The button that offers icons which scripts would fetch from the internet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.session.store import Store
from app.ui.shell.status_note import StatusNote


class IconsNote(StatusNote):
    """There only while nobody has agreed to have them fetched."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(store, "download", Changed.WORKSPACE, parent)

    def tell(self) -> None:
        workspace = self._store.workspace
        wanted = workspace.wanted if workspace is not None else ()
        self.setVisible(bool(wanted))
        if wanted:
            from app.sources.scripts.warnings import icons_at_hosts

            text = f"Fetch {icons_at_hosts(wanted)}…"
            self.setText(plain.caption(text))
            self.setToolTip(plain.tip(text))
            self.setAccessibleName(plain.line(text))
