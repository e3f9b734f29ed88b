"""A tour as a picture that moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.exporters.exporter import FRAMED, ExportOption, TourExporter, TourOptions

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.exporters.steps import StepPicture, Tell
    from app.scene.theme import Theme


def encode(
    shots: Sequence[StepPicture], options: TourOptions, tell: Tell
) -> Iterator[tuple[str, bytes]]:
    """One file."""
    from app.exporters.moving import encode_gif

    yield "", encode_gif(shots, options, tell)


def preview(
    shots: Sequence[StepPicture], shot: StepPicture | None, theme: Theme, room: tuple[int, int]
) -> QImage:
    """What stays of a step, or the title page, as large as fits into a room of px."""
    from app.exporters.step_preview import still

    return still(shots, shot, theme, room)


EXPORTER = TourExporter(
    id="gif",
    name="Animated GIF",
    suffixes=("gif",),
    honours=FRAMED
    | {ExportOption.TITLE_PAGE, ExportOption.TITLE, ExportOption.WIDTH, ExportOption.SECONDS},
    encode=encode,
    preview=preview,
)
