"""The room in which one studies. It lies over the window and has a store of its own: whoever leaves
it finds all as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.errors import ProgressError
from app.render.recall import RecallOptions
from app.session.changes import Change, Changed
from app.study.card import Card
from app.study.progress import Progress
from app.ui.features.study.all_cards import AllCardsPage
from app.ui.features.study.files import StudyFiles
from app.ui.features.study.keys import ROOM, TOLD
from app.ui.features.study.known import Known
from app.ui.features.study.pages import Pages
from app.ui.features.study.reading import read
from app.ui.features.study.reported import ReportedPage
from app.ui.features.study.round import Round
from app.ui.features.study.session import StudySession
from app.ui.kit.background import Background, Work
from app.ui.kit.command import press, rows
from app.ui.kit.keys_sheet import KeysSheet
from app.ui.kit.passing import Passing
from app.ui.services.tab_order import stops
from app.ui.session.store import Store

MINUTE = 60_000  # ms


def here_and_now() -> datetime:
    """The time, in this machine's zone."""
    return datetime.now().astimezone()


class StudyRoom(Passing):
    """A session, and the audience's window, end with it.

    edit_requested(section id): its text, in the person's editor."""

    edit_requested = Signal(str)

    def __init__(
        self,
        store: Store,
        background: Background,
        files: StudyFiles,
        parent: QWidget,
        clock: Callable[[], datetime] = here_and_now,
    ) -> None:
        """`clock` tells the time with its zone: what is asked is a day's."""
        super().__init__(parent)
        self._clock = clock
        self._over = parent
        self.setObjectName("studyRoom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Studying")
        self._main, self._background, self.files = store, background, files
        self._reading: Work | None = None
        self.known: Known | None = None
        self.store = Store(self, base=store)
        self.pages = pages = Pages(self.store)
        self.start, self.asking = pages.start, pages.asking
        self.all_cards, self.reported = pages.all_cards, pages.reported
        self.round = Round(store, self.asking, self)
        self.bar, self.canvas, self.steps = (
            self.asking.bar,
            self.asking.canvas,
            self.asking.steps,
        )
        self._days = QTimer(self, interval=MINUTE)  # a machine that slept has missed midnight
        self._days.timeout.connect(self._see_day)
        self._days.start()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(pages)
        self._connect()
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self._dress()
        self.show_start()

    def _connect(self) -> None:
        self.start.left.connect(self.close)
        self.start.started.connect(self.study)
        self.start.grouped.connect(self.study_together)
        self.start.export_wanted.connect(self.files.export)
        self.start.import_wanted.connect(self.files.take)
        self.start.anki_wanted.connect(self.files.to_anki)
        self.start.stop.clicked.connect(self.files.stop_drawing)
        self.files.drawing_changed.connect(self._follow_drawing)
        self._follow_drawing()
        self.start.cards_wanted.connect(lambda: self._open(self.all_cards))
        self.start.reported_wanted.connect(lambda: self._open(self.reported))
        for page in (self.all_cards, self.reported):
            page.left.connect(self.show_start)
            page.changed.connect(self._read)
        self.all_cards.started.connect(lambda cards: self.study(cards, self.start.way))
        self.reported.export_wanted.connect(self.files.export_reported)
        self.asking.edit_requested.connect(self.edit_requested)
        self.files.said.connect(self.pages.say)
        self.files.taken.connect(self._read)
        self.bar.left.connect(self.stop)
        self.round.pressed.connect(self._key)
        self.round.done.connect(self.show_start)
        self.store.on(Changed.WORKSPACE, self._read)
        self.store.on(Changed.LAYOUTS, self._frame)
        self.store.on(Changed.THEME, self._dress)

    # The start page

    def show_start(self, said: str = "") -> None:
        """What there is to study."""
        self.pages.setCurrentWidget(self.start)
        self.start.show_wait(said)
        self._said = said
        self._read()
        self.start.rows.setFocus()

    def _open(self, page: AllCardsPage | ReportedPage) -> None:
        if self.known is not None:
            self.pages.open_list(page, self.known)

    def _read(self) -> None:
        workspace = self.store.workspace
        if workspace is None:
            return
        if self._reading is not None:
            self._reading.cancel()
        before = self.known
        self._reading = self._background.start(
            lambda _: read(workspace, before), self._show_known, self._unreadable, self
        )

    def _see_day(self) -> None:
        """Another day asks for other cards."""
        if self.session is None and self._reading is None and not self.start.is_of(self._clock()):
            self._read()

    def _show_known(self, known: Known) -> None:
        self._reading = None
        if known.workspace is not self.store.workspace:
            return
        self.known = known
        if self.session is not None:  # what is gone is no longer asked
            self.session.take(known.workspace, frozenset(c.id for c in known.cards))
        else:
            said, self._said = self._said, ""
            self.start.say(" ".join(filter(None, (said, _told(known, self._clock())))))
            self.start.show_known(known, self._main.state.diagram, self._clock())
            if self.pages.list is not None:
                self.pages.list.show_known(known)
            elif self.start.start.isEnabled() and self.start.rows.hasFocus():
                self.start.start.setFocus()

    def _unreadable(self, sentence: str) -> None:
        self._reading = None
        if self.session is not None:
            self.bar.say(sentence)
        elif self.pages.currentWidget() is self.start:
            self.start.show_failure(sentence)
        else:
            self.pages.say(sentence)

    # A session

    @property
    def session(self) -> StudySession | None:
        """What is asked, while one is at it."""
        return self.round.session

    def study(self, cards: tuple[Card, ...], way: RecallOptions) -> None:
        """Ask these, and keep the grades."""
        self._begin(cards, way, group=False)

    def study_together(self, cards: tuple[Card, ...], way: RecallOptions) -> None:
        """Ask these in a group: the audience has a window of its own."""
        self._begin(cards, way, group=True)

    def _begin(self, cards: tuple[Card, ...], way: RecallOptions, group: bool) -> None:
        self.pages.setCurrentWidget(self.asking)
        try:
            begun = self.round.begin(cards, way, group)
        except ProgressError as why:
            begun = False
            self.start.say(str(why))
        if not begun:
            self.pages.setCurrentWidget(self.start)

    def _follow_drawing(self) -> None:
        self.start.stop.setVisible(self.files.drawing)

    def stop(self) -> None:
        """Leave the session; what was graded or reported is kept."""
        self.show_start(self.round.stop())

    # Following the window's store

    def _frame(self, change: Change) -> None:
        for diagram in change.layouts:
            self.asking.frame(diagram)

    def _dress(self) -> None:
        theme = self.store.theme
        self.start.dress(theme)
        self.setStyleSheet(
            f"#studyRoom {{ background: {theme.panel}; }}"
            f"#studyBar {{ background: {theme.panel}; border-bottom: 1px solid {theme.hairline}; }}"
            f"#studyAnswer {{ font-size: 15px; font-weight: 600; }}"
            f"QHeaderView::section {{ background: {theme.canvas}; color: {theme.muted}; border: 0;"
            f" padding: 4px; border-bottom: 1px solid {theme.hairline}; }}"
            f"#card {{ background: {theme.canvas}; }}" + KeysSheet.sheet(theme)
        )

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the window beneath does not change meanwhile
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round in here, as one reads: what lies beneath is not seen."""
        found = [w for w in stops(self.pages.currentWidget()) if w.isVisible() and w.isEnabled()]
        focused = QApplication.focusWidget()
        if not found or focused is None:
            return False
        here = [n for n, w in enumerate(found) if w is focused or w.isAncestorOf(focused)]
        at = here[-1] if here else (-1 if next else 0)
        back, on = Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.TabFocusReason
        found[(at + (1 if next else -1)) % len(found)].setFocus(on if next else back)
        return True

    def _key(self, event: QKeyEvent) -> bool:
        return self.asking.key(event) or press(ROOM, self, event)

    def step_back(self) -> None:
        """Out of what lies over the card, else of the session or the list, else of the room."""
        if self.asking.leave():
            return
        if self.session is not None:
            self.stop()
        elif self.pages.list is not None:
            self.show_start()
        else:
            self.close()

    def show_keys(self) -> None:
        """The keys, over all of the room."""
        sheet = self.findChild(KeysSheet) or KeysSheet(self, (("Studying", rows(TOLD)),))
        sheet.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sheet = self.findChild(KeysSheet)
        if sheet is not None:
            sheet.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def let_go(self) -> None:
        """Of everything; the grades are kept."""
        if self._reading is not None:
            self._reading.cancel()
        self.round.end()
        self.asking.close_work()
        self._over.removeEventFilter(self)
        self.files.said.disconnect(self.pages.say)
        self.files.taken.disconnect(self._read)
        self.files.drawing_changed.disconnect(self._follow_drawing)
        self.store.leave_base()


def _told(known: Known, now: datetime) -> str:
    """What is to be said of a clock that stood wrong; that is told then."""
    if known.aside is None:
        return ""
    try:
        with Progress() as progress:
            progress.asides.told(known.aside)
    except ProgressError:
        pass  # it is told again
    return known.aside.sentence(now)
