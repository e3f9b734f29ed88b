"""The bar over the picture: the question, where the answer is typed, why it is the answer, and how
well it was known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.model.wording import counted
from app.study.card import CardKind
from app.study.pauses import Pause
from app.study.schedule import Grade, Memory, reviewed
from app.ui.features.study import keys
from app.ui.features.study.reasons import Reasons, keep_room
from app.ui.features.study.report_form import ReportForm
from app.ui.features.study.session import StudySession
from app.ui.kit import plain
from app.ui.kit.command import with_key
from app.ui.kit.plain import Label

WIDEST = 760  # px, of the question's column
SIDE = 16  # px, beside it
TOLD, MOST_TOLD = 20, 100  # px, one line of the answer, and the most that it is given beforehand
GRADES = {Grade.AGAIN: "Again", Grade.HARD: "Hard", Grade.GOOD: "Good", Grade.EASY: "Easy"}
BESIDE = (
    CardKind.ORDER,
    CardKind.NOTE,
)  # what is told of these takes room: it stands beside the picture
PAUSES = {Pause.BURIED: keys.BURY, Pause.SUSPENDED: keys.SUSPEND}
PAUSE_TIPS = {
    Pause.BURIED: "It will be asked again tomorrow.",
    Pause.SUSPENDED: "It will not be asked until you bring it back in “All cards”.",
}
HINTS = {
    CardKind.NAME: "Type its name",
    CardKind.CONNECTION: "Type the answer",
    CardKind.REACH: "Type names, or click the components",
}


class QuestionBar(QWidget):
    """typed(text): Enter in the answer field. pause_wanted(how): the card is not to be asked for a
    while. Buttons say the rest."""

    typed = Signal(str)
    reveal_wanted = Signal()
    check_wanted = Signal()
    hint_wanted = Signal()
    graded = Signal(object)
    undo_wanted = Signal()
    report_wanted = Signal()
    pause_wanted = Signal(object)
    left = Signal()

    reasons: Reasons

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("studyBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.place = _label("muted")
        self.question = _label("title")
        self.told = _label("")
        self.told.setObjectName("studyAnswer")
        self.told.setMinimumHeight(TOLD)
        self.reasons = Reasons()
        self._answer = ""  # what `told` keeps room for
        self.field = QLineEdit()
        self.field.setAccessibleName("Answer")
        self.reveal = _button("Show the answer", self.reveal_wanted.emit)
        self.check = _button(with_key("Check", keys.CHECK), self.check_wanted.emit)
        self.hint = _button(with_key(keys.HINT.text, keys.HINT), self.hint_wanted.emit)
        self.report = _button(with_key(keys.REPORT.text, keys.REPORT), self.report_wanted.emit)
        self.report.setToolTip(
            "Is it wrong, or unclear? Report it, and it will not be asked again."
        )
        self.pauses = {
            how: _button(
                with_key(pause.text, pause), lambda _=False, how=how: self.pause_wanted.emit(how)
            )
            for how, pause in PAUSES.items()
        }
        for how, tip in PAUSE_TIPS.items():
            self.pauses[how].setToolTip(plain.tip(tip))
        self.form = ReportForm()
        self.undo = _button("Undo", self.undo_wanted.emit)
        self.leave = _button("End", self.left.emit)
        self.grades = {
            g: _button(name, lambda _=False, g=g: self.graded.emit(g)) for g, name in GRADES.items()
        }
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.place, 1)
        for button in (self.undo, *self.pauses.values(), self.report):
            button.setProperty("kind", "row")
            top.addWidget(button)
        top.addWidget(self.leave)
        self.answering = QWidget()
        row = QHBoxLayout(self.answering)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.field.setMinimumWidth(280)
        row.addWidget(self.field, 1)
        for button in (self.check, self.hint, self.reveal, *self.grades.values()):
            row.addWidget(button)
        self.space = QWidget()
        self.space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self.space)
        self.rows = QStackedWidget()
        self.rows.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.rows.addWidget(self.answering)
        self.rows.addWidget(self.form)
        self._middle = middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.question)
        middle.addWidget(self.rows)
        self.tell_here()
        centred = QHBoxLayout()
        holder = QWidget()
        holder.setMaximumWidth(WIDEST)
        holder.setLayout(middle)
        middle.setContentsMargins(0, 0, 0, 0)
        centred.addStretch(1)
        centred.addWidget(holder, 100)
        centred.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 8, SIDE, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(centred)

    def show_session(
        self, session: StudySession, memory: Memory | None, group: bool, shared: bool = False
    ) -> None:
        """The card as it stands. `memory` is the card's; in a group nothing is graded, and unless
        the window is `shared` with it, the answer is told before."""
        card = session.card
        if card is None:
            return
        known = session.revealed
        place = session.place.replace(" due", "") if group else session.place
        self.place.setText(f"{place}. {session.remark}" if session.remark else place)
        self.question.setText(card.question)
        self._answer = "" if card.kind in BESIDE else card.answer
        self._keep_answer_room()
        self.say(_told(session, group and not shared))
        self.reasons.show_card(card, session.workspace)
        self.reasons.setVisible(known and not self.reasons.empty)
        self.field.setAccessibleDescription(plain.line(card.question, 4 * plain.LINE))
        typed = card.kind in HINTS and not known and not group
        self.field.setVisible(typed)
        self.space.setVisible(not typed and not (known and not group))
        click = card.kind is CardKind.CONNECTION and bool(card.targets)
        hint = "Type its name, or click the component" if click else HINTS.get(card.kind, "")
        self.field.setPlaceholderText(hint)
        self.check.setVisible(
            not known and not group and card.kind in (CardKind.ORDER, CardKind.REACH)
        )
        self.hint.setVisible(not known and bool(session.hints))
        more = session.hinted < len(session.hints)
        self.hint.setEnabled(more)
        self.hint.setToolTip("" if more else "There is no other hint.")
        self.reveal.setVisible(not known)
        self.reveal.setText(with_key(keys.REVEAL.text, keys.REVEAL))
        self.undo.setText(with_key("Back" if group else "Undo", keys.UNDO))
        self.undo.setVisible(session.asking.can_undo)
        self.leave.setText(with_key("End", keys.LEAVE))
        now = datetime.now(UTC)
        for grade, button in self.grades.items():
            button.setVisible(known and (not group or grade is Grade.GOOD))
            button.setDefault(known and grade is (Grade.GOOD if group else session.suggested))
            if not known:
                continue
            away = away_text(reviewed(memory, grade, now).due_at - now)
            key = f"{int(grade)}, Space" if grade is session.suggested else f"{int(grade)}"
            button.setText("Next (Space)" if group else f"{GRADES[grade]} · {away} ({key})")
            said = f"{GRADES[grade]}: again in {away}"
            button.setAccessibleName("Next card" if group else said)

    def tell_here(self) -> None:
        """What is told of the answer stands below the question, where it has its room before."""
        for part in (self.told, self.reasons):
            self._middle.addWidget(part)
            keep_room(part)
        self.reasons.stack(False)

    def tell_in(self, above: QBoxLayout, below: QBoxLayout) -> None:
        """It stands in these from now on, the reasons in the second one."""
        above.addWidget(self.told)
        below.addWidget(self.reasons)
        for part in (self.told, self.reasons):
            keep_room(part, kept=False)
        self.reasons.stack(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_answer_room()

    def _keep_answer_room(self) -> None:
        """Below the question, so that the picture stays where it is when the answer comes."""
        wide = min(WIDEST, self.width() - 2 * SIDE)
        room = QRect(0, 0, wide, MOST_TOLD)
        text = f"Right. {self._answer}"
        told = self.told.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        self.told.setMinimumHeight(min(max(told, TOLD), MOST_TOLD))

    @property
    def reporting(self) -> bool:
        """It is being said what is wrong with the card."""
        return self.rows.currentWidget() is self.form

    def ask_reason(self) -> None:
        """Before the card is reported."""
        self.rows.setCurrentWidget(self.form)
        self.form.begin()

    def drop_form(self) -> None:
        self.rows.setCurrentWidget(self.answering)

    def say(self, text: str) -> None:
        """The answer, or how far it was one, or what went wrong."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def enter(self) -> None:
        """Enter in the answer field."""
        text = self.field.text()
        self.field.clear()
        if text.strip():
            self.typed.emit(text)
        else:
            self.check_wanted.emit()


def _told(session: StudySession, early: bool) -> str:
    """What is said of the answer; `early` tells it before it is revealed."""
    card = session.card
    if card is None:
        return ""
    answer = "" if card.kind is CardKind.ORDER else card.answer
    if session.revealed:
        listed = "" if answer or session.verdict else "This is the order."
        return f"{session.verdict} {answer}{listed}".strip()
    if early and answer:
        return f"{answer}  (not shown yet)"
    return " ".join(filter(None, (session.verdict, *(hint.text for hint in session.given))))


def away_text(away: timedelta) -> str:
    """`10 min`, `3 days`, `2 months`."""
    minutes = round(away.total_seconds() / 60)
    if minutes < 60:
        return f"{max(minutes, 1)} min"
    if minutes < 24 * 60:
        return f"{round(minutes / 60)} h"
    days = round(minutes / 60 / 24)
    if days < 60:
        return counted(days, "day")
    return f"{round(days / 30.4)} months" if days < 700 else f"{round(days / 365.25)} years"


def _label(kind: str) -> Label:
    label = Label()
    label.setWordWrap(True)
    if kind:
        label.setProperty("kind", kind)
    return label


def _button(text: str, slot: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(slot)
    return button
