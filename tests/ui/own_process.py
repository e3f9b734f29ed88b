"""Parts of the program that are tried in a process of their own: what crashes there is one test,
not the run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.render import fonts
from app.ui.kit import style
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.dressing import dress
from app.ui.shell.window import MainWindow


def run_module(
    *command: str, env: Mapping[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments, in this environment and what is added to it."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def wait(until: Callable[[], bool], what: str, patience: float) -> None:
    """Let the event loop go on until that is so, for so many seconds at most."""
    end = time.monotonic() + patience
    while not until():
        assert time.monotonic() < end, what
        QTest.qWait(1)


def whole_window(app: QApplication, store: Store) -> MainWindow:
    """As the program makes it, but not shown yet, and nothing in it moves."""
    fonts.load()
    style.prepare(app)
    window = MainWindow(store, Jobs(store), Settings(theme="light", reduce_motion=True))
    dress(window.store, window.settings)
    window.complete()
    return window
