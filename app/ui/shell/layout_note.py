"""What a picture's layout has to say of itself: that it is only a first one, or not as usual."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.model.diagram_layout import DiagramLayout
from app.session.changes import Changed
from app.ui.kit.elided import Elided
from app.ui.session.store import Store


def told_of(layout: DiagramLayout) -> str:
    """Its remark, or how many of its edges are not routed where others are."""
    rest = sum(count for name, count in layout.routers.items() if name != "grid")
    if layout.remark or not layout.routers.get("grid") or not rest:
        return layout.remark
    whole = rest + layout.routers["grid"]
    return f"{rest:,} of {whole:,} edges are the engine’s curves"


class LayoutNote(Elided):
    """A line in the status line; there only while the picture shown has something to say."""

    def __init__(self, store: Store) -> None:
        super().__init__(Qt.TextElideMode.ElideRight)
        self._store = store
        self.setProperty("kind", "muted")
        store.on(Changed.LAYOUT | Changed.DIAGRAM, self._tell)
        self._tell()

    def _tell(self) -> None:
        layout = self._store.layout
        said = told_of(layout) if layout is not None else ""
        self.setText(said)
        self.setVisible(bool(said))
