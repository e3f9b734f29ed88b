"""The limit of new cards a day: what it is, how much of it is left, and the way past it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.errors import ProgressError
from app.scene.theme import Theme
from app.study.limit import MORE, MOST, Limit, Limits
from app.study.progress import Progress
from app.ui.kit.number_field import NumberField
from app.ui.kit.plain import Label
from app.ui.kit.style import HIT


class DayRow(QWidget):
    """changed(limit): it is kept. failed(sentence): it could not be."""

    changed = Signal(object)
    failed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = NumberField(MOST, theme)
        self.field.setAccessibleName("New cards a day")
        self.field.setFixedHeight(HIT)
        self.field.valueChanged.connect(lambda new: self._keep(lambda limits, _: limits.set(new)))
        caption = Label("new cards a day")
        self.said = Label(kind="muted")
        self.more = QPushButton(f"{MORE} more today")
        self.more.setToolTip("Go past the limit, today only.")
        self.more.clicked.connect(lambda: self._keep(lambda limits, now: limits.pass_by(MORE, now)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(caption)
        row.addWidget(self.said)
        row.addWidget(self.more)
        row.addStretch(1)

    def show_limit(self, limit: Limit, begun: int, later: int) -> None:
        """`begun` were started today, in all diagrams; `later` more wait in those that are chosen."""
        with QSignalBlocker(self.field):
            self.field.setValue(limit.new)
        said = [f"{begun} of {limit.today} started today"] if begun or limit.more else []
        said += [f"{later} more wait"] if later else []
        self.said.setText(f"({', '.join(said)})" if said else "")
        self.more.setVisible(bool(later))

    def _keep(self, change: Callable[[Limits, datetime], None]) -> None:
        now = datetime.now().astimezone()
        try:
            with Progress() as progress:
                change(progress.limits, now)
                limit = progress.limits.on(now)
        except ProgressError as why:
            self.failed.emit(str(why))
        else:
            self.changed.emit(limit)
