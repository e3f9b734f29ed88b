"""The handles that fold clusters and open folded ones."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.model.folding import stand_in
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.scene.handles import handle_box
from app.session import folding
from app.ui.services import describe
from app.ui.views.canvas.frame_cache import FrameView
from app.ui.views.canvas.surface import CanvasSurface

NEAR = 2.0  # px round a handle that still are the handle


class FoldHandles:
    """On each folded cluster, on the one that the pointer is over or in, and on a selected one."""

    def __init__(self, surface: CanvasSurface) -> None:
        self._surface = surface
        self._folded: tuple[ElementId, ...] = ()
        self._shown: tuple[ElementId, ...] = ()
        surface.told.connect(self._follow_pointer)

    def renew(self) -> None:
        """Another picture, or none, has come in."""
        layout = self._surface.layout
        nodes = layout.diagram.nodes if layout else ()
        self._folded = tuple(n.id for n in nodes if n.folds)
        self._shown = ()

    def at(self, at: QPointF) -> ElementId | None:
        """The cluster whose handle lies under a point of the view."""
        looking = self._surface.looking
        point = looking.camera.to_diagram(Point(at.x(), at.y()), looking.size)
        for cluster, box in self._places():
            if box.inflated(NEAR / looking.scale).contains(*point):
                opacity = self._surface.viewport.appearance.opacity
                return cluster if opacity.get(cluster, 0) > 0 else None
        return None

    def turn(self, cluster: ElementId) -> None:
        """Fold it, or unfold it."""
        self._surface.framing.tell()
        self._surface.store.do(folding.turn, cluster)

    def line(self, cluster: ElementId) -> str:
        """What a click on its handle does."""
        layout = self._surface.layout
        if layout is None:
            return ""
        name = describe.name(layout.diagram, cluster) or "it"
        if cluster in layout.nodes:
            return f"Unfold “{name}”"
        return f"Fold “{name}” into one component"

    def paint(self, painter: QPainter) -> None:
        surface, looking = self._surface, self._surface.looking
        places = list(self._places())
        if places:
            view = FrameView(looking.camera, looking.size, surface.widget.devicePixelRatioF())
            surface.viewport.painting.handles(painter, view, places)

    def _places(self) -> Iterator[tuple[ElementId, Box]]:
        layout, scale = self._surface.layout, self._surface.looking.scale
        if layout is None or self._surface.looking.bare:
            return
        ways = self._surface.store.session.ways_in
        for cluster in dict.fromkeys((*self._shown, *self._selected(), *self._folded)):
            box = handle_box(layout, cluster, scale, cluster in ways)
            if box is not None:
                yield cluster, box

    def _selected(self) -> tuple[ElementId, ...]:
        layout, selection = self._surface.layout, self._surface.store.state.selection
        if layout is None or selection is None:
            return ()
        found = stand_in(layout.diagram, selection)
        return (found,) if found and found in layout.clusters else ()

    def _follow_pointer(self, element: ElementId | None) -> None:
        """The innermost cluster that the pointer is in has its handle."""
        layout = self._surface.layout
        shown: tuple[ElementId, ...] = ()
        if layout is not None and element is not None:
            if element in layout.clusters:
                shown = (element,)
            elif element in layout.nodes:
                shown = tuple(layout.diagram.index.around(element))[:1]
        if shown != self._shown:
            self._shown = shown
            self._surface.widget.update()
