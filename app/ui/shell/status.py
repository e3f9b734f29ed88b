"""The status line: what is under the pointer, what is going on, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from app.model.problem import Severity
from app.model.wording import counted
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.command import Command
from app.ui.kit.elided import Elided
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.plain import Label
from app.ui.services.announcer import announce
from app.ui.session.store import Store
from app.ui.shell.folded_note import FoldedNote
from app.ui.shell.icons_note import IconsNote
from app.ui.shell.layout_note import LayoutNote
from app.ui.shell.trust_note import TrustNote
from app.ui.shell.written_note import WrittenNote

if TYPE_CHECKING:
    from app.ui.views.problem_list import ProblemList

OPENING = "Opening: the window as it was left"
MESSAGE = 8000  # ms that a message stays
BUSY = 80  # characters of what is going on


class StatusLine(QWidget):
    """Hover text or a message left; work under way and the problems right. file_wanted(file, line),
    trust_wanted(): from the list of problems. icons_wanted(): ask about icons to be fetched."""

    cancelled = Signal()
    file_wanted = Signal(str, object)
    trust_wanted = Signal()
    icons_wanted = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setAccessibleName("Status line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(30)
        self._store = store
        self._message = self._hover = ""
        self.popup: ProblemList | None = None
        self.text = Elided()
        self.text.setAccessibleName("Status")
        self.busy_text = Label()
        self.busy_text.setProperty("kind", "muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setFixedSize(72, 4)
        self.bar.setTextVisible(False)
        self.cancel = QToolButton()
        self.cancel.setText("Cancel")
        self.cancel.setAccessibleName("Cancel what is running")
        self.cancel.clicked.connect(self.cancelled)
        self.problems = QToolButton()
        self.problems.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.problems.setIconSize(QSize(14, 14))
        self.problems.clicked.connect(self.show_problems)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 8, 1)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        self.layout_note = LayoutNote(store)
        self.folded = FoldedNote(store)
        self.trust = TrustNote(store)
        self.trust.clicked.connect(self.trust_wanted)
        self.icons = IconsNote(store)
        self.icons.clicked.connect(self.icons_wanted)
        self._offered: Callable[[], None] | None = None
        self.offered = QToolButton()
        self.offered.clicked.connect(self._take_offer)
        self.offered.hide()
        self.written = WrittenNote()
        self.written.said.connect(self.say)
        for widget in (
            self.written,
            self.layout_note,
            self.offered,
            self.busy_text,
            self.bar,
            self.cancel,
            self.trust,
            self.icons,
            self.folded,
            self.problems,
        ):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._forget)
        store.on(Changed.PROBLEMS | Changed.THEME, self._count)
        self.show_busy("")
        self._count()

    def put_last(self, part: QWidget) -> None:
        """At the right end."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(part)

    def show_hover(self, text: str) -> None:
        """What is under the pointer; empty brings the message back."""
        self._hover = text
        self.text.setText(self._hover or self._message)

    def show_opening(self) -> None:
        """As it is in the image of the window that the next start shows."""
        self.show_busy("")
        self.show_hover(OPENING)

    def say(self, text: str) -> None:
        """A message that stays for some seconds."""
        self._message = text
        self.text.setText(text)
        announce(self, text)
        self._timer.start(MESSAGE)

    def offer(self, text: str, tip: str, do: Callable[[], None] | None = None) -> None:
        """A button that does that, until it is taken or, with nothing to do, withdrawn."""
        self._offered = do
        self.offered.setText(plain.caption(text))
        self.offered.setToolTip(plain.tip(tip))
        self.offered.setAccessibleName(plain.line(f"{text}. {tip}"))
        self.offered.setVisible(do is not None)

    def _take_offer(self) -> None:
        do = self._offered
        self.offer("", "")
        if do is not None:
            do()

    def show_busy(self, text: str) -> None:
        """Work under way, or none."""
        self.busy_text.setText(plain.line(text, BUSY))
        for widget in (self.busy_text, self.bar, self.cancel):
            widget.setVisible(bool(text))

    def show_problems(self) -> None:
        """Open the list of problems, where there are any."""
        from app.ui.views.problem_list import ProblemList

        if self._store.problems:
            self.popup = ProblemList(self._store.problems, self._store.theme, self)
            self.popup.file_wanted.connect(self.file_wanted)
            self.popup.trust_wanted.connect(self.trust_wanted)
            self.popup.icons_wanted.connect(self.icons_wanted)
            self.popup.destroyed.connect(self._popup_gone)
            self.popup.pop_up(self.mapToGlobal(self.rect().topRight()))

    def _popup_gone(self) -> None:
        self.popup = None

    def _forget(self) -> None:
        self._message = ""
        self.text.setText(self._hover)

    def _count(self) -> None:
        found = self._store.problems
        theme = self._store.theme
        bad = any(p.severity == Severity.ERROR for p in found)
        self.problems.setVisible(bool(found))
        if found:
            text = counted(len(found), "problem")
            self.problems.setText(text)
            self.problems.setAccessibleName(f"{text}. Show them")
            self.problems.setToolTip(plain.tip(str(found[-1])))
            colour = theme.error if bad else theme.muted
            icon = glyph_icon("error" if bad else "warning", colour, theme.muted, 14)
            self.problems.setIcon(icon)


COMMANDS: tuple[Command[StatusLine], ...] = (
    Command("problems", "Problems", ("Ctrl+Shift+P",), StatusLine.show_problems),
)
