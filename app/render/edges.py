"""Edges: lines in their layer's style, arrowheads, and labels on a halo."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.layout import text
from app.model.style import Dash
from app.render import lettering
from app.render.clusters import tinted
from app.render.drawing import EdgeItem
from app.render.sheet import LINES, THIN, ByOpacity, Sheet
from app.render.styles import HIGHLIGHT, EdgeStyle, edge_style, line_pen
from app.scene.appearance import Appearance, Mask
from app.scene.colours import mixed

HAIRLINE = 0.4  # strength of an edge where it is one


def draw(sheet: Sheet, edges: ByOpacity[EdgeItem]) -> None:
    """Lines, then arrowheads, then labels: no line runs over another edge's label."""
    painter, appearance = sheet.painter, sheet.appearance
    style_of = _styles(appearance)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if sheet.scale < THIN:
        _draw_thin(sheet, edges)
    else:
        for opacity, items in edges:
            painter.setOpacity(opacity)
            for item in items:
                style = style_of(item.layers, item.dash, item.bold)
                highlighted = HIGHLIGHT if item.id in appearance.highlighted else 0.0
                pen = line_pen(
                    style.colour, style.width, style.dashes, item.route.length, highlighted
                )
                painter.setPen(pen)
                painter.drawPath(item.route.path)
    if sheet.scale < LINES:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    for opacity, items in edges:
        painter.setOpacity(opacity)
        for item in items:
            if item.route.heads:
                painter.setBrush(style_of(item.layers, item.dash, item.bold).brush)
                for head in item.route.heads:
                    painter.drawPath(head)
    if sheet.reads(text.EDGE):
        for opacity, items in edges:
            painter.setOpacity(opacity)
            _draw_labels(sheet, items)


def _draw_thin(sheet: Sheet, edges: ByOpacity[EdgeItem]) -> None:
    """Lines of a pixel or two with sharp corners; hairlines without dashes where that is much.

    Not smoothed and opaque they take a tenth of the time: a weak line is one in a colour near
    the canvas's.
    """
    painter, appearance, canvas = sheet.painter, sheet.appearance, sheet.appearance.theme.canvas
    style_of, hairline = _styles(appearance), sheet.scale < LINES
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setOpacity(1.0)
    for opacity, items in edges:
        part = opacity * HAIRLINE if hairline else opacity
        if appearance.transparent:
            painter.setOpacity(part)
            part = 1.0
        pens: dict[tuple[tuple[str, ...], Dash | None, bool, bool], QPen] = {}
        for item in items:
            key = (item.layers, item.dash, item.bold, item.id in appearance.highlighted)
            pen = pens.get(key)
            if pen is None:
                style = style_of(item.layers, item.dash, item.bold)
                colour = mixed(canvas, style.colour, round(part, 2))
                width, pattern = (0.0, ()) if hairline else (style.width, style.dashes)
                more = HIGHLIGHT if key[3] else 0.0
                pen = pens[key] = line_pen(colour, width, pattern, thicker=more)
            painter.setPen(pen)
            painter.drawPath(item.route.straight)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _styles(
    appearance: Appearance,
) -> Callable[[tuple[str, ...], Dash | None, bool], EdgeStyle]:
    """Looks each combination of layers and line styles up once a frame."""
    return cache(
        lambda own, dash, bold: edge_style(own, dash, bold, appearance.layers, appearance.theme)
    )


def _draw_labels(sheet: Sheet, items: list[EdgeItem]) -> None:
    painter, appearance, style_of = sheet.painter, sheet.appearance, _styles(sheet.appearance)
    mute = appearance.shot.unlabelled if appearance.shot else frozenset[str]()
    labels = [(item, item.label) for item in items if item.label and item.id not in mute]
    labelled = [
        (item, label) for item, label in labels if not appearance.masks(item.id, Mask.LABEL)
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    opacity = painter.opacity()
    painter.setOpacity(1.0)  # a halo that faded with its label would let the line strike it out
    for item, label in labelled:
        box = label.box
        halo = QRectF(box.x, box.y + 0.5, box.width, box.height - 1)
        if sheet.appearance.transparent:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.drawRoundedRect(halo, 3, 3)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        else:
            painter.setBrush(QColor(_behind(sheet.appearance, item)))
            painter.drawRoundedRect(halo, 3, 3)
    painter.setOpacity(opacity)
    with sheet.writing():
        for item, label in labelled:
            painter.setPen(style_of(item.layers, item.dash, item.bold).brush)
            lettering.draw(painter, label)
    for item, label in labels if appearance.masked else ():
        if appearance.masks(item.id, Mask.LABEL):
            sheet.tile(label)


def _behind(appearance: Appearance, item: EdgeItem) -> str:
    """The colour behind an edge's label."""
    colour = appearance.theme.canvas
    for home in item.homes:
        colour = mixed(
            colour, tinted(appearance.theme, home.kind), appearance.opacity.get(home.id, 0.0)
        )
    return colour
