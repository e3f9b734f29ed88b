"""A tour as a handout: PDF, A4 landscape: its title page, then on each page a step's picture, as wide
as the page, and its words beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QUuid
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.exporters.exporter import TourOptions
from app.exporters.pdf_writer import timeless
from app.exporters.step_painter import legend_height, paint, paint_head
from app.exporters.steps import ROOM, StepPicture, Tell
from app.exporters.text_column import (
    PITCH,
    Column,
    columns,
    draw_column,
    even,
    height_of,
    set_lines,
)
from app.exporters.title_page import title_page
from app.exporters.title_painter import paint_title_page
from app.exporters.words import Block, one_line, words
from app.model.geometry import Box
from app.scene.theme import Theme

PAGE = Box(0.0, 0.0, 842.0, 595.0)  # pt, A4 landscape
MARGIN = 36.0
HEAD = Box(MARGIN, 20.0, PAGE.width - 2 * MARGIN, 34.0)
TOP, BOTTOM = HEAD.bottom + 2, PAGE.height - 28.0
FRAMED = (
    PAGE.width * ROOM.height / ROOM.width
)  # pt of height of what frames a step, as wide as the page
BLEED = 16.0  # what is framed of a diagram reaches the page's edge
GAP = 24.0  # between two columns
ABOVE = 10.0  # the words
COLUMN = (HEAD.width - GAP) / 2
MOST = 100.0  # pt of height that words take from the picture
SHORT = 3 * PITCH  # pt of height up to which words stay in one column
LEAST = 3  # lines overleaf
TITLE = 20.0  # pt
RESOLUTION = 1200


@dataclass(frozen=True, slots=True)
class _StepPage:
    """A step with the words that stand under its picture, and those that come after it."""

    shot: StepPicture
    under: list[Column]
    rest: tuple[Block, ...]

    @property
    def height(self) -> float:
        return max(map(height_of, self.under), default=0.0)


def encode_handout(shots: Sequence[StepPicture], options: TourOptions, tell: Tell) -> bytes:
    """The steps as PDF; `tell` hears of each that is done. Text can be selected, fonts are in
    it, and the same tour gives the same file."""
    pages = [_page(shot, options.theme) for shot in shots]
    words_height = max(page.height for page in pages)
    file = QBuffer()
    file.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(file)
    tour = shots[0].tour
    writer.setTitle(one_line(tour.title))
    writer.setCreator("Acetate")
    writer.setDocumentId(QUuid(str(uuid5(NAMESPACE_URL, tour.id))))
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF()
        )
    )
    writer.setResolution(RESOLUTION)
    painter = QPainter(writer)
    try:
        painter.scale(RESOLUTION / 72, RESOLUTION / 72)
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        sheets = _Sheets(writer, painter, options.theme)
        if options.title_page:
            sheets.title_page(shots)
        for page in pages:
            sheets.step(page, words_height)
            tell(page.shot)
    finally:
        painter.end()
    return timeless(file.data())


def _page(shot: StepPicture, theme: Theme) -> _StepPage:
    """As many of the words under the picture as find room there."""
    blocks = words(shot.step.text)
    for count in range(len(blocks), 0, -1):
        rest = blocks[count:]
        if rest and len(set_lines(rest, COLUMN, theme)) < LEAST:
            continue
        lines = set_lines(blocks[:count], COLUMN, theme)
        under = even(lines, 1, SHORT) or even(lines, 2, MOST)
        if under is not None:
            return _StepPage(shot, under, rest)
    return _StepPage(shot, [], blocks)


class _Sheets:
    """The file's pages, one after the other."""

    def __init__(self, writer: QPdfWriter, painter: QPainter, theme: Theme) -> None:
        self._writer, self._painter, self._theme = writer, painter, theme
        self._any = False

    def title_page(self, shots: Sequence[StepPicture]) -> None:
        self._new()
        paint_title_page(self._painter, title_page(shots), PAGE, self._theme, vector=True)

    def step(self, page: _StepPage, words_height: float) -> None:
        self._new()
        _paint_page(self._painter, page, words_height, self._theme)
        if page.rest:
            self._continued(page.shot, page.rest)

    def _continued(self, shot: StepPicture, blocks: tuple[Block, ...]) -> None:
        lines = set_lines(blocks, COLUMN, self._theme)
        room = BOTTOM - TOP - 12
        for number, column in enumerate(even(lines, 2, room) or columns(lines, room)):
            if number % 2 == 0:
                self._new()
                title = f"{shot.step.title}, continued"
                paint_head(self._painter, title, shot.number, HEAD, TITLE, self._theme)
            x = _left(number % 2)
            draw_column(self._painter, column, x, TOP + 12, COLUMN, self._theme)

    def _new(self) -> None:
        if self._any:
            self._writer.newPage()
        self._any = True
        # A little over the edge, which is no whole number of points.
        self._painter.fillRect(QRectF(*PAGE.inflated(2)), QColor(self._theme.canvas))


def paint_first(
    painter: QPainter, shots: Sequence[StepPicture], shot: StepPicture, theme: Theme
) -> None:
    """Paint the first page of one of the steps in pixels on its ground, 1 unit
    a pt."""
    words_height = max(_page(s, theme).height for s in shots)
    _paint_page(painter, _page(shot, theme), words_height, theme, vector=False)


def _paint_page(
    painter: QPainter, page: _StepPage, words_height: float, theme: Theme, vector: bool = True
) -> None:
    """The picture is as large on every page, so that it does not jump."""
    shot = page.shot
    paint_head(painter, shot.step.title, shot.number, HEAD, TITLE, theme)
    low = BOTTOM - (words_height + ABOVE if words_height else 0.0)
    if shot.near:
        low = min(low, TOP + FRAMED + legend_height(shot, PAGE.width - 2 * BLEED))
    # The sheet's own margin stands in the page's.
    into = Box(BLEED, TOP, PAGE.width - 2 * BLEED, low - TOP)
    paint(painter, shot, into, theme, vector=vector, bleed=BLEED)
    for number, column in enumerate(page.under):
        draw_column(painter, column, _left(number), low + ABOVE, COLUMN, theme)


def _left(column: int) -> float:
    return MARGIN + column * (COLUMN + GAP)
