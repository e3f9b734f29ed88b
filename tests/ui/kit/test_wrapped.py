"""Text that breaks wherever it must."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit.wrapped import Wrapped


@given(st.text(alphabet="ab:/_ .é文", min_size=1, max_size=200), st.integers(60, 400))
def test_it_never_needs_more_width_than_it_has(text: str, width: int) -> None:
    made = Wrapped(text)
    made.resize(width, made.heightForWidth(width))
    assert made.document().idealWidth() <= width
    assert made.heightForWidth(width) >= made.heightForWidth(4 * width)
    assert made.said() == text
    made.deleteLater()


def test_what_is_copied_is_what_was_said(qtbot: QtBot) -> None:
    made = Wrapped("arn:aws:s3:::orders/slips.csv")
    qtbot.addWidget(made)
    made.selectAll()
    made.copy()
    assert QApplication.clipboard().text() == "arn:aws:s3:::orders/slips.csv"


def test_names_break_at_their_joints(qtbot: QtBot) -> None:
    made = Wrapped("StreamSpecification.StreamViewType")
    qtbot.addWidget(made)
    made.resize(made.fontMetrics().horizontalAdvance("StreamSpecification.MM"), 100)
    made.show()
    qtbot.waitExposed(made)
    cursor = made.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "StreamViewType"
