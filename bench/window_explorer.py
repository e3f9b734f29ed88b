"""Acetate as it starts for a person: says when a picture is seen, if only the image of the window as it
was left, when the canvas has painted it and answers, and when all panels are there; then it ends. With the word `leave` it is closed
as by a person, once all is read."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import main
from app.ui.shell import application  # without Qt, which a start loads while it reads files

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

    from app.ui.shell.snapshot import Snapshot
    from app.ui.shell.window import MainWindow

kept: list[QObject] = []
go_on = application._after_first_frame  # noqa: SLF001  # the one place where the window is at hand
cover = application._covered  # noqa: SLF001


def covered(left: Snapshot) -> tuple[QApplication, MainWindow | None]:
    made = cover(left)
    if made[1] is not None and made[1].cover is not None and made[1].cover.painted:
        print("seen", flush=True)
    return made


def after_first_frame(window: MainWindow, welcome: bool) -> None:
    """Where there is no picture yet, wait for the first paint that has one."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    if sys.argv[1:] == ["leave"]:
        window.jobs.opened.connect(lambda: QTimer.singleShot(500, window.close))
        go_on(window, welcome=False)
        return
    go_on(window, welcome)  # the first part of it is made at once
    if window.canvas.shown_layout is not None:
        window.canvas.repaint()  # nothing but a copy where it is painted already
        answers(window)
        return

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and window.canvas.shown_layout is not None:
                window.canvas.removeEventFilter(self)
                QTimer.singleShot(0, lambda: answers(window))  # after the paint that begins now
            return False

    kept.append(Watch())
    window.canvas.installEventFilter(kept[0])


def answers(window: MainWindow) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def look() -> None:
        cover = window.cover
        if not told and (cover is None or cover.gone or not cover.mask().isEmpty()):
            told.append("answers")
            print(*told, flush=True)
        if window.watching is None or not told:
            QTimer.singleShot(0, look)
            return
        print(f"whole {resident()}", flush=True)
        QApplication.quit()

    told: list[str] = []
    look()


def resident() -> int:
    """KiB of memory this process holds; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024


application._after_first_frame = after_first_frame  # noqa: SLF001
application._covered = covered  # noqa: SLF001
main([])
