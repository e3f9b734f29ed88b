"""What the screen adds to a cluster so that it can be folded, and to a folded one so that it opens: a
small square on its upper border, with a minus or a plus. One on an edge makes one line of those that run
alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.layout.geometry import along, polyline
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.scene.appearance import Appearance
from app.scene.items import Item, PathData, PathItem, RectItem
from app.scene.marks import SIZE as MARK
from app.scene.marks import SMALLEST
from app.scene.paint import Pen
from app.scene.walk import Run

SIZE = 16.0  # pt
LEAST, MOST = 14.0, 22.0  # px, so that it can still be seen and hit, and does not cover much
INSET = 12.0  # pt from the corner to its middle
PART = 0.75  # of an edge's way, before its handle
_ARM = 0.25  # of its size


def handle_box(
    layout: DiagramLayout, element: ElementId, scale: float, marked: bool = False
) -> Box | None:
    """Where the handle stands, in pt, at `scale` px per pt: beside the mark of one that is `marked`, as
    the way into a diagram of its own; on an edge near its head. None where there is none, or no room for
    it."""
    place, folded = layout.clusters.get(element), layout.nodes.get(element)
    around = place.box if place is not None else folded.icon if folded is not None else None
    size = min(max(SIZE, LEAST / scale), MOST / scale)
    if (edge := layout.edges.get(element)) is not None and scale >= SMALLEST:
        at = along(polyline(edge), PART)
        return Box(at.x - size / 2, at.y - size / 2, size, size)
    if around is None or scale < SMALLEST or around.width < 2 * size:
        return None
    beside = (MARK if folded is not None else 0.0) if marked else 0.0
    x = around.right - INSET - beside
    return Box(x - size / 2, around.y - size / 2, size, size)


def handle(id: ElementId, box: Box, folded: bool) -> Iterator[Item]:
    """The handle itself, in its box (pt)."""
    wide = box.width * 0.07
    ring = Pen("accent", wide, cap="square", join="bevel")
    yield RectItem(
        part="mark", element=id, box=box, corner=box.width * 0.25, fill="canvas", stroke=ring
    )
    x, y = box.center
    arm = box.width * _ARM
    ends = [Point(x - arm, y), Point(x + arm, y)]
    if folded:
        ends += [Point(x, y - arm), Point(x, y + arm)]
    sign = Pen("accent", box.width * 0.1, cap="round")
    yield PathItem(
        part="mark", element=id, data=PathData("ML" * (len(ends) // 2), tuple(ends)), stroke=sign
    )


def handles(
    layout: DiagramLayout, appearance: Appearance, places: Iterable[tuple[ElementId, Box]]
) -> Iterator[Run]:
    """Those in these boxes over the picture, as strong as what they are on."""
    for cluster, box in places:
        opacity = appearance.opacity.get(cluster, 0.0)
        if opacity > 0:
            yield tuple(handle(cluster, box, cluster in layout.nodes)), opacity, 0.0
