"""Over the picture of a stack: an overview or all of it, and what of it is there on a condition."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from app.model import hiding
from app.model.details import Condition
from app.model.diagram import Diagram
from app.model.levels import NAMES, counterpart, elements_of
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.bar_button import show_bar
from app.ui.session.store import Store

HIGH = 38  # px
MOST = 40  # conditions in the menu


class LevelBar(QWidget):
    """Hidden where there is nothing to choose. turned(): its height may have changed."""

    turned = Signal()

    def __init__(self, store: Store, canvas: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("levelBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("How much is shown")
        self._store, self._canvas = store, canvas
        self._group = QButtonGroup(self)
        self.levels = {level: self._button(level) for level in NAMES}
        self.conditions = QToolButton()
        self.conditions.setText("Conditions ▾")
        self.conditions.setAccessibleName("Conditions")
        self.conditions.setProperty("kind", "text")
        self.conditions.setToolTip(plain.tip("Show and hide what is there on a condition"))
        self.conditions.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.conditions)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.conditions.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 8, 3)
        row.setSpacing(4)
        for button in (*self.levels.values(), self.conditions):
            row.addWidget(button)
        row.addStretch(1)
        store.on(Changed.WORKSPACE | Changed.DIAGRAM, self._show)
        self.hide()
        self._show()

    @property
    def high(self) -> int:
        """px that it wants; 0 while there is nothing to choose."""
        return 0 if self.isHidden() else HIGH

    def _show(self) -> None:
        store, diagram = self._store, self._store.diagram
        found = store.workspace.levels(diagram) if store.workspace and diagram else {}
        for level, button in self.levels.items():
            button.setVisible(bool(found))
            button.setChecked(diagram is not None and level == diagram.level)
        some = bool(diagram and diagram.conditions)
        self.conditions.setVisible(some)
        shown = bool(found) or some
        if show_bar(self, shown, self._canvas):
            self.turned.emit()

    def _go(self, level: str) -> None:
        go_to_level(self._store, level)
        self._show()

    def _button(self, level: str) -> QToolButton:
        button = QToolButton()
        button.setText(NAMES[level])
        button.setCheckable(True)
        button.setProperty("kind", "text")
        button.clicked.connect(partial(self._go, level))
        self._group.addButton(button)
        return button

    # Conditions

    def _fill_menu(self) -> None:
        self.menu.clear()
        diagram = self._store.diagram
        if diagram is None:
            return
        states = hiding.states(diagram, self._store.state.hidden)
        for condition in diagram.conditions[:MOST]:
            entry = self.menu.addAction(plain.caption(_told(condition)))
            ids = elements_of(diagram, [condition])
            entry.setCheckable(True)
            entry.setChecked(any(states.get(id) is not hiding.Shows.NOT for id in ids))
            entry.setEnabled(bool(ids))
            entry.triggered.connect(lambda on, which=condition: self._turn(which, on))
        self.menu.addSeparator()
        self.menu.addAction("As the defaults decide").triggered.connect(self._as_defaults)
        self.menu.addAction("Show all").triggered.connect(lambda: self._show_only(diagram, ()))

    def _turn(self, condition: Condition, on: bool) -> None:
        diagram = self._store.diagram
        if diagram is not None:
            verb = verbs.unhide if on else verbs.hide
            self._store.do(verb, tuple(elements_of(diagram, [condition])))

    def _as_defaults(self) -> None:
        diagram = self._store.diagram
        if diagram is not None:
            off = tuple(c for c in diagram.conditions if c.holds is False)
            self._show_only(diagram, off)

    def _show_only(self, diagram: Diagram, off: tuple[Condition, ...]) -> None:
        """Without what is there on these conditions, with what is there on the others."""
        gone = elements_of(diagram, off)
        shown = elements_of(diagram, diagram.conditions) - gone
        self._store.do(verbs.unhide, tuple(shown))
        if gone:
            self._store.do(verbs.hide, tuple(gone))


def go_to_level(store: Store, level: str) -> None:
    """Show as much of the current diagram's file; what is selected stays selected where it is there."""
    diagram = store.diagram
    if diagram is None or store.workspace is None:
        return
    other = store.workspace.levels(diagram).get(level)
    if other is not None and other is not diagram:
        store.do(verbs.show, other.id, counterpart(diagram, store.state.selection, other))


def _told(condition: Condition) -> str:
    holds = {True: ", true by default", False: ", false by default", None: ""}[condition.holds]
    text = f": {condition.text}" if condition.text else ""
    return f"{condition.name}{text}{holds}"
