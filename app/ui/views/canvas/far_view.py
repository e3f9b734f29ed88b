"""What of a picture's overview shows from where one looks: painted, and found under the pointer."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
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


@dataclass
class _Merging:
    """How the bundles of an overview show with elements of that `opacity`: what hangs on it is worked out
    when that changes, and put in place whole."""

    of: PictureOverview
    opacity: Mapping[ElementId, float]
    lit_begins: float  # the scale below which edges that are lit merge, too
    alone: bool  # these are drawn one by one
    lit: frozenset[ElementId]  # edges that are lit with their bundle
    hidden: frozenset[ElementId]  # that merge
    begins: float
    shown: tuple[SeenBundle, ...]
    strong: list[SeenBundle] = field(default_factory=list)
    faint: dict[float, QPainterPath] = field(default_factory=dict)  # pt, by how strongly they show
    faint_long: float = 0.0  # pt, all of these
    thinned: dict[float, Mapping[ElementId, float]] = field(default_factory=dict)

    def sort(self, pointed: tuple[ElementId, ElementId] | None) -> None:
        """Which bundles may have a number or be lit, and the line of all others."""
        self.strong, self.faint, self.faint_long = [], {}, 0.0
        for shown in self.shown:
            ends, edges = shown.bundle.ends, shown.bundle.edges
            if ends in self.of.counts or ends == pointed or edges & self.lit:
                self.strong.append(shown)
            else:
                strength = 1.0 if shown.opacity > DIMMED else WEAK
                self.faint_long += shown.bundle.length
                add_way(self.faint.setdefault(strength, QPainterPath()), shown.bundle.way)

    def weakened(self, part: float) -> Mapping[ElementId, float]:
        """How strongly each element shows where edges have merged so far (0..1)."""
        found = self.thinned.get(part)
        if found is None:
            rest, opacity, hidden = 1.0 - part, self.opacity, self.hidden
            if rest > 0:
                found = {id: s * rest if id in hidden else s for id, s in opacity.items()}
            else:
                found = {id: s for id, s in opacity.items() if s > 0 and id not in hidden}
            self.thinned[part] = found
        return found


class FarView:
    """Of a `layout`, None while there is none or it is on its way. While something of the picture is asked
    there is nothing of it: it would give that away."""

    def __init__(self) -> None:
        self.layout: DiagramLayout | None = None
        self.pointed: tuple[ElementId, ElementId] | None = None  # the ends of the bundle there
        self._merging: _Merging | None = None
        self._renewing = False
        self._seen_from: tuple[Camera, Size] | None = None
        self._seen: tuple[SeenName, ...] = ()

    # How edges merge

    def renew(self, appearance: Appearance, scale: float) -> Generator[None, None, None]:
        """Work out how edges merge in that appearance, in steps of some ms; until that is done, they do as
        before."""
        found = self._overview_at(appearance, scale)
        if found is None or self._fits(found, appearance, scale):
            return
        self._renewing = True
        try:
            yield from self._renew(found, appearance, scale)
        finally:
            self._renewing = False

    def thinned(self, appearance: Appearance, scale: float) -> Mapping[ElementId, float]:
        """How strongly each element shows at so many px per pt: edges that have merged do not."""
        merging = self._merging_at(appearance, scale)
        part = merging.of.bundles.merged(merging.begins, scale) if merging else 0.0
        return merging.weakened(part) if merging and part > 0 else appearance.opacity

    def hides(self, appearance: Appearance, scale: float) -> frozenset[ElementId]:
        """The edges that have merged so far that they cannot be pointed at."""
        merging = self._merging_at(appearance, scale)
        if merging is None or merging.of.bundles.merged(merging.begins, scale) < HIT:
            return frozenset()
        return merging.hidden

    def _overview_at(self, appearance: Appearance, scale: float) -> PictureOverview | None:
        """Where there may be something of it to see at so many px per pt."""
        if self.layout is None or scale >= CLOSE or appearance.masked:
            return None
        found = overview_of(self.layout)
        return found if scale < found.bundles.far else None

    def _merging_at(self, appearance: Appearance, scale: float) -> _Merging | None:
        found = self._overview_at(appearance, scale)
        if found is None:
            return None
        if not self._renewing and not self._fits(found, appearance, scale):
            for _ in self._renew(found, appearance, scale):
                pass
        merging = self._merging
        return merging if merging is not None and merging.of is found else None

    def _fits(self, overview: PictureOverview, appearance: Appearance, scale: float) -> bool:
        now = self._merging
        if now is None or now.of is not overview or now.opacity is not appearance.opacity:
            return False
        return now.alone is _alone(overview, appearance, scale, now.lit_begins)

    def _renew(
        self, overview: PictureOverview, appearance: Appearance, scale: float
    ) -> Generator[None, None, None]:
        bundles, opacity = overview.bundles, appearance.opacity
        lit_begins = bundles.begins(dict.fromkeys(appearance.highlighted, 1.0))
        alone = _alone(overview, appearance, scale, lit_begins)
        apart = appearance.highlighted if alone else frozenset()
        begins = bundles.begins(opacity)
        yield
        shown = bundles.shown(opacity)
        yield
        lit, hidden = appearance.highlighted - apart, bundles.edges - apart
        merging = _Merging(overview, opacity, lit_begins, alone, lit, hidden, begins, shown)
        merging.sort(self.pointed)
        self._merging, self._seen_from = merging, None
        yield

    def point(self, ends: tuple[ElementId, ElementId] | None) -> bool:
        """The pointer is on the bundle between those, or on none; False where it was before."""
        if ends == self.pointed:
            return False
        self.pointed = ends
        if self._merging is not None:
            self._merging.sort(ends)
        return True

    # Painting

    def paint(self, painter: QPainter, appearance: Appearance, camera: Camera, size: Size) -> None:
        """Over the picture; the painter maps px."""
        merging = self._merging_at(appearance, camera.scale)
        if merging is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        part = merging.of.bundles.merged(merging.begins, camera.scale)
        if part > 0:
            _paint_bundles(painter, merging, self.pointed, appearance, camera, size, part)
        names = self._names(appearance, camera, size)
        for name, box, strength in names:
            if name.standing.spot.led:
                painter.setOpacity(strength)
                at = camera.to_view(name.standing.spot.anchor, size)
                draw_leader(painter, appearance, at, box)
        for name, box, strength in names:
            painter.setOpacity(strength)
            draw_name(painter, merging.of, appearance, name, box)
        painter.restore()

    def _names(self, appearance: Appearance, camera: Camera, size: Size) -> tuple[SeenName, ...]:
        """Those in view, with their plates (px) and how strongly each shows; kept while nothing
        moves."""
        merging = self._merging_at(appearance, camera.scale)
        if merging is None:
            return ()
        if self._seen_from != (camera, size):
            self._seen_from = camera, size
            self._seen = tuple(self._in_view(merging.of, appearance, camera, size))
        return self._seen

    def _in_view(
        self, overview: PictureOverview, appearance: Appearance, camera: Camera, size: Size
    ) -> Iterator[SeenName]:
        view, cut, kept = Box(0.0, 0.0, *size), list[SeenName](), list[Box]()
        for name in overview.names:
            opacity = appearance.opacity.get(name.element, 0.0)
            strength = name.strength(camera.scale) if opacity > 0 else 0.0
            if strength > 0:
                box = name.box(camera.to_view(name.standing.spot.anchor, size))
                if box.intersects(view):
                    found = name, box, strength * (1.0 if opacity > DIMMED else WEAK)
                    if view.holds(box):
                        kept.append(box)
                        yield found
                    else:
                        cut.append(found)
        for name, box, strength in cut:  # those that are whole keep their places
            moved = _inward(box, size)
            if any(moved.intersects(other) for other in kept):
                moved = box
            kept.append(moved)
            yield name, moved, strength

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
        merging = self._merging_at(appearance, camera.scale)
        if merging is None or merging.of.bundles.merged(merging.begins, camera.scale) < HIT:
            return None
        point = camera.to_diagram(at, size)
        near = NEAR / camera.scale
        shown = merging.shown
        found = [(s.bundle.near(point.x, point.y, near), n) for n, s in enumerate(shown)]
        best = min(found, default=(inf, 0))
        return shown[best[1]] if best[0] < inf else None


def _alone(
    overview: PictureOverview, appearance: Appearance, scale: float, lit_begins: float
) -> bool:
    """Edges that are lit stay by themselves: they are few enough for that, and not those of a whole
    cluster."""
    return scale >= lit_begins and appearance.selection not in overview.layout.clusters


def _paint_bundles(
    painter: QPainter,
    merging: _Merging,
    pointed: tuple[ElementId, ElementId] | None,
    appearance: Appearance,
    camera: Camera,
    size: Size,
    part: float,
) -> None:
    overview = merging.of
    thin = overview.bundles.thin(merging.faint_long, camera.scale)
    painter.save()
    FrameView(camera, size, painter.device().devicePixelRatioF()).enter(painter)
    for strength, path in merging.faint.items():
        painter.setOpacity(part * strength * thin)
        draw_faint(painter, appearance, path)
    painter.restore()
    strong: list[tuple[SeenBundle, NamePlace | None, bool, float]] = []
    for shown in merging.strong:
        ends = shown.bundle.ends
        place = overview.counts.get(ends)
        if place is not None and place.low > camera.scale:
            place = None
        lit = ends == pointed or not shown.bundle.edges.isdisjoint(merging.lit)
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


def _inward(box: Box, size: Size) -> Box:
    """A name that the view's border cuts, moved into the view: the farther, the more of it is there, so
    that it comes in calmly as one pans, and is whole once its middle is in."""
    (wide, high), middle = size, box.center
    return box.moved(
        _shift(middle.x, box.width / 2) - _shift(wide - middle.x, box.width / 2),
        _shift(middle.y, box.height / 2) - _shift(high - middle.y, box.height / 2),
    )


def _shift(inside: float, half: float) -> float:
    """How far (px) what is so far inside a border moves away from it, by half its size at most."""
    return min(max(half - inside, 0.0), max(half + inside, 0.0))


def _beyond(way: tuple[Point, ...], size: Size) -> bool:
    """A line along it is out of view."""
    xs, ys = [p.x for p in way], [p.y for p in way]
    return max(xs) < 0 or min(xs) > size[0] or max(ys) < 0 or min(ys) > size[1]
