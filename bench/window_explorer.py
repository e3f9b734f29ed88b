"""Acetate as it starts for a person: says so when the canvas has painted a picture, and ends."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import main
from app.ui.shell import application  # without Qt, which a start loads while it reads files

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from app.ui.shell.window import MainWindow

kept: list[QObject] = []
go_on = application._after_first_frame  # noqa: SLF001  # the one place where the window is at hand


def after_first_frame(window: MainWindow, welcome: bool) -> None:
    """Where there is no picture yet, wait for the first paint that has one."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    if window.canvas.shown_layout is not None:
        window.canvas.repaint()  # nothing but a copy where it is painted already
        tell()
        return

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and window.canvas.shown_layout is not None:
                window.canvas.removeEventFilter(self)
                QTimer.singleShot(0, tell)  # after the paint that begins now
            return False

    kept.append(Watch())
    window.canvas.installEventFilter(kept[0])
    go_on(window, welcome)


def tell() -> None:
    from PySide6.QtWidgets import QApplication

    print(f"painted {resident()}", flush=True)
    QApplication.quit()


def resident() -> int:
    """KiB of memory this process holds; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024


application._after_first_frame = after_first_frame  # noqa: SLF001
main([])
