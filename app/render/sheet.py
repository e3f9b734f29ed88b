"""What one call of the painter works with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.model.geometry import Box
from app.render import lettering
from app.render.drawing import ClusterItem
from app.render.fonts import UNITS
from app.scene.appearance import Appearance

TEXT_PX = 3.5  # smaller text is left out
THIN = 0.35  # px per pt; below, edges are thinner than a pixel and have no round corners
LINES = 0.12  # px per pt; below, edges are hairlines and clusters have no glyph
BLOCKS = 0.03  # px per pt; below, a node is a rectangle in its icon's colour
OUTLINE = 2.0  # pt, of what is selected or under the pointer


class _Item(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def bounds(self) -> Box: ...


Item = TypeVar("Item", bound=_Item)
ByOpacity = list[tuple[float, list[Item]]]


@dataclass(slots=True)
class Sheet:
    """What one call of `draw` works with."""

    painter: QPainter
    appearance: Appearance
    scale: float
    clip: Box | None
    vector: bool

    def by_opacity(self, items: Iterable[Item]) -> ByOpacity[Item]:
        """What shows, weakest first: strengths are few, so opacity changes are. Written out
        for speed: it sees each element at each frame."""
        found: dict[float, list[Item]] = {}
        strength_of, clip = self.appearance.opacity.get, self.clip
        for item in items:
            opacity = strength_of(item.id, 0.0)
            if opacity <= 0.0 or (clip is not None and not clip.intersects(item.bounds)):
                continue
            if opacity in found:
                found[opacity].append(item)
            else:
                found[opacity] = [item]
        return sorted(found.items(), key=itemgetter(0))

    def shows(self, item: ClusterItem) -> bool:
        return self.appearance.opacity.get(item.id, 0.0) > 0.0 and (
            self.clip is None or self.clip.intersects(item.bounds)
        )

    def reads(self, size: float) -> bool:
        return size * self.scale >= TEXT_PX

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Coordinates are shaped text's, UNITS to a pt."""
        before = self.painter.worldTransform()
        self.painter.scale(1 / UNITS, 1 / UNITS)
        yield
        self.painter.setWorldTransform(before)

    def tile(self, text: lettering.Text) -> None:
        """What stands for a text that is masked. Its size does not tell how long the text is."""
        painter, theme, box, size = self.painter, self.appearance.theme, text.box, text.size
        left = box.center.x - size * 1.5 if text.centred else box.x
        tile = Box(left, box.y, size * 3, size * 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hairline))
        painter.drawRoundedRect(QRectF(*tile), 4, 4)
        if self.reads(size):
            painter.setPen(QColor(theme.text))
            with self.writing():
                lettering.draw(painter, lettering.Text(("?",), tile, size, True))

    def outline(self, box: Box, corner: float, opacity: float = 1.0) -> None:
        """Round what is selected or under the pointer, also where that is dimmed."""
        painter = self.painter
        painter.setOpacity(opacity)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.appearance.theme.accent), OUTLINE))
        painter.drawRoundedRect(QRectF(*box), corner, corner)
