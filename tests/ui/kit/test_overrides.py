"""An error in a method that Qt calls is an error, not the end: docs/decisions/0002-errors-in-overrides.md."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import sys
from app.ui.kit import overrides

overrides.make_sound()

from PySide6.QtWidgets import QApplication, QWidget

def fail():
    raise ValueError

class Window(QWidget):
    def closeEvent(self, event):
        {fault}

app = QApplication([])
window = Window()
try:
    window.close()
except {kind}:
    print("raised")
"""
FAULTS = {"[].remove(3)": "ValueError", "1 / 0": "ZeroDivisionError", "fail()": "ValueError"}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_an_override_raises_arrives_whole(fault: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(fault=fault, kind=FAULTS[fault])],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "raised\n"
