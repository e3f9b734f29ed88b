"""What stands over the picture's foot while an edge is selected: both its ends, to go to either."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.model.elements import Edge
from app.model.ids import ElementId
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.bar_button import show_bar
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.plain import Label
from app.ui.services import describe
from app.ui.session.store import Store

HIGH, AWAY = 40, 12  # px; from the picture's foot
LABEL, END = 32, 28  # characters of an edge's label, of a name


class EdgeBar(QWidget):
    """Hidden while no edge is selected. It floats: the picture stays where it is."""

    def __init__(self, store: Store, canvas: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("edgeBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Selected edge")
        self._store, self._canvas = store, canvas
        self._ends = (ElementId(""), ElementId(""))
        self.start, self.end = (self._button(number) for number in (0, 1))
        self.arrow, self.label = Label(), Label(kind="muted")
        self.close_button = QToolButton()
        self.close_button.setIconSize(QSize(12, 12))
        self.close_button.setAccessibleName("Clear the selection")
        self.close_button.setToolTip(plain.tip("Clear the selection (Esc)"))
        self.close_button.clicked.connect(lambda: store.do(verbs.select, None))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 4, 4)
        row.setSpacing(6)
        for part in (self.start, self.arrow, self.end, self.label, self.close_button):
            row.addWidget(part)
        store.on(Changed.SELECTION | Changed.DIAGRAM | Changed.LAYOUT, self._show)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self.hide()

    @property
    def edge(self) -> Edge | None:
        """The one that is selected, as it is drawn."""
        store, selection = self._store, self._store.state.selection
        if selection is None:
            return None
        diagram = store.layout.diagram if store.layout else store.diagram
        return diagram.index.edges.get(selection) if diagram else None

    def place(self) -> None:
        """In the middle over the picture's foot, as wide as it is, or as there is room."""
        pane = self.parentWidget()
        if pane is not None and not self.isHidden():
            wide = min(self.sizeHint().width(), pane.width() - 2 * AWAY)
            left = (pane.width() - wide) // 2
            self.setGeometry(left, pane.height() - HIGH - AWAY, max(wide, 1), HIGH)
            self.raise_()

    def _show(self) -> None:
        edge = self.edge
        if edge is None and self.isHidden():
            return
        show_bar(self, edge is not None, self._canvas)
        if edge is None:
            return
        layout, diagram = self._store.layout, self._store.diagram
        known = layout.diagram if layout else diagram
        self._ends = edge.way
        for button, id in zip((self.start, self.end), self._ends, strict=True):
            name = (describe.name(known, id) if known else "") or "Unnamed"
            button.setText(plain.caption(name, END))
            button.setToolTip(plain.tip(f"Go to {name}"))
            button.setAccessibleName(plain.line(f"Go to {name}"))
        shown = "forward" if edge.arrows == "back" else edge.arrows  # it is told along its arrow
        self.arrow.setText(describe.ARROWS[shown])
        self.label.setText(plain.line(" ".join(edge.label.split()), LABEL))
        self.label.setVisible(bool(edge.label.strip()))
        self.place()

    def _go(self, number: int) -> None:
        self._store.do(verbs.select, self._ends[number])

    def _button(self, number: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "link")
        button.clicked.connect(lambda: self._go(number))
        return button

    def _dress(self) -> None:
        theme = self._store.theme
        self.close_button.setIcon(glyph_icon("close", theme.text, theme.muted, 12))
