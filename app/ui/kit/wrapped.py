"""Text that breaks wherever it must to stay in its column: identifiers, paths and ARNs have no spaces."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from app.ui.kit import plain
from app.ui.kit.mime import empty_mime

BREAK = "\u200b"  # a space without width
_JOINTS = str.maketrans({joint: f"{joint}{BREAK}" for joint in "./:_-=,"})


class Wrapped(QTextEdit):
    """Plain text to be read, selected and copied, as high as it needs for its width: it breaks at spaces, else at the
    joints of a name, else anywhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setPlainText(plain.block(text).translate(_JOINTS))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        document = self.document()
        before = document.textWidth()
        document.setTextWidth(width)
        high = math.ceil(document.size().height())
        document.setTextWidth(before)
        return high

    def said(self) -> str:
        """Its text, as it was given."""
        return self.toPlainText().replace(BREAK, "")

    def createMimeDataFromSelection(self) -> QMimeData:
        copied = empty_mime()
        copied.setText(self.textCursor().selection().toPlainText().replace(BREAK, ""))
        return copied

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())
