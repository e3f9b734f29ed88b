"""The About box."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.errors import LayoutError
from app.ui.emblem import emblem
from app.ui.plain import Label


def facts() -> list[tuple[str, str]]:
    """What somebody who reports a problem is asked for."""
    from app.engine import find

    try:
        engine = find()
    except LayoutError as why:
        engine = str(why)
    python = ".".join(str(n) for n in sys.version_info[:3])
    return [
        ("Version", __version__),
        ("Python", python),
        ("Qt", qVersion()),
        ("Layout engine", engine),
    ]


class About(QDialog):
    """Name, purpose, versions; the text can be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Acetate")
        picture = Label()
        picture.setPixmap(emblem().pixmap(QSize(64, 64), self.devicePixelRatioF()))
        name = Label("Acetate")
        name.setProperty("kind", "title")
        purpose = Label("Explore architecture diagrams, layer by layer, with their notes.")
        purpose.setProperty("kind", "muted")
        purpose.setWordWrap(True)
        text = Label("\n".join(f"{what}: {value}" for what, value in facts()))
        text.setWordWrap(True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(name)
        column.addWidget(purpose)
        column.addSpacing(8)
        column.addWidget(text)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(row)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)
