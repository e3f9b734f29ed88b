"""PySide6 keeps the reference count of None: see docs/decisions/0001-pyside-below-6.12.md."""

from __future__ import annotations

import subprocess
import sys

CALLS = 20_000

CODE = f"""
import sys
from PySide6.QtGui import QPainterPath

path = QPainterPath()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    path.moveTo(0.0, 0.0)
print(before - sys.getrefcount(None))
"""


def test_void_calls_lose_no_reference_to_none() -> None:
    # In a child: a PySide6 that has the defect aborts the interpreter.
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < CALLS / 100
