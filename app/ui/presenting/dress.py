"""What a window of presenting looks like as a window."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from app.layout.text import FAMILY
from app.ui.emblem import emblem
from app.ui.style import BODY


def dress_window(window: QWidget) -> None:
    """The program's icon, and the typeface of the pictures."""
    window.setWindowIcon(emblem())
    font = QFont(FAMILY)
    font.setPixelSize(BODY)
    window.setFont(font)
