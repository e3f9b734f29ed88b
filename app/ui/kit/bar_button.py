"""The buttons of bars."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton

from app.ui.kit import plain


def text_button(text: str, tip: str, call: Callable[[], object]) -> QToolButton:
    """One with words, called `tip` to whoever does not see it."""
    button = _button(tip, call)
    button.setProperty("kind", "text")
    button.setText(text)
    return button


def glyph_button(tip: str, call: Callable[[], object]) -> QToolButton:
    """One with a glyph of 16 px, which is set when the bar is dressed."""
    button = _button(tip, call)
    button.setIconSize(QSize(16, 16))
    return button


def _button(tip: str, call: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setToolTip(plain.tip(tip))
    button.setAccessibleName(tip)
    button.clicked.connect(call)
    return button
