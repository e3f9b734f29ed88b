"""Why an answer is the answer: the sentences of the notes, each with the section that it stands in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.model.ids import SectionId
from app.model.workspace import Workspace
from app.study.card import Card, CardKind, Reason
from app.ui.kit import plain
from app.ui.kit.layouts import take_out
from app.ui.kit.plain import Label

LONGEST = 48  # characters on a button


def reasons_of(card: Card, workspace: Workspace) -> tuple[Reason, ...]:
    """Those of a card; where none is known, its section without a sentence. A note's question
    leads to the note: its section is the one that asks."""
    section = workspace.notebook.section(card.section)
    if card.reasons or section is None:
        return card.reasons
    note = workspace.notebook.note(section.file) if card.kind is CardKind.NOTE else None
    return (Reason("", note.sections[0].id if note else section.id),)


def place_of(section: SectionId, workspace: Workspace) -> str:
    """“NAT gateway, in VPC”: a section by its title and its note's; empty for one that is not
    there."""
    found = workspace.notebook.section(section) if section else None
    note = workspace.notebook.note(found.file) if found else None
    if found is None or note is None or note.title == found.title:
        return found.title if found else ""
    return f"{found.title}, in {note.title}"


def keep_room(part: QWidget, kept: bool = True) -> None:
    """What is told with the answer has its room before, so that the picture stays where it is."""
    policy = part.sizePolicy()
    policy.setRetainSizeWhenHidden(kept)
    part.setSizePolicy(policy)


def quoted(text: str) -> str:
    return f"“{text}”"


def why_of(card: Card, workspace: Workspace) -> str:
    """The sentences that explain the answer, with their sections, as a text of several lines."""
    lines = []
    for reason in card.reasons:
        place = place_of(reason.section, workspace)
        lines.append(f"{quoted(reason.text)} ({place})" if place else quoted(reason.text))
    return "\n".join(lines)


class Reasons(QWidget):
    """opened(section id): that is to be read."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, SectionId, str], ...] = ()
        self.quotes: list[Label] = []
        self.links: list[QPushButton] = []
        self._rows: list[QBoxLayout] = []
        self._way = QBoxLayout.Direction.LeftToRight
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def first(self) -> SectionId:
        """The section of the first one that has one; else empty."""
        return next((section for _, section, place in self._shown if place), SectionId(""))

    @property
    def empty(self) -> bool:
        return not self._shown

    @property
    def said(self) -> str:
        return " ".join(quoted(text) for text, _, _ in self._shown if text)

    @property
    def readable(self) -> bool:
        """They are told, and one leads into the notes."""
        return bool(self.first) and not self.isHidden()

    def read_first(self) -> None:
        """The notes, where the first one leads."""
        self.opened.emit(self.first)

    def stack(self, stacked: bool) -> None:
        """Each sentence over the link to its section, or beside it."""
        way = QBoxLayout.Direction
        self._way = way.TopToBottom if stacked else way.LeftToRight
        for row in self._rows:
            row.setDirection(self._way)

    def show_card(self, card: Card, workspace: Workspace) -> None:
        """Those of a card. Two of one section are led to it once."""
        rows, before = [], ""
        for reason in reasons_of(card, workspace):
            place = place_of(reason.section, workspace)
            rows.append((reason.text, reason.section, place if reason.section != before else ""))
            before = reason.section
        wanted = tuple(row for row in rows if row[0] or row[2])
        if wanted == self._shown:
            return
        self._shown = wanted
        self.quotes, self.links, self._rows = [], [], []
        for old in take_out(self._column):
            old.hide()
            old.deleteLater()
        for text, section, place in wanted:
            row = self._row(text, section, place, " (N)" if section == self.first else "")
            self._column.addWidget(row)
            for part in (row, *row.findChildren(QWidget)):
                part.show()  # or no room is kept for it while this is hidden
        self._column.activate()

    def _row(self, text: str, section: SectionId, place: str, key: str) -> QWidget:
        made = QWidget()
        row = QBoxLayout(self._way, made)
        self._rows.append(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if text:
            quote = Label(quoted(text))
            quote.setObjectName("studyReason")
            quote.setWordWrap(True)
            quote.setContentsMargins(0, 3, 0, 3)  # level with the link
            self.quotes.append(quote)
            row.addWidget(quote, 1)
        if place:
            said = place if text else f"In the notes: {place}"
            link = QPushButton(plain.caption(said, LONGEST) + key)
            link.setProperty("kind", "link")
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.setAutoDefault(False)
            link.setToolTip(plain.tip(f"{place}: read it beside the picture"))
            link.setAccessibleName(f"Read {plain.line(place)} in the notes")
            link.clicked.connect(lambda: self.opened.emit(section))
            self.links.append(link)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if not text:
            row.addStretch(1)
        return made
