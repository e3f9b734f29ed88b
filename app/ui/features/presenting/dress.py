"""What a window of presenting looks like as a window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.layout.canvas_font import FAMILY
from app.ui.kit.app_icon import app_icon


def dress_window(window: QWidget) -> None:
    """The program's icon."""
    window.setWindowIcon(app_icon())


def typeface() -> str:
    """The one of the pictures, for all that stands in such a window: part of its style sheet."""
    return f'QWidget {{ font-family: "{FAMILY}"; }}'
