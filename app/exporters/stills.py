"""A tour as a picture a step (PNG), under its title and its words; the frames of a moving one are
these too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from PySide6.QtGui import QColor, QImage, QPainter

from app.errors import ExportError
from app.exporters.alt_text import step_text
from app.exporters.exporter import TourOptions
from app.exporters.raster import png_bytes
from app.exporters.step_painter import legend_height, paint, paint_head
from app.exporters.steps import ROOM, StepPicture, Tell
from app.exporters.text_column import PITCH, SIZE, Column, draw_column, height_of, set_lines
from app.exporters.title_page import title_page
from app.exporters.title_painter import paint_title_page
from app.exporters.words import words
from app.model.geometry import Box
from app.scene.theme import LIGHT, Theme

HEAD, TITLE, MARGIN, WORDS = 0.048, 0.022, 0.016, 0.0135  # parts of the width
FRAMED = ROOM.height / ROOM.width  # height over width of what frames a step
TALLEST = 1.0  # height over width of a diagram, at most
MEASURE = 620.0  # pt, the longest line of words set at SIZE
MOST_LINES = 6  # of words, over a picture
WIDTH = 1920  # px, where nothing else is said


def encode_stills(
    shots: Sequence[StepPicture], options: TourOptions, tell: Tell
) -> Iterator[bytes]:
    """A PNG for each step. `tell` hears of each that was taken. Raises ExportError where memory does not
    suffice."""
    stills = Stills(shots, options)
    for shot in shots:
        yield png_bytes(stills.step(shot), 1.0, step_text(shot))
        tell(shot)


class Stills:
    """The tour's steps as images of one size, which is a screen's width, under a title and words
    that take as much room at each step. Raises ExportError where memory does not suffice."""

    def __init__(self, shots: Sequence[StepPicture], options: TourOptions) -> None:
        self.shots, self.options = shots, options
        width = options.width or WIDTH
        self._head = round(width * HEAD)
        self._top = self._head + _words_height(shots, width)
        self.size = (width, self._top + _picture_height(shots, width))

    def title_page(self) -> QImage:
        """The tour's title page, of the same size."""
        made = self._blank()
        painter = QPainter(made)
        try:
            into = Box(0.0, 0.0, *self.size)
            paint_title_page(painter, title_page(self.shots), into, self.options.theme)
        finally:
            painter.end()
        return made

    def step(self, shot: StepPicture, painted: StepPicture | None = None) -> QImage:
        """The step under its title and its words; `painted` may be another picture under them."""
        width, height = self.size
        margin, theme = width * MARGIN, self.options.theme
        made = self._blank()
        painter = QPainter(made)
        try:
            band = Box(margin, margin / 2, width - 2 * margin, self._head)
            title = shot.step.title if self.options.title else ""
            paint_head(painter, title, shot.number, band, width * TITLE, theme)
            painter.save()
            painter.translate(margin, self._head)
            painter.scale(_unit(width), _unit(width))
            draw_column(painter, column(shot.step.text, theme), 0.0, 0.0, MEASURE, theme)
            painter.restore()
            paint(painter, painted or shot, Box(0.0, self._top, width, height - self._top), theme)
        finally:
            painter.end()
        return made

    def _blank(self) -> QImage:
        made = QImage(*self.size, QImage.Format.Format_RGB32)
        if made.isNull():
            raise ExportError(
                f"There is not enough memory for pictures {self.size[0]} pixels wide."
            )
        made.fill(QColor(self.options.theme.canvas))
        return made


def column(text: str, theme: Theme) -> Column:
    """A step's words as they stand over its picture: as many whole paragraphs as find room there,
    in lines of about one length."""
    blocks = words(text)
    for count in range(len(blocks), 0, -1):
        lines = set_lines(blocks[:count], MEASURE, theme)
        if height_of(lines) > MOST_LINES * PITCH:
            continue
        narrow = (set_lines(blocks[:count], MEASURE * n / 12, theme) for n in range(8, 12))
        return next((tried for tried in narrow if len(tried) == len(lines)), lines)
    return []


def _picture_height(shots: Sequence[StepPicture], width: int) -> int:
    """px: as the frames that are about something are shaped, over the legend; else as the tallest
    diagram is."""
    if any(shot.near for shot in shots):
        return round(width * FRAMED) + max(round(legend_height(s, width)) for s in shots)
    tallest = max(s.whole.height / s.whole.width for s in shots)
    return round(width * min(tallest, TALLEST))


def _words_height(shots: Sequence[StepPicture], width: int) -> int:
    """px that the words take over each picture; none where no step has any."""
    highest = max(_height(shot.step.text) for shot in shots)
    return round(highest * _unit(width) + width * MARGIN / 2) if highest else 0


@lru_cache(maxsize=1024)  # asked for at each frame
def _height(text: str) -> float:
    """pt that a step's words take."""
    return height_of(column(text, LIGHT))


def _unit(width: int) -> float:
    """px per pt of a column."""
    return width * WORDS / SIZE
