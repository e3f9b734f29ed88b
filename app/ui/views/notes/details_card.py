"""What a file that describes what runs says of the selected component, over the note about its service."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.model.details import ChangeKind, Details, Property
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.elided import Elided
from app.ui.kit.plain import Label
from app.ui.kit.wrapped import Wrapped
from app.ui.session.store import Store

PART = 0.5  # of the panel's height, at most
FEW, MOST = 6, 60  # properties that show at first, and at all
NAME, VALUE = 60, 400  # characters
SAID = {
    ChangeKind.ADDED: "Added",
    ChangeKind.CHANGED: "Changed",
    ChangeKind.REPLACED: "Replaced: it is destroyed and made anew",
    ChangeKind.GONE: "Gone",
}


class DetailsCard(QWidget):
    """Hidden where the selected component has no details. edit_requested(component id): where it stands in its
    file, in the person's editor."""

    edit_requested = Signal(str)

    def __init__(self, store: Store, panel: QWidget) -> None:
        super().__init__(panel)
        self.setObjectName("detailsCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Details")
        self._store, self._panel = store, panel
        self._shown: tuple[Details, ChangeKind | None] | None = None
        self._whole = False  # all properties show
        self.type = Elided(Qt.TextElideMode.ElideRight)
        self.type.setObjectName("detailsType")
        self.edit = QToolButton()
        self.edit.setText("Edit")
        self.edit.setProperty("kind", "link")
        self.edit.clicked.connect(self._edit)
        self.place = Elided()
        self.place.setProperty("kind", "muted")
        self.change = Label()
        self.change.setObjectName("detailsChange")
        self.more = QToolButton()
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self._turn)
        self._rows = QScrollArea()
        self._rows.setWidgetResizable(True)
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.setAccessibleName("Properties")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.type, 1)
        head.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        for part in (self.place, self.change, self._rows, self.more):
            column.addWidget(part)
        column.setAlignment(self.more, Qt.AlignmentFlag.AlignLeft)
        for part in (self.place, self.change):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.more.setObjectName("detailsMore")
        self.hide()
        store.on(
            Changed.WORKSPACE | Changed.DIAGRAM | Changed.SELECTION | Changed.LAYOUT, self.follow
        )

    def follow(self) -> None:
        """Show what the selected component is now."""
        store, id = self._store, self._store.state.selection
        component = store.diagram.index.component(id) if store.diagram and id else None
        details = component.details if component else None
        shown = (details, component.change) if component and details else None
        if shown != self._shown:
            self._shown, self._whole = shown, False
            self._fill()

    def fit(self) -> None:
        """As high as its properties need, but no more than a part of the panel."""
        grid = self._rows.widget()
        if grid is None or self._shown is None:
            return
        wide = max(self._panel.width() - 48, 1)
        needed = grid.heightForWidth(wide) if grid.hasHeightForWidth() else grid.sizeHint().height()
        self._rows.setFixedHeight(min(needed + 4, round(self._panel.height() * PART)))

    def _fill(self) -> None:
        self.setVisible(self._shown is not None)
        if self._shown is None:
            return
        details, change = self._shown
        self.type.setText(details.type)
        self.type.setAccessibleName(plain.line(f"Type: {details.type}"))
        self.place.setText(details.whereabouts)
        self.place.setAccessibleName(plain.line(f"Where it is said: {details.whereabouts}"))
        self.edit.setVisible(bool(details.file))
        self.edit.setToolTip(plain.tip(f"Edit {details.place}"))
        self.edit.setAccessibleName(plain.line(f"Edit {details.place}"))
        self.change.setVisible(change is not None)
        self.change.setText(SAID[change] if change else "")
        self._list(details.properties)

    def _list(self, properties: tuple[Property, ...]) -> None:
        many = len(properties)
        shown = properties[: MOST if self._whole else FEW]
        self._rows.setVisible(bool(shown))
        self._rows.setWidget(_grid(shown))
        self.more.setVisible(many > FEW)
        left = many - len(shown)
        text = "Fewer properties" if self._whole else f"{left} more"
        if self._whole and left:
            text += f" (of {many:,}, the first {MOST} show)"
        self.more.setText(text)
        self.more.setAccessibleName(text if self._whole else f"Show {left} more properties")
        self.fit()

    def _turn(self) -> None:
        self._whole = not self._whole
        if self._shown is not None:
            self._list(self._shown[0].properties)

    def _edit(self) -> None:
        if self._store.state.selection is not None:
            self.edit_requested.emit(self._store.state.selection)


def _grid(properties: tuple[Property, ...]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 4, 8, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    for row, one in enumerate(properties):
        name, value = Wrapped(plain.line(one.name, NAME)), Wrapped(plain.line(one.told, VALUE))
        name.setProperty("kind", "muted")
        value.setAccessibleName(plain.line(f"{one.name}: {one.told}"))
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
    return made
