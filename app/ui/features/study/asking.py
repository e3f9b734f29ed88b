"""The page on which a card is asked: the question over the picture, or over steps to put in order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import ProgressError
from app.model.ids import DiagramId, SectionId
from app.study.card import Card, CardKind
from app.study.progress import Progress
from app.study.schedule import Memory
from app.ui.features.study.card_picture import CardPicture
from app.ui.features.study.keys import (
    CHECK,
    IN_EMPTY_FIELD,
    IN_FIELD,
    PAGE,
    REPORT,
    SESSION,
    WHY,
)
from app.ui.features.study.notes import StudyNotes
from app.ui.features.study.question import BESIDE, QuestionBar
from app.ui.features.study.session import StudySession
from app.ui.features.study.side import Side
from app.ui.features.study.steps import StepOrderList
from app.ui.features.study.view import frame_on, show_on
from app.ui.kit.command import place, press
from app.ui.services.announcer import announce
from app.ui.session.store import Store

Slot = Callable[..., object]


class AskingPage(QWidget):
    """Follows a session from `take` to `release`. `store` is the picture's own.

    edit_requested(section id): its text, in the person's editor."""

    edit_requested = Signal(str)

    session: StudySession | None
    bar: QuestionBar

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.session = None
        self._progress: Progress | None = None
        self._group = False
        self._shared: Callable[[], bool] = bool
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Card")
        self.bar = QuestionBar()
        self.picture = CardPicture(store)
        self.canvas = self.picture.canvas
        self.steps = StepOrderList()
        self.steps.moved.connect(self._put)
        self.bar.field.installEventFilter(self)
        self.bar.report_wanted.connect(self.report)
        self.bar.form.left.connect(self.drop_form)
        self.bar.reasons.opened.connect(self.read)
        self.notes: StudyNotes | None = None
        self._side, self._blank = Side(self.steps), QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(0)
        self._beside.addWidget(self._side, 2)
        self._beside.addWidget(self.canvas, 3)
        self._beside.addWidget(self._blank, 3)
        column.addLayout(self._beside, 1)

    def take(
        self, session: StudySession, progress: Progress, group: bool, shared: Callable[[], bool]
    ) -> None:
        """Ask what that session asks; in a group nothing is graded, and `shared` says whether it
        may see this window, too."""
        self.session, self._progress, self._group = session, progress, group
        self._shared = shared
        for signal, slot in self._wires(session):
            signal.connect(slot)
        self._turn()
        self._follow()

    def release(self) -> None:
        """Let go of the session."""
        session, self.session, self._progress = self.session, None, None
        self._clear_away()
        if session is None:
            return
        for signal, slot in self._wires(session):
            signal.disconnect(slot)

    def _wires(self, session: StudySession) -> tuple[tuple[SignalInstance, Slot], ...]:
        """What the session hears, and what is heard of it."""
        bar = self.bar
        return (
            (bar.typed, session.answer),
            (bar.reveal_wanted, session.reveal),
            (bar.check_wanted, session.check),
            (bar.hint_wanted, session.hint),
            (bar.graded, session.grade),
            (bar.undo_wanted, session.undo),
            (bar.form.reported, session.report),
            (bar.pause_wanted, session.pause),
            (self.picture.answered, session.pick),
            (session.changed, self._follow),
            (session.card_changed, self._turn),
            (session.failed, bar.say),
        )

    def frame(self, diagram: DiagramId) -> None:
        """That diagram's picture has come, or is another."""
        card = self._card
        if card is not None and card.diagram == diagram:
            frame_on(self.picture, card)

    # What comes over a card, and goes with it

    def report(self) -> None:
        """Ask what is wrong with the card."""
        if self._card is not None:
            self.bar.ask_reason()

    def drop_form(self) -> None:
        """It is not reported after all."""
        self._hold_focus(self.bar.form)
        self.bar.drop_form()
        if self.session is not None and self._card is not None:
            self._give_focus(self.session, self._card)

    def read(self, section: SectionId) -> None:
        """That section of the notes, beside the picture."""
        if self.notes is None:
            self.notes = StudyNotes(self._store, section)
            self.notes.left.connect(self.drop_notes)
            self.notes.panel.edit_requested.connect(self.edit_requested)
            self._beside.addWidget(self.notes, 2)
        self.notes.open(section)

    def drop_notes(self) -> None:
        self._hold_focus(self.notes)
        if self.notes is not None:
            self.notes.hide()
        if self.session is not None and self._card is not None:
            self._give_focus(self.session, self._card)

    def leave(self) -> bool:
        """Close what lies over the card; False where nothing does."""
        if self.bar.reporting:
            self.drop_form()
        elif self.notes is not None and not self.notes.isHidden():
            self.drop_notes()
        else:
            return False
        return True

    @property
    def covered(self) -> bool:
        """Whether something lies over the card, or beside it."""
        return self.bar.reporting or (self.notes is not None and self.notes.isVisible())

    def _clear_away(self) -> None:
        self._hold_focus(self.bar.form, self.notes)
        self.bar.drop_form()
        if self.notes is not None:
            self.notes.hide()

    def close_work(self) -> None:
        """Wait for what is under way."""
        if self.notes is not None:
            self.notes.close_work()

    # Following

    @property
    def _card(self) -> Card | None:
        return self.session.card if self.session is not None else None

    def _turn(self) -> None:
        """To the next card."""
        session, card = self.session, self._card
        if session is None or card is None:
            return
        self._clear_away()
        if card.diagram and card.kind in BESIDE:
            self.bar.tell_in(*self._side.rooms(scrolled=card.kind is CardKind.NOTE))
        else:
            self.bar.tell_here()
        self.bar.field.clear()
        self.steps.show_steps(session.steps)
        show_on(self.picture, self._store, session)
        frame_on(self.picture, card)
        announce(self, f"{session.remark} {session.place}. {card.question}".strip())

    def _follow(self) -> None:
        session, card = self.session, self._card
        if session is None or card is None:
            return
        if not self.bar.reporting and (session.revealed or not self.bar.field.hasFocus()):
            self._hold_focus(self.bar.rows)
        self.bar.show_session(session, self._memory(card), self._group, self._shared())
        listed = card.kind is CardKind.ORDER
        self._side.setVisible(bool(card.diagram) and card.kind in BESIDE)
        self.steps.setVisible(listed)
        self.steps.setEnabled(not session.revealed)
        if listed and session.revealed:
            self.steps.show_steps(session.steps, card.steps, session.tried)
        elif listed and self.steps.steps() != session.steps:
            self.steps.show_steps(session.steps)
        self.canvas.setVisible(bool(card.diagram))
        self._blank.setVisible(self.canvas.isHidden() and not listed)
        show_on(self.picture, self._store, session)
        if session.revealed or session.verdict:
            said = self.bar.reasons.said if session.revealed else ""
            announce(self, f"{self.bar.told.text()} {said}".strip())
        self._give_focus(session, card)

    def _memory(self, card: Card) -> Memory | None:
        """What was known of the card, for when it would come again."""
        session = self.session
        if self._progress is None or self._group or session is None or not session.revealed:
            return None
        try:
            return self._progress.memory(card.id)
        except ProgressError as why:
            session.failed.emit(str(why))
            return None

    def _hold_focus(self, *parts: QWidget | None) -> None:
        """What hides in a moment hands the keyboard on, as Tab does: to the picture, which would
        move to its first component. So it is taken from these parts before."""
        focused = QApplication.focusWidget()
        if focused is not None and any(p and p.isAncestorOf(focused) for p in parts):
            self.setFocus()

    def _give_focus(self, session: StudySession, card: Card) -> None:
        """The keyboard is where the answer is given."""
        if not self.isVisible():
            return
        if self.bar.reporting:
            self.bar.form.field.setFocus()
        elif session.revealed or self._group:
            self.setFocus()
        elif card.kind is CardKind.ORDER:
            self.steps.setFocus()
        elif card.kind is CardKind.PLACE:
            self.canvas.setFocus()
        elif self.bar.field.isHidden():
            self.setFocus()
        else:
            self.bar.field.setFocus()

    def _put(self) -> None:
        if self.session is not None:
            self.session.put(self.steps.steps())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.key(event):
            super().keyPressEvent(event)

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key says, wherever it was pressed; False where it says nothing."""
        if self.session is None:
            return False
        if press((REPORT,), self, event):
            return True
        if self.bar.reporting:
            return event.key() != Qt.Key.Key_Escape
        if press(SESSION, self.session, event) or press(PAGE, self, event):
            return True
        return press((WHY,), self.bar.reasons, event)

    def go_on(self, *, entered: bool) -> None:
        """Space reveals, and then takes the grade that is proposed; Enter checks first."""
        session = self.session
        if session is None:
            return
        if session.revealed:
            session.grade(session.suggested)
        elif entered and not self._group:
            session.check()
        else:
            session.reveal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.bar.field and isinstance(event, QKeyEvent):
            return self._field_key(event)
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        """Enter answers and goes no further. Space in the empty field reveals, and Ctrl+Z in it
        takes back what was done last."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        if place(CHECK, event) is not None:
            self.bar.enter()
            return True
        own = IN_FIELD if self.bar.field.text() else (*IN_FIELD, *IN_EMPTY_FIELD)
        return any(place(command, event) is not None for command in own) and self.key(event)
