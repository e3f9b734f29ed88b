"""A tour as slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.exporters.exporter import FRAMED, ExportOption, TourExporter, TourOptions

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.exporters.steps import StepPicture, Tell
    from app.scene.theme import Theme


def encode(
    shots: Sequence[StepPicture], options: TourOptions, tell: Tell
) -> Iterator[tuple[str, bytes]]:
    """One file of PPTX."""
    from app.exporters.slides import encode_slides

    yield "", encode_slides(shots, options, tell)


def preview(
    shots: Sequence[StepPicture], shot: StepPicture | None, theme: Theme, room: tuple[int, int]
) -> QImage:
    """A step's slide, or the title page."""
    from app.exporters import slides
    from app.exporters.slides_file import HEIGHT, WIDTH
    from app.exporters.step_preview import page

    paint = partial(slides.paint_slide, shot=shot, theme=theme) if shot else None
    return page(shots, (WIDTH, HEIGHT), paint, theme, room)


EXPORTER = TourExporter(
    id="slides",
    name="Slides with speaker notes",
    suffixes=("pptx",),
    honours=FRAMED | {ExportOption.TITLE_PAGE},
    encode=encode,
    preview=preview,
)
