"""A diagram as a Mermaid flowchart."""

from __future__ import annotations

from app.exporters.exporter import Encoded, PictureExporter, PictureJob
from app.exporters.formats.dot import TOLD


def encode(job: PictureJob) -> Encoded:
    """What of it shows, for Markdown that draws such blocks."""
    from app.exporters.mermaid_text import encode as encoded

    return encoded(job)


EXPORTER = PictureExporter(
    id="mermaid",
    name="Mermaid flowchart, text for Markdown",
    suffixes=("mmd", "mermaid"),
    honours=TOLD,
    encode=encode,
    drawn=False,
)
