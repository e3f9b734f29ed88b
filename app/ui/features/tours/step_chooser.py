"""Which of a tour's steps is looked at: back, “3 / 12”, on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.plain import Label
from app.ui.kit.style import mixed

LEAST = 64  # px, of the number between the buttons


class StepChooser(QWidget):
    """Its `step` is counted from 0; None is the title page, before the first. changed(): it is
    another."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step: int | None = 0
        self._count, self._least = 0, 0
        self.back = self._button("back", "Previous step", theme)
        self.next = self._button("forward", "Next step", theme)
        self.place = Label()
        self.place.setProperty("kind", "muted")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.place.setMinimumWidth(LEAST)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        for widget in (self.back, self.place, self.next):
            row.addWidget(widget)
        row.addStretch(1)
        self.back.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))

    def set_count(self, count: int, step: int) -> None:
        """Of so many steps, look at that one."""
        self._count = count
        self._set(step)

    def set_title_page(self, on: bool) -> None:
        """There is one to look at."""
        self._least = -1 if on else 0
        self._go(0)

    def _go(self, by: int) -> None:
        self._set((-1 if self.step is None else self.step) + by)

    def _set(self, step: int) -> None:
        """-1 is the title page."""
        at = min(max(step, self._least), max(self._count - 1, 0))
        self.step = None if at < 0 else at
        place = f"{at + 1} / {self._count}" if at >= 0 else "Title page"
        self.place.setText(place if self._count else "")
        self.back.setEnabled(at > self._least and self._count > 0)
        self.next.setEnabled(at + 1 < self._count)
        self.changed.emit()

    def _button(self, glyph: str, name: str, theme: Theme) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        button.setIcon(glyph_icon(glyph, theme.text, mixed(theme.muted, theme.panel, 0.45)))
        button.setAccessibleName(name)
        button.setToolTip(plain.tip(name))
        return button
