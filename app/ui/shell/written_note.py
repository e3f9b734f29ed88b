"""Buttons for the file that was written last: to open it, and to see where it is."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.ui.kit import plain

STAYS = 60_000  # ms


class WrittenNote(QWidget):
    """There for a while after something was written. said(sentence): why that did not help."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self.open, self.show_in_folder = QToolButton(), QToolButton()
        self.open.setText("Open")
        self.show_in_folder.setText("Show in folder")
        self.open.clicked.connect(self._open)
        self.show_in_folder.clicked.connect(self._show_in_folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.open)
        row.addWidget(self.show_in_folder)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_written(self, path: Path) -> None:
        """A file, or a folder with files."""
        self._path = path
        for button, verb in ((self.open, "Open"), (self.show_in_folder, "Show in its folder:")):
            button.setToolTip(plain.tip(f"{verb} {path}"))
            button.setAccessibleName(plain.line(f"{verb} {path.name}"))
        self.show()
        self._timer.start()

    def _open(self) -> None:
        if not self._path.exists():
            self.said.emit(f"{self._path} is no longer there.")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path))):
            self.said.emit(f"No program opens {self._path.name}. It is in {self._path.parent}.")

    def _show_in_folder(self) -> None:
        """With the file selected where the system can do that."""
        path = self._path
        selecting = {"darwin": ("open", ["-R", str(path)]), "win32": _explorer(path)}
        way = selecting.get(sys.platform) if path.exists() else None
        if way is not None and QProcess.startDetached(way[0], way[1])[0]:
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            self.said.emit(f"No program shows folders. The file is {path}.")


def _explorer(path: Path) -> tuple[str, list[str]]:
    return ("explorer", [f"/select,{path}"])
