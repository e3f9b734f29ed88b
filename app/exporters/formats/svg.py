"""A diagram as SVG: text stays text, layers are named groups, and links can be followed."""

from __future__ import annotations

from app.exporters.exporter import DRAWN, Encoded, ExportOption, PictureExporter, PictureJob


def encode(job: PictureJob) -> Encoded:
    """One unit is one pt. What opens a section of the notes says so in its tooltip."""
    from app.exporters.svg_sheet import sections, sheet

    notes = sections(job.workspace, job.only.layout.diagram.id)
    return Encoded(sheet(job.only, job.options, notes))


EXPORTER = PictureExporter(
    id="svg",
    name="SVG picture",
    suffixes=("svg",),
    honours=DRAWN | {ExportOption.TRANSPARENT},
    encode=encode,
    linked=True,
)
