"""The minimap over the canvas: what of the picture is in view, and a way to elsewhere in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.model.geometry import Box, Point
from app.scene.theme import Theme
from app.ui.features.minimap.picture import MinimapPicture, Schematic
from app.ui.features.minimap.placing import CAPTION, PAD, scale_in
from app.ui.kit import plain
from app.ui.kit.motion import FADE, Movement
from app.ui.kit.style import CHIP, SECONDARY
from app.ui.services import describe
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.panning import NOTCH, PER_NOTCH
from app.ui.views.canvas.viewport import CanvasViewport

SAID = "The whole picture, and the part of it that is in view."
FRAME = 8.0  # px, of the frame's sides at least
INSIDE = 0.1  # opacity of the frame's fill


class Minimap(QWidget):
    """A child of the canvas. menu_wanted(place): its menu, at a point of the screen. let_go(): no
    button is held down on it any more."""

    menu_wanted = Signal(object)
    let_go = Signal()

    def __init__(self, canvas: QWidget, view: CanvasViewport) -> None:
        super().__init__(canvas)
        self.setAccessibleName("Minimap")
        self.setAccessibleDescription(SAID)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._view, self._looking = view, view.looking
        self._opacity = 1.0
        self._fade = Movement(self)
        self._held: Point | None = None  # of the frame, from its middle (pt), while it is dragged
        self.picture = MinimapPicture(self)
        self.picture.finished.connect(self.update)
        self._looking.camera_changed.connect(self.update)
        self.hide()

    @property
    def held(self) -> bool:
        """A button is held down on it."""
        return self._held is not None

    def appear(self, place: Box) -> None:
        """There (px of the canvas); it fades in where it did not stand there."""
        before = self.geometry()
        self.setGeometry(*(round(side) for side in place))
        if self.isHidden() or before.topLeft() != self.geometry().topLeft():
            self.show()
            self.raise_()
            self._fade.start(FADE, self._fade_in)
        self.renew()

    def renew(self) -> None:
        """The picture is as the canvas shows it."""
        layout = self._view.layout
        if layout is None or self.isHidden():
            self.picture.want(None)
            return
        ratio = self.devicePixelRatioF()
        self.picture.want(Schematic(layout, self._view.appearance, self._scale(), ratio))
        where = self._where()
        self.setAccessibleDescription(f"{SAID} Its middle: {plain.line(where)}" if where else SAID)
        self.update()

    def leave(self) -> None:
        """It does not show any more."""
        self._fade.stop()
        self.picture.want(None)
        self.hide()

    def _fade_in(self, t: float) -> None:
        self._opacity = t
        self.update()

    # Where all is

    def _scale(self) -> float:
        """px per pt."""
        layout = self._view.layout
        return scale_in(self._looking.size, (layout.width, layout.height)) if layout else 1.0

    def _corner(self) -> QPointF:
        """Of the picture in it (px)."""
        layout, scale = self._view.layout, self._scale()
        if layout is None:
            return QPointF()
        left = (self.width() - layout.width * scale) / 2
        return QPointF(left, (self.height() - CAPTION - layout.height * scale) / 2)

    def _frame(self) -> QRectF:
        """What is in view (px), where it can be seen and hit."""
        scale, corner = self._scale(), self._corner()
        seen = self._looking.camera.view(self._looking.size)
        wide, high = max(seen.width * scale, FRAME), max(seen.height * scale, FRAME)
        middle = seen.center
        left = corner.x() + middle.x * scale - wide / 2
        top = corner.y() + middle.y * scale - high / 2
        inner = QRectF(self.rect()).adjusted(2, 2, -2, -2 - CAPTION)
        return QRectF(left, top, wide, high) & inner

    def _there(self, at: QPointF) -> Point:
        """The point of the picture (pt) that stands there."""
        scale, corner = self._scale(), self._corner()
        return Point((at.x() - corner.x()) / scale, (at.y() - corner.y()) / scale)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self._opacity)
        theme = self._view.theme
        plate = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(plate, CHIP, CHIP)
        if self.picture.image is not None:
            painter.drawImage(self._corner(), self.picture.image)
        self._paint_selection(painter, theme)
        frame = self._frame()
        inside = QColor(theme.accent)
        inside.setAlphaF(INSIDE)
        painter.setBrush(inside)
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.drawRoundedRect(frame, 2, 2)
        self._paint_caption(painter, theme)
        painter.end()

    def _paint_caption(self, painter: QPainter, theme: Theme) -> None:
        """In which clusters the middle of the view lies."""
        room = self.rect().adjusted(round(PAD), self.height() - round(CAPTION + 2), -round(PAD), -2)
        font = self.font()
        font.setPixelSize(SECONDARY)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        said = plain.line(self._where())
        short = QFontMetrics(font).elidedText(said, Qt.TextElideMode.ElideLeft, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, short)

    def _paint_selection(self, painter: QPainter, theme: Theme) -> None:
        layout, selection = self._view.layout, self._view.appearance.selection
        place = layout.nodes.get(selection) if layout and selection else None
        if place is None:
            return
        at, scale = place.icon.center, self._scale()
        middle = self._corner() + QPointF(at.x * scale, at.y * scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(middle, 3, 3)

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            event.ignore()
            return
        at = self._there(event.position())
        camera = self._looking.camera
        if self._frame().contains(event.position()):
            self._held = Point(at.x - camera.x, at.y - camera.y)
        else:
            self._held = Point(0, 0)
            self._looking.look_at(Camera(at.x, at.y, camera.scale))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            at, scale = self._there(event.position()), self._looking.camera.scale
            there = Camera(at.x - self._held.x, at.y - self._held.y, scale)
            self._looking.look_at(there, glide=False)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None
        self.let_go.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """It zooms about the middle of the view, as the frame does."""
        event.accept()
        turns = (event.angleDelta().y() or event.angleDelta().x()) / NOTCH
        self._looking.zoom_by(PER_NOTCH**turns, glide=abs(turns) >= 1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            there = self._there(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain.tip(self._name(there)), self)
            return True
        return super().event(event)

    def _where(self) -> str:
        """In which clusters the middle of the view lies, the outermost first."""
        camera = self._looking.camera
        return self._name(Point(camera.x, camera.y))

    def _name(self, point: Point) -> str:
        """Of the clusters round a point (pt), the outermost first; empty where there is none."""
        layout, shown = self._view.layout, self._view.appearance.shown.clusters
        if layout is None:
            return ""
        found = [
            (-place.box.width * place.box.height, describe.name(layout.diagram, id))
            for id, place in layout.clusters.items()
            if id in shown and place.box.contains(*point)
        ]
        return " › ".join(name for _, name in sorted(found) if name)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())
