"""Qt for pictures alone: no window, no display."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from app.render import fonts

_kept: list[QGuiApplication] = []


def ensure_application() -> None:
    """Make sure that there is a QGuiApplication and that it knows the canvas font. One that
    is made here needs no display. Call it from the main thread."""
    if QGuiApplication.instance() is None:
        _kept.append(QGuiApplication(["acetate", "-platform", "offscreen"]))
    fonts.load()
