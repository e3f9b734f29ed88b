"""The card that stands where no picture is: what is the matter, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.paths import path_of
from app.ui.kit import plain
from app.ui.kit.flow_layout import FlowLayout
from app.ui.kit.plain import Label
from app.ui.services.actions import Actions
from app.ui.services.recents import label
from app.ui.shell.emptiness import EmptyState

WIDTH = 456  # px
BUTTON = 32  # characters of a name on a button
TITLE, TEXT, PLACE = 120, 600, 200  # characters


class EmptyCard(QWidget):
    """chosen(path): open that workspace. trust_wanted(): ask about the scripts. file_wanted(file,
    line): open it there. problems_wanted(): list them. all_wanted(): read the rest of the folder."""

    chosen = Signal(object)
    trust_wanted = Signal()
    file_wanted = Signal(str, object)
    problems_wanted = Signal()
    all_wanted = Signal()

    def __init__(
        self, reason: EmptyState, recent: list[str], actions: Actions, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.reason = reason
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        words = [Label(plain.line(reason.title, TITLE), kind="title")]
        if "/" in reason.file:  # the title has only its name
            words.append(Label(plain.line(reason.file, PLACE), kind="secondary"))
        words.append(Label(plain.line(reason.text, TEXT), kind="muted"))
        for text in words:
            text.setWordWrap(True)
            column.addWidget(text)
        steps, others = self._steps(), self._others(actions) if reason.elsewhere else []
        self.buttons = [*steps, *others]
        self.buttons[0].setDefault(True)
        column.addSpacing(4)
        for buttons in (steps, others):
            if buttons:
                row = FlowLayout()
                for button in buttons:
                    row.addWidget(button)
                column.addLayout(row)
        if recent:
            column.addSpacing(4)
            column.addWidget(Label("Recent", kind="heading"))
            column.addSpacing(-8)
            column.addLayout(self._rows(recent))

    def _steps(self) -> list[QPushButton]:
        """What may be done about it, the likeliest first."""
        reason = self.reason
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            (reason.trust_text, self.trust_wanted.emit),
            (reason.show_text, lambda: self.file_wanted.emit(reason.file, reason.line)),
            ("Read all of it" if reason.unread else "", self.all_wanted.emit),
            ("Show all problems" if reason.more else "", self.problems_wanted.emit),
        )
        return [_button(text, call) for text, call in steps if text]

    def _others(self, actions: Actions) -> list[QPushButton]:
        return [
            _button("Open folder…", actions["open_folder"].trigger),
            _button("Open the bundled diagrams", actions["open_bundled"].trigger),
        ]

    def _rows(self, recent: list[str]) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for path in recent:
            button = QPushButton()
            button.setProperty("kind", "row")
            button.setAutoDefault(False)
            button.setText(
                QFontMetrics(button.font()).elidedText(
                    plain.caption(label(path)), Qt.TextElideMode.ElideMiddle, WIDTH - 64
                )
            )
            button.setToolTip(plain.tip(path))
            button.setAccessibleName(f"Open {plain.line(label(path))}")
            button.clicked.connect(lambda _=False, p=path: self.chosen.emit(path_of(p)))
            rows.addWidget(button)
        return rows


def _button(text: str, call: Callable[[], object]) -> QPushButton:
    button = QPushButton(plain.caption(text, BUTTON))
    button.clicked.connect(lambda _=False: call())
    return button
