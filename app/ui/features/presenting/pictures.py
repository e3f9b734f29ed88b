"""The presenter's two small pictures: what the audience sees, and what comes next."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.model.geometry import fitting
from app.session import verbs
from app.session.changes import Changed
from app.ui.features.presenting.stops import coming
from app.ui.features.presenting.tools import Tools
from app.ui.session.store import Store
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.canvas.following import PictureFollowing
from app.ui.views.notes.style import sized

FRAME = 33  # ms between two of its frames, while the audience's picture moves
SLOW = 0.008  # s; a frame that takes longer waits until theirs rests
REST = 150  # ms
COVER = 18  # px, of the words over it
LATER = 350  # ms after a step until the next one's picture is made: the audience's comes first


class Mirror(QWidget):
    """The audience's picture, small, from where they see it. What the pointer does on it, it does
    on theirs; it is not shown there while no tool is in the hand."""

    def __init__(self, canvas: Canvas, tools: Tools, store: Store) -> None:
        super().__init__()
        self._canvas, self._tools, self._store = canvas, tools, store
        self._image = QImage()
        self._stale = True
        self._slow = False
        self.covered = ""  # what the audience sees instead
        self.setMouseTracking(True)
        self.setMinimumSize(208, 117)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("What the audience sees")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.update)
        canvas.installEventFilter(self)
        canvas.looking.camera_changed.connect(self.invalidate)
        store.on(Changed.STATE | Changed.LAYOUT | Changed.THEME, self.invalidate)
        tools.painted.connect(self.update)
        tools.changed.connect(self._show_cursor)

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    def invalidate(self) -> None:
        """The audience's picture has changed."""
        self._stale = True
        if self._slow:
            self._soon.start(REST)
        elif not self._soon.isActive():
            self._soon.start(FRAME)

    def cover(self, text: str) -> None:
        """Say what the audience sees instead, or with nothing that they see the picture."""
        if text != self.covered:
            self.covered = text
            self.update()

    @property
    def frame(self) -> QRectF:
        """Where the picture stands, px: of the shape of the audience's."""
        wide, high = self._canvas.looking.size
        scale = fitting((wide, high), (self.width(), self.height()))
        size = (wide * scale, high * scale)
        return QRectF((self.width() - size[0]) / 2, (self.height() - size[1]) / 2, *size)

    def to_audience(self, at: QPointF) -> QPointF:
        """A point of the widget → of the audience's canvas, px."""
        return (at - self.frame.topLeft()) / self._scale

    @property
    def _scale(self) -> float:
        return fitting(self._canvas.looking.size, (self.width(), self.height()))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, frame = self._store.theme, self.frame
        self._paint_picture(frame)
        painter = QPainter(self)
        painter.drawImage(frame.topLeft(), self._image)
        painter.save()
        painter.setClipRect(frame)
        painter.translate(frame.topLeft())
        painter.scale(self._scale, self._scale)
        if not self._tools.isHidden():
            whole = QRectF(0, 0, *self._canvas.looking.size)
            self._tools.paint(painter, whole, small=True)
        painter.restore()
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))
        if self.covered:
            veil = QColor(theme.canvas)
            veil.setAlphaF(0.85)
            painter.fillRect(frame, veil)
            painter.setFont(sized(self.font(), COVER))
            painter.setPen(QColor(theme.text))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.covered)
        painter.end()

    def _paint_picture(self, frame: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        pixels = (frame.size() * ratio).toSize()
        if self._image.size() != pixels:
            self._image = QImage(pixels, QImage.Format.Format_RGB32)
            self._stale = True
        if not self._stale:
            return
        self._stale, began = False, time.perf_counter()
        self._image.setDevicePixelRatio(ratio)
        seen = self._canvas.looking.camera
        camera = Camera(seen.x, seen.y, seen.scale * self._scale)
        painter = QPainter(self._image)
        self._canvas.viewport.painting.paint_from(painter, camera, (frame.width(), frame.height()))
        self._canvas.viewport.painting.corners(painter, (frame.width(), frame.height()))
        painter.end()
        self._slow = time.perf_counter() - began > SLOW

    # Pointer

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # All of it is painted: something has changed that no signal tells of, as in a fade.
        if isinstance(event, QPaintEvent) and event.rect() == self._canvas.rect():
            self.invalidate()
        return False

    def _show_cursor(self) -> None:
        if self._tools.tool is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.BlankCursor)

    def _pass(self, event: QMouseEvent) -> None:
        at = self.to_audience(event.position())
        there = QMouseEvent(
            event.type(),
            at,
            QPointF(self._canvas.mapToGlobal(at)),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )
        QApplication.sendEvent(self._canvas, there)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pass(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pass(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pass(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        held = event.buttons() != Qt.MouseButton.NoButton
        if self._tools.tool is None and not held:
            return
        if held or self.frame.contains(event.position()):
            self._pass(event)
        else:
            self._tools.point(None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tools.point(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        at = self.to_audience(event.position())
        there = QWheelEvent(
            at,
            QPointF(self._canvas.mapToGlobal(at)),
            event.pixelDelta(),
            event.angleDelta(),
            event.buttons(),
            event.modifiers(),
            event.phase(),
            event.inverted(),
        )
        QApplication.sendEvent(self._canvas, there)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stale = True


class NextPicture(QWidget):
    """The picture of the step that comes next: a store of its own that is one step ahead."""

    def __init__(self, store: Store, audience: Canvas) -> None:
        super().__init__()
        self._shown, self._audience = store, audience
        self.ahead = Store(self, base=store)
        self._following = PictureFollowing(self.ahead, self, like=audience.framing)
        self.viewport, self._framing = self._following.view, self._following.framing
        self.setAccessibleName("What comes next")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport.set_bare(True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LATER)
        self._soon.timeout.connect(self.renew)
        store.on(Changed.STATE | Changed.WORKSPACE, self._renew_soon)
        self.renew()

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No higher than the audience's view is in that width."""
        wide, high = self._audience.looking.size
        self.setMaximumHeight(max(round(self.width() * high / wide), self.minimumHeight()))
        super().resizeEvent(event)
        self._framing.resize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.viewport.paint(painter, self._following.words())
        painter.end()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._framing.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.viewport.follow_flow()

    def renew(self) -> None:
        """Look one step ahead; after the last one, stay."""
        self._soon.stop()
        store, ahead = self._shown, self.ahead
        title, diagram = coming(store)
        if not title:
            return
        now = replace(store.state, selection=None, reading=None, viewport=None, tidy=False)
        left = replace(store.session.state_of(diagram), selection=None, viewport=None, tidy=False)
        if store.tour is not None:
            ahead.do(verbs.restore, now, (left,) if diagram != now.diagram else ())
            ahead.do(verbs.go_step, now.step + 1)
        else:
            ahead.do(verbs.restore, left)

    def _renew_soon(self) -> None:
        self._soon.start()
