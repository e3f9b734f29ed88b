"""The picture that a card is asked on: masks in it, rings round what is asked, marks on answers.

A click answers; what is masked is not told by hovering, by tooltips, or to a screen reader.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.model.diagram_layout import box_of
from app.model.geometry import Point
from app.render.camera import card_shot
from app.render.recall import Shown
from app.scene.appearance import Appearance
from app.scene.shot import Shot
from app.ui.session.store import Store
from app.ui.views.canvas.camera import Size
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.canvas.corners import draw_corners

GAP = 6.0  # px from a component to its ring
BADGE = 11.0  # px, radius of the mark on an answer
ANSWERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StudyCanvas(Canvas):
    """answered(id): that component was clicked, or Enter was pressed on it."""

    answered = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        self._hidden = Shown()
        self._ringed: tuple[str, ...] = ()
        self._judged: Mapping[str, str] = {}
        self._asked_view: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._held: Shot | None = None
        super().__init__(store, parent)
        self.set_bare(True)
        self.setAccessibleName("Diagram")

    def ask(self, hidden: Shown, ringed: tuple[str, ...], judged: Mapping[str, str]) -> None:
        """Hide this, put rings round those; `judged` are marks by component: `picked`, `right`,
        `wrong` or `missed`."""
        changed, self._hidden = hidden != self._hidden, hidden
        self._ringed, self._judged = ringed, judged
        if changed:
            self._follow_appearance(fade=False)
        self._describe()
        self.update()

    def frame(self, components: tuple[str, ...], also: tuple[str, ...] = ()) -> None:
        """Bring these, and what the answer shows besides, into view, large enough to read, with
        what is near them; all of the picture where there are none. `also` may not show yet: the
        answer is seen in the frame of the question."""
        self._asked_view, self._held = (components, also), None
        self._go_to(None)

    def hold(self) -> None:
        """The answer is shown: it is seen in this frame, also in a canvas of another size."""
        self._held = self._held or self._shot

    def _own_shot(self) -> Shot | None:
        layout, (components, also) = self.picture, self._asked_view
        if self._held is not None or layout is None:
            return self._held
        masked, state = self._hidden.masked, self._store.state
        return card_shot(layout, state, components, also, masked, self.room())

    def set_appearance(self, appearance: Appearance, fade: bool = True) -> None:
        super().set_appearance(replace(appearance, masked=self._hidden.masked), fade)

    def _frame_key(self) -> Hashable:
        key = super()._frame_key()
        return None if key is None else (key, frozenset(self._hidden.masked.items()))

    def spoken(self) -> str:
        if self.picture is None:
            return self.words()
        hidden = len(self._hidden.masked)
        if hidden > 1:
            return f"{hidden} names are hidden"
        return "One answer is hidden" if hidden or self._hidden.lines else "Nothing is hidden"

    # A click answers

    def _select(self, component: str | None) -> None:
        if component is not None:
            self.answered.emit(component)

    def _open(self, component: str) -> None:
        self._select(component)

    def _find_marks(self) -> None:
        """The ways into other diagrams would lead away."""

    def _say(self, element: str | None) -> None:
        """Nothing: it would be the answer."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        elif event.key() in ANSWERS:
            if self._focused is not None:
                self._select(self._focused)
            else:
                event.ignore()
        else:
            super().keyPressEvent(event)

    # What is painted over it

    def paint_corners(self, painter: QPainter, size: Size) -> None:
        layout, hidden = self.picture, self._hidden
        if layout is not None:
            layers = self.appearance.layers - hidden.unnamed
            draw_corners(painter, layout, layers, self.theme, size, not hidden.untitled)

    def _paint_over(self, painter: QPainter) -> None:
        super()._paint_over(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for id in self._ringed:
            self._ring(painter, id, 3, Qt.PenStyle.SolidLine)
        for id, judged in self._judged.items():
            self._ring(painter, id, 2, _LINES[judged])
            self._badge(painter, id, _SIGNS[judged])

    def _place(self, id: str) -> QRectF | None:
        box = box_of(self.picture, id) if self.picture else None
        if box is None or self.appearance.opacity.get(id, 0) <= 0:
            return None
        corner = self.camera.to_view(Point(box.x, box.y), self.view_size)
        return QRectF(*corner, box.width * self.scale, box.height * self.scale)

    def _ring(self, painter: QPainter, id: str, width: float, line: Qt.PenStyle) -> None:
        place = self._place(id)
        if place is not None:
            painter.setPen(QPen(QColor(self.theme.accent), width, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(-GAP, -GAP, GAP, GAP), 8, 8)

    def _badge(self, painter: QPainter, id: str, sign: tuple[tuple[float, float], ...]) -> None:
        """A sign in a disc: told by its shape, not by its colour."""
        place = self._place(id)
        if place is None or not sign:
            return
        middle = QPointF(place.right() + GAP, place.top() - GAP)
        wrong = sign is _CROSS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.error if wrong else self.theme.accent))
        painter.drawEllipse(middle, BADGE, BADGE)
        painter.setPen(QPen(QColor(self.theme.canvas), 2.2))
        points = [middle + QPointF(x * BADGE, y * BADGE) for x, y in sign]
        for start, end in zip(points[::2], points[1::2], strict=True):
            painter.drawLine(start, end)


_CROSS = ((-0.4, -0.4), (0.4, 0.4), (-0.4, 0.4), (0.4, -0.4))
_TICK = ((-0.45, 0.05), (-0.1, 0.4), (-0.1, 0.4), (0.45, -0.35))
_DASH = ((-0.4, 0.0), (0.4, 0.0))
_SIGNS: dict[str, tuple[tuple[float, float], ...]] = {
    "picked": (),
    "right": _TICK,
    "wrong": _CROSS,
    "missed": _DASH,
}
_LINES = {
    "picked": Qt.PenStyle.SolidLine,
    "right": Qt.PenStyle.SolidLine,
    "wrong": Qt.PenStyle.DashLine,
    "missed": Qt.PenStyle.DotLine,
}
