"""A window for a trial: it closes once it has read all there is and shows a picture. The child that
`acetate self-test` starts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from PySide6.QtCore import QTimer

from app.ui.shell import application
from app.ui.shell.window import MainWindow

LOOK = 20  # ms between looks at the canvas


def main(_arguments: Sequence[str]) -> NoReturn:
    """Ends with 0 where all went well."""
    sys.exit(application.start(None, then=_close_when_drawn))


def _close_when_drawn(window: MainWindow) -> None:
    looking = QTimer(window)

    def look() -> None:
        if window.notes is not None and window.canvas.shown_layout is not None:
            window.close()

    looking.timeout.connect(look)
    window.jobs.opened.connect(lambda: looking.start(LOOK))
