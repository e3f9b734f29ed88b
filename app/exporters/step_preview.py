"""How a step of a tour will look in a file of one of the formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor, QImage, QPainter

from app.exporters import handout, moving, slides
from app.exporters.steps import StepPicture
from app.render.theme import Theme

Paint = Callable[[QPainter], None]


def preview(
    shots: Sequence[StepPicture],
    shot: StepPicture,
    format: str,
    theme: Theme,
    room: tuple[int, int],
) -> QImage:
    """One of the steps in `pptx`, `pdf`, `gif` or `png`, as large as it fits into so many px."""
    if format == "pptx":
        page = slides.WIDTH, slides.HEIGHT
        return _scaled(page, room, theme, lambda p: slides.paint_slide(p, shot, theme))
    if format == "pdf":
        page = handout.PAGE.width, handout.PAGE.height
        return _scaled(page, room, theme, lambda p: handout.paint_first(p, shots, shot, theme))
    width, height = moving.size(shots, room[0])
    width = max(round(width * min(room[1] / height, 1.0)), 1)
    return moving.frame(shots, shot, moving.Options(theme, width))


def _scaled(page: tuple[float, float], room: tuple[int, int], theme: Theme, paint: Paint) -> QImage:
    scale = min(room[0] / page[0], room[1] / page[1])
    made = QImage(round(page[0] * scale), round(page[1] * scale), QImage.Format.Format_RGB32)
    made.fill(QColor(theme.canvas))
    painter = QPainter(made)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        paint(painter)
    finally:
        painter.end()
    return made
