"""Nodes: icons, and labels under them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from app.layout import text
from app.model.geometry import Box
from app.render import groups, icons, lettering
from app.render.drawing import NodeItem
from app.render.lettering import Text
from app.render.sheet import BLOCKS, OUTLINE, ByOpacity, Sheet
from app.scene.appearance import Mask

_UPRIGHT = (
    QTransform.TransformationType.TxNone,
    QTransform.TransformationType.TxTranslate,
    QTransform.TransformationType.TxScale,
)


def draw(sheet: Sheet, nodes: ByOpacity[NodeItem]) -> None:
    """Icons and slabs, then labels, then outlines."""
    if sheet.scale < BLOCKS:
        _draw_blocks(sheet, nodes)
        return
    painter, appearance, masked = sheet.painter, sheet.appearance, sheet.appearance.masked
    without = _draw_icons(sheet, nodes)
    for opacity, item in without:
        painter.setOpacity(opacity)
        _draw_tile(sheet, item)
    if sheet.reads(text.LABEL):
        painter.setPen(QColor(appearance.theme.text))
        with sheet.writing():
            for opacity, items in nodes:
                painter.setOpacity(opacity)
                for item in items:
                    if item.label is None or (masked and appearance.masks(item.id, Mask.LABEL)):
                        continue
                    lettering.draw(painter, item.label)
    if masked:
        _draw_masks(sheet, nodes)
    for _, items in nodes:
        for item in items:
            if item.id == sheet.appearance.selection:
                outline(sheet, item)


def _draw_masks(sheet: Sheet, nodes: ByOpacity[NodeItem]) -> None:
    for opacity, items in nodes:
        sheet.painter.setOpacity(opacity)
        for item in items:
            if item.label is not None and sheet.appearance.masks(item.id, Mask.LABEL):
                sheet.tile(item.label)


def outline(sheet: Sheet, item: NodeItem, opacity: float = 1.0) -> None:
    """Round the icon, as selected."""
    sheet.outline(item.place.icon.inflated(4 + OUTLINE / 2), 8, opacity)


def _draw_blocks(sheet: Sheet, nodes: ByOpacity[NodeItem]) -> None:
    canvas = sheet.appearance.theme.canvas
    for opacity, items in nodes:
        sheet.painter.setOpacity(opacity)
        for item in items:
            if item.form == "blank":
                continue
            icon = None if sheet.appearance.masks(item.id, Mask.ICON) else item.icon
            colour = icons.mean(icon, canvas) if icon else QColor(0, 0, 0, 0)
            if not colour.alpha():
                colour = QColor(sheet.appearance.theme.hairline)
            sheet.painter.fillRect(QRectF(*item.place.icon), colour)


def _draw_icons(sheet: Sheet, nodes: ByOpacity[NodeItem]) -> list[tuple[float, NodeItem]]:
    """Paint the icons; returns the nodes that have none."""
    painter, canvas, appearance = sheet.painter, sheet.appearance.theme.canvas, sheet.appearance
    at = painter.worldTransform()
    dense = painter.device().devicePixelRatio()
    zoom, dx, dy = at.m11() * dense, at.dx() * dense, at.dy() * dense
    # Whole device pixels, so that an icon is copied and not filtered. Not where the painter is
    # turned, or where it is not made of pixels.
    exact = not sheet.vector and at.type() in _UPRIGHT
    without: list[tuple[float, NodeItem]] = []
    filtered: list[tuple[float, NodeItem, QImage]] = []
    fitting: dict[tuple[str | None, float], QImage | None] = {}
    painter.resetTransform()
    for opacity, items in nodes:
        painter.setOpacity(opacity)
        for item in items:
            if appearance.masked and appearance.masks(item.id, Mask.ICON):
                without.append((opacity, replace(item, initials="" if item.form else "?")))
                continue
            x, y, width, height = item.place.icon
            key = (item.icon, width)
            if key not in fitting:
                px = max(1, round(width * zoom)) if exact else icons.LARGEST
                fitting[key] = icons.icon(item.icon, px, canvas) if item.icon else None
            image = fitting[key]
            if image is None:
                without.append((opacity, item))
                continue
            across, down = image.width(), image.height()
            if not exact or max(across, down) < width * zoom - 1:
                filtered.append((opacity, item, image))
                continue
            left = round((x + width / 2) * zoom + dx - across / 2)
            top = round((y + height / 2) * zoom + dy - down / 2)
            if dense == 1:
                painter.drawImage(QPointF(left, top), image)
            else:
                target = QRectF(left / dense, top / dense, across / dense, down / dense)
                painter.drawImage(target, image)
    painter.setWorldTransform(at)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for opacity, item, image in filtered:
        painter.setOpacity(opacity)
        painter.drawImage(_within(item.place.icon, image), image)
    return without


def _within(box: Box, image: QImage) -> QRectF:
    """The largest rectangle of the image's shape in the middle of a box."""
    part = min(box.width / image.width(), box.height / image.height())
    width, height = image.width() * part, image.height() * part
    return QRectF(box.center.x - width / 2, box.center.y - height / 2, width, height)


def _draw_tile(sheet: Sheet, item: NodeItem) -> None:
    """A neutral tile for a node without an icon: with initials, or a slab under its label. A
    point is a dot, a blank is nothing."""
    painter, theme, box = sheet.painter, sheet.appearance.theme, item.place.icon
    if item.form == "blank":
        return
    if item.form == "point":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.edge))
        painter.drawEllipse(QRectF(*box))
        return
    painter.setPen(QPen(QColor(theme.muted), groups.BORDER))
    painter.setBrush(QColor(theme.panel))
    painter.drawRoundedRect(QRectF(*box.inflated(-groups.BORDER / 2)), 8, 8)
    size = box.height * 0.36
    if item.initials and sheet.reads(size):
        painter.setPen(QColor(theme.muted))
        with sheet.writing():
            lettering.draw(painter, Text((item.initials,), box, size, True))
