"""What is left out of the picture, a chip each over it: a click takes one back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from app.model.diagram import Diagram
from app.model.filtering import Filters, described
from app.session import filtering, verbs
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.flow_layout import FlowLayout
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.layouts import take_out
from app.ui.kit.plain import Label
from app.ui.session.store import Store

MOST = 8  # chips; further filters stand in the menu of the last one
LONGEST = 44  # characters of a chip
LEFT, RIGHT, AIR = 16, 8, 4  # px round them


class FilterBar(QWidget):
    """Hidden while nothing is left out. turned(): its height may have changed."""

    turned = Signal()

    def __init__(self, store: Store, canvas: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filterBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Filters")
        self._store, self._canvas = store, canvas
        self._shown: tuple[Diagram | None, Filters] = (None, ())
        self.chips: list[QToolButton] = []
        self.says = Label("Filtered:", kind="muted")
        self.more = QToolButton()
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.clear = QToolButton()
        self.clear.setText("Show all")
        self.clear.setToolTip(plain.tip("Take all filters back (Ctrl+Shift+H)"))
        self.clear.setAccessibleName("Take all filters back")
        self.clear.clicked.connect(lambda: store.do(verbs.unhide_all))
        for button in (self.more, self.clear):
            button.setProperty("kind", "text")
        self._row = QWidget(self)
        self.flow = FlowLayout(self._row, 6)
        store.on(Changed.WORKSPACE | Changed.DIAGRAM | Changed.HIDDEN, self._show)
        store.on(Changed.THEME, self._dress)
        self.hide()
        self._show()

    @property
    def high(self) -> int:
        """px that it wants; 0 while nothing is left out."""
        return 0 if self.isHidden() else self.flow.heightForWidth(self._room) + 2 * AIR + 1

    @property
    def _room(self) -> int:
        return max(self.width() - LEFT - RIGHT, 1)

    def _show(self) -> None:
        diagram, filters = self._store.diagram, self._store.state.filters
        if (diagram, filters) == self._shown or (diagram is None and self.isHidden()):
            return
        self._shown = diagram, filters
        focused: QWidget | None = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self._fill(diagram, filters)
        self.setVisible(bool(self.chips))
        if inside:
            (self.chips[-1] if self.chips else self._canvas).setFocus()
        self._place()
        self.turned.emit()

    def _fill(self, diagram: Diagram | None, filters: Filters) -> None:
        take_out(self.flow)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        words = [described(diagram, one) for one in filters] if diagram else []
        self.chips = [self._chip(number, said) for number, said in enumerate(words[:MOST])]
        menu = self.more.menu()
        menu.clear()
        for number, said in enumerate(words[MOST:], MOST):
            menu.addAction(plain.caption(said)).triggered.connect(partial(self._take_back, number))
        self.more.setText(f"{len(words) - MOST} more ▾")
        self.more.setAccessibleName(f"{len(words) - MOST} more filters")
        for widget in (self.says, *self.chips, self.more, self.clear):
            self.flow.addWidget(widget)
            widget.show()
        self.more.setVisible(len(words) > MOST)
        before: QWidget = self.says
        for widget in (*self.chips, self.more, self.clear):
            QWidget.setTabOrder(before, widget)
            before = widget
        self._dress()

    def _chip(self, number: int, said: str) -> QToolButton:
        chip = QToolButton(self._row)
        chip.setProperty("kind", "filter")
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # its cross behind its words
        chip.setIconSize(QSize(12, 12))
        chip.setText(plain.caption(said, LONGEST))
        chip.setToolTip(plain.tip(f"{said}. A click takes this filter back."))
        chip.setAccessibleName(plain.line(f"Filter: {said}. Take it back"))
        chip.clicked.connect(partial(self._take_back, number))
        return chip

    def _take_back(self, number: int) -> None:
        self._store.do(filtering.take_back, number)

    def _dress(self) -> None:
        theme = self._store.theme
        icon = glyph_icon("close", theme.muted, theme.muted, 12)
        for chip in self.chips:
            chip.setIcon(icon)

    def _place(self) -> None:
        self._row.setGeometry(LEFT, AIR, self._room, self.flow.heightForWidth(self._room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._row.height()
        self._place()
        if event.oldSize().width() != self.width() and before != self._row.height():
            self.turned.emit()
