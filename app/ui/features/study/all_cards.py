"""All cards, to look for and at: each can be buried, suspended and brought back here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeView,
    QWidget,
)

from app.errors import ProgressError
from app.model.ids import CardId
from app.model.wording import counted
from app.study import plan
from app.study.card import KINDS, Card
from app.study.pauses import Pause
from app.study.progress import Progress
from app.study.standing import OFF, Standing, State, standings
from app.ui.features.study.card_table import (
    ANSWER,
    DIAGRAM,
    QUESTION,
    STATUS,
    WRONG,
    CardTable,
    status,
)
from app.ui.features.study.column import column_of
from app.ui.features.study.details import CardDetails
from app.ui.features.study.keys import ALL_CARDS
from app.ui.features.study.known import Known
from app.ui.kit.choice_box import ChoiceBox
from app.ui.kit.command import press
from app.ui.kit.filter_field import FilterField
from app.ui.kit.plain import Label
from app.ui.session.store import Store

WIDEST, NARROW = 1400, 1340  # px: of the page; where titles of diagrams have no room
WIDTHS = {DIAGRAM: 160, STATUS: 150, WRONG: 64}  # px
PAUSED_ONES = "Buried or suspended"
NONE, NO_MATCH = "There are none.", "No card matches. Esc empties the search."
NO_PAUSED = "No card is buried or suspended. Ctrl+B and Ctrl+D do that, here and while you study."
STATES = {
    "All cards": tuple(State),
    "Due today": (State.DUE,),
    "Due later": (State.LATER,),
    "New": (State.NEW,),
    PAUSED_ONES: (State.BURIED, State.SUSPENDED),
    "Reported": (State.REPORTED,),
}
PAUSED = {Pause.BURIED: "Buried until tomorrow", Pause.SUSPENDED: "Suspended"}
Change = Callable[[Progress], Callable[[Progress], object]]


class AllCardsPage(QWidget):
    """`store` is the picture's own. changed(): other cards are asked than before. started(cards):
    these are to be studied. left(): as the button says."""

    changed = Signal()
    started = Signal(object)
    left = Signal()

    filter: FilterField

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Known | None = None
        self._done: list[Callable[[Progress], object]] = []  # what takes back what was done here
        self.setAccessibleName("All cards")
        self.head, self.said = Label(kind="title"), Label(kind="muted")
        self.said.setWordWrap(True)
        self.filter = FilterField("Search cards")
        self.filter.setPlaceholderText("Search questions, answers, diagrams")
        self.states = ChoiceBox(store.theme)
        self.states.setAccessibleName("Which cards are listed")
        for name, states in STATES.items():
            self.states.addItem(name, states)
        self.table = CardTable(self)
        self.rows = _rows(self.table)
        self.nothing = Label(kind="muted")
        self.details = CardDetails(store)
        self.close_button = QPushButton("Back (Esc)")
        self.undo = QPushButton("Undo (Ctrl+Z)")
        self.bury = QPushButton("Bury (Ctrl+B)")
        self.bury.setToolTip("Not asked until tomorrow.")
        self.suspend = QPushButton("Suspend (Ctrl+D)")
        self.suspend.setToolTip("Not asked until you bring it back here.")
        self.bring = QPushButton("Bring back (Del)")
        self.bring.setToolTip("Asked again.")
        self.study = QPushButton("Study")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.filter, 1)
        top.addWidget(self.states)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self.rows, 3)
        middle.addWidget(self.details, 2)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        for button in (self.undo, self.bring, self.bury, self.suspend, self.study):
            foot.addWidget(button)
        column = column_of(self, WIDEST)
        for part in (self.head, self.said):
            column.addWidget(part)
        column.addLayout(top)
        column.addWidget(self.nothing)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(self._seek)
        self.filter.stepped.connect(self.rows.setFocus)
        self.states.currentIndexChanged.connect(self._seek)
        self.rows.header().sortIndicatorChanged.connect(self._sort)
        self.rows.selectionModel().currentChanged.connect(lambda *_: self._show_details())
        self.rows.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.close_button.clicked.connect(self.left)
        self.undo.clicked.connect(self.take_back)
        self.bury.clicked.connect(lambda: self.pause(Pause.BURIED))
        self.suspend.clicked.connect(lambda: self.pause(Pause.SUSPENDED))
        self.bring.clicked.connect(self.bring_back)
        self.study.clicked.connect(lambda: self.started.emit(self._studied()))

    def begin(self) -> None:
        """Nothing was done here yet."""
        self._done = []
        self.say("")
        self.filter.clear()
        self.states.setCurrentIndex(0)
        self.filter.setFocus()

    def say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def show_known(self, known: Known) -> None:
        """All that is asked, and what is not; what was chosen stays so."""
        kept = self._kept()
        self._known = known
        reported = {id for report in known.reports for id in report.withheld}
        now = datetime.now().astimezone()
        self.table.show(
            standings(known.made, known.memories, known.reviews, known.pauses, reported, now),
            known.title,
        )
        self._choose(*kept)
        self._tell()

    # What is done to cards

    def pause(self, how: Pause) -> None:
        """Those of the chosen rows that are asked are not for a while."""
        ids = [row.card.id for row in self._chosen() if row.state not in OFF]
        if ids:

            def change(progress: Progress) -> Callable[[Progress], object]:
                before = progress.pauses.pause(ids, how)
                return lambda kept: kept.pauses.take_back(before)

            self._do(change, f"{PAUSED[how]}: {counted(len(ids), 'card')}.")

    def bring_back(self) -> None:
        """The chosen rows are asked again."""
        off = {row.card.id for row in self._chosen() if row.state in OFF}
        known = self._known
        if known is None or not off:
            return
        reports = [r for r in known.reports if off & set(r.withheld)]

        def change(progress: Progress) -> Callable[[Progress], object]:
            before = progress.pauses.bring_back(off)
            taken = [report for report in reports if progress.reports.take_back(report)]
            return lambda kept: (kept.reports.put(taken), kept.pauses.take_back(before))

        self._do(change, f"Asked again: {counted(len(off), 'card')}.")

    def take_back(self) -> None:
        """What was done last."""
        if not self._done:
            return
        try:
            with Progress() as progress:
                self._done[-1](progress)
        except ProgressError as why:
            self.say(str(why))
            return
        self._done.pop()
        self._follow("")

    def _do(self, change: Change, said: str) -> None:
        try:
            with Progress() as progress:
                self._done.append(change(progress))
        except ProgressError as why:
            self.say(str(why))
            return
        self._follow(said)

    def _follow(self, said: str) -> None:
        self.say(said)
        self.rows.setFocus()
        self.changed.emit()

    # What is shown

    def _seek(self) -> None:
        _, current = self._kept()
        self.table.seek(self.filter.text(), self.states.currentData())
        self._choose((), current)
        self._tell()

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        kept = self._kept()
        self.table.sort(column, order)
        self._choose(*kept)

    def _kept(self) -> tuple[list[CardId], CardId]:
        """The ids of the rows that are chosen, and of the one at which one stands."""
        current = self._current()
        return [row.card.id for row in self._chosen()], current.card.id if current else CardId("")

    def _choose(self, ids: Iterable[CardId], current: CardId) -> None:
        """These rows, and that one, or else the first."""
        places, flag = self.table.places, QItemSelectionModel.SelectionFlag
        if not places:
            return
        here = places.get(current, 0)
        selection = QItemSelection()
        for row in sorted({here, *(places[id] for id in ids if id in places)}):
            index = self.table.index(row, 0)
            selection.append(QItemSelectionRange(index))
        model = self.rows.selectionModel()
        model.setCurrentIndex(self.table.index(here, 0), flag.NoUpdate)
        model.select(selection, flag.ClearAndSelect | flag.Rows)
        self.rows.scrollTo(self.table.index(here, 0))

    def _tell(self) -> None:
        """How many there are."""
        count, total = self.table.rowCount(), self.table.total
        all_of_them = counted(total, "card")
        self.head.setText(all_of_them if count == total else f"{count} of {all_of_them}")
        self.rows.setVisible(bool(count))
        self.details.setVisible(bool(count))
        self.nothing.setVisible(not count)
        paused = self.states.currentText() == PAUSED_ONES
        self.nothing.setText(NO_MATCH if self.filter.text() else NO_PAUSED if paused else NONE)
        self._offer()

    def _offer(self) -> None:
        """What can be done now."""
        states = {row.state for row in self._chosen()}
        asked = bool(states - OFF)
        self.bury.setVisible(asked)
        self.suspend.setVisible(asked)
        self.bring.setVisible(bool(states & OFF))
        self.undo.setVisible(bool(self._done))
        studied = len(self._studied())
        self.study.setVisible(bool(studied))
        self.study.setText(f"Study these {studied}" if studied > 1 else "Study this one")

    def _show_details(self) -> None:
        row = self._current()
        if row is None or self._known is None:
            return
        card = row.card
        told = f"{counted(row.asked, 'answer')}, {row.wrong or 'none'} wrong" if row.asked else ""
        places = (self._known.title(card.diagram), KINDS[card.kind], status(row), told)
        self.details.show_card(card.question, card.answer, places, card)

    def _current(self) -> Standing | None:
        index = self.rows.currentIndex()
        return self.table.at(index.row()) if index.isValid() else None

    def _chosen(self) -> list[Standing]:
        found = self.rows.selectionModel().selection()
        ranges = [found.at(n) for n in range(found.count())]
        rows = {n for r in ranges for n in range(r.top(), r.bottom() + 1)}
        return [self.table.at(n) for n in sorted(rows)]

    def _studied(self) -> tuple[Card, ...]:
        """What is asked of several rows that are chosen, or else of all that a search has found."""
        chosen = self._chosen()
        if len(chosen) < 2:
            if not self.filter.text().strip() and not self.states.currentIndex():
                return ()
            chosen = [self.table.at(n) for n in range(self.table.rowCount())]
        return plan.by_turns_of_diagrams(row.card for row in chosen if row.state not in OFF)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field would take some of the keys for its own text."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            own = event.key() == Qt.Key.Key_Delete or (
                event.matches(QKeySequence.StandardKey.Undo) and self.filter.isUndoAvailable()
            )
            if not own and self._key(event):
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Do what a key says; False where it says nothing."""
        return press(ALL_CARDS, self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rows.setColumnHidden(DIAGRAM, self.width() < NARROW)
        super().resizeEvent(event)


def _rows(table: CardTable) -> QTreeView:
    rows = QTreeView()
    rows.setObjectName("rows")
    rows.setAccessibleName("All cards")
    rows.setRootIsDecorated(False)
    rows.setUniformRowHeights(True)
    rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    rows.setModel(table)
    header = rows.header()
    header.setStretchLastSection(False)
    header.setSectionsClickable(True)
    header.setSortIndicatorShown(True)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.setSortIndicatorClearable(True)
    for column in (QUESTION, ANSWER):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    for column, width in WIDTHS.items():
        header.resizeSection(column, width)
    return rows
