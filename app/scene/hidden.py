"""What stands for a part of an element of which something is asked."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from app.model.geometry import Box
from app.model.ids import ElementId
from app.scene.appearance import Mask
from app.scene.detail import BLOCKS, legible
from app.scene.items import ImageItem, Item, RectItem, TextItem
from app.scene.nodes import tile
from app.scene.scene import Element

_LABEL = frozenset({"label", "halo"})
_ICON = frozenset({"icon", "initials", "plate", "glyph", "block"})


def masked(element: Element, item: Item, mask: Mask) -> Iterator[Item]:
    """What is drawn instead of the item: a tile with a question mark, nothing, or itself."""
    if item.part in _LABEL and Mask.LABEL in mask:
        if isinstance(item, TextItem) and _begins(element, item):
            least = {"edge": item.least, "node": BLOCKS}.get(element.kind, 0.0)
            yield from _label_tile(element.id, item, least)
    elif item.part in _ICON and Mask.ICON in mask:
        if isinstance(item, ImageItem):
            named = any(other.part == "initials" for other in item.otherwise)
            yield from tile(element.id, item.box, "?" if named else None)
        elif isinstance(item, TextItem):
            yield replace(item, lines=("?",), made={})
        elif isinstance(item, RectItem) and item.part == "block":
            yield replace(item, fill="hairline")
    else:
        yield item


def _begins(element: Element, text: TextItem) -> bool:
    """Whether a text is the first in its line: of several pieces one tile tells that they are hidden."""
    line = (
        other
        for other in element.items
        if isinstance(other, TextItem)
        and (other.part, other.layer, other.box.y) == (text.part, text.layer, text.box.y)
    )
    return next(line, text) is text


def _label_tile(id: ElementId, text: TextItem, least: float) -> Iterator[Item]:
    """Its size does not tell how long the text is."""
    box, size = text.box, text.size
    left = box.center.x - size * 1.5 if text.align == "center" else box.x
    tile_box = Box(left, box.y, size * 3, size * 1.5)
    yield RectItem(
        part="hidden label", element=id, box=tile_box, corner=4, fill="hairline", least=least
    )
    yield TextItem(
        part="hidden label",
        element=id,
        lines=("?",),
        box=tile_box,
        size=size,
        weight=600,
        least=max(least, legible(size)),
    )
