"""The one painter: screen, pictures on disk and thumbnails all come from `draw`.

The painter's transform maps points to the device. Level of detail keeps a frame short: text
and arrowheads that nobody could see are left out, icons are painted at their very size.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QPainter

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.render import clusters, edges, inward, nodes, ticks
from app.render.drawing import drawing
from app.render.framing import draw_frame
from app.render.sheet import Sheet
from app.scene.appearance import DIMMED, Appearance, appearance

__all__ = ["DIMMED", "Appearance", "appearance", "draw", "draw_frame", "draw_hover"]

HOVER = 0.6  # opacity of the outline under the pointer


def draw(
    painter: QPainter,
    picture: DiagramLayout,
    appearance: Appearance,
    scale: float,
    clip: Box | None = None,
    vector: bool = False,
) -> None:
    """Paint the picture, without canvas. `scale` is device pixels per pt, for the level of
    detail; `vector` takes all detail. What lies outside `clip` (pt) is left out."""
    items = drawing(picture)
    if clip is not None and _holds(clip, picture):
        clip = None
    sheet = Sheet(painter, appearance, 1e9 if vector else scale, clip, vector)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = [c for c in items.clusters if sheet.shows(c)]
    clusters.draw(sheet, around)
    edges.draw(sheet, sheet.by_opacity(items.edges))
    standing = sheet.by_opacity(items.nodes)
    nodes.draw(sheet, standing)
    ticks.draw(sheet, standing)
    inward.draw(sheet, around)
    painter.restore()


def draw_hover(
    painter: QPainter, picture: DiagramLayout, appearance: Appearance, scale: float, element: str
) -> None:
    """What lies under the pointer, over the painted picture: a component's outline, weaker than
    that of the selection; an edge as if lit."""
    if appearance.opacity.get(element, 0.0) <= 0 or element == appearance.selection:
        return
    items = drawing(picture)
    sheet = Sheet(
        painter, replace(appearance, highlighted=frozenset({element})), scale, None, False
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for cluster in items.clusters:
        if cluster.id == element:
            clusters.outline(sheet, cluster, HOVER)
    edges.draw(sheet, sheet.by_opacity(e for e in items.edges if e.id == element))
    for node in items.nodes:
        if node.id == element:
            nodes.outline(sheet, node, HOVER)
    painter.restore()


def _holds(clip: Box, picture: DiagramLayout) -> bool:
    """True when nothing of the picture lies outside."""
    return (
        clip.x <= 0
        and clip.y <= 0
        and clip.right >= picture.width
        and clip.bottom >= picture.height
    )
