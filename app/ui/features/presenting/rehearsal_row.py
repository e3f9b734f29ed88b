"""Under the clock: how the time is, and what was recorded of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.session.changes import Changed
from app.sources.tours.files import own_file
from app.ui.features.presenting.clock import TICK
from app.ui.features.presenting.rehearsal import LEAST, StepTimes
from app.ui.kit import plain
from app.ui.kit.plain import Label
from app.ui.services.jobs import Jobs
from app.ui.session.store import Store

COPY = "This tour is not yours to write: the times go into a copy among your tours."
INTO = "Write them into the tour's file"


class RehearsalRow(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, rehearsal: StepTimes, store: Store, jobs: Jobs) -> None:
        super().__init__()
        self._rehearsal, self._store, self._jobs = rehearsal, store, jobs
        self._kept = ""
        self.time, self.whole = Label(), Label()
        self._colours = {self.time: "", self.whole: ""}
        self.keep = QPushButton()
        self.keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keep.clicked.connect(self._keep)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.time)
        row.addWidget(self.whole)
        row.addStretch(1)
        row.addWidget(self.keep)
        rehearsal.changed.connect(self._begin_anew)
        rehearsal.kept.connect(self._tell)
        store.on(Changed.STEP | Changed.WORKSPACE, self.renew)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        rehearsal, tour, workspace = self._rehearsal, self._store.tour, self._store.workspace
        pace, theme = rehearsal.pace(), self._store.theme
        here = f"Rehearsing  ·  {pace.here}" if rehearsal.recording else self._kept or pace.here
        whole = "" if self._kept and not rehearsal.recording else pace.whole
        early = theme.accent if pace.late <= -LEAST else ""
        self._show(self.time, here, theme.error if pace.long else "")
        self._show(self.whole, whole, theme.error if pace.late >= LEAST else early)
        recorded = bool(rehearsal.recorded) and tour is not None and not rehearsal.recording
        if recorded and tour is not None and workspace is not None and self.keep.isHidden():
            own = own_file(workspace, tour) is not None
            self.keep.setText("Keep the times" if own else "Keep the times in a copy")
            self.keep.setToolTip(plain.tip(INTO if own else COPY))
        self.keep.setVisible(recorded)
        self.setVisible(bool(here) or recorded)

    def _show(self, label: Label, text: str, colour: str) -> None:
        """In that colour, or with none as other text is."""
        label.setText(text)
        label.setToolTip(plain.tip(text))
        label.setHidden(not text)
        if colour != self._colours[label]:
            self._colours[label] = colour
            label.setStyleSheet(f"color: {colour}; font-weight: 600;" if colour else "")

    def _keep(self) -> None:
        self._rehearsal.keep(self._jobs.background, self._jobs.reload)

    def _begin_anew(self) -> None:
        self._kept = ""
        self.renew()

    def _tell(self, text: str) -> None:
        self._kept = text
        self.renew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
