"""All scripts and folders that are trusted; each can be taken off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.trust.grants import Grants
from app.ui.kit import plain
from app.ui.kit.dialog import GAP
from app.ui.kit.plain import Label

WIDTH, HEIGHT = 560, 360  # px
LONGEST = 4096  # characters of a path
SAID = (
    "These scripts run when they are opened, as long as they and the modules that they import stay as they were "
    "when you trusted them. In a folder that is always trusted, whatever scripts it holds run."
)
NOTHING = "No script is trusted. All are shown without running them."


class TrustedList(QDialog):
    """no_longer_wanted(path): trust nothing there any more."""

    no_longer_wanted = Signal(object)

    def __init__(self, known: Grants, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Trusted scripts and folders")
        title = Label("Trusted scripts and folders", kind="title")
        self.text = Label()
        self.text.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("boxed")
        self.list.setAccessibleName("Trusted scripts and folders")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for folder in known.folders:
            self._add(folder.path, "always", folder.network)
        for script in known.scripts:
            self._add(script.path, "", script.network)
        self.remove = QPushButton("Stop trusting")
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._remove)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.remove)
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self.text)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        self.list.setCurrentRow(0)
        self._tell()
        self.resize(WIDTH, HEIGHT)

    def _add(self, path: str, always: str, network: bool) -> None:
        said = ", ".join(filter(None, (always, "network" if network else "")))
        item = QListWidgetItem(plain.line(f"{path}  ({said})" if said else path, LONGEST))
        item.setData(Qt.ItemDataRole.UserRole, path)
        item.setToolTip(plain.tip(path))
        self.list.addItem(item)

    def _remove(self) -> None:
        item = self.list.takeItem(self.list.currentRow())
        if item is not None:
            self.no_longer_wanted.emit(Path(item.data(Qt.ItemDataRole.UserRole)))
        self._tell()

    def _tell(self) -> None:
        there = bool(self.list.count())
        self.text.setText(SAID if there else NOTHING)
        self.list.setVisible(there)
        self.remove.setVisible(there)
