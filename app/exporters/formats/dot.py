"""A diagram as DOT text."""

from __future__ import annotations

from app.exporters.exporter import (
    FILTERED,
    FOLDS,
    Encoded,
    ExportOption,
    PictureExporter,
    PictureJob,
)

TOLD = frozenset({ExportOption.LAYERS, *FILTERED, *FOLDS})  # what a text of the graph honours


def encode(job: PictureJob) -> Encoded:
    """What of it shows, for Graphviz and whatever reads its files."""
    from app.exporters.dot_text import encode as encoded

    return encoded(job)


EXPORTER = PictureExporter(
    id="dot",
    name="DOT, text for Graphviz",
    suffixes=("dot", "gv"),
    honours=TOLD,
    encode=encode,
    drawn=False,
)
