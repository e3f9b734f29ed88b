"""What of the picture lies under a point of the view."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QTimer

from app.model.geometry import Point
from app.model.ids import ElementId
from app.model.layer import NOTHING, Visible
from app.model.web_address import web_address
from app.scene.bundles import SeenBundle
from app.scene.index import HitIndex, hit_index
from app.ui.views.canvas.following import PictureFollowing

INDEX = 100  # ms after a new picture until it is made ready for the pointer
NEAR, FARTHEST = 6.0, 240.0  # px, but no more pt: how far from an edge still hits it


class Targets(QObject):
    """Of the picture that is followed."""

    def __init__(self, following: PictureFollowing) -> None:
        super().__init__(following)
        self._following, self._view = following, following.view
        self._index: HitIndex | None = None
        self._merged: tuple[Visible, frozenset[ElementId], Visible] = NOTHING, frozenset(), NOTHING
        self._idle = QTimer(self, singleShot=True, interval=INDEX)
        self._idle.timeout.connect(self._made)  # the first hover need not wait for it
        following.replaced.connect(self._renew)
        self._renew()

    def component_at(self, at: QPointF) -> ElementId | None:
        """The visible node or cluster there (px)."""
        return self.hit(at, edges=False)

    def hit(self, at: QPointF, edges: bool) -> ElementId | None:
        """The visible element there (px)."""
        index, looking = self._made(), self._view.looking
        if index is None:
            return None
        far, appearance = self._view.painting.far, self._view.appearance
        named = far.name_at(Point(at.x(), at.y()), appearance, looking.camera, looking.size)
        if named is not None:
            return named
        shown = self._seen(far.hides(appearance, looking.scale))
        if not edges:
            shown = Visible(shown.nodes, shown.clusters, frozenset())
        point = looking.camera.to_diagram(Point(at.x(), at.y()), looking.size)
        return index.at(point.x, point.y, min(NEAR / looking.scale, FARTHEST), shown)

    def bundle(self, at: Point) -> SeenBundle | None:
        """The line of merged edges there (px)."""
        view, looking = self._view, self._view.looking
        return view.painting.far.bundle_at(at, view.appearance, looking.camera, looking.size)

    def _seen(self, merged: frozenset[ElementId]) -> Visible:
        """What shows, less edges that have merged with others."""
        shown = self._following.visible
        if not merged:
            return shown
        if self._merged[0] is not shown or self._merged[1] is not merged:
            left = Visible(shown.nodes, shown.clusters, shown.edges - merged)
            self._merged = shown, merged, left
        return self._merged[2]

    def spot(self, at: QPointF) -> str:
        """Where the part there (px) leads, which leads elsewhere than all of its element."""
        index, looking = self._made(), self._view.looking
        if index is None:
            return ""
        point = looking.camera.to_diagram(Point(at.x(), at.y()), looking.size)
        return web_address(index.spot(point.x, point.y, self._following.visible)) or ""

    def _made(self) -> HitIndex | None:
        if self._index is None and self._view.layout is not None:
            self._index = hit_index(self._view.layout)
        return self._index

    def _renew(self) -> None:
        self._index = None
        self._idle.start()
