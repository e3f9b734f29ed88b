"""The words of a tour's step, over the note that it is about."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.model.ids import SectionId
from app.model.notes import Section
from app.session.changes import Changed
from app.ui.session.store import Store
from app.ui.views.notes.large_note import LargeNote

PART = 0.5  # of the panel's height, at most


def step_section(store: Store) -> Section | None:
    """The title and words of the step that a tour is at, as a section; None without a tour."""
    tour, step = store.tour, store.step
    if tour is None or step is None:
        return None
    return Section(SectionId("step"), "step", step.title, 1, tour.file, step.line or 1, step.text)


class StepCard(LargeNote):
    """As high as the words need, but no more than a part of the panel. Hidden while no tour is under
    way, or its step has no words."""

    heading = "###"

    def __init__(self, store: Store, panel: QWidget) -> None:
        super().__init__(store, panel, 1.0, 0)
        self.setObjectName("stepCard")
        self.setAccessibleName("Words of the step")
        self._panel = panel
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self.hide()
        store.on(Changed.WORKSPACE | Changed.STEP | Changed.THEME, self.follow)

    def subject(self) -> Section | None:
        return step_section(self._store)

    def follow(self) -> None:
        """Show the words of the step that the tour is at now."""
        step = self._store.step
        shown = step is not None and bool(step.text.strip())
        if shown:
            self._stand()
        self.setVisible(shown)

    def _stand(self) -> None:
        self.view.resize(QSize(self._panel.width(), self.view.height()))
        self.fill()
        most = round(self._panel.height() * PART)
        self.setFixedHeight(min(round(self.view.document().size().height()), most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and not self.isHidden():
            self._stand()
