"""What of a picture's overview shows from where one looks: painted, and found under the pointer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf

from PySide6.QtGui import QPainter, QPainterPath

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.render.overview import (
    add_way,
    draw_bundle,
    draw_count,
    draw_faint,
    draw_leader,
    draw_name,
)
from app.scene.appearance import Appearance
from app.scene.bundles import SeenBundle
from app.scene.overview import LargeName, PictureOverview, overview_of
from app.scene.spaced_names import NamePlace
from app.ui.views.canvas.camera import Camera, Size
from app.ui.views.canvas.frame_cache import FrameView

CLOSE = 0.6  # px per pt; from there on all can be read
DIMMED = 0.5  # below that an element is dimmed, and so is its name
WEAK = 0.35  # how strong that is then
HIT = 0.5  # how strongly a name or a bundle shows that can be pointed at
NEAR = 6.0  # px; how far from a bundle's line still hits it

SeenName = tuple[LargeName, Box, float]


class FarView:
    """Of a `layout`, None while there is none or it is on its way. While something of the picture is asked
    there is nothing of it: it would give that away."""

    def __init__(self) -> None:
        self.layout: DiagramLayout | None = None
        self.pointed: tuple[ElementId, ElementId] | None = None  # the ends of the bundle there
        self._opacity: Mapping[ElementId, float] = {}
        self._strong: list[SeenBundle] = []
        self._faint: dict[float, QPainterPath] = {}  # pt, by how strongly they show
        self._faint_long = 0.0  # pt, all of these
        self._merged_lit: frozenset[ElementId] = frozenset()  # edges that are lit with their bundle
        self._apart: frozenset[ElementId] = frozenset()  # edges that stay by themselves
        self._alone, self._lit_begins = True, 0.0
        self._begins = 0.0
        self._shown: tuple[SeenBundle, ...] = ()
        self._thinned: dict[float, Mapping[ElementId, float]] = {}
        self._hidden: frozenset[ElementId] = frozenset()
        self._seen_from: tuple[Camera, Size] | None = None
        self._seen: tuple[SeenName, ...] = ()
        self._of: PictureOverview | None = None

    def _overview(self, appearance: Appearance, scale: float) -> PictureOverview | None:
        """Where there may be something of it to see at so many px per pt."""
        if self.layout is None or scale >= CLOSE or appearance.masked:
            return None
        found = overview_of(self.layout)
        if scale >= found.bundles.far:
            return None
        opacity = appearance.opacity
        if self._of is not found or self._opacity is not opacity:
            lit = dict.fromkeys(appearance.highlighted, 1.0)
            self._lit_begins = found.bundles.begins(lit)
            self._of = None
        alone = scale >= self._lit_begins and appearance.selection not in found.layout.clusters
        if self._of is None or alone is not self._alone:
            self._take(found, appearance, alone)
        return found

    # How edges merge

    def thinned(self, appearance: Appearance, scale: float) -> Mapping[ElementId, float]:
        """How strongly each element shows at so many px per pt: edges that have merged do not."""
        part = self._merged(appearance, scale)
        if self._of is None or part <= 0:
            return appearance.opacity
        found = self._thinned.get(part)
        if found is None:
            rest = 1.0 - part
            opacity = self._opacity
            weaker = {id: opacity[id] * rest for id in self._hidden if id in opacity}
            found = {**opacity, **weaker}
            if rest <= 0:
                found = {id: s for id, s in found.items() if s > 0}
            self._thinned[part] = found
        return found

    def hides(self, appearance: Appearance, scale: float) -> frozenset[ElementId]:
        """The edges that have merged so far that they cannot be pointed at."""
        return self._hidden if self._merged(appearance, scale) >= HIT else frozenset()

    def _merged(self, appearance: Appearance, scale: float) -> float:
        overview = self._overview(appearance, scale)
        return overview.bundles.merged(self._begins, scale) if overview else 0.0

    def _take(self, overview: PictureOverview, appearance: Appearance, alone: bool) -> None:
        """What hangs on what shows is worked out when that changes. `alone`: edges that are lit stay
        by themselves; they are few enough for that, and not those of a whole cluster."""
        opacity = appearance.opacity
        self._of, self._opacity, self._thinned = overview, opacity, {}
        self._seen_from = None
        self._alone = alone
        self._apart = appearance.highlighted if alone else frozenset()
        self._merged_lit = appearance.highlighted - self._apart
        self._hidden = overview.bundles.edges - self._apart
        self._begins = overview.bundles.begins(opacity)
        self._shown = overview.bundles.shown(opacity)
        self._sort(overview)

    def _sort(self, overview: PictureOverview) -> None:
        """Which bundles may have a number or be lit, and the line of all others."""
        self._strong, self._faint, self._faint_long = [], {}, 0.0
        for shown in self._shown:
            ends, edges = shown.bundle.ends, shown.bundle.edges
            if ends in overview.counts or ends == self.pointed or edges & self._merged_lit:
                self._strong.append(shown)
            else:
                strength = 1.0 if shown.opacity > DIMMED else WEAK
                self._faint_long += shown.bundle.length
                add_way(self._faint.setdefault(strength, QPainterPath()), shown.bundle.way)

    def point(self, ends: tuple[ElementId, ElementId] | None) -> bool:
        """The pointer is on the bundle between those, or on none; False where it was before."""
        if ends == self.pointed:
            return False
        self.pointed = ends
        if self._of is not None:
            self._sort(self._of)
        return True

    # Painting

    def paint(self, painter: QPainter, appearance: Appearance, camera: Camera, size: Size) -> None:
        """Over the picture; the painter maps px."""
        overview = self._overview(appearance, camera.scale)
        if overview is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        part = self._merged(appearance, camera.scale)
        if part > 0:
            self._paint_bundles(painter, overview, appearance, camera, size, part)
        names = self._names(appearance, camera, size)
        for name, box, strength in names:
            if name.standing.spot.led:
                painter.setOpacity(strength)
                at = camera.to_view(name.standing.spot.anchor, size)
                draw_leader(painter, appearance, at, box)
        for name, box, strength in names:
            painter.setOpacity(strength)
            draw_name(painter, overview, appearance, name, box)
        painter.restore()

    def _paint_bundles(
        self,
        painter: QPainter,
        overview: PictureOverview,
        appearance: Appearance,
        camera: Camera,
        size: Size,
        part: float,
    ) -> None:
        thin = overview.bundles.thin(self._faint_long, camera.scale)
        painter.save()
        FrameView(camera, size, painter.device().devicePixelRatioF()).enter(painter)
        for strength, path in self._faint.items():
            painter.setOpacity(part * strength * thin)
            draw_faint(painter, appearance, path)
        painter.restore()
        strong: list[tuple[SeenBundle, NamePlace | None, bool, float]] = []
        for shown in self._strong:
            ends = shown.bundle.ends
            place = overview.counts.get(ends)
            if place is not None and place.low > camera.scale:
                place = None
            lit = ends == self.pointed or not shown.bundle.edges.isdisjoint(self._merged_lit)
            way = tuple(camera.to_view(point, size) for point in shown.bundle.way)
            if not _beyond(way, size):
                strength = part * (1.0 if shown.opacity > DIMMED else WEAK)
                painter.setOpacity(strength)
                draw_bundle(painter, appearance, shown, way, lit, faint=place is None and not lit)
                strong.append((shown, place, lit, strength))
        for shown, place, lit, strength in strong:
            if place is not None and shown.count > 1:
                at = camera.to_view(place.spot.anchor, size)
                room = Point(place.claim.width, place.claim.height)
                painter.setOpacity(strength)
                draw_count(painter, overview, appearance, shown.count, at, room, lit)

    def _names(self, appearance: Appearance, camera: Camera, size: Size) -> tuple[SeenName, ...]:
        """Those in view, with their plates (px) and how strongly each shows; kept while nothing
        moves."""
        overview = self._overview(appearance, camera.scale)
        if overview is None:
            return ()
        if self._seen_from != (camera, size):
            self._seen_from = camera, size
            self._seen = tuple(self._in_view(overview, appearance, camera, size))
        return self._seen

    def _in_view(
        self, overview: PictureOverview, appearance: Appearance, camera: Camera, size: Size
    ) -> Iterator[SeenName]:
        view = Box(0.0, 0.0, *size)
        for name in overview.names:
            opacity = appearance.opacity.get(name.element, 0.0)
            strength = name.strength(camera.scale) if opacity > 0 else 0.0
            if strength > 0:
                box = name.box(camera.to_view(name.standing.spot.anchor, size))
                if box.intersects(view):
                    yield name, box, strength * (1.0 if opacity > DIMMED else WEAK)

    # Pointing

    def name_at(
        self, at: Point, appearance: Appearance, camera: Camera, size: Size
    ) -> ElementId | None:
        """The element whose large name stands there (px)."""
        for name, box, strength in self._names(appearance, camera, size):
            if strength >= WEAK * HIT and box.contains(at.x, at.y):
                return name.element
        return None

    def bundle_at(
        self, at: Point, appearance: Appearance, camera: Camera, size: Size
    ) -> SeenBundle | None:
        """The bundle whose line lies there (px), the nearest one."""
        if self._merged(appearance, camera.scale) < HIT:
            return None
        point = camera.to_diagram(at, size)
        near = NEAR / camera.scale
        found = [(s.bundle.near(point.x, point.y, near), n) for n, s in enumerate(self._shown)]
        best = min(found, default=(inf, 0))
        return self._shown[best[1]] if best[0] < inf else None


def _beyond(way: tuple[Point, ...], size: Size) -> bool:
    """A line along it is out of view."""
    xs, ys = [p.x for p in way], [p.y for p in way]
    return max(xs) < 0 or min(xs) > size[0] or max(ys) < 0 or min(ys) > size[1]
