"""The pages of the room: the start, the one that asks, and two lists of cards."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from app.ui.features.study.all_cards import AllCardsPage
from app.ui.features.study.asking import AskingPage
from app.ui.features.study.known import Known
from app.ui.features.study.reported import ReportedPage
from app.ui.features.study.start import StartPage
from app.ui.session.store import Store


class Pages(QStackedWidget):
    """One at a time is seen; `store` is the room's own."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.start = StartPage(store.theme)
        self.asking = AskingPage(store)
        self.all_cards = AllCardsPage(store)
        self.reported = ReportedPage(store)
        for page in (self.start, self.asking, self.all_cards, self.reported):
            self.addWidget(page)

    @property
    def list(self) -> AllCardsPage | ReportedPage | None:
        """The list of cards that is open."""
        page = self.currentWidget()
        return page if page is self.all_cards or page is self.reported else None

    def open_list(self, page: AllCardsPage | ReportedPage, known: Known) -> None:
        self.setCurrentWidget(page)
        page.begin()
        page.show_known(known)

    def say(self, sentence: str) -> None:
        """On the page that one chooses cards on."""
        (self.list or self.start).say(sentence)
