"""What stands in the minimap: clusters as tinted boxes, nodes as blocks, without lines and names,
which nobody could tell apart at that size. It is painted in slices, each shorter than a frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import ElementId
from app.scene.appearance import Appearance
from app.scene.colours import mixed
from app.scene.theme import Theme

SLICE = 500  # elements; some 4 ms
SMALLEST = 1.5  # px, of a node
TINT, NODE, LINE = 0.05, 0.62, 0.28  # of the text's colour over the canvas

Placed = tuple[ElementId, Box]


@dataclass(frozen=True, slots=True)
class Schematic:
    """The picture of a layout in an appearance, at so many px per pt, with so many device pixels per
    px."""

    layout: DiagramLayout
    appearance: Appearance
    scale: float
    ratio: float

    def same(self, other: Schematic | None) -> bool:
        """The other one looks alike."""
        return (
            other is not None
            and other.layout is self.layout
            and other.appearance == self.appearance
            and (other.scale, other.ratio) == (self.scale, self.ratio)
        )


class MinimapPicture(QObject):
    """`image` is the last one that is finished, None for none. finished(): another one is."""

    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self._wanted: Schematic | None = None
        self._slices: Iterator[QImage | None] = iter(())
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._step)

    def want(self, wanted: Schematic | None) -> None:
        """Begin with that one, unless it is being made or is there; with None there is none."""
        if wanted is not None and wanted.same(self._wanted):
            return
        before, self._wanted = self._wanted, wanted
        self._next.stop()
        if wanted is None or before is None or before.layout is not wanted.layout:
            self.image = None
        if wanted is not None:
            self._slices = slices(wanted)
            self._next.start()

    def _step(self) -> None:
        image = next(self._slices, None)
        if image is not None:
            self._next.stop()
            self.image = image
            self.finished.emit()


def slices(wanted: Schematic) -> Iterator[QImage | None]:
    """Paint a part at each step; the last one gives the image."""
    layout, scale, ratio = wanted.layout, wanted.scale, wanted.ratio
    size = QSize(round(layout.width * scale * ratio), round(layout.height * scale * ratio))
    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    inks = _SchematicInks(wanted.appearance)
    factor = scale * ratio
    opacity = wanted.appearance.opacity
    boxes = [(id, place.box) for id, place in layout.clusters.items() if id in opacity]
    for part in _parts(sorted(boxes, key=lambda one: -one[1].width * one[1].height)):
        painter = QPainter(image)
        painter.setBrush(inks.tint)
        for id, box in part:
            painter.setPen(QPen(inks.of(LINE, opacity[id]), 0))
            painter.drawRect(_rect(box, factor, 0.0))
        painter.end()
        yield None
    nodes = ((id, place.icon) for id, place in layout.nodes.items() if id in opacity)
    for part in _parts(nodes):
        found: defaultdict[float, list[QRectF]] = defaultdict(list)
        for id, box in part:
            found[opacity[id]].append(_rect(box, factor, SMALLEST * ratio))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for strength in sorted(found):
            painter.setBrush(inks.of(NODE, strength))
            painter.drawRects(found[strength])
        painter.end()
        yield None
    image.setDevicePixelRatio(ratio)
    yield image


def _parts(boxes: Iterable[Placed]) -> Iterator[list[Placed]]:
    left = iter(boxes)
    while part := list(islice(left, SLICE)):
        yield part


def _rect(box: Box, factor: float, least: float) -> QRectF:
    """In device pixels, no smaller than `least`."""
    wide, high = max(box.width * factor, least), max(box.height * factor, least)
    middle = box.center
    return QRectF(middle.x * factor - wide / 2, middle.y * factor - high / 2, wide, high)


class _SchematicInks:
    """Colours of the text's hue, as strong as an element shows."""

    def __init__(self, appearance: Appearance) -> None:
        theme: Theme = appearance.theme
        self._text, self._canvas = theme.text, theme.canvas
        self.tint = QColor(theme.text)
        self.tint.setAlphaF(TINT)

    def of(self, share: float, strength: float) -> QColor:
        return QColor(mixed(self._canvas, self._text, share * max(strength, 0.2)))
