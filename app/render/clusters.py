"""Clusters: tinted boxes with border, icon and title."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.layout import text
from app.render import groups, lettering
from app.render.drawing import ClusterItem
from app.render.sheet import LINES, Sheet
from app.scene.appearance import Mask
from app.scene.colours import mixed
from app.scene.theme import Theme

TINT = 0.04  # of a cluster's colour over the canvas, however deep it is nested


def tinted(theme: Theme, kind: str) -> str:
    """What fills a cluster."""
    return mixed(theme.canvas, theme.group(kind), TINT)


def outline(sheet: Sheet, item: ClusterItem, opacity: float = 1.0) -> None:
    """Round the box, as selected."""
    sheet.outline(item.place.box, groups.CORNER, opacity)


def draw(sheet: Sheet, clusters: list[ClusterItem]) -> None:
    """Outermost first, so that the inner ones lie on them."""
    painter, appearance, theme = sheet.painter, sheet.appearance, sheet.appearance.theme
    ink = theme.canvas if theme.dark else "#FFFFFF"
    moved = appearance.shot.untitled if appearance.shot else frozenset[str]()
    for item in clusters:
        painter.setOpacity(appearance.opacity[item.id])
        colour = theme.group(item.kind)
        box = QRectF(*item.place.box)
        painter.setPen(Qt.PenStyle.NoPen)
        if appearance.transparent:
            # Replaces the tint around it instead of adding to it, as the opaque tints do.
            tint = QColor(colour)
            tint.setAlphaF(TINT)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.setBrush(tint)
            painter.drawRoundedRect(box, groups.CORNER, groups.CORNER)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        else:
            painter.setBrush(QColor(tinted(theme, item.kind)))
            painter.drawRoundedRect(box, groups.CORNER, groups.CORNER)
        groups.draw_border(painter, item.place.box, colour, item.kind)
        bare = appearance.masks(item.id, Mask.ICON) or item.id in moved
        if item.place.icon.width > 0 and sheet.scale >= LINES and not bare:
            groups.draw_icon(painter, item.kind, item.place.icon, item.place.box, colour, ink)
        if item.id == appearance.selection:
            outline(sheet, item)
    if sheet.reads(text.GROUP):
        painter.setPen(QColor(theme.text))
        with sheet.writing():
            for item in clusters:
                if item.title is None or item.id in moved:
                    continue
                if not appearance.masks(item.id, Mask.LABEL):
                    painter.setOpacity(appearance.opacity[item.id])
                    lettering.draw(painter, item.title)
    for item in clusters if appearance.masked else ():
        if (
            item.title is not None
            and item.id not in moved
            and appearance.masks(item.id, Mask.LABEL)
        ):
            painter.setOpacity(appearance.opacity[item.id])
            sheet.tile(item.title)
