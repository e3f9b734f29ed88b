"""What there is to study today: by diagram, in the days to come, and how well it sits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.model.ids import DiagramId
from app.model.wording import counted
from app.render.recall import RecallOptions
from app.scene.theme import Theme
from app.study import plan
from app.study.card import Card
from app.study.limit import NEW, Limit
from app.study.waiting import waiting
from app.ui.features.study.column import column_of
from app.ui.features.study.day import DayRow
from app.ui.features.study.known import Known
from app.ui.features.study.options import StudyOptions
from app.ui.features.study.plots import Bars, LinePlot
from app.ui.features.study.rows import NUMBER, NUMBERS, DiagramRows
from app.ui.kit import plain
from app.ui.kit.command import Command, fill_menu
from app.ui.kit.plain import Label

ID = int(Qt.ItemDataRole.UserRole)
READING, UNREADABLE = "Reading your progress…", "Your progress could not be read."
NO_CARDS = (
    "There is nothing to study here: cards are made from diagrams, their tours, and sections of the "
    "notes called “Check yourself”."
)


class StartPage(QWidget):
    """started(cards, way), grouped(cards, way): that is to be studied, alone or with others."""

    started = Signal(object, object)
    grouped = Signal(object, object)
    left = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    anki_wanted = Signal(object, object)
    cards_wanted = Signal()
    reported_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Known | None = None
        self._now = datetime.now().astimezone()
        self.said = Label(kind="muted")
        self.stop = QPushButton("Cancel")
        self.stop.setToolTip("Draw no more cards for Anki, and write nothing.")
        self.stop.hide()
        self.head = Label(kind="title")
        self.day = DayRow(theme)
        self.day.changed.connect(self.show_limit)
        self.day.failed.connect(self.say)
        self.rows = DiagramRows(theme)
        self.rows.itemChanged.connect(lambda *_: self._count())
        self.options = StudyOptions(theme)
        self.options.changed.connect(self._take_options)
        self.coming = Bars("Due", "days from today", "cards", theme)
        self.kept = LinePlot("Remembered", "days up to today", "of what was due", theme)
        self.why = Label(kind="muted")
        self.start = QPushButton("Study")
        self.start.setDefault(True)
        self.start.clicked.connect(lambda: self.started.emit(self.asked, self.way))
        self.group = QPushButton("Quiz a group")
        self.group.setToolTip(
            "The audience sees the question, you reveal the answer. Nothing is graded."
        )
        self.group.clicked.connect(lambda: self.grouped.emit(self._round(), self.way))
        self.more = QPushButton("Progress")
        self.more.setMenu(self._menu())
        self.cards = QPushButton("All cards…")
        self.cards.setToolTip("Look for cards, suspend them, and bring them back.")
        self.cards.clicked.connect(self.cards_wanted)
        self.reported = QPushButton("Reported cards…")
        self.reported.setToolTip("Cards that you reported as bad, which are not asked any more.")
        self.reported.clicked.connect(self.reported_wanted)
        self.close_button = QPushButton("Close (Esc)")
        self.close_button.clicked.connect(self.left)
        self._lay_out()

    def _lay_out(self) -> None:
        for label in (self.said, self.head, self.why):
            label.setWordWrap(True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 8, 0)
        right.setSpacing(16)
        right.addWidget(self.options)
        right.addWidget(self.coming)
        right.addWidget(self.kept)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self.rows, 3)
        scroll = QScrollArea()  # a laptop's screen is low
        scroll.setWidget(side)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.addWidget(scroll, 2)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.close_button)
        foot.addWidget(self.more)
        foot.addWidget(self.cards)
        foot.addWidget(self.reported)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.group)
        foot.addWidget(self.start)
        column = column_of(self)
        column.addWidget(self.head)
        news = QHBoxLayout()
        news.setSpacing(12)
        news.addWidget(self.said, 1)
        news.addWidget(self.stop)
        column.addLayout(news)
        column.addWidget(self.day)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        fill_menu(menu, MENU_IDS, MENU, self)
        return menu

    def want_anki(self) -> None:
        """Cards for Anki, of what is chosen."""
        self.anki_wanted.emit(self._chosen(), self.way)

    def dress(self, theme: Theme) -> None:
        for part in (self.coming, self.kept, self.rows, self.day.field):
            part.theme = theme
            part.update()

    def say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def show_wait(self, said: str = "") -> None:
        """While cards and progress are read; what was just done is said meanwhile, too."""
        self.head.setText("Study")
        self.say(said)
        self._bar(READING)
        self.day.setEnabled(self._known is not None)

    def show_failure(self, sentence: str) -> None:
        """They could not be read."""
        self.say(sentence)
        self._bar(UNREADABLE)

    def _bar(self, why: str) -> None:
        """Nothing can be begun."""
        self.day.setEnabled(False)
        self.start.setEnabled(False)
        self.group.setEnabled(False)
        self.why.setText(why)

    # What there is

    def show_known(self, known: Known, current: str, now: datetime) -> None:
        """`current` is the diagram that one comes from: it is chosen, with all that has something
        due, and what was chosen before stays so."""
        before = self._ticked() if self._known is not None else None
        self._known, self._now = known, now
        self.day.setEnabled(True)
        count = len(known.reports)
        self.reported.setText(f"Reported cards ({count})…" if count else "Reported cards…")
        used = {layer for card in known.cards for layer in card.layers}
        layers = dict.fromkeys(x for d in known.workspace.diagrams for x in d.layers if x in used)
        self.options.offer_layers(layers)
        due = plan.counts(known.cards, known.memories, now)
        here = self.rows.currentItem()
        at = str(here.data(0, ID)) if here is not None else ""
        with QSignalBlocker(self.rows):
            self.rows.clear()
            for id in (*(d.id for d in known.workspace.diagrams), DiagramId("")):
                if id not in due:
                    continue
                row = QTreeWidgetItem([plain.line(known.title(id))])
                row.setData(0, ID, id)
                row.setToolTip(0, plain.tip(known.title(id)))
                for column in NUMBERS:
                    row.setTextAlignment(column, NUMBER)
                on = id in before if before is not None else (id == current or bool(due[id].due))
                row.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                _fill(row, due[id])
                self.rows.addTopLevelItem(row)
        rows = self.rows.items
        if rows:
            self.rows.setCurrentItem(next((r for r in rows if r.data(0, ID) == at), rows[0]))
        if not known.cards:
            self.say(NO_CARDS)
        self._take_options()

    def show_limit(self, limit: Limit) -> None:
        """So many cards begin."""
        if self._known is not None:
            self._known = replace(self._known, limit=limit)
            self._count()

    def is_of(self, now: datetime) -> bool:
        """Whether what is shown is of that day."""
        return self._now.date() == now.date()

    @property
    def way(self) -> RecallOptions:
        return self.options.way

    @property
    def today(self) -> plan.Today:
        """What is due of what is chosen."""
        known = self._known
        if known is None:
            return plan.Today((), (), 0)
        return plan.today(
            self._chosen(), known.memories, known.reviews, self._now, known.limit.today
        )

    @property
    def asked(self) -> tuple[Card, ...]:
        """What would be, now."""
        return self._wrong() if self.options.wrong else self.today.cards

    def _wrong(self) -> tuple[Card, ...]:
        known = self._known
        return plan.wrong_lately(self._chosen(), known.reviews, self._now) if known else ()

    def _chosen(self) -> tuple[Card, ...]:
        diagrams = self._ticked()
        cards = self._known.cards if self._known else ()
        return tuple(c for c in self.options.fits(cards) if c.diagram in diagrams)

    def _round(self) -> tuple[Card, ...]:
        """For a group: what is asked, or else as many of the others."""
        return self.asked or plan.by_turns(self._chosen())[:NEW]

    def _ticked(self) -> set[str]:
        on = Qt.CheckState.Checked
        return {str(r.data(0, ID)) for r in self.rows.items if r.checkState(0) is on}

    def _take_options(self) -> None:
        """The counts are of the cards that are asked."""
        known = self._known
        if known is None:
            return
        found = plan.counts(self.options.fits(known.cards), known.memories, self._now)
        with QSignalBlocker(self.rows):
            for row in self.rows.items:
                _fill(row, found.get(str(row.data(0, ID)), plan.Counts(0, 0, 0)))
        self._count()

    def _count(self) -> None:
        known = self._known
        if known is None:
            return
        today, asked, chosen = self.today, self.asked, self._chosen()
        due, new = len(today.due), len(today.new)
        if self.options.wrong:
            self.head.setText(f"{counted(len(asked), 'card')} that you got wrong lately")
        else:
            self.head.setText(f"{due} due today" + (f", {new} new" if new else ""))
        begun = plan.begun(known.reviews, known.memories, self._now)
        self.day.show_limit(known.limit, begun, 0 if self.options.wrong else today.later)
        self.start.setEnabled(bool(asked))
        self.start.setText(f"Study {len(asked)}" if asked else "Study")
        self.group.setEnabled(bool(chosen))
        self.why.setText("" if asked else self._why(known, chosen, today))
        self._plot(chosen)

    def _why(self, known: Known, chosen: tuple[Card, ...], today: plan.Today) -> str:
        """Nothing is asked."""
        if not known.cards:
            return "There are no cards."
        if not self._ticked():
            return "Tick a diagram to study."
        if not chosen:
            return "What is ticked has no such cards."
        if self.options.wrong:
            return "You got nothing wrong in the last week."
        wait = waiting(chosen, today, known.memories, self._now, known.limit)
        return wait.sentence if wait is not None else ""

    def _plot(self, chosen: tuple[Card, ...]) -> None:
        known, now = self._known, self._now
        if known is None:
            return
        counts = plan.forecast(chosen, known.memories, now)
        most = max(4, ceil(max(counts, default=0) / 4) * 4)
        said = ", ".join(
            f"{_day(now + timedelta(days=n))}: {count}" for n, count in enumerate(counts) if count
        )
        ends = ("today", _day(now + timedelta(days=len(counts) - 1)))
        marks = [(v, str(v)) for v in (0, most // 2, most)]
        empty = (
            ""
            if any(counts)
            else "Nothing is due. New cards appear here once you have started them."
        )
        self.coming.show_values(counts, ends, marks, said or empty, empty)
        days = plan.retention(known.reviews, now, among=(c.id for c in chosen))
        shares = [day.kept / day.asked if day.asked else None for day in days]
        asked, kept = sum(d.asked for d in days), sum(d.kept for d in days)
        none = "" if asked else "This appears from the second day on."
        text = none or f"{round(100 * kept / asked)}% of {asked} in {len(days)} days"
        ends = (_day(now - timedelta(days=len(days) - 1)), "today")
        parts = [(0.0, "0%"), (0.5, "50%"), (1.0, "100%")]
        self.kept.show_values(shares, ends, parts, text, none)


MENU_IDS = "export_progress import_progress | export_anki"
MENU: tuple[Command[StartPage], ...] = (
    Command("export_progress", "Export progress…", run=lambda page: page.export_wanted.emit()),
    Command("import_progress", "Import progress…", run=lambda page: page.import_wanted.emit()),
    Command("export_anki", "Export cards for Anki…", run=StartPage.want_anki),
)


def _day(moment: datetime) -> str:
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), "d MMM")


def _fill(row: QTreeWidgetItem, count: plan.Counts) -> None:
    """With the numbers, of which each that is another costs a layout."""
    for column, number in zip(NUMBERS, (count.due, count.new, count.begun), strict=True):
        if row.text(column) != str(number):
            row.setText(column, str(number))
    said = f"{row.text(0)}: {count.due} due, {count.new} new, {count.begun} started"
    row.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
