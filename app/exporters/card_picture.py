"""A card's question and its answer as pictures, in the one frame that the camera finds for both."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.exporters import raster
from app.exporters.exporter import PictureOptions
from app.layout.frame import MARGIN, frame
from app.model.diagram_layout import DiagramLayout, box_of
from app.model.geometry import Box
from app.model.view_state import ViewState
from app.render.camera import card_shot, held
from app.render.recall import RecallOptions, asked, shown
from app.scene.shot import Room, Shot
from app.scene.theme import LIGHT
from app.study.card import Card, CardKind

ROOM = Room(1280.0, 800.0)  # px
WIDE, SCALE = 1600, 1.5  # px, of a picture of the whole diagram; px per pt
RING, GAP, CORNER = 3.0, 6.0, 8.0  # pt, round what is asked


def card_pictures(layout: DiagramLayout, card: Card, way: RecallOptions) -> tuple[QImage, QImage]:
    """What is asked, and its answer."""
    shot = _shot(layout, card, way)
    asking, answering = (_painted(layout, card, way, shot, told) for told in (False, True))
    return asking, answering


def _shot(layout: DiagramLayout, card: Card, way: RecallOptions) -> Shot | None:
    """None where all of the diagram is to be seen: where the answer may be anywhere in it."""
    hidden = shown(layout.diagram, card, way, revealed=False)
    state = asked(layout.diagram, ViewState(layout.diagram.id), card, hidden)
    shot = card_shot(layout, state, *held(card), hidden.masked, ROOM)
    return None if shot is None or shot.whole else shot


def _painted(
    layout: DiagramLayout, card: Card, way: RecallOptions, shot: Shot | None, revealed: bool
) -> QImage:
    """With a ring round what is asked, and round the answer once it is told."""
    hidden = shown(layout.diagram, card, way, revealed)
    state = asked(layout.diagram, ViewState(layout.diagram.id), card, hidden)
    sheet = frame(layout, state.layers, title=False, legend=False)
    if shot is None:
        region = Box(0.0, 0.0, layout.width, layout.height).inflated(MARGIN)
        scale = min(SCALE, WIDE / region.width)
    else:
        region, scale = shot.box, shot.scale
    region = region.moved(*sheet.picture)
    options = PictureOptions(
        LIGHT, scale, title=False, legend=False, region=region, masked=hidden.masked, shot=shot
    )
    image, scale = raster.render(layout, state, options)
    ringed = () if card.kind is CardKind.ORDER else card.about
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.translate(sheet.picture.x - region.x, sheet.picture.y - region.y)
        painter.setPen(QPen(QColor(LIGHT.accent), RING))
        for id in (*ringed, *(card.targets if revealed else ())):
            box = box_of(layout, id)
            if box is not None:
                painter.drawRoundedRect(QRectF(*box.inflated(GAP)), CORNER, CORNER)
    finally:
        painter.end()
    return image
