"""The window's own small icons, as strokes on a 16 × 16 grid.

A glyph is a few shapes: `M x y`, `L x y`, `C x1 y1 x2 y2 x y`, `Z` as in SVG paths, `O x y r`
a circle, `R x y w h` a rectangle with corners of 1.5, `D x y r` a filled dot.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPen, QPixmap

GLYPHS = {
    "back": "M 10 3 L 5 8 L 10 13",
    "forward": "M 6 3 L 11 8 L 6 13",
    "left-panel": "R 2 3 12 10 M 6.5 3 L 6.5 13 M 3.9 6 L 4.7 6 M 3.9 8 L 4.7 8",
    "right-panel": "R 2 3 12 10 M 9.5 3 L 9.5 13 M 11.3 6 L 12.1 6 M 11.3 8 L 12.1 8",
    "plus": "M 8 3.5 L 8 12.5 M 3.5 8 L 12.5 8",
    "minus": "M 3.5 8 L 12.5 8",
    "fit": "M 2.5 6 L 2.5 2.5 L 6 2.5 M 10 2.5 L 13.5 2.5 L 13.5 6 "
    "M 13.5 10 L 13.5 13.5 L 10 13.5 M 6 13.5 L 2.5 13.5 L 2.5 10",
    "present": "R 2 3 12 8 M 8 11 L 8 13.5 M 5.5 13.5 L 10.5 13.5 M 7 5.4 L 9.6 7 L 7 8.6 Z",
    "record": "O 8 8 6 D 8 8 2.8",
    "grid": "R 2.5 2.5 4.5 4.5 R 9 2.5 4.5 4.5 R 2.5 9 4.5 4.5 R 9 9 4.5 4.5",
    "present-tour": "R 2 3 12 8 M 8 11 L 8 13.5 M 5.5 13.5 L 10.5 13.5 D 5 7 0.9 D 8 7 0.9 D 11 7 0.9",
    "export": "M 8 10 L 8 2.5 M 5 5.2 L 8 2.3 L 11 5.2 M 2.8 9.5 L 2.8 13.5 L 13.2 13.5 L 13.2 9.5",
    "download": "M 8 2.3 L 8 10 M 5 7.3 L 8 10.2 L 11 7.3 M 2.8 9.5 L 2.8 13.5 L 13.2 13.5 L 13.2 9.5",
    "link": "M 6.5 3.5 L 3 3.5 L 3 13 L 12.5 13 L 12.5 9.5 M 9 2.8 L 13.2 2.8 L 13.2 7 M 13 3 L 7.5 8.5",
    "search": "O 7 7 4 M 10 10 L 13.5 13.5",
    "play": "M 5 3.2 L 12.5 8 L 5 12.8 Z",
    "pause": "M 5.5 3.5 L 5.5 12.5 M 10.5 3.5 L 10.5 12.5",
    "study": "M 1.5 6 L 8 3 L 14.5 6 L 8 9 Z M 4.2 7.5 L 4.2 11 C 6 12.8 10 12.8 11.8 11 L 11.8 7.5 "
    "M 14.5 6 L 14.5 10.5",
    "tour": "O 3.6 12.2 1.8 O 12.4 3.8 1.8 M 5.4 12.2 L 10.5 12.2 C 14 12.2 14 8 10.5 8 L 5.5 8 C 2 8 2 3.8 5.5 3.8 L 10.6 3.8",
    "down": "M 4 6.5 L 8 10.5 L 12 6.5",
    "up": "M 4 9.5 L 8 5.5 L 12 9.5",
    "tick": "M 3.2 8.4 L 6.6 11.8 L 12.8 4.6",
    "close": "M 4 4 L 12 12 M 12 4 L 4 12",
    "error": "O 8 8 6 M 8 4.6 L 8 8.6 D 8 11 0.9",
    "warning": "M 8 2.4 L 14.2 13.4 L 1.8 13.4 Z M 8 6.4 L 8 9.4 D 8 11.4 0.8",
    "good": "O 8 8 6 M 5.3 8.3 L 7.3 10.2 L 10.8 6",
    "diagram": "R 2 6 4 4 R 10 2 4 4 R 10 10 4 4 M 6 8 L 8 8 M 10 4 L 8 4 L 8 12 L 10 12",
    "shield": "M 8 2 L 13 3.8 L 13 8 C 13 11 10.8 13 8 14.2 C 5.2 13 3 11 3 8 L 3 3.8 Z",
    "eye": "M 1.5 8 C 4 3.2 12 3.2 14.5 8 C 12 12.8 4 12.8 1.5 8 Z O 8 8 2",
    "eye-off": "M 2 8 C 4.4 11.4 11.6 11.4 14 8 M 4 10 L 2.6 11.8 M 8 10.7 L 8 13 "
    "M 12 10 L 13.4 11.8",
    "eye-half": "M 1.5 8 C 4 3.2 12 3.2 14.5 8 C 12 12.8 4 12.8 1.5 8 Z M 5.5 8 L 10.5 8",
    "folded": "R 2.5 2.5 11 7.5 M 4.5 12 L 11.5 12 M 6 14 L 10 14",
    "component": "R 3 3 10 10 D 8 8 1.6",
    "section": "M 3 3.5 L 13 3.5 M 3 6.5 L 13 6.5 M 3 9.5 L 13 9.5 M 3 12.5 L 9 12.5",
    "command": "M 3 4 L 7 8 L 3 12 M 8.5 12 L 13 12",
    # Presenting
    "laser": "D 4.5 11.5 2.2 M 6.5 9.5 L 13.5 2.5 M 10 8.5 L 13.5 9.5 M 6.5 5 L 5.8 2.2",
    "pen": "M 2.8 13.2 L 3.6 10 L 10.8 2.8 L 13.2 5.2 L 6 12.4 Z M 9.2 4.4 L 11.6 6.8",
    "spotlight": "R 1.8 2.8 12.4 10.4 O 8 8 3.2",
    "magnifier": "O 7 7 4 M 10 10 L 13.5 13.5 M 7 5.4 L 7 8.6 M 5.4 7 L 8.6 7",
    "black": "R 2 3 12 10 M 3 5 L 13 5 M 3 7 L 13 7 M 3 9 L 13 9 M 3 11 L 13 11",
    "white": "R 2 3 12 10",
    "caption": "R 2 3 12 10 M 4.5 9 L 11.5 9 M 4.5 11 L 9 11",
    "swap": "M 2.5 5.5 L 13 5.5 M 10.5 3 L 13 5.5 M 13.5 10.5 L 3 10.5 M 5.5 13 L 3 10.5",
    "undo": "M 6 3 L 3 6 L 6 9 M 3 6 L 10 6 C 14.5 6 14.5 13 10 13 L 7 13",
    "clear": "M 3 4.5 L 13 4.5 M 6 4.5 L 6 2.8 L 10 2.8 L 10 4.5 M 4.2 4.5 L 5 13.5 L 11 13.5 "
    "L 11.8 4.5",
    "reset": "M 3.5 5 C 6 1.5 13.5 2.5 13.5 8 C 13.5 13.5 5.5 14.5 3 9.8 M 3 2.2 L 3.2 5.4 L 6.4 5.2",
    # Layers
    "iam": "O 5.6 8 2.9 M 8.5 8 L 14 8 L 14 10.6 M 11.4 8 L 11.4 10",
    "networking": "O 8 3.6 1.7 O 3.6 12 1.7 O 12.4 12 1.7 M 7.2 5.1 L 4.4 10.5 "
    "M 8.8 5.1 L 11.6 10.5 M 5.3 12 L 10.7 12",
    "cicd": "M 13 6.2 C 12 3.9 10 2.8 8 2.8 C 5 2.8 2.8 5.2 2.8 8 M 13.2 2.8 L 13.2 6.4 L 9.7 6.4 "
    "M 3 9.8 C 4 12.1 6 13.2 8 13.2 C 11 13.2 13.2 10.8 13.2 8 M 2.8 13.2 L 2.8 9.6 L 6.3 9.6",
    "data": "M 3 4.3 C 3 1.6 13 1.6 13 4.3 C 13 7 3 7 3 4.3 L 3 11.7 C 3 14.4 13 14.4 13 11.7 "
    "L 13 4.3 M 3 8 C 3 10.7 13 10.7 13 8",
    "monitoring": "M 1.8 8.5 L 4.6 8.5 L 6.5 3.5 L 9.4 12.8 L 11.2 8.5 L 14.2 8.5",
    "scaling": "M 9.5 2.8 L 13.2 2.8 L 13.2 6.5 M 13.2 2.8 L 9.3 6.7 "
    "M 6.5 13.2 L 2.8 13.2 L 2.8 9.5 M 2.8 13.2 L 6.7 9.3",
    # Changes
    "added": "M 8 3.5 L 8 12.5 M 3.5 8 L 12.5 8",
    "gone": "M 3.5 8 L 12.5 8",
    "changed": "M 3 9.4 C 5 4.2 7.4 6 8 8 C 8.6 10 11 11.8 13 6.6",
    "replaced": "M 8 2.5 L 8 9.5 M 4.5 6 L 11.5 6 M 4.5 12.8 L 11.5 12.8",
    "layer": "M 8 2.8 L 14 6.2 L 8 9.6 L 2 6.2 Z M 2.4 9.4 L 8 12.8 L 13.6 9.4",
}


def draw_glyph(
    painter: QPainter, name: str, rect: QRectF, color: QColor | str, width: float = 1.3
) -> None:
    """Stroke a glyph into a rectangle; an unknown layer has the glyph of a sheet."""
    path, dots = _parsed(GLYPHS.get(name, GLYPHS["layer"]))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 16, rect.height() / 16)
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.setBrush(QColor(color))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(dots)
    painter.restore()


def glyph_icon(name: str, color: str, faint: str, size: int = 16) -> QIcon:
    """A glyph as an icon; `faint` is its colour when disabled."""
    icon = QIcon()
    ratio = _ratio()
    for mode, shade in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, faint)):
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_glyph(painter, name, QRectF(pixmap.rect()), shade)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        icon.addPixmap(pixmap, mode)
    return icon


def _ratio() -> float:
    """Device pixels per px, of the densest screen."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def _parsed(text: str) -> tuple[QPainterPath, QPainterPath]:
    if text not in _paths:
        _paths[text] = _parse(text)
    return _paths[text]


_paths: dict[str, tuple[QPainterPath, QPainterPath]] = {}


def _parse(text: str) -> tuple[QPainterPath, QPainterPath]:
    path, dots = QPainterPath(), QPainterPath()
    words = text.split()
    at = 0
    while at < len(words):
        verb = words[at]
        count = {"M": 2, "L": 2, "C": 6, "Z": 0, "O": 3, "R": 4, "D": 3}[verb]
        n = [float(w) for w in words[at + 1 : at + 1 + count]]
        at += 1 + count
        if verb == "M":
            path.moveTo(n[0], n[1])
        elif verb == "L":
            path.lineTo(n[0], n[1])
        elif verb == "C":
            path.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5])
        elif verb == "O":
            path.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
        elif verb == "R":
            path.addRoundedRect(QRectF(n[0], n[1], n[2], n[3]), 1.5, 1.5)
        elif verb == "D":
            dots.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
        else:
            path.closeSubpath()
    return path, dots
