"""A tour as a folder with a picture a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.exporters.exporter import FRAMED, ExportOption, TourExporter, TourOptions

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.exporters.steps import StepPicture, Tell
    from app.scene.theme import Theme


def encode(
    shots: Sequence[StepPicture], options: TourOptions, tell: Tell
) -> Iterable[tuple[str, bytes]]:
    """A PNG for each step."""
    from app.exporters.stills import encode_stills

    return zip(EXPORTER.names(len(shots)), encode_stills(shots, options, tell), strict=True)


def preview(
    shots: Sequence[StepPicture], shot: StepPicture | None, theme: Theme, room: tuple[int, int]
) -> QImage:
    """One of the pictures, as large as fits into a room of px."""
    from app.exporters.step_preview import still

    return still(shots, shot, theme, room)


EXPORTER = TourExporter(
    id="stills",
    name="One picture per step",
    suffixes=(),
    honours=FRAMED | {ExportOption.TITLE, ExportOption.WIDTH},
    encode=encode,
    preview=preview,
    each="png",
)
