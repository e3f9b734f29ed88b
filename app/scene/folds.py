"""What is drawn of a folded cluster: a small box in its own look, with its icon, its title and how much
it holds, on the edges of others, as a stack of sheets that can be spread out."""

from __future__ import annotations

from dataclasses import replace

from app.layout.fonts import face_of
from app.model.diagram import Cluster, Node
from app.model.diagram_layout import NodePlace
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.scene import groups, styled
from app.scene.detail import LINES
from app.scene.items import Item, PathData, PathItem, RectItem
from app.scene.lettered import label
from app.scene.paint import Pen
from app.scene.scene import Passes
from app.scene.styled import Ground

SHEETS = 2  # that look out below
STEP = 3.5  # pt from one to the next
INSET = 7.0  # pt that each is narrower at either side
COUNT = 0.9  # of the title's size, the count's


def folded_passes(node: Node, place: NodePlace, around: Ground) -> Passes:
    """The sheets below, the box with border and icon; then title and count."""
    cluster = Cluster(node.id, node.label, node.folds, style=replace(node.style, shape=None))
    top = _top(place.icon)
    fill = styled.ground_fill(cluster.style.fill, top) or f"tint:{cluster.kind}"
    body: list[Item] = []
    line = styled.border_pen(cluster, groups.usual_border(cluster.kind), around)
    if line is not None:
        body += _sheets(node.id, top, Pen(line.paint, line.width))
    body.append(
        RectItem(
            part="body", element=node.id, box=top, corner=groups.CORNER, fill=fill, replaces=True
        )
    )
    if line is not None:
        body += groups.border(node.id, line, top)
    if groups.glyph(cluster.kind).verbs:
        corner = Box(top.x, top.y, groups.GRID, groups.GRID)
        body += groups.icon(node.id, cluster.kind, corner, top)
    return tuple(body), _words(node, cluster, place, top)


def _top(box: Box) -> Box:
    return Box(box.x, box.y, box.width, box.height - SHEETS * STEP)


def _sheets(id: ElementId, top: Box, line: Pen) -> list[Item]:
    """The lower edges of those that lie below, with their corners."""
    found: list[Item] = []
    round_by = groups.CORNER / 2
    for number in range(1, SHEETS + 1):
        left, right = top.x + number * INSET, top.right - number * INSET
        y = top.bottom + number * STEP
        points = (
            *(Point(left, y - STEP), Point(left, y - STEP / 2), Point(left + STEP / 2, y)),
            *(Point(left + round_by, y), Point(right - round_by, y)),
            *(Point(right - STEP / 2, y), Point(right, y - STEP / 2), Point(right, y - STEP)),
        )
        data = PathData("MCLC", points)
        found.append(PathItem(part="border", element=id, data=data, stroke=line, least=LINES))
    return found


def _words(node: Node, cluster: Cluster, place: NodePlace, top: Box) -> tuple[Item, ...]:
    fill = styled.tint(cluster)
    paint = styled.text_paint(cluster.style, (fill,), isinstance(fill, str))
    face, size, lines = face_of(cluster.style.font), place.font_size, place.lines
    # The last line is the count.
    each = place.label_box.height / max(len(lines), 1)
    y = top.center.y - place.label_box.height / 2
    x, width = place.label_box.x, place.label_box.width
    title = Box(x, y, width, each * (len(lines) - 1))
    count = Box(x, title.bottom, width, each)
    written = label(node.id, "label", lines[:-1], title, size, 600, paint, face=face)
    return (
        *written,
        *label(node.id, "label", lines[-1:], count, size * COUNT, 400, paint, face=face),
    )
