"""The table of file types. A new one is a small module here, its record and what makes the bytes, and a
line in the table. The modules load what they need when they run: none of them loads Qt before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.exporters.exporter import Exporter
from app.exporters.formats import (
    anki,
    dot,
    drawio,
    gif,
    handout,
    jpeg,
    json_,
    mermaid,
    page,
    pdf,
    png,
    shapes,
    slides,
    stills,
    svg,
    svg_steps,
    webp,
)

_table: tuple[Exporter, ...] = (  # in the order in which they are offered
    png.EXPORTER,
    svg.EXPORTER,
    jpeg.EXPORTER,
    webp.EXPORTER,
    pdf.EXPORTER,
    json_.EXPORTER,
    drawio.EXPORTER,
    shapes.EXPORTER,
    dot.EXPORTER,
    mermaid.EXPORTER,
    slides.EXPORTER,
    handout.EXPORTER,
    gif.EXPORTER,
    stills.EXPORTER,
    svg_steps.EXPORTER,
    page.EXPORTER,
    anki.EXPORTER,
)


def table() -> tuple[Exporter, ...]:
    """The file types, in the order in which they are offered."""
    return _table


@contextmanager
def registered(exporter: Exporter) -> Iterator[None]:
    """One more file type, or another in the place of one with its id, for as long as this lasts."""
    global _table  # noqa: PLW0603 - the one place that keeps it
    before = _table
    known = any(x.id == exporter.id for x in before)
    changed = tuple(exporter if x.id == exporter.id else x for x in before)
    _table = changed if known else (*before, exporter)
    try:
        yield
    finally:
        _table = before
