"""A tour as a folder with an SVG a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.exporters.exporter import FRAMED, TourExporter, TourOptions

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.exporters.steps import StepPicture, Tell
    from app.scene.theme import Theme


def encode(
    shots: Sequence[StepPicture], options: TourOptions, tell: Tell
) -> Iterable[tuple[str, bytes]]:
    """What each step shows, without its words."""
    from app.exporters.svg_sheet import encode_steps

    return zip(EXPORTER.names(len(shots)), encode_steps(shots, options, tell), strict=True)


def preview(
    shots: Sequence[StepPicture], shot: StepPicture | None, theme: Theme, room: tuple[int, int]
) -> QImage:
    """One of the pictures, as large as fits into a room of px."""
    from app.exporters.step_preview import bare

    return bare(shots, shot, theme, room)


EXPORTER = TourExporter(
    id="svgsteps",
    name="One SVG picture per step",
    suffixes=(),
    honours=FRAMED,
    encode=encode,
    preview=preview,
    each="svg",
)
