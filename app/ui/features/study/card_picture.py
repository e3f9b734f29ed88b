"""The picture that a card is asked on: masks in it, rings round what is asked, marks on answers.

A click answers; what is masked is not told by hovering, by tooltips, or to a screen reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.model.diagram_layout import box_of
from app.model.ids import ElementId
from app.render.camera import card_shot
from app.render.recall import Shown
from app.scene.appearance import Appearance
from app.scene.shot import Shot
from app.ui.kit.command import press
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.canvas.hand import KEYS, Hand
from app.ui.views.canvas.manner import Manner
from app.ui.views.canvas.tool import CanvasTool
from app.ui.views.canvas.viewport import CanvasViewport

GAP = 6.0  # px from a component to its ring
BADGE = 11.0  # px, radius of the mark on an answer
ANSWERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardPicture(QObject):
    """answered(id): that component was clicked, or Enter was pressed on it."""

    answered = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        self._manner = _Asking(store)
        self.canvas = Canvas(store, parent, hand=_Answering, manner=self._manner)
        super().__init__(self.canvas)
        self.judging = _Judging(self.canvas.viewport)
        self.canvas.put(self.judging)
        self.canvas.surface.opened.connect(self.answered)
        self.canvas.viewport.set_bare(True)
        self.canvas.viewport.painting.keyed = False  # it names what lines are called
        self.canvas.setAccessibleName("Diagram")

    def ask(
        self, hidden: Shown, ringed: tuple[ElementId, ...], judged: Mapping[ElementId, str]
    ) -> None:
        """Hide this, put rings round those; `judged` are marks by component: `picked`, `right`,
        `wrong` or `missed`."""
        manner, painting = self._manner, self.canvas.viewport.painting
        changed, manner.hidden = hidden != manner.hidden, hidden
        painting.unnamed, painting.titled = hidden.unnamed, not hidden.untitled
        self.judging.ringed, self.judging.judged = ringed, judged
        if changed:
            self.canvas.following.dress(fade=False)
        self.canvas.following.describe()
        self.canvas.update()

    def frame(self, components: tuple[ElementId, ...], also: tuple[ElementId, ...] = ()) -> None:
        """Bring these, and what the answer shows besides, into view, large enough to read, with
        what is near them; all of the picture where there are none. `also` may not show yet: the
        answer is seen in the frame of the question."""
        self._manner.asked, self._manner.held = (components, also), None
        self.canvas.framing.go_to(None)

    def hold(self) -> None:
        """The answer is shown: it is seen in this frame, also in a canvas of another size."""
        self._manner.held = self._manner.held or self.canvas.viewport.painting.shot


class _Asking(Manner):
    """Something is hidden, and is seen from where the card looks."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.hidden = Shown()
        self.asked: tuple[tuple[ElementId, ...], tuple[ElementId, ...]] = ((), ())
        self.held: Shot | None = None

    def dress(self, appearance: Appearance) -> Appearance:
        return replace(appearance, masked=self.hidden.masked)

    def shot(self, view: CanvasViewport, _step: Callable[[], Shot | None]) -> Shot | None:
        components, also = self.asked
        if self.held is not None or view.layout is None:
            return self.held
        masked, room = self.hidden.masked, view.looking.room()
        return card_shot(view.layout, self._store.state, components, also, masked, room)

    def spoken(self, _shows: str) -> str:
        hidden = len(self.hidden.masked)
        if hidden > 1:
            return f"{hidden} names are hidden"
        return "One answer is hidden" if hidden or self.hidden.lines else "Nothing is hidden"


class _Answering(Hand):
    """A click answers. Nothing is told of what it is on: it would be the answer. The ways into
    other diagrams would lead away."""

    def under(self, at: QPointF) -> ElementId | None:
        return self.surface.targets.hit(at, edges=True)

    def click(self, event: QMouseEvent) -> None:
        component = self.surface.targets.component_at(event.position())
        if component is not None:
            self.surface.opened.emit(component)

    def key(self, event: QKeyEvent) -> bool:
        focused = self.keyboard.focused
        if event.key() in ANSWERS and focused is not None:
            self.surface.opened.emit(focused)
            return True
        if event.key() in (*ANSWERS, Qt.Key.Key_Space) or self.surface.layout is None:
            return False
        return press(KEYS, self, event)


class _Judging(CanvasTool):
    """Rings and marks, over all else."""

    def __init__(self, view: CanvasViewport) -> None:
        self._view = view
        self.ringed: tuple[ElementId, ...] = ()
        self.judged: Mapping[ElementId, str] = {}

    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for id in self.ringed:
            self._ring(painter, id, 3, Qt.PenStyle.SolidLine)
        for id, judged in self.judged.items():
            self._ring(painter, id, 2, _LINES[judged])
            self._badge(painter, id, _SIGNS[judged])

    def _place(self, id: ElementId) -> QRectF | None:
        view = self._view
        box = box_of(view.layout, id) if view.layout else None
        if box is None or view.appearance.opacity.get(id, 0) <= 0:
            return None
        return view.place_of(box)

    def _ring(self, painter: QPainter, id: ElementId, width: float, line: Qt.PenStyle) -> None:
        place = self._place(id)
        if place is not None:
            painter.setPen(QPen(QColor(self._view.theme.accent), width, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(-GAP, -GAP, GAP, GAP), 8, 8)

    def _badge(
        self, painter: QPainter, id: ElementId, sign: tuple[tuple[float, float], ...]
    ) -> None:
        """A sign in a disc: told by its shape, not by its colour."""
        place = self._place(id)
        if place is None or not sign:
            return
        middle = QPointF(place.right() + GAP, place.top() - GAP)
        wrong = sign is _CROSS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._view.theme.error if wrong else self._view.theme.accent))
        painter.drawEllipse(middle, BADGE, BADGE)
        painter.setPen(QPen(QColor(self._view.theme.canvas), 2.2))
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
