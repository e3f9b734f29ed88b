"""The smallest PySide6 program: says so when its window is painted, and ends."""

from __future__ import annotations

import sys

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Window(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        print("painted", flush=True)
        QApplication.quit()


app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
