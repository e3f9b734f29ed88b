"""What has changed in scripts since they were trusted, to be read and copied."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.kit.dialog import button_row
from app.ui.kit.plain import Label

WIDTH, HEIGHT = 720, 480  # px
LONGEST = 200_000  # characters


class TrustDifference(QDialog):
    """Each file's changes, as `diff -u` writes them."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What has changed")
        title = Label("What has changed since you trusted it", kind="title")
        title.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setObjectName("boxed")
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Changes")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        cut = len(text) > LONGEST
        self.text.setPlainText(f"{text[:LONGEST]}\n… There is more." if cut else text)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self.text, 1)
        layout.addLayout(button_row(close))
        self.resize(WIDTH, HEIGHT)
