"""Acetate as it starts for a person: says so when the canvas has painted a picture, and ends."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from app.cli import main
from app.ui.canvas import Canvas

paint = Canvas.paintEvent


def paint_and_tell(canvas: Canvas, event: QPaintEvent) -> None:
    paint(canvas, event)
    if canvas.picture is not None:
        print(f"painted {resident()}", flush=True)
        QTimer.singleShot(0, QApplication.quit)


def resident() -> int:
    """KiB of memory this process holds; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024


Canvas.paintEvent = paint_and_tell  # type: ignore[method-assign, assignment]
main([])
