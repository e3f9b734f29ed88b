"""What the screen adds to a picture: the mark on a component that has a diagram of its own, and
the light on those that the section in view is about. Neither is of use on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.scene.appearance import Appearance
from app.scene.house import title_box
from app.scene.items import EllipseItem, Item, PathData, PathItem, RectItem
from app.scene.paint import Faint, Pen
from app.scene.walk import Run

LIGHT = 0.14  # opacity of the marker
SIZE = 18.0  # pt
LEAST = 13.0  # px, so that it can still be seen and hit
INSIDE = 7.0  # pt from a cluster's border
SMALLEST = 0.25  # px per pt; below, it would hide what it stands on
_ARM, _REACH = 0.256, 0.189  # of the size: the arrow's head and shaft


def mark_box(layout: DiagramLayout, component: ElementId, scale: float) -> Box | None:
    """Where the mark stands, in pt, at `scale` px per pt: on the icon's upper right corner, or in a
    cluster's; on that where it would hide the end of the cluster's title."""
    size = max(SIZE, LEAST / scale)
    node, cluster = layout.nodes.get(component), layout.clusters.get(component)
    if node is not None:
        return _on_corner(node.icon.right, node.icon.y, size)
    if cluster is None:
        return None
    box, title = cluster.box, cluster.label_box
    inside = Box(box.right - size - INSIDE, box.y + INSIDE, size, size)
    if title.right <= inside.x:
        return inside
    corner = _on_corner(box.right, box.y, size)
    return corner.moved(max(title.right - corner.x, 0.0), 0.0)


def _on_corner(x: float, y: float, size: float) -> Box:
    return Box(x - size * 0.6, y - size * 0.4, size, size)


def mark(id: ElementId, box: Box) -> Iterator[Item]:
    """The mark itself, in its box (pt): a round one with an arrow."""
    ring = Pen("accent", box.width * 0.07, cap="square", join="bevel")
    yield EllipseItem(part="mark", element=id, box=box, fill="canvas", stroke=ring)
    x, y = box.center
    arm, reach = box.width * _ARM, box.width * _REACH
    tip = Point(x + reach, y + reach)
    ends = (
        *(Point(x - reach, y - reach), tip),
        *(tip, Point(tip.x - arm, tip.y)),
        *(tip, Point(tip.x, tip.y - arm)),
    )
    arrow = Pen("accent", box.width * 0.09, cap="square", join="bevel")
    yield PathItem(part="mark", element=id, data=PathData("MLMLML", ends), stroke=arrow)


def marks(
    layout: DiagramLayout, appearance: Appearance, scale: float, components: Iterable[ElementId]
) -> Iterator[Run]:
    """The marks of these components over the picture, as strong as they show themselves. `scale`
    is px per pt."""
    if scale < SMALLEST:
        return
    for component in components:
        opacity, box = appearance.opacity.get(component, 0.0), mark_box(layout, component, scale)
        if opacity > 0 and box is not None:
            yield tuple(mark(component, box)), opacity, 0.0


def light(
    layout: DiagramLayout, appearance: Appearance, scale: float, components: Iterable[ElementId]
) -> Iterator[Run]:
    """A text marker's stroke over each of these components that shows. `scale` is px per pt."""
    line = Pen("accent", max(1.5, 1.5 / scale), cap="square", join="bevel")
    fill = Faint("accent", LIGHT)
    for component in components:
        node, cluster = layout.nodes.get(component), layout.clusters.get(component)
        opacity = appearance.opacity.get(component, 0.0)
        if opacity <= 0:
            continue
        items: tuple[Item, ...] = ()
        if node is not None:
            box = node.box.inflated(5)
            items = (
                RectItem(part="mark", element=component, box=box, corner=8, fill=fill, stroke=line),
            )
        elif cluster is not None:
            box = cluster.box.inflated(4)
            items = (
                RectItem(part="mark", element=component, box=box, corner=12, stroke=line),
                RectItem(part="mark", element=component, box=title_box(cluster), fill=fill),
            )
        if items:
            yield items, opacity, 0.0
