"""The panel of the coverage: what of diagrams and notes does not meet, and a way to close it.

It stays open beside the window. Looking, writing and taking back happen off its thread.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.model.wording import counted
from app.model.workspace import Workspace
from app.session import verbs
from app.sources.coverage import Gap, coverage
from app.sources.edits import edits
from app.sources.edits.binding import Choice, choices, others, plan
from app.sources.edits.edits import Advice, Edit
from app.ui.features.coverage.choice import BindingChoice
from app.ui.features.coverage.gap_tree import GAP, GapTree
from app.ui.kit import plain
from app.ui.kit.background import Work
from app.ui.kit.plain import Label
from app.ui.services.jobs import Jobs
from app.ui.session.store import Store

WIDTH, HEIGHT, MARGIN = 560, 440, 16  # px
ALL_COVERED = (
    "Everything is covered.\n\nEach component has its section, each section is shown by a diagram, "
    "and no picture is missing."
)


def count_text(gaps: tuple[Gap, ...]) -> str:
    return counted(len(gaps), "gap")


class CoveragePanel(QDialog):
    """note_wanted(): a section was opened that the notes' panel is to show. diagram_wanted(section):
    one is to be made of it."""

    note_wanted = Signal()
    diagram_wanted = Signal(str)

    def __init__(self, store: Store, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._jobs = store, jobs
        self._looking: Work | None = None
        self._binding = False
        self._undoable: Edit | None = None
        self._workspace: Workspace | None = None
        self.gaps: tuple[Gap, ...] | None = None
        self.tree = GapTree()
        self.empty = Label()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setProperty("kind", "muted")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.tree)
        self.pages.addWidget(self.empty)
        self.said = Label()
        self.said.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self.line.setAccessibleName("The line to write")
        self.copy = _button("&Copy", self._copy)
        self.undo = _button("&Undo", self._take_back)
        self.go = _button("&Go there", self._go_to_current)
        self.bind = _button("&Bind…", self._offer)
        self._lay_out()
        self.tree.currentItemChanged.connect(lambda *_: self._moved())
        self.tree.itemClicked.connect(lambda item, _: self._go(item))
        self.tree.itemActivated.connect(lambda item, _: self._go(item))
        self.tree.customContextMenuRequested.connect(self._offer_at)
        jobs.opened.connect(self.look)
        self._say("")
        self._entitle()
        self.resize(WIDTH, HEIGHT)
        if parent is not None:  # over the list of diagrams; what one goes to stays in sight
            corner = parent.mapToGlobal(parent.rect().bottomLeft())
            self.move(corner + QPoint(MARGIN, -HEIGHT - 3 * MARGIN))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.pages, 1)
        for row in (_row(self.said, self.undo), _row(self.line, self.copy), buttons):
            row.setSpacing(8)
            column.addLayout(row)
        for button in (self.go, self.bind):
            buttons.addWidget(button)

    # Looking

    def look(self) -> None:
        """Look for gaps, where somebody sees them."""
        workspace = self._store.workspace
        if not self.isVisible() or workspace is None:
            return
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._jobs.background.start(
            lambda _: coverage(workspace), partial(self._show_gaps, workspace), self._say
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
        self.tree.setFocus()

    def _show_gaps(self, workspace: Workspace, gaps: tuple[Gap, ...]) -> None:
        if workspace is not self._store.workspace:
            return
        self._workspace = workspace
        if gaps != self.gaps:
            self.gaps = gaps
            self.tree.show_gaps(gaps)
        self._entitle()
        self.empty.setText(ALL_COVERED)
        self.pages.setCurrentWidget(self.tree if gaps else self.empty)
        self._moved()

    def _entitle(self) -> None:
        self.setWindowTitle(
            plain.window_title(f"Coverage: {count_text(self.gaps)}" if self.gaps else "Coverage")
        )

    def _moved(self) -> None:
        on = self.tree.gap is not None and bool(self.gaps)
        self.go.setEnabled(on)
        self.bind.setEnabled(on and not self._binding)

    # Going there

    def _go(self, item: QTreeWidgetItem) -> None:
        gap, workspace = item.data(0, GAP), self._store.workspace
        if not isinstance(gap, Gap) or workspace is None:
            return
        if gap.component:
            self._store.do(verbs.show, gap.diagram, gap.component)
        elif workspace.notebook.section(gap.section):
            self._store.do(verbs.open_section, gap.section)
            self.note_wanted.emit()

    def _go_to_current(self) -> None:
        if item := self.tree.currentItem():
            self._go(item)

    # Binding

    def _offer_at(self, _point: QPoint) -> None:
        """The context menu is the current row's, wherever the keyboard asks for it."""
        if item := self.tree.currentItem():
            below = self.tree.visualItemRect(item).bottomLeft()
            self._pop_up(self.tree.viewport().mapToGlobal(below))

    def _offer(self) -> None:
        self._pop_up(self.bind.mapToGlobal(self.bind.rect().bottomLeft()))

    def _pop_up(self, corner: QPoint) -> None:
        """The choices as a menu, best first."""
        gap, workspace = self.tree.gap, self._workspace
        if gap is None or workspace is None or not self.bind.isEnabled():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in choices(workspace, gap):
            text = f"{choice.title}  ·  {choice.where}"
            menu.addAction(plain.caption(text), partial(self._choose, workspace, gap, choice))
        if menu.actions():
            menu.addSeparator()
        menu.addAction("Other…", partial(self._ask, workspace, gap))
        if gap.section and not workspace.bundled:
            menu.addAction("Make a diagram…", partial(self.diagram_wanted.emit, gap.section))
        menu.popup(corner)
        menu.setActiveAction(menu.actions()[0])

    def _ask(self, workspace: Workspace, gap: Gap) -> None:
        dialog = BindingChoice(gap.name, others(workspace, gap), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(partial(self._choose, workspace, gap))
        dialog.open()

    def _choose(self, workspace: Workspace, gap: Gap, choice: Choice) -> None:
        def work(_: object) -> Edit | Advice:
            found = plan(workspace, gap, choice)
            if isinstance(found, Edit):
                edits.apply(found)
            return found

        self._begin()
        self._jobs.background.start(work, self._bound, self._failed)

    def _bound(self, found: Edit | Advice) -> None:
        self._end()
        if isinstance(found, Advice):
            self._advise(found)
            return
        self._undoable = found
        self._say(found.said)
        self._jobs.reload()

    def _take_back(self) -> None:
        if self._undoable is None:
            return
        edit = edits.back(self._undoable)
        self._begin()
        self._jobs.background.start(
            lambda _: edits.apply(edit), lambda _: self._taken_back(edit), self._failed
        )

    def _taken_back(self, edit: Edit) -> None:
        self._undoable = None
        self._end()
        self._say(edit.said)
        self._jobs.reload()

    def _begin(self) -> None:
        self._binding = True
        self.undo.setEnabled(False)
        self._moved()

    def _end(self) -> None:
        self._binding = False
        self.undo.setEnabled(True)
        self._moved()
        self.tree.setFocus()

    def _failed(self, message: str) -> None:
        self._undoable = None  # the file is not what it was written as
        self._end()
        self._say(message)

    # Saying

    def _say(self, text: str, line: str = "") -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.line.setText(line)
        self.line.setCursorPosition(0)
        for widget in (self.line, self.copy):
            widget.setVisible(bool(line))
        self.undo.setVisible(self._undoable is not None)

    def _advise(self, advice: Advice) -> None:
        self._undoable = None
        self._say(str(advice), advice.text)
        if advice.text:
            self.copy.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.line.text())
        self.line.selectAll()


def _row(wide: QWidget, button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(wide, 1)
    row.addWidget(button)
    return row


def _button(text: str, slot: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(slot)
    return button
