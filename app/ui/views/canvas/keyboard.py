"""The keyboard goes through the components of the picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen

from app.model.diagram_layout import box_of
from app.model.folding import stand_in
from app.model.ids import ElementId
from app.ui.views.canvas.reading_order import reading_order
from app.ui.views.canvas.surface import CanvasSurface
from app.ui.views.canvas.tool import CanvasTool

RING = 6  # px from a component to the ring of the keyboard's focus
_TAB, _BACKTAB = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
BY_KEYS = (_TAB, _BACKTAB, Qt.FocusReason.ShortcutFocusReason)


class Keyboard(CanvasTool):
    """One component has its focus, while the canvas has it."""

    def __init__(self, surface: CanvasSurface) -> None:
        self._surface, self._following = surface, surface.following
        self._order: tuple[ElementId, ...] | None = None
        self._tabbing = True  # Tab goes through components
        self._by_keys = False  # the focus came by the keyboard: its ring shows
        surface.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def focused(self) -> ElementId | None:
        """What has its focus."""
        return self._following.focused

    @property
    def target(self) -> ElementId | None:
        """What has its focus, or else is selected."""
        return self.focused or self._surface.store.state.selection

    def step(self, forward: bool) -> bool:
        """Tab goes through the visible components. Past the last one, or after an Esc that had
        nothing to clear, it leaves: False."""
        order, at, layout = self._tab_order(), self.target, self._surface.layout
        at = stand_in(layout.diagram, at) if layout else at
        if self._tabbing and order:
            if at in order:
                to = order.index(at) + (1 if forward else -1)
            else:
                to = 0 if forward else len(order) - 1
            if 0 <= to < len(order):
                self.focus_on(order[to])
                return True
        self.focus_on(None)
        return False

    def unused(self, event: QKeyEvent) -> None:
        """A key that did nothing."""
        self._tabbing &= event.key() != Qt.Key.Key_Escape

    def focus_in(self, event: QFocusEvent) -> None:
        self._following.describe()
        self._tabbing = True
        self._by_keys = event.reason() in BY_KEYS
        self._surface.widget.update()
        by_tab = event.reason() in {_TAB, _BACKTAB}
        if by_tab and (order := self._tab_order()):
            self.focus_on(order[0 if event.reason() == _TAB else -1])

    def focus_out(self, event: QFocusEvent) -> None:
        self._surface.widget.update()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focus_on(None)

    def press(self, _event: QMouseEvent) -> bool:
        self._by_keys = False
        self.focus_on(None)
        return False

    def focus_on(self, component: ElementId | None) -> None:
        if component == self.focused:
            return
        self._following.focused = component
        self._surface.widget.update()
        self._surface.told.emit(component)
        self._following.describe()
        layout = self._surface.layout
        if component is not None and layout is not None:
            box = box_of(layout, component)
            if box is not None:
                self._surface.framing.bring_in(box)

    def replaced(self) -> None:
        self._order = None
        layout = self._surface.layout
        if layout is None or layout.diagram.index.component(self.focused or ElementId("")) is None:
            self.focus_on(None)

    def paint(self, painter: QPainter) -> None:
        widget, view = self._surface.widget, self._surface.viewport
        box = box_of(view.painted, self.focused) if view.painted else None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(view.theme.accent), 2))
        if box is not None:
            ring = view.place_of(box).adjusted(-RING, -RING, RING, RING)
            painter.drawRoundedRect(ring, 8, 8)
        elif self._by_keys and widget.hasFocus() and not view.looking.bare:
            painter.drawRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1))

    def _tab_order(self) -> list[ElementId]:
        layout = self._surface.layout
        if layout is None:
            return []
        if self._order is None:
            self._order = reading_order(layout)
        shown = self._following.visible.nodes | self._following.visible.clusters
        return [id for id in self._order if id in shown]
