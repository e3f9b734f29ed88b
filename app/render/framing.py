"""Title and legend round a picture, where `app.layout.frame` puts them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter

from app.layout import text
from app.layout.frame import Frame
from app.model.diagram_layout import DiagramLayout, EdgePlace
from app.model.geometry import Point
from app.render import lettering
from app.render.fonts import UNITS
from app.render.lettering import Text
from app.render.routes import route
from app.render.styles import layer_style, line_pen
from app.scene.theme import Theme


def draw_frame(painter: QPainter, frame: Frame, picture: DiagramLayout, theme: Theme) -> None:
    """Paint what the frame holds. The painter's transform maps the sheet's points."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for entry in frame.legend:
        style = layer_style(entry.layer, theme)
        y = entry.sample.center.y
        ends = (Point(entry.sample.x, y), Point(entry.sample.right, y))
        sample = route(EdgePlace(ends), "forward")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(line_pen(style.colour, style.width, style.dashes, sample.length))
        painter.drawPath(sample.path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.brush)
        for head in sample.heads:
            painter.drawPath(head)
    painter.scale(1 / UNITS, 1 / UNITS)
    painter.setPen(QColor(theme.text))
    if frame.title is not None:
        title = Text((picture.diagram.title,), frame.title, text.TITLE, True, centred=False)
        lettering.draw(painter, title)
    for entry in frame.legend:
        lettering.draw(painter, Text((entry.name,), entry.text, text.LEGEND, False, centred=False))
    painter.restore()
