"""What there is to study today: by diagram, in the days to come, and how well it sits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.model.workspace import Workspace
from app.render.recall import RECALLS, Recall, Way
from app.render.theme import Theme
from app.study import plan
from app.study.card import KINDS, Card
from app.study.limit import NEW
from app.study.pauses import Pause
from app.study.progress import Review
from app.study.reported import Reported
from app.study.schedule import Memory
from app.ui import plain
from app.ui.plain import Label
from app.ui.session import Asking
from app.ui.study.column import column_of
from app.ui.study.plots import Bars, Line
from app.ui.study.rows import NUMBER, DiagramRows
from app.ui.widgets.choice_box import ChoiceBox
from app.ui.widgets.tick_box import TickBox

ID = int(Qt.ItemDataRole.UserRole)
NOTES = "Notes without a diagram"


@dataclass(frozen=True, slots=True)
class Known:
    """The cards of a workspace and the progress in them. `cards` are those that are asked, `withheld`
    those that are not: what was reported, and what is paused, as `pauses` says by card id. `reports`
    is of all workspaces, the newest first."""

    workspace: Workspace
    cards: tuple[Card, ...]
    memories: Mapping[str, Memory]
    reviews: tuple[Review, ...]
    withheld: tuple[Card, ...] = ()
    reports: tuple[Reported, ...] = ()
    pauses: Mapping[str, Pause] = field(default_factory=dict)


class StartPage(QWidget):
    """started(cards, way), grouped(cards, way): that is to be studied, alone or with others."""

    started = Signal(object, object)
    grouped = Signal(object, object)
    left = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    anki_wanted = Signal(object, object)
    reported_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Known | None = None
        self._theme = theme
        self.said = _label("muted")
        self.head = _label("title")
        self.rows = DiagramRows(theme)
        self.rows.itemChanged.connect(lambda *_: self._count())
        self.kinds = {kind: TickBox(name, theme) for kind, name in KINDS.items()}
        self.recall = ChoiceBox(theme)
        self.recall.setAccessibleName("How much is hidden")
        for recall, name in RECALLS.items():
            self.recall.addItem(name, recall)
        self.icons = TickBox("Hide icons too", theme)
        self.lines = TickBox("Hide lines too", theme)
        self.coming = Bars("Due", "days from today", "cards", theme)
        self.kept = Line("Remembered", "days up to today", "of what was due", theme)
        self.start = QPushButton("Study")
        self.start.setDefault(True)
        self.start.clicked.connect(lambda: self.started.emit(self.today.cards, self.way))
        self.group = QPushButton("Quiz a group")
        self.group.setToolTip(
            "The audience sees the question, you reveal the answer. Nothing is graded."
        )
        self.group.clicked.connect(lambda: self.grouped.emit(self._round(), self.way))
        self.more = QPushButton("Progress")
        self.more.setMenu(self._menu())
        self.reported = QPushButton("Reported cards…")
        self.reported.setToolTip("Cards that you reported as bad, which are not asked any more.")
        self.reported.clicked.connect(self.reported_wanted)
        self.close_button = QPushButton("Close (Esc)")
        self.close_button.clicked.connect(self.left)
        for box in self.kinds.values():
            box.setChecked(True)
            box.toggled.connect(self._count)
        self._lay_out()

    def _lay_out(self) -> None:
        options = QGridLayout()
        options.setHorizontalSpacing(16)
        options.setVerticalSpacing(4)
        options.addWidget(_heading("What is asked"), 0, 0)
        for n, box in enumerate(self.kinds.values()):
            options.addWidget(box, 1 + n // 2, n % 2)
        options.addWidget(_heading("What is hidden"), 4, 0)
        options.addWidget(self.recall, 5, 0, 1, 2)
        options.addWidget(self.icons, 6, 0)
        options.addWidget(self.lines, 6, 1)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 8, 0)
        right.setSpacing(16)
        right.addWidget(self.coming)
        right.addWidget(self.kept)
        right.addLayout(options)
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
        foot.addWidget(self.reported)
        foot.addStretch(1)
        foot.addWidget(self.group)
        foot.addWidget(self.start)
        column = column_of(self)
        column.addWidget(self.head)
        column.addWidget(self.said)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Export progress…").triggered.connect(self.export_wanted)
        menu.addAction("Import progress…").triggered.connect(self.import_wanted)
        menu.addSeparator()
        anki = menu.addAction("Export cards for Anki…")
        anki.triggered.connect(lambda: self.anki_wanted.emit(self._chosen(), self.way))
        return menu

    @property
    def choices(self) -> Asking:
        """What is asked and hidden."""
        unasked = [str(kind) for kind, box in self.kinds.items() if not box.isChecked()]
        way = self.way
        return Asking(unasked, str(way.recall), way.icons, way.lines)

    def take_choices(self, choices: Asking) -> None:
        """Those of last time."""
        for kind, box in self.kinds.items():
            box.setChecked(kind not in choices.unasked)
        if choices.recall in RECALLS:
            self.recall.setCurrentIndex(list(RECALLS).index(Recall(choices.recall)))
        self.icons.setChecked(choices.icons)
        self.lines.setChecked(choices.lines)

    def dress(self, theme: Theme) -> None:
        for part in (self.coming, self.kept, self.rows):
            part.theme = theme
            part.update()

    def say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def show_wait(self) -> None:
        """While cards and progress are read."""
        self.head.setText("Study")
        self.say("Reading your progress…")
        self.start.setEnabled(False)
        self.group.setEnabled(False)

    # What there is

    def show_known(self, known: Known, current: str, now: datetime) -> None:
        """`current` is the diagram that one comes from: it is chosen, with all that has something
        due, and what was chosen before stays so."""
        before = self._ticked() if self._known is not None else None
        self._known, self._now = known, now
        count = len(known.reports)
        self.reported.setText(f"Reported cards ({count})…" if count else "Reported cards…")
        self.rows.blockSignals(True)
        self.rows.clear()
        titles = [(d.id, d.title) for d in known.workspace.diagrams] + [("", NOTES)]
        for id, title in titles:
            cards = [c for c in known.cards if c.diagram == id]
            if not cards:
                continue
            end = plan.today(cards, known.memories, (), now, new=0)
            begun = sum(c.id in known.memories for c in cards)
            row = QTreeWidgetItem(
                [plain.line(title), str(len(end.due)), str(len(cards) - begun), str(begun)]
            )
            row.setData(0, ID, id)
            row.setToolTip(0, plain.tip(title))
            for column in (1, 2, 3):
                row.setTextAlignment(column, NUMBER)
            said = f"{plain.line(title)}: {len(end.due)} due, {len(cards) - begun} new, {begun} started"
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
            on = id in before if before is not None else (id == current or bool(end.due))
            row.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.rows.addTopLevelItem(row)
        self.rows.blockSignals(False)
        if first := self.rows.topLevelItem(0):
            self.rows.setCurrentItem(first)
        if not known.cards:
            self.say(
                "There is nothing to study here: cards are made from diagrams, their tours, and "
                "sections of the notes called “Check yourself”."
            )
        self._count()

    @property
    def way(self) -> Way:
        return Way(
            Recall(self.recall.currentData()), self.icons.isChecked(), self.lines.isChecked()
        )

    @property
    def today(self) -> plan.Today:
        """What is due of what is chosen."""
        known = self._known
        if known is None:
            return plan.Today((), (), 0)
        return plan.today(self._chosen(), known.memories, known.reviews, self._now)

    def _chosen(self) -> tuple[Card, ...]:
        diagrams, kinds = self._ticked(), {k for k, box in self.kinds.items() if box.isChecked()}
        cards = self._known.cards if self._known else ()
        return tuple(c for c in cards if c.diagram in diagrams and c.kind in kinds)

    def _round(self) -> tuple[Card, ...]:
        """For a group: what is due, or else as many of the others."""
        due = self.today.cards
        return due or plan.by_turns(self._chosen())[:NEW]

    def _ticked(self) -> set[str]:
        rows = (self.rows.topLevelItem(n) for n in range(self.rows.topLevelItemCount()))
        on = Qt.CheckState.Checked
        return {str(r.data(0, ID)) for r in rows if r is not None and r.checkState(0) is on}

    def _count(self) -> None:
        if self._known is None:
            return
        today, chosen = self.today, self._chosen()
        due, new = len(today.due), len(today.new)
        self.head.setText(f"{due} due today" + (f", {new} new" if new else ""))
        self.start.setEnabled(bool(today.cards))
        self.start.setText(f"Study {len(today.cards)}" if today.cards else "Study")
        self.group.setEnabled(bool(chosen))
        self._plot(chosen)

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


def _day(moment: datetime) -> str:
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), "d MMM")


def _label(kind: str) -> Label:
    label = Label()
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    return label


def _heading(text: str) -> Label:
    label = _label("heading")
    label.setText(text)
    return label
