"""Labels find their places on routed edges: each on its own, clear of everything. Where there is no
such place, its edge is routed anew; then those are that still run through a label."""

from __future__ import annotations

from collections.abc import Sequence

from app.layout import labels
from app.layout.ground import Ground
from app.layout.lines import RoutedLines, pieces, run_through
from app.layout.ports import MeasuredTexts
from app.model.diagram import Edge
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Box, Point
from app.model.ids import ElementId


class Settling:
    """Of some edges, routed on the `ground`, which routes them again where need be. No label lies on what is `taken`, and those that are
    placed are that themselves from then on; on one of the `borders` it may, if need be."""

    def __init__(
        self,
        edges: Sequence[Edge],
        routes: dict[ElementId, tuple[Point, ...]],
        texts: MeasuredTexts,
        ground: Ground,
        taken: labels.Taken,
        borders: Sequence[Box],
    ) -> None:
        self._texts, self._ground, self._taken, self._borders = texts.edges, ground, taken, borders
        self._routes = routes
        self._edges = {e.id: e for e in edges if e.id in self._routes}
        self._lines = RoutedLines(self._routes)
        self._boxes: dict[ElementId, Box] = {}

    def places(self) -> dict[ElementId, EdgePlace]:
        """Those edges for which there is a way, with their labels on them."""
        labelled = [edge for edge in self._edges.values() if self._texts[edge.id].lines]
        for edge in [e for e in labelled if not self._settle(e)]:
            self._reroute(edge)
            if edge.id not in self._boxes:
                self._put(edge.id, self._place(edge, self._routes[edge.id])[0])
        for id in list(self._boxes):
            for other in sorted(self._lines.through(self._boxes[id]) - {id}):
                self._reroute(self._edges[other])
        return {id: self._placed(id, route) for id, route in self._routes.items()}

    def _placed(self, id: ElementId, route: tuple[Point, ...]) -> EdgePlace:
        if id not in self._boxes:
            return EdgePlace(route)
        label = self._texts[id]
        return EdgePlace(route, False, self._boxes[id], label.lines, label.font_size)

    def _place(self, edge: Edge, points: Sequence[Point]) -> tuple[Box, bool]:
        label = self._texts[edge.id]
        size = (label.width + labels.PAD, label.height)
        return labels.place(points, *size, self._taken, self._lines, edge.id, self._borders)

    def _put(self, id: ElementId, box: Box) -> None:
        self._boxes[id] = box
        self._taken.add(box)

    def _settle(self, edge: Edge) -> bool:
        """Place its label; False where there is no place that is clear."""
        box, clear = self._place(edge, self._routes[edge.id])
        if clear:
            self._put(edge.id, box)
        return clear

    def _reroute(self, edge: Edge) -> None:
        """Another way for an edge that runs through no label and has a clear place for its own; where
        there is none, all stays as it was."""
        before = self._boxes.pop(edge.id, None)
        if before is not None:
            self._taken.remove(before)
        written = list(self._boxes.values())

        def fits(points: tuple[Point, ...]) -> bool:
            way = pieces(points)
            if any(run_through(box, way) for box in written):
                return False
            return not self._texts[edge.id].lines or self._place(edge, points)[1]

        better = self._ground.again(edge, self._texts[edge.id], written, fits)
        if better is not None:
            self._routes[edge.id] = better
            self._lines.put(edge.id, better)
            if self._texts[edge.id].lines:
                self._settle(edge)
        elif before is not None:
            self._put(edge.id, before)
