"""Diagrams as a draw.io file."""

from __future__ import annotations

from app.exporters.exporter import CHOSEN, Encoded, PictureExporter, PictureJob


def encode(job: PictureJob) -> Encoded:
    """A page for each; to be edited there."""
    from app.exporters.drawio_file import encode as encoded

    return encoded(job)


EXPORTER = PictureExporter(
    id="drawio",
    name="draw.io drawing, to be edited",
    suffixes=("drawio",),
    honours=CHOSEN,
    encode=encode,
    drawn=False,
    linked=True,
    several=True,
)
