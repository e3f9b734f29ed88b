"""What a slide's shapes are made of: what a scene draws of an element, put together to what a person would
edit as one. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.exporters.shape_look import text_box
from app.model.geometry import Box, Point, bounding_box
from app.model.ids import ElementId
from app.scene.items import EllipseItem, ImageItem, Item, PathItem, RectItem, TextItem
from app.scene.paint import Pen
from app.scene.scene import Scene
from app.scene.walk import Painting

HOLDS = ("body", "halo")  # parts in which a text is written
SLACK = 1.0  # pt that a text may stand out
LABELS = ("halo", "label")


@dataclass(slots=True)
class ShapePiece:
    """An item, of which so much shows, with a line that is so much thicker (pt); the line round it where the
    scene draws that by itself, and what is written in it, with how strongly that shows."""

    item: Item
    opacity: float
    thicker: float
    border: Pen | None = None
    text: TextItem | None = None
    text_opacity: float = 1.0

    @property
    def box(self) -> Box:
        """In pt of the layout."""
        return item_box(self.item)


@dataclass(frozen=True, slots=True)
class DrawnPieces:
    """What is drawn of an element, empty for the sheet: of an edge its line, or its `labels`, which lie over all lines."""

    element: ElementId
    labels: bool
    pieces: tuple[ShapePiece, ...]


def item_box(item: Item) -> Box:
    """What an item takes, without its line."""
    match item:
        case TextItem():
            return text_box(item)
        case RectItem() | EllipseItem() | ImageItem():
            return item.box
        case PathItem():
            return bounding_box([Point(*point) for point in item.data.points])
    return Box(0.0, 0.0, 0.0, 0.0)


def pieces_of(scene: Scene, drawn: Iterable[Painting]) -> Iterator[DrawnPieces]:
    """Of what shows of a scene, from the bottom up: element by element, but for the labels of edges."""
    found: dict[tuple[ElementId, bool], list[Painting]] = {}
    for painting in drawn:
        item = painting[0]
        known = scene.by_id.get(item.element) if item.element else None
        label = known is not None and known.kind == "edge" and item.part in LABELS
        found.setdefault((item.element, label), []).append(painting)
    for (element, label), paintings in found.items():
        yield DrawnPieces(element, label, tuple(together(paintings)))


def together(paintings: Sequence[Painting]) -> list[ShapePiece]:
    """A box and its border become one, and so do a shape and the only text in it."""
    found: list[ShapePiece] = []
    body: ShapePiece | None = None
    for item, opacity, thicker in paintings:
        if isinstance(item, PathItem) and item.part == "border" and body is not None:
            body.border = body.border or item.stroke
            continue
        if isinstance(item, PathItem) and not item.data.points:
            continue
        piece = ShapePiece(item, opacity, thicker)
        if isinstance(item, RectItem) and item.part == "body":
            body = piece
        found.append(piece)
    texts = [p for p in found if isinstance(p.item, TextItem) and p.item.baseline is None]
    holders: dict[int, list[ShapePiece]] = {}
    for text in texts:
        before = found[: found.index(text)]
        at = next((n for n in range(len(before) - 1, -1, -1) if _holds(before[n], text)), None)
        if at is not None:
            holders.setdefault(at, []).append(text)
    for at, held in holders.items():
        if len(held) == 1 and isinstance(held[0].item, TextItem):
            found[at].text, found[at].text_opacity = held[0].item, held[0].opacity
    written = {id(piece.text) for piece in found if piece.text is not None}
    return [piece for piece in found if id(piece.item) not in written]


def _holds(holder: ShapePiece, text: ShapePiece) -> bool:
    if holder.item.part not in HOLDS or isinstance(holder.item, TextItem):
        return False
    return holder.box.inflated(SLACK).holds(text.box)
