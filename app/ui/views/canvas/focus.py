"""The keyboard goes through the components of the picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.model.diagram_layout import box_of
from app.model.geometry import Point
from app.ui.services import describe
from app.ui.session.store import Store
from app.ui.views.canvas.reading_order import reading_order
from app.ui.views.canvas.state import StateView

RING = 6  # px from a component to the ring of the keyboard's focus
BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FocusView(StateView):
    """hovered(text): what has the keyboard's focus, or is under the pointer, for the status line."""

    hovered = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        self._order: tuple[str, ...] | None = None
        self._focused: str | None = None  # by the keyboard
        self._tabbing = True  # Tab goes through components
        self._by_keys = False  # the focus came by the keyboard: its ring shows
        super().__init__(store, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def target(self) -> str | None:
        """What has the keyboard's focus, or else is selected."""
        return self._focused or self._store.state.selection

    def spoken(self) -> str:
        """What has the keyboard's focus in the picture, and then of the picture itself."""
        diagram = self.picture.diagram if self.picture else None
        focused = describe.line(diagram, self._focused) if diagram and self._focused else ""
        return ". ".join(x for x in (focused, super().spoken()) if x)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes through the visible components. Past the last one, or after an Esc that had
        nothing to clear, it leaves."""
        order, at = self._tab_order(), self.target
        if self._tabbing and order:
            if at in order:
                to = order.index(at) + (1 if next else -1)
            else:
                to = 0 if next else len(order) - 1
            if 0 <= to < len(order):
                self._focus_on(order[to])
                return True
        self._focus_on(None)
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self._tabbing = True
        self._by_keys = event.reason() in BY_KEYS
        self.update()
        order = self._tab_order()
        if order and event.reason() == Qt.FocusReason.TabFocusReason:
            self._focus_on(order[0])
        elif order and event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._focus_on(order[-1])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._focus_on(None)

    def _tab_order(self) -> list[str]:
        if self.picture is None:
            return []
        if self._order is None:
            self._order = reading_order(self.picture)
        shown = self._visible.nodes | self._visible.clusters
        return [id for id in self._order if id in shown]

    def _focus_on(self, component: str | None) -> None:
        if component == self._focused:
            return
        self._focused = component
        self.update()
        self._say(component)
        self._describe()
        if component is not None and self.picture is not None:
            box = box_of(self.picture, component)
            if box is not None:
                self._bring_in(box)

    def _say(self, element: str | None) -> None:
        diagram = self.picture.diagram if self.picture else None
        said = describe.line(diagram, element) if diagram and element else ""
        if inside := self._store.session.inside(element):
            said += f"  ·  Double-click to go into “{inside.title}”"
        self.hovered.emit(said)

    def _picture_replaced(self) -> None:
        super()._picture_replaced()
        self._order = None
        if (
            self.picture is None
            or self.picture.diagram.index.component(self._focused or "") is None
        ):
            self._focus_on(None)

    def _paint_over(self, painter: QPainter) -> None:
        box = box_of(self.painted, self._focused) if self.painted else None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.accent), 2))
        if box is not None:
            corner = self.camera.to_view(Point(box.x, box.y), self.view_size)
            ring = QRectF(*corner, box.width * self.scale, box.height * self.scale)
            painter.drawRoundedRect(ring.adjusted(-RING, -RING, RING, RING), 8, 8)
        elif self._by_keys and self.hasFocus() and not self._bare:
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
