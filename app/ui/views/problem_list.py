"""The list of problems: what, where, how bad; the whole text can be copied. Opens no file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.model.problem import NOT_EVALUATED, NOT_FETCHED, STOPPED, Problem, Severity
from app.model.wording import counted
from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.plain import Label

WIDTH, HEIGHT = 560, 360  # px
LONGEST = 32  # characters on the button
MESSAGE = 1000  # characters of a message in the list
WHOLE = 100_000  # characters of one that is shown to copy


def count_text(problems: Sequence[Problem]) -> str:
    """`3 problems`."""
    return counted(len(problems), "problem")


class ProblemList(QFrame):
    """Pops up above the status line; closes on Esc or a click elsewhere. file_wanted(file, line): open
    the file there, from a double-click, Enter or the button. trust_wanted(): ask about the scripts.
    icons_wanted(): ask about icons that are to be fetched."""

    file_wanted = Signal(str, object)
    trust_wanted = Signal()
    icons_wanted = Signal()

    def __init__(self, problems: Sequence[Problem], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("problemList")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Problems")
        self._problems = sorted(problems, key=lambda p: p.severity is not Severity.ERROR)
        heading = Label(count_text(problems))
        heading.setProperty("kind", "heading")
        self.list = QListWidget()
        self.list.setAccessibleName("Problems")
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setSpacing(1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        icons = {
            Severity.ERROR: glyph_icon("error", theme.error, theme.muted),
            Severity.WARNING: glyph_icon("warning", theme.muted, theme.muted),
        }
        for problem in self._problems:
            where = _where(problem)
            item = QListWidgetItem(
                icons[problem.severity], plain.line(problem.message, MESSAGE) + where
            )
            said = plain.line(f"{problem.severity.value}: {problem}", MESSAGE)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(plain.tip(problem.severity.value.capitalize()))
            self.list.addItem(item)
        self.text = QPlainTextEdit()
        self.text.setObjectName("boxed")
        self.text.setReadOnly(True)
        self.text.setAccessibleName("The whole problem, to copy")
        self.text.setFixedHeight(72)
        self.step = QPushButton()
        self.step.clicked.connect(self._go)
        copy = QPushButton("Copy all")
        copy.clicked.connect(self.copy_all)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(heading, 1)
        row.addWidget(self.step)
        row.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.text)
        self.list.currentRowChanged.connect(self._tell)
        self.list.itemActivated.connect(self._go)
        self.list.setCurrentRow(0)
        self.resize(WIDTH, HEIGHT)

    def pop_up(self, corner: QPoint) -> None:
        """Show it with its bottom right corner there (global)."""
        self.move(corner - QPoint(self.width(), self.height()))
        self.show()
        self.list.setFocus()

    def copy_all(self) -> None:
        text = "\n".join(f"{p.severity.value}: {p}" for p in self._problems)
        QGuiApplication.clipboard().setText(text)

    @property
    def _current(self) -> Problem | None:
        row = self.list.currentRow()
        return self._problems[row] if 0 <= row < len(self._problems) else None

    def _tell(self) -> None:
        problem = self._current
        self.text.setPlainText(str(problem)[:WHOLE] if problem else "")
        text = step_text(problem) if problem else ""
        self.step.setText(plain.caption(text, LONGEST))
        self.step.setVisible(bool(text))

    def _go(self) -> None:
        """The next step for the current one."""
        problem = self._current
        if problem is None or not problem.file:
            return
        self.close()
        if problem.kind in (NOT_EVALUATED, STOPPED):
            self.trust_wanted.emit()
        elif problem.kind == NOT_FETCHED:
            self.icons_wanted.emit()
        else:
            self.file_wanted.emit(problem.file, problem.line)


def step_text(problem: Problem) -> str:
    """What the button says that leads on from a problem; empty where nothing does."""
    if not problem.file:
        return ""
    name = problem.file.replace("\\", "/").rpartition("/")[2]
    if problem.kind in (NOT_EVALUATED, STOPPED):
        return f"Trust {name}…"
    if problem.kind == NOT_FETCHED:
        return "Fetch icons…"
    return f"Show line {problem.line}" if problem.line else f"Show {name}"


def _where(problem: Problem) -> str:
    if not problem.file:
        return ""
    name = plain.line(problem.file.replace("\\", "/").rpartition("/")[2])
    return f"\n{name}, line {problem.line}" if problem.line else f"\n{name}"
