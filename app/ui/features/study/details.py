"""A card outside a session: what it asks, the answer, and both on its picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.study.card import Card, CardKind
from app.ui.features.study.card_picture import CardPicture
from app.ui.features.study.view import show_answer
from app.ui.kit import plain
from app.ui.kit.plain import Label
from app.ui.session.store import Store


class CardDetails(QWidget):
    """`store` is the picture's own. `more` stands between the words and the picture."""

    def __init__(
        self, store: Store, more: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.question, self.answer = Label(kind="heading"), Label()
        self.place = Label(kind="muted")
        for label in (self.question, self.answer, self.place):
            label.setWordWrap(True)
        self.picture = CardPicture(store)
        self.canvas = self.picture.canvas
        self.canvas.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab would go through all it shows
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.question, self.answer, self.place, *more):
            column.addWidget(part)
        column.addWidget(self.canvas, 1)
        column.addStretch(0)

    def show_card(
        self, question: str, answer: str, places: Iterable[str], card: Card | None
    ) -> None:
        """At these; `card` is what the picture shows, None where there is none any more."""
        self.question.setText(question)
        self.answer.setText(answer)
        self.place.setText(" · ".join(plain.line(part) for part in places if part))
        pictured = card is not None and card.kind is not CardKind.NOTE and bool(card.diagram)
        self.canvas.setVisible(pictured)
        if card is not None and pictured:
            show_answer(self.picture, self._store, card)
