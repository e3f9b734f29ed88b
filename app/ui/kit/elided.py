"""One line of text that gives way where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from app.ui.kit import plain
from app.ui.kit.plain import Label

LONGEST = 1000  # characters


class Elided(Label):
    """One line of text; where there is no room, `brief` stands for it, and its middle, or what `mode`
    says, goes; the tooltip has it all."""

    def __init__(self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        super().__init__()
        self._mode = mode
        self.brief = ""

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        short = plain.line(text, LONGEST)
        super().setText(short)
        self.setToolTip(plain.tip(text))
        self.setAccessibleName(f"Status: {short}" if text else "Status")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        fits = metrics.horizontalAdvance(self.text()) <= self.width()
        text = self.text() if fits or not self.brief else self.brief
        text = metrics.elidedText(text, self._mode, self.width())
        self.style().drawItemText(
            painter,
            self.rect(),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            self.palette(),
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )
        painter.end()
