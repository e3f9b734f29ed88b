"""The rows of the contents, for a Qt view: folders, the notes in them, the headings of the note that is
read. A row's text is made when it is seen: there may be thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from app.model.folders import Folder, in_folders
from app.model.ids import SectionId
from app.model.left_out import LeftOut, told
from app.model.notes import Note
from app.scene.theme import LIGHT, Theme
from app.ui.kit import plain

ROW = 26  # px
MOST = 300  # rows that a filter lists
LEFT_OUT = "/left out"  # how the path of rows begins that tell what is not read: no folder's does
Index = QModelIndex | QPersistentModelIndex


class Row:
    """`section` is what it opens; empty for a folder, which has its `path`, and for what only
    tells something. `file` is a note's."""

    __slots__ = ("at", "file", "parent", "path", "rows", "section", "text")

    def __init__(
        self, text: str, section: SectionId | None = None, *, path: str = "", file: str = ""
    ) -> None:
        self.text, self.section, self.path, self.file = text, section, path, file
        self.rows: list[Row] = []
        self.parent: Row | None = None
        self.at = 0

    @property
    def left_out(self) -> bool:
        """It tells what is not read."""
        return self.path.startswith(LEFT_OUT)

    def add(self, row: Row) -> Row:
        row.parent, row.at = self, len(self.rows)
        self.rows.append(row)
        return row

    def below(self) -> Iterator[Row]:
        """All rows in it, as they stand."""
        waiting = self.rows[::-1]
        while waiting:
            row = waiting.pop()
            yield row
            waiting += reversed(row.rows)

    @property
    def above(self) -> Iterator[Row]:
        """What it stands in, from the inside out."""
        row = self.parent
        while row is not None and row.parent is not None:
            yield row
            row = row.parent


class ContentsModel(QAbstractItemModel):
    """A row in bold is the one in view."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Row("")
        self.note: Row | None = None  # that of the note that is read
        self.marked: Row | None = None
        self._theme = LIGHT
        self._notes: tuple[Note, ...] = ()
        self._all = Folder()
        self._read: Note | None = None
        self._words: Sequence[str] = ()
        self._left = 0  # rows of notes that may still be listed
        self._by_line: dict[int, Row] = {}

    # What it has

    def fill(
        self,
        note: Note | None,
        notes: Sequence[Note],
        words: Sequence[str],
        left_out: Sequence[LeftOut] = (),
    ) -> None:
        """All rows, or those that have all these words (casefolded) in their names or in those of
        the folders they lie in, with what they stand in. What is left out is listed where there are no words."""
        self.beginResetModel()
        if not same_notes(notes, self._notes):
            self._notes = tuple(notes)
            self._all = in_folders(self._notes)
        self.root = root = Row("")
        self.note, self.marked, self._by_line = None, None, {}
        self._read, self._words = note, words
        self._left = MOST if words else len(self._notes)
        self._fill(root, self._all)
        if words:
            _without_empty(root)
        if self._left < 0:
            root.add(Row(f"and {-self._left} more: another word narrows it down"))
        if not words:
            _add_left_out(root, left_out)
        self.endResetModel()

    def _fill(self, root: Row, all_: Folder) -> None:
        waiting = [(root, all_)]
        while waiting:
            row, folder = waiting.pop()
            further: list[tuple[Row, Folder]] = []
            for name, inside in folder.listed:
                if isinstance(inside, Folder):
                    further.append((row.add(Row(name, path=inside.path)), inside))
                else:
                    self._add(row, inside, name)
            waiting += reversed(further)

    def _add(self, holder: Row, note: Note, text: str) -> None:
        """The note, if it has the words, or is read and one of its headings has."""
        row = Row(text, note.sections[0].id if note.sections else None, file=note.file)
        found = _has(f"{note.title} {note.file}", self._words)
        if note is self._read:
            self.note = row
            found |= self._headings(row, note, self._words)
        if found:
            self._left -= 1
            if self._left >= 0:
                holder.add(row)

    def _headings(self, top: Row, note: Note, words: Sequence[str]) -> bool:
        """Add the note's headings; whether any has the words. Its title is its own row."""
        above: list[tuple[int, Row]] = []
        any_found = False
        rows: list[tuple[Row, bool]] = []
        for number, section in enumerate(note.sections):
            line = section.line if section.level else 0
            if number == 0 or (number == 1 and line and self._is_title(note)):
                self._by_line[line] = top
                if section.level:
                    above = [(section.level, top)]
                continue
            level = max(1, section.level)
            while above and above[-1][0] >= level and above[-1][1] is not top:
                above.pop()
            holder = above[-1][1] if above else top
            row = holder.add(Row(section.title, section.id))
            above.append((level, row))
            self._by_line.setdefault(line, row)
            rows.append((row, _has(section.title, words)))
            any_found |= rows[-1][1]
        if words:
            kept = {r for row, has in rows if has for r in (row, *row.above)}
            for row in (top, *(row for row, _ in rows)):
                row.rows = [r for r in row.rows if r in kept]
                for at, inside in enumerate(row.rows):
                    inside.at = at
        return any_found

    def _is_title(self, note: Note) -> bool:
        """The heading after what stands before it is the note's title."""
        return note.sections[0].level == 0 and note.sections[1].title == note.title

    # What is in view, and looks

    def mark(self, line: int) -> None:
        """The section whose heading is on that line of the note that is read."""
        before, self.marked = self.marked, self._by_line.get(line)
        for row in {before, self.marked} - {None}:
            index = self.index_of(row)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def dress(self, theme: Theme) -> None:
        """Its rows are asked for their colours again."""
        self._theme = theme

    # What others ask

    def row(self, index: Index | None) -> Row:
        """The root, for an index that is none."""
        found = index.internalPointer() if index is not None and index.isValid() else None
        return found if isinstance(found, Row) else self.root

    def index_of(self, row: Row | None) -> QModelIndex:
        """None of one that the filter leaves out."""
        if row is None or row.parent is None or row not in row.parent.rows[row.at : row.at + 1]:
            return QModelIndex()
        return self.createIndex(row.at, 0, row)

    def first_found(self, words: Sequence[str]) -> QModelIndex:
        """The first row that has the words in its own name, else the first that opens anything."""
        rows = [row for row in self.root.below() if row.section]
        own = (row for row in rows if _has(row.text, words))
        return self.index_of(next(own, rows[0] if rows else None))

    # What Qt asks

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        rows = self.row(parent).rows
        if column or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row])

    def parent(self, child: Index | None = None) -> Any:
        if child is None:  # the QObject's parent
            return super().parent()
        return self.index_of(self.row(child).parent)

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.row(parent).rows)

    def hasChildren(self, parent: Index | None = None) -> bool:
        return bool(self.row(parent).rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index)
        if row.section or row.path:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return plain.line(row.text)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, ROW)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.titled_tip(row.text, row.file) if row.file else plain.tip(row.text)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(self._colour(row)))
        if role == Qt.ItemDataRole.FontRole and row is self.marked:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return plain.line(row.text) + self._said(row)
        return None

    def _colour(self, row: Row) -> str:
        if row is self.marked:
            return self._theme.accent
        return self._theme.text if row.section else self._theme.muted

    def _said(self, row: Row) -> str:
        if row is self.marked:
            return ", in view"
        if row.path:
            return "" if row.left_out else ", folder"
        return ", open" if row is self.note else ""


def _add_left_out(root: Row, groups: Sequence[LeftOut]) -> None:
    """One row, which unfolds."""
    if not (said := told(groups)):
        return
    top = root.add(Row(said, path=LEFT_OUT))
    for number, group in enumerate(groups):
        row = top.add(Row(f"{group.why} · {group.count}", path=f"{LEFT_OUT}{number}"))
        for name in group.names:
            row.add(Row(name))
        if group.more:
            row.add(Row(f"and {group.more} more"))


def same_notes(some: Sequence[Note], others: Sequence[Note]) -> bool:
    """These very notes: to compare what they say would take long."""
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))


def _has(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold() if words else ""
    return all(word in folded for word in words)


def _without_empty(root: Row) -> None:
    """Folders in which nothing was found go."""
    for row in (*reversed([*root.below()]), root):  # those further in first
        if row.path or row is root:
            row.rows = [inside for inside in row.rows if inside.rows or inside.section]
            for at, inside in enumerate(row.rows):
                inside.at = at
