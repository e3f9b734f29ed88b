"""What the others see in a group round: the question, the picture, and what the presenter
reveals. It fills the second screen; where there is one only it fills that, over the window that
knows the answers, and is driven by its own keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.session.changes import Changed
from app.study.card import CardKind
from app.ui.features.study.card_picture import CardPicture
from app.ui.features.study.keys import HINT, LEAVE, REVEAL, UNDO
from app.ui.features.study.reasons import keep_room, why_of
from app.ui.features.study.session import StudySession
from app.ui.features.study.view import frame_on, show_on
from app.ui.kit.command import keys_text
from app.ui.kit.passing import Passing
from app.ui.kit.plain import Label
from app.ui.services.screens import fill, screens
from app.ui.session.store import Store

KEYS = " · ".join(
    f"{keys_text(command.keys[0])}: {does}"
    for command, does in (
        (REVEAL, "show the answer, then the next card"),
        (HINT, "hint"),
        (UNDO, "back"),
        (LEAVE, "end"),
    )
)


class Audience(Passing):
    """pressed(event): a key, for whoever presents."""

    pressed = Signal(object)

    def __init__(self, store: Store, session: StudySession) -> None:
        super().__init__()
        self.setWindowTitle("Acetate: group quiz")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.store = Store(self, base=store)
        self.picture = CardPicture(self.store, self)
        self.canvas = self.picture.canvas
        self.question, self.answer, self.reasons, self.steps = (_label() for _ in range(4))
        self.keys = Label(KEYS)
        self._window: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(self.question)
        column.addWidget(self.answer)
        column.addWidget(self.steps)
        column.addWidget(self.reasons)
        column.addWidget(self.canvas, 1)
        column.addStretch(0)  # for where there is no picture
        column.addWidget(self.keys)
        keep_room(self.reasons)
        session.changed.connect(self._follow)
        session.changed.connect(self.come_forward)
        session.card_changed.connect(self._turn)
        self.store.on(Changed.THEME, self._dress)
        self._dress()
        self._turn()
        self._follow()

    def open_beside(self, window: QWidget) -> None:
        """Over the whole of another screen than the window's, where there is one."""
        self._window = window.window()
        own = window.screen()
        others = [s for s in screens() if s.geometry() != own.geometry()]
        self.keys.setVisible(not others)
        fill(self, others[0] if others else own)
        self.come_forward()

    @property
    def shares_screen(self) -> bool:
        """Whether who sees this window may see the presenter's, too."""
        window = self._window
        return window is None or self.screen().geometry() == window.screen().geometry()

    def come_forward(self) -> None:
        """Over the presenter's window, where both are on one screen; else that has the keys."""
        if self._window is None:
            return
        front = self if self.shares_screen else self._window
        if not front.isActiveWindow():
            front.raise_()
            front.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed.emit(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the window's shortcuts do not reach in here
            return True
        return super().event(event)

    def let_go(self) -> None:
        self._session.changed.disconnect(self._follow)
        self._session.changed.disconnect(self.come_forward)
        self._session.card_changed.disconnect(self._turn)
        self.store.leave_base()

    def _follow(self) -> None:
        session = self._session
        card = session.card
        if card is None:
            return
        self.question.setText(card.question)
        self.answer.setText(card.answer)
        keep_room(self.answer, card.kind is not CardKind.ORDER)  # which stands in the steps' place
        self.answer.setVisible(session.revealed)
        why = why_of(card, session.workspace)
        hinted = " ".join(hint.text for hint in session.given)
        said = why if session.revealed else hinted
        self.reasons.setText(said or why)
        self.reasons.setVisible(bool(said))
        listed = card.kind is CardKind.ORDER and not session.revealed
        self.steps.setText("\n".join(f"•  {step}" for step in session.steps))
        self.steps.setVisible(listed)
        self.canvas.setVisible(bool(card.diagram))
        show_on(self.picture, self.store, session)

    def _turn(self) -> None:
        card = self._session.card
        if card is not None:
            show_on(self.picture, self.store, self._session)
            frame_on(self.picture, card)

    def _dress(self) -> None:
        t = self.store.theme
        self.setStyleSheet(
            f"Audience {{ background: {t.canvas}; }} QLabel {{ color: {t.text}; font-size: 26px; }}"
            f"#answer {{ color: {t.accent}; }} #reasons {{ font-size: 20px; }}"
            f"#keys {{ font-size: 14px; color: {t.muted}; }}"
        )
        self.keys.setObjectName("keys")
        self.answer.setObjectName("answer")
        self.reasons.setObjectName("reasons")


def _label() -> Label:
    label = Label()
    label.setWordWrap(True)
    return label
