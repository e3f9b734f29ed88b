"""The cards that were reported: what each asked, why it was reported, and its picture."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.errors import ProgressError
from app.model.wording import counted
from app.study.card import Card
from app.study.progress import Progress
from app.study.reported import Reported
from app.ui.features.study.column import column_of
from app.ui.features.study.details import CardDetails
from app.ui.features.study.keys import REPORTED
from app.ui.features.study.known import NOTES, Known
from app.ui.kit import plain
from app.ui.kit.command import press
from app.ui.kit.plain import Label
from app.ui.session.store import Store

EMPTY = (
    "You have not reported any cards. If a card is wrong or unclear, press Ctrl+R while you study to "
    "report it: it will not be asked again, and it is listed here with what you wrote about it. "
    "Export the list to send it to whoever writes the diagrams and notes."
)
GONE = "The files that are open do not have this card."


class ReportedPage(QWidget):
    """`store` is the picture's own. changed(): other cards are asked than before. left(),
    export_wanted(): as the buttons say."""

    changed = Signal()
    left = Signal()
    export_wanted = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports: tuple[Reported, ...] = ()
        self._cards: dict[str, Card] = {}
        self._back: list[Reported] = []  # those that were brought back, for undo
        self.setAccessibleName("Reported cards")
        self.head, self.said, self.empty = _label("title"), _label("muted"), _label("")
        self.empty.setText(EMPTY)
        self.rows = QTreeWidget()
        self.rows.setObjectName("rows")
        self.rows.setAccessibleName("Reported cards")
        self.rows.setHeaderLabels(["Card", "Reported"])
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        header = self.rows.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.rows.currentItemChanged.connect(lambda *_: self._show_details())
        self.reason, self.now = _label(""), _label("")
        self.details = CardDetails(store, (self.reason, self.now))
        self.close_button = QPushButton("Back (Esc)")
        self.close_button.clicked.connect(self.left)
        self.export = QPushButton("Export…")
        self.export.setToolTip("All of them, as a Markdown file to send on.")
        self.export.clicked.connect(self.export_wanted)
        self.undo = QPushButton("Undo (Ctrl+Z)")
        self.undo.clicked.connect(self.take_back)
        self.bring = QPushButton("Bring back (Del)")
        self.bring.setToolTip("It will be asked again, and leaves this list.")
        self.bring.clicked.connect(self.bring_back)
        self._lay_out()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self.rows, 1)
        middle.addWidget(self.details, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        for button in (self.undo, self.bring, self.export):
            foot.addWidget(button)
        column = column_of(self)
        column.addWidget(self.head)
        column.addWidget(self.said)
        column.addWidget(self.empty)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def begin(self) -> None:
        """Nothing was done here yet."""
        self._back = []
        self.say("")

    def say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def show_known(self, known: Known) -> None:
        """What is reported, the newest first."""
        place = self._at
        self._reports = known.reports
        self._cards = {card.id: card for card in known.withheld}
        self.rows.blockSignals(True)
        self.rows.clear()
        for report in known.reports:
            self.rows.addTopLevelItem(_row(report))
        self.rows.blockSignals(False)
        some = bool(known.reports)
        if some:
            here = min(max(place, 0), len(known.reports) - 1)
            self.rows.setCurrentIndex(self.rows.model().index(here, 0))
        count = counted(len(known.reports), "reported card")
        self.head.setText(count[0].upper() + count[1:] if some else "Reported cards")
        self.empty.setHidden(some)
        for part in (self.rows, self.details):
            part.setVisible(some)
        for button in (self.export, self.bring):
            button.setVisible(some)
        self.undo.setVisible(bool(self._back))
        self._show_details()
        self.give_focus()

    def give_focus(self) -> None:
        if self.isVisible():
            (self.close_button if self.rows.isHidden() else self.rows).setFocus()

    @property
    def current(self) -> Reported | None:
        at = self._at
        return self._reports[at] if 0 <= at < len(self._reports) else None

    @property
    def _at(self) -> int:
        return self.rows.currentIndex().row()

    def bring_back(self) -> None:
        """The card of the row is asked again."""
        report = self.current
        if report is None:
            return
        try:
            with Progress() as progress:
                done = progress.reports.take_back(report)
        except ProgressError as why:
            self.say(str(why))
            return
        if done:  # else it is only still listed
            self._back.append(report)
            self.say("That card will be asked again. Undo reports it again.")
        self.changed.emit()

    def take_back(self) -> None:
        """What was brought back last is reported again."""
        if not self._back:
            return
        try:
            with Progress() as progress:
                progress.reports.put(self._back[-1:])
        except ProgressError as why:
            self.say(str(why))
            return
        self._back.pop()
        self.say("")
        self.changed.emit()

    def _show_details(self) -> None:
        """At the card of the row: as it was, and what has become of it."""
        report = self.current
        if report is None:
            return
        card = next((self._cards[id] for id in report.withheld if id in self._cards), None)
        places = (report.diagram or NOTES, report.kind, f"reported on {_day(report)}")
        self.details.show_card(report.question, report.answer, places, card)
        self.reason.setText(f"What is wrong: {report.reason}")
        self.reason.setVisible(bool(report.reason))
        self.now.setText(_now(report, card))
        self.now.setVisible(bool(self.now.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(REPORTED, self, event):
            super().keyPressEvent(event)


def _row(report: Reported) -> QTreeWidgetItem:
    row = QTreeWidgetItem([plain.line(f"{report.question} {report.answer}"), _day(report)])
    row.setToolTip(0, plain.tip(f"{report.question}\n{report.answer}"))
    return row


def _day(report: Reported) -> str:
    moment = QDateTime.fromSecsSinceEpoch(report.at // 1_000_000)
    return QLocale().toString(moment.date(), "d MMM yyyy")


def _now(report: Reported, card: Card | None) -> str:
    """What has become of it, where that is something else."""
    if card is None:
        return GONE
    if (card.question, card.answer) == (report.question, report.answer):
        return ""
    return f"It has changed since. It now reads: {card.question} {card.answer}"


def _label(kind: str) -> Label:
    label = Label(kind=kind)
    label.setWordWrap(True)
    return label
