"""How a step of a tour will look in a file of one of the formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor, QImage, QPainter

from app.exporters import handout, slides
from app.exporters.steps import StepPicture
from app.exporters.stills import Options, Stills
from app.exporters.title_page import title_page
from app.exporters.title_painter import paint_title_page
from app.model.geometry import Box
from app.scene.theme import Theme

Paint = Callable[[QPainter], None]
_PAGES = {
    "pptx": (slides.WIDTH, slides.HEIGHT),
    "pdf": (handout.PAGE.width, handout.PAGE.height),
}


def preview(
    shots: Sequence[StepPicture],
    shot: StepPicture | None,
    format: str,
    theme: Theme,
    room: tuple[int, int],
) -> QImage:
    """One of the steps, or the title page, in `pptx`, `pdf`, `gif` or `png`, as large as it fits
    into so many px."""
    if format in _PAGES:
        page = _PAGES[format]
        if shot is None:
            into = Box(0.0, 0.0, *page)
            return _scaled(
                page, room, theme, lambda p: paint_title_page(p, title_page(shots), into, theme)
            )
        if format == "pptx":
            return _scaled(page, room, theme, lambda p: slides.paint_slide(p, shot, theme))
        return _scaled(page, room, theme, lambda p: handout.paint_first(p, shots, shot, theme))
    width, height = Stills(shots, Options(theme, room[0])).size
    width = max(round(width * min(room[1] / height, 1.0)), 1)
    made = Stills(shots, Options(theme, width))
    return made.step(shot) if shot else made.title_page()


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
