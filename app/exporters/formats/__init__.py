"""The table of file types. A new one is a small module here, its record and what makes the bytes, and a
line in the table. The modules load what they need when they run: none of them loads Qt before."""

from __future__ import annotations

from app.exporters.exporter import Exporter
from app.exporters.formats import (
    anki,
    gif,
    handout,
    jpeg,
    json_,
    page,
    pdf,
    png,
    slides,
    stills,
    svg,
    svg_steps,
    webp,
)

EXPORTERS: tuple[Exporter, ...] = (  # in the order in which they are offered
    png.EXPORTER,
    svg.EXPORTER,
    jpeg.EXPORTER,
    webp.EXPORTER,
    pdf.EXPORTER,
    json_.EXPORTER,
    slides.EXPORTER,
    handout.EXPORTER,
    gif.EXPORTER,
    stills.EXPORTER,
    svg_steps.EXPORTER,
    page.EXPORTER,
    anki.EXPORTER,
)
