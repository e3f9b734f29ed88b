"""The handles that fold clusters and open folded ones."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.model.folding import line_of, stand_in
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.scene.handles import handle_box
from app.session import folding
from app.ui.services import describe
from app.ui.views.canvas.frame_cache import FrameView
from app.ui.views.canvas.surface import CanvasSurface

CROWDED = 5  # times as wide as its handle is a folded cluster that always has it
NEAR = 2.0  # px round a handle that still are the handle


class FoldHandles:
    """On each folded cluster that is large enough in the view, on the one that the pointer is over or in, and on a selected one. An edge
    that could be one line with others has one while the pointer is on it, and while it is selected; a
    line that stands for several opens by its number."""

    def __init__(self, surface: CanvasSurface) -> None:
        self._surface = surface
        self._folded: tuple[ElementId, ...] = ()
        self._badges = False  # some line stands for several edges
        self._shown: tuple[ElementId, ...] = ()
        surface.told.connect(self._follow_pointer)

    def renew(self) -> None:
        """Another picture, or none, has come in."""
        layout = self._surface.layout
        made = layout.diagram if layout and layout.diagram.folding else None
        self._folded = tuple(n.id for n in made.nodes if n.folds) if made else ()
        self._badges = made is not None and any(e.count > 1 for e in made.edges)
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

    def badge_at(self, at: QPointF) -> ElementId | None:
        """The line for several edges whose number lies under a point of the view."""
        surface = self._surface
        if not self._badges:
            return None
        layout, found = surface.layout, surface.targets.hit(at, edges=True)
        place = layout.edges.get(found) if layout and found else None
        if layout is None or found is None or place is None or place.label_box is None:
            return None
        looking = surface.looking
        point = looking.camera.to_diagram(Point(at.x(), at.y()), looking.size)
        inside = place.label_box.inflated(NEAR / looking.scale).contains(*point)
        return found if inside and layout.diagram.index.edges[found].count > 1 else None

    def turn(self, element: ElementId) -> None:
        """Fold it, or unfold it."""
        self._surface.framing.tell()
        self._surface.store.do(folding.turn, element)

    def line(self, element: ElementId) -> str:
        """What a click on its handle, or its number, does."""
        layout = self._surface.layout
        if layout is None:
            return ""
        edge = layout.diagram.index.edges.get(element)
        if edge is not None:
            if edge.count == 1:
                return "Draw these edges as one line"
            return "\n".join(
                [f"Draw each of {edge.count} edges", *describe.merged(layout.diagram, element)]
            )
        name = describe.name(layout.diagram, element) or "it"
        if element in layout.nodes:
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
        meant = (*self._shown, *self._selected())
        for element in dict.fromkeys((*meant, *self._folded)):
            box = handle_box(layout, element, scale, element in ways)
            if box is None:
                continue
            # From far away only the one that is meant: a handle on each would be all there is to see.
            if element in meant or box.width * CROWDED <= layout.nodes[element].icon.width:
                yield element, box

    def _selected(self) -> tuple[ElementId, ...]:
        layout, selection = self._surface.layout, self._surface.store.state.selection
        if layout is None or selection is None:
            return ()
        found = stand_in(layout.diagram, selection)
        if found is None or not (found in layout.clusters or self._is_spread(found)):
            return ()
        return (found,)

    def _follow_pointer(self, element: ElementId | None) -> None:
        """The innermost cluster that the pointer is in has its handle, or the edge that it is on."""
        layout = self._surface.layout
        shown: tuple[ElementId, ...] = ()
        if layout is not None and element is not None:
            if element in layout.clusters or self._is_spread(element) or element in self._folded:
                shown = (element,)
            elif element in layout.nodes:
                shown = tuple(layout.diagram.index.around(element))[:1]
        if shown != self._shown:
            self._shown = shown
            self._surface.widget.update()

    def _is_spread(self, element: ElementId) -> bool:
        """It is an edge that can be drawn as one line with others."""
        layout, session = self._surface.layout, self._surface.store.session
        if layout is None or session.diagram is None or element not in layout.edges:
            return False
        if not session.state.spread:
            return False
        alone = layout.diagram.index.edges[element].count == 1
        return alone and line_of(session.diagram, session.folds, element) is not None
