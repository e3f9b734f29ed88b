"""What of a layout's first frame any thread can make, so that the one that paints need not."""

from __future__ import annotations

from app.layout.canvas_font import is_ours
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.folding import whole
from app.model.geometry import fitting
from app.model.layer import visible
from app.render import icons
from app.render.pens import compiled
from app.scene.index import hit_index, make_grids
from app.scene.items import ImageItem, Item, PathItem, RectItem, TextItem
from app.scene.levels import levels_at
from app.scene.overview import overview_of
from app.scene.paint import MeanOf
from app.scene.producing import scene_of

FIRST = 8  # layers of which it is known what their switching changes
SCREEN = (1920.0, 1080.0)  # px, on which the whole is most likely looked at


def make_ready(layout: DiagramLayout, canvas: str, screen: tuple[float, float] = SCREEN) -> None:
    """Make the scene, its index and what is seen of it as a whole on a screen (px), with icons for
    that canvas (#RRGGBB), and what says what leads where. They are kept."""
    scene = scene_of(layout)
    _know(layout.diagram)
    hit_index(layout)
    make_grids(scene)
    overview_of(layout)
    _ = whole(layout.diagram).index.ways
    scale = fitting((layout.width, layout.height), screen)
    for tier, level in zip(scene.tiers, levels_at(scene, scale), strict=True):
        for drawn in level.seen(tier.elements, scale):
            for items in drawn.values():
                _make(items, scale, canvas)


def _know(diagram: Diagram) -> None:
    """What of a diagram is asked for with its first frame, and with the first layer that is switched."""
    diagram.index.fill()
    layers = frozenset(diagram.layers)
    for on in (layers, *(layers - {layer} for layer in list(diagram.layers)[:FIRST])):
        visible(diagram, on)


def _make(items: tuple[Item, ...], scale: float, canvas: str) -> None:
    for item in items:
        if isinstance(item, PathItem):
            compiled(item.data)
        elif isinstance(item, RectItem) and isinstance(item.fill, MeanOf):
            icons.mean(item.fill.image, canvas)
        elif isinstance(item, ImageItem):
            px = max(1, round(item.box.width * scale))
            icons.icon(item.path, px, canvas, not item.bare)
        elif isinstance(item, TextItem) and not all(map(is_ours, item.lines)):
            _find_fonts(item)


def _find_fonts(item: TextItem) -> None:
    """What is shaped belongs to the thread that paints it, but not which fonts have the letters."""
    from app.layout.runs import language_of, runs

    language = item.language or language_of(item.lines)
    for line in item.lines:
        runs(line, item.bold, language)
