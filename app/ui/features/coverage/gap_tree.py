"""The gaps as rows, in a group for each kind."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from app.sources.coverage import Gap, GapKind
from app.ui.kit import plain

MOST = 500  # rows of a group that are listed
TITLES = {
    GapKind.NO_SECTION: "Components without a section",
    GapKind.DANGLING: "Links to sections that do not exist",
    GapKind.AMBIGUOUS: "Components that match several sections",
    GapKind.NOT_SHOWN: "Sections that no diagram shows",
    GapKind.NO_PICTURE: "Pictures that are missing",
}
GAP = int(Qt.ItemDataRole.UserRole)


class GapTree(QTreeWidget):
    """A row's gap, or a group's kind, is its data of role `GAP`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rows")
        self.setAccessibleName("Gaps")
        self.setHeaderLabels(["What", "Where"])
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    @property
    def gap(self) -> Gap | None:
        """The current row's."""
        item = self.currentItem()
        found = item.data(0, GAP) if item else None
        return found if isinstance(found, Gap) else None

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """By kind. The row that was current stays so, or the one that takes its place."""
        before, place = self.gap, self._place()
        closed = {item.data(0, GAP) for item in self.groups() if not item.isExpanded()}
        self.clear()
        for kind in GapKind:
            found = [gap for gap in gaps if gap.kind is kind]
            if found:
                group = _group(kind, found)
                self.addTopLevelItem(group)
                group.setFirstColumnSpanned(True)
                group.setExpanded(kind not in closed)
        rows = self.rows()
        same = [row for row in rows if row.data(0, GAP) == before]
        if row := next(iter(same or rows[place : place + 1] or rows[-1:]), None):
            self.setCurrentItem(row)

    def groups(self) -> list[QTreeWidgetItem]:
        items = (self.topLevelItem(i) for i in range(self.topLevelItemCount()))
        return [item for item in items if item is not None]

    def rows(self) -> list[QTreeWidgetItem]:
        rows = (group.child(i) for group in self.groups() for i in range(group.childCount()))
        return [row for row in rows if row is not None]

    def _place(self) -> int:
        current = self.currentItem()
        return next((i for i, row in enumerate(self.rows()) if row is current), 0)


def _group(kind: GapKind, gaps: list[Gap]) -> QTreeWidgetItem:
    group = QTreeWidgetItem([f"{TITLES[kind]} ({len(gaps)})"])
    group.setData(0, GAP, kind)
    font = group.font(0)
    font.setBold(True)
    group.setFont(0, font)
    for gap in gaps[:MOST]:
        place = gap.file.rpartition("/")[2] + (f":{gap.line}" if gap.line else "")
        row = QTreeWidgetItem([plain.line(gap.name), plain.line(place)])
        row.setData(0, GAP, gap)
        row.setData(
            0, Qt.ItemDataRole.AccessibleTextRole, plain.line(str(gap.problem()), 2 * plain.LINE)
        )
        for column in (0, 1):
            row.setToolTip(column, plain.tip(gap.message if column == 0 else gap.file))
        group.addChild(row)
    if len(gaps) > MOST:
        more = QTreeWidgetItem([f"and {len(gaps) - MOST} more, once these are settled"])
        more.setFlags(Qt.ItemFlag.NoItemFlags)
        group.addChild(more)
    return group
