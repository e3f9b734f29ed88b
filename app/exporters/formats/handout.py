"""A tour as a handout."""

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
    """One file of PDF."""
    from app.exporters.handout import encode_handout

    yield "", encode_handout(shots, options, tell)


def preview(
    shots: Sequence[StepPicture], shot: StepPicture | None, theme: Theme, room: tuple[int, int]
) -> QImage:
    """The first page of a step, or the title page, as large as fits into a room of px."""
    from app.exporters import handout
    from app.exporters.step_preview import page

    paint = partial(handout.paint_first, shots=shots, shot=shot, theme=theme) if shot else None
    return page(shots, handout.PAGE[2:], paint, theme, room)


EXPORTER = TourExporter(
    id="handout",
    name="Handout",
    suffixes=("pdf",),
    honours=FRAMED | {ExportOption.TITLE_PAGE},
    encode=encode,
    preview=preview,
)
