"""Small pictures of the diagrams, made when there is nothing else to do, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import fitting
from app.model.ids import DiagramId
from app.model.view_state import ViewState
from app.session.changes import Change, Changed
from app.ui.session.store import Store

WIDTH, HEIGHT = 288, 162  # px, 16:9
MARGIN = 10  # px
AT_ONCE = 0.006  # s that one is painted in an event
IDLE = 120  # ms without a change before a thumbnail is made


class Thumbnails(QObject):
    """Pixmaps by diagram id, as each diagram looks now or was left, in the current theme."""

    made = Signal(str)

    def __init__(self, store: Store, ratio: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._ratio = store, ratio
        self._made: dict[DiagramId, QPixmap] = {}
        self._stale: list[DiagramId] = []
        self._painted: tuple[DiagramId, Iterator[QPixmap | None]] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make_one)
        store.on(Changed.WORKSPACE, self._prune)
        store.on(Changed.LAYOUTS, self._take)
        store.on(Changed.VISIBLE, self._follow)
        store.on(Changed.THEME, self._renew_all)

    def of(self, diagram: DiagramId) -> QPixmap | None:
        return self._made.get(diagram)

    def begin(self) -> None:
        """Make what is already there."""
        self._renew_all()

    def _renew(self, diagram: DiagramId) -> None:
        if diagram not in self._stale:
            self._stale.append(diagram)
        self._timer.start(IDLE)

    def _renew_all(self) -> None:
        for diagram in self._store.layouts:
            self._renew(diagram)

    def _prune(self) -> None:
        known = self._store.layouts
        self._made = {k: v for k, v in self._made.items() if k in known}

    def _take(self, change: Change) -> None:
        for diagram in change.layouts & self._store.layouts.keys():
            self._renew(diagram)

    def _follow(self, change: Change) -> None:
        toured = change.old.state.tour or change.new.state.tour
        if not toured and Changed.DIAGRAM not in change.what:
            self._renew(change.new.state.diagram)  # in a tour, as it will be again when that ends

    def _make_one(self) -> None:
        """Go on with one, or begin the next: a large one takes several events."""
        if self._painted is None and self._stale:
            diagram = self._stale.pop(0)
            layout = self._store.layouts.get(diagram)
            if layout is not None:
                left = self._store.session.lasting_state_of(diagram)
                state = ViewState(diagram, left.layers, hidden=left.hidden)
                self._painted = diagram, thumbnail(layout, state, self._store, self._ratio)
        if self._painted is not None:
            diagram, steps = self._painted
            end = perf_counter() + AT_ONCE
            found = None
            while found is None and perf_counter() < end:
                found = next(steps)
            if found is not None:
                self._painted = None
                self._made[diagram] = found
                self.made.emit(diagram)
        if self._stale or self._painted is not None:
            self._timer.start(0)


def thumbnail(
    layout: DiagramLayout, state: ViewState, store: Store, ratio: float
) -> Iterator[QPixmap | None]:
    """The whole picture, in the middle of 16:9, after so many steps of some ms."""
    from app.render.painter import draw_steps
    from app.scene.appearance import appearance

    wide, high = round(WIDTH * ratio), round(HEIGHT * ratio)
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor(store.theme.canvas))
    margin = MARGIN * ratio
    scale = fitting((layout.width, layout.height), (wide - 2 * margin, high - 2 * margin))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate((wide - layout.width * scale) / 2, (high - layout.height * scale) / 2)
    painter.scale(scale, scale)
    tour = store.workspace.tour(state.tour) if store.workspace else None
    try:
        looks = appearance(layout, state, store.theme, tour=tour)
        yield from draw_steps(painter, layout, looks, scale)
    finally:  # also where nobody wants it any more
        painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    yield pixmap
