"""Pens and colours of lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from app.model.style import Dash
from app.render.routes import dashes
from app.scene.theme import Theme, line_style

HIGHLIGHT = 0.75  # pt that a lit edge is thicker


@dataclass(frozen=True, slots=True)
class EdgeStyle:
    """`width` in pt, `dashes` in units of it."""

    colour: str
    brush: QColor
    width: float
    dashes: tuple[float, ...]


def edge_style(
    own: tuple[str, ...], dash: Dash | None, bold: bool, layers: frozenset[str], theme: Theme
) -> EdgeStyle:
    """The style of the first of its own layers that is on, on the base sheet a plain line; dashed
    or bold where it says that itself."""
    layer = next((x for x in own if x in layers), own[0] if own else None)
    colour = theme.edge if layer is None else theme.layer(layer)
    return EdgeStyle(colour, QColor(colour), *line_style(layer, dash, bold))


def layer_style(layer: str, theme: Theme) -> EdgeStyle:
    colour = theme.layer(layer)
    return EdgeStyle(colour, QColor(colour), *line_style(layer))


@lru_cache(maxsize=4096)
def line_pen(
    colour: str,
    width: float,
    pattern: tuple[float, ...] = (),
    length: float | None = None,
    thicker: float = 0.0,
) -> QPen:
    """A pen with flat ends. With the line's `length` (pt) its dashes come out even; `thicker`
    (pt) leaves them where they are."""
    pen = QPen(QColor(colour), width + thicker)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if length is not None:
        pattern = dashes(pattern, width, length)
    if pattern:
        pen.setDashPattern([x * width / (width + thicker) for x in pattern])
    return pen
