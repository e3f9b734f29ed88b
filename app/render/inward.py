"""What is written in a frame so that nothing in it lacks its name: titles of clusters that reach
beyond it, and where lines go that leave it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath

from app.model.geometry import Box
from app.render import groups, lettering
from app.render.camera.framed import title_box
from app.render.clusters import tinted
from app.render.drawing import ClusterItem
from app.render.fonts import UNITS
from app.render.lettering import Text
from app.render.sheet import LINES, Sheet
from app.scene.appearance import Mask
from app.scene.colours import mixed
from app.scene.shot import Shot
from app.scene.theme import Theme

AIR = 4.0  # pt round a title
CORNER = 4.0  # pt


def draw(sheet: Sheet, clusters: list[ClusterItem]) -> None:
    """The titles that the shot moves inward, and its signs, over all else."""
    shot = sheet.appearance.shot
    if shot is None:
        return
    for item in clusters:
        if item.id in shot.titles:
            _title(sheet, item, shot.titles[item.id])
    _signs(sheet, shot)


def _title(sheet: Sheet, item: ClusterItem, by: tuple[float, float]) -> None:
    painter, appearance, theme = sheet.painter, sheet.appearance, sheet.appearance.theme
    place, opacity = item.place, appearance.opacity[item.id]
    icon, label = place.icon.moved(*by), place.label_box.moved(*by)
    behind = title_box(place).moved(*by).inflated(AIR)
    painter.setOpacity(1.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tinted(theme, item.kind)))
    painter.drawRoundedRect(QRectF(*behind), CORNER, CORNER)
    painter.setOpacity(opacity)
    if place.icon.width and sheet.scale >= LINES and not appearance.masks(item.id, Mask.ICON):
        ink = theme.canvas if theme.dark else "#FFFFFF"
        groups.draw_icon(painter, item.kind, icon, place.box, theme.group(item.kind), ink)
    if item.title is None:
        return
    if appearance.masks(item.id, Mask.LABEL):
        sheet.tile(replace(item.title, box=label, placed=None))
    elif sheet.reads(item.title.size):
        painter.setPen(QColor(theme.text))
        with sheet.writing():
            lettering.draw(painter, replace(item.title, box=label, placed=None))


def _signs(sheet: Sheet, shot: Shot) -> None:
    painter, theme = sheet.painter, sheet.appearance.theme
    for sign in shot.signs:
        if not sheet.appearance.opacity.get(sign.edge):
            continue
        painter.setOpacity(1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.canvas))
        painter.drawRoundedRect(QRectF(*sign.box), CORNER, CORNER)
        painter.setOpacity(sheet.appearance.opacity[sign.edge])
        painter.setPen(QColor(mixed(theme.canvas, theme.text, 0.8)))
        painter.save()
        painter.scale(1 / UNITS, 1 / UNITS)
        lettering.draw(painter, Text((sign.text,), sign.box, sign.size, False))
        painter.restore()


def draw_fade(painter: QPainter, box: Box, by: float, view: Box, theme: Theme) -> None:
    """Let what is painted in a box (px) go over into the canvas at its borders, over so many px:
    what reaches beyond it is not cut off. What of a view lies outside the box is canvas."""
    clear, full = QColor(theme.canvas), QColor(theme.canvas)
    clear.setAlphaF(0.0)
    painter.save()
    sides = (
        (Box(box.x, box.y, by, box.height), (box.x, 0.0), (box.x + by, 0.0)),
        (Box(box.right - by, box.y, by, box.height), (box.right, 0.0), (box.right - by, 0.0)),
        (Box(box.x, box.y, box.width, by), (0.0, box.y), (0.0, box.y + by)),
        (Box(box.x, box.bottom - by, box.width, by), (0.0, box.bottom), (0.0, box.bottom - by)),
    )
    for side, start, end in sides:
        gradient = QLinearGradient(*start, *end)
        gradient.setColorAt(0.0, full)
        gradient.setColorAt(1.0, clear)
        painter.fillRect(QRectF(*side), gradient)
    around = QPainterPath()
    around.addRect(QRectF(*view))
    around.addRect(QRectF(*box))  # a hole: odd and even
    painter.fillPath(around, full)
    painter.restore()
