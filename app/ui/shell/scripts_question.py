"""The question before scripts of an opened folder run. The answer is kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit import plain
from app.ui.kit.plain import Label

ROWS = 6
OF_FILE = "It runs again when it changes."
OF_FOLDER = "They run again when they change; scripts that are added later do not."


class ScriptsQuestion(QDialog):
    """Accepted: run them. Rejected: open without. Neither is done before it is answered."""

    def __init__(self, path: Path, scripts: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Run scripts?")
        one = len(scripts) == 1
        title = Label("Run this script?" if one else f"Run these {len(scripts)} scripts?")
        title.setProperty("kind", "title")
        text = Label(
            "Scripts are programs. Running them gives them the rights that you have: they can "
            "read, change and send your files. Run them only if you trust who wrote them. "
            + (OF_FOLDER if path.is_dir() else OF_FILE)
        )
        text.setWordWrap(True)
        where = Label(str(path))
        where.setProperty("kind", "secondary")
        where.setWordWrap(True)
        names = QListWidget()
        names.setObjectName("boxed")
        names.setAccessibleName("Scripts")
        names.setSelectionMode(QListWidget.SelectionMode.NoSelection)  # there is no choice
        folder = path if path.is_dir() else path.parent
        for script in scripts:
            inside = script.is_relative_to(folder)
            names.addItem(plain.line(str(script.relative_to(folder) if inside else script), 4096))
        row_height = names.sizeHintForRow(0) if scripts else 20
        names.setFixedHeight(row_height * min(len(scripts), ROWS) + 12)
        self.without = QPushButton("Open without running")
        self.without.setDefault(True)
        self.run = QPushButton("Run the script" if one else "Run scripts")
        self.run.setAutoDefault(False)
        self.run.clicked.connect(self.accept)
        self.without.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.run)
        buttons.addWidget(self.without)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for widget in (title, text, where, names):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addLayout(buttons)
        self.setFixedWidth(480)
        self.without.setFocus()
