"""Edges: lines in their layer's style, arrowheads, and labels on a halo."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.layout import text
from app.render import lettering
from app.render.clusters import tinted
from app.render.colours import mixed
from app.render.drawing import EdgeItem
from app.render.look import Look, Mask
from app.render.sheet import LINES, THIN, ByStrength, Sheet
from app.render.styles import LIT, EdgeStyle, edge_style, line_pen

HAIRLINE = 0.4  # strength of an edge where it is one


def draw(sheet: Sheet, edges: ByStrength[EdgeItem]) -> None:
    """Lines, then arrowheads, then labels: no line runs over another edge's label."""
    painter, look = sheet.painter, sheet.look
    style_of = _styles(look)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if sheet.scale < THIN:
        _draw_thin(sheet, edges)
    else:
        for strength, items in edges:
            painter.setOpacity(strength)
            for item in items:
                style = style_of(item.layers, item.styles)
                lit = LIT if item.id in look.lit else 0.0
                pen = line_pen(style.colour, style.width, style.dashes, item.route.length, lit)
                painter.setPen(pen)
                painter.drawPath(item.route.path)
    if sheet.scale < LINES:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    for strength, items in edges:
        painter.setOpacity(strength)
        for item in items:
            if item.route.heads:
                painter.setBrush(style_of(item.layers, item.styles).brush)
                for head in item.route.heads:
                    painter.drawPath(head)
    if sheet.reads(text.EDGE):
        for strength, items in edges:
            painter.setOpacity(strength)
            _draw_labels(sheet, items)


def _draw_thin(sheet: Sheet, edges: ByStrength[EdgeItem]) -> None:
    """Lines of a pixel or two with sharp corners; hairlines without dashes where that is much.

    Not smoothed and opaque they take a tenth of the time: a weak line is one in a colour near
    the canvas's.
    """
    painter, look, canvas = sheet.painter, sheet.look, sheet.look.theme.canvas
    style_of, hairline = _styles(look), sheet.scale < LINES
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setOpacity(1.0)
    for strength, items in edges:
        part = strength * HAIRLINE if hairline else strength
        if look.transparent:
            painter.setOpacity(part)
            part = 1.0
        pens: dict[tuple[tuple[str, ...], tuple[str, ...], bool], QPen] = {}
        for item in items:
            key = (item.layers, item.styles, item.id in look.lit)
            pen = pens.get(key)
            if pen is None:
                style = style_of(item.layers, item.styles)
                colour = mixed(canvas, style.colour, round(part, 2))
                width, pattern = (0.0, ()) if hairline else (style.width, style.dashes)
                more = LIT if key[2] else 0.0
                pen = pens[key] = line_pen(colour, width, pattern, thicker=more)
            painter.setPen(pen)
            painter.drawPath(item.route.straight)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _styles(look: Look) -> Callable[[tuple[str, ...], tuple[str, ...]], EdgeStyle]:
    """Looks each combination of layers and styles up once a frame."""
    return cache(lambda own, styles: edge_style(own, styles, look.layers, look.theme))


def _draw_labels(sheet: Sheet, items: list[EdgeItem]) -> None:
    painter, look, style_of = sheet.painter, sheet.look, _styles(sheet.look)
    mute = look.shot.unlabelled if look.shot else frozenset[str]()
    labels = [(item, item.label) for item in items if item.label and item.id not in mute]
    labelled = [(item, label) for item, label in labels if not look.masks(item.id, Mask.LABEL)]
    painter.setPen(Qt.PenStyle.NoPen)
    strength = painter.opacity()
    painter.setOpacity(1.0)  # a halo that faded with its label would let the line strike it out
    for item, label in labelled:
        box = label.box
        halo = QRectF(box.x, box.y + 0.5, box.width, box.height - 1)
        if sheet.look.transparent:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.drawRoundedRect(halo, 3, 3)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        else:
            painter.setBrush(QColor(_behind(sheet.look, item)))
            painter.drawRoundedRect(halo, 3, 3)
    painter.setOpacity(strength)
    with sheet.writing():
        for item, label in labelled:
            painter.setPen(style_of(item.layers, item.styles).brush)
            lettering.draw(painter, label)
    for item, label in labels if look.masked else ():
        if look.masks(item.id, Mask.LABEL):
            sheet.tile(label)


def _behind(look: Look, item: EdgeItem) -> str:
    """The colour behind an edge's label."""
    colour = look.theme.canvas
    for home in item.homes:
        colour = mixed(colour, tinted(look.theme, home.kind), look.strength.get(home.id, 0.0))
    return colour
