"""What one may ask for any moment is loaded when nothing else is to be done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

OPENS_THE_SEARCH = """
import sys
from PySide6.QtCore import QTimer
from app.ui.shell import application
from app.ui.shell.at_leisure import PIECES

loaded = []

def look(window):
    QTimer.singleShot(10, window, lambda: look(window))
    for piece in PIECES:
        if piece in sys.modules and piece not in loaded:
            loaded.append(piece)
    if window.searching.box is None and len(loaded) == len(PIECES):
        before = set(sys.modules)
        window.actions_table["search"].trigger()
        print("new", [name for name in set(sys.modules) - before if name.startswith("app.")])
        print("in order", loaded == list(PIECES))
        window.close()

sys.exit(application.start(None, then=look))
"""


def test_the_search_is_there_before_it_is_asked_for(warm_cache: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENS_THE_SEARCH],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "ACETATE_CACHE": str(warm_cache)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.splitlines() == ["new []", "in order True"], done.stdout + done.stderr
