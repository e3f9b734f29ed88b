"""What was copied does not end the program in an uproar."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COPIES = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from app.ui.features.exporting.clipboard import Copied
app = QApplication([])
image = QImage(4, 4, QImage.Format.Format_RGB32)
image.fill(0xFF00FF00)
app.clipboard().setMimeData(Copied(image, b"<svg/>").as_mime())
print(app.clipboard().mimeData().formats()[0], hex(app.clipboard().image().pixel(1, 1)))
QTimer.singleShot(0, app.quit)
sys.exit(app.exec())
"""


def test_the_program_ends_well_with_a_picture_on_the_clipboard() -> None:
    root = Path(__file__).parents[4]
    ran = subprocess.run(
        [sys.executable, "-c", COPIES], cwd=root, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["image/svg+xml 0xff00ff00"]
