"""Why the section that is shown is opened by what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.model.link_reasons import because, briefly
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.elided import Elided
from app.ui.session.store import Store


class ReasonLine(Elided):
    """Empty where nothing is selected, or another section is open than the one it leads to."""

    def __init__(self, store: Store) -> None:
        super().__init__(Qt.TextElideMode.ElideRight)
        self._store = store
        self.setProperty("kind", "secondary")
        store.on(
            Changed.WORKSPACE | Changed.DIAGRAM | Changed.SELECTION | Changed.SECTION, self._follow
        )
        self._follow()

    def _follow(self) -> None:
        workspace, state = self._store.workspace, self._store.state
        link = (
            workspace.link(state.diagram, state.selection)
            if workspace and state.selection
            else None
        )
        told = bool(link and link.section and link.section == state.section)
        why, few = (because(link), briefly(link)) if link and told else ("", "")
        self.brief = few[:1].upper() + few[1:]
        self.setText(why[:1].upper() + why[1:])
        self.setAccessibleName(
            f"Why this section: {plain.line(why)}" if why else "Why this section"
        )
        self.setVisible(told)
