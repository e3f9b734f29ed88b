"""The zoom control in the status line: less, how much, more, fit."""

from __future__ import annotations

from math import floor, log10

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.style import mixed
from app.ui.services.actions import Actions


def places(percent: float) -> int:
    """How many digits stand after the point."""
    return 0 if percent >= 10 else min(4, 1 - floor(log10(max(percent, 1e-4))))


class ZoomBar(QWidget):
    """Buttons for the zoom actions. The number goes back to 100% when clicked."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("zoomBar")
        self.setAccessibleName("Zoom")
        self._glyphs: list[tuple[QToolButton, str]] = []
        self.percent = QToolButton()
        self.percent.setObjectName("percent")
        self.percent.setFixedWidth(64)
        self.percent.setToolTip("Actual size")
        self.percent.clicked.connect(actions["actual_size"].trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._button(actions, "minus", "zoom_out"))
        row.addWidget(self.percent)
        row.addWidget(self._button(actions, "plus", "zoom_in"))
        row.addWidget(self._button(actions, "fit", "fit"))
        self.show_percent(100.0)

    def show_percent(self, percent: float | None) -> None:
        """To two digits at least: a large picture fits at a fraction of one per cent. None: there is
        no picture."""
        if percent is None:
            self.percent.setText("–")
            self.percent.setAccessibleName("Zoom")
            return
        said = f"{percent:.{places(percent)}f}%"
        self.percent.setText(said)
        self.percent.setAccessibleName(f"Zoom {said}. Go to actual size")

    def dress(self, theme: Theme) -> None:
        faint = mixed(theme.muted, theme.panel, 0.5)
        for button, name in self._glyphs:
            button.setIcon(glyph_icon(name, theme.text, faint))

    def _button(self, actions: Actions, glyph: str, action: str) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        text = actions[action].text()
        keys = actions[action].shortcut().toString()
        button.setToolTip(plain.tip(f"{text} ({keys})" if keys else text))
        button.setAccessibleName(text)
        button.clicked.connect(actions[action].trigger)
        self._glyphs.append((button, glyph))
        return button
