"""A workspace as one HTML file to study from offline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.exporters.exporter import LAID_OUT, ExportOption, WorkspaceExporter
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId

if TYPE_CHECKING:
    from app.model.workspace import Workspace


def encode(
    workspace: Workspace, layouts: Mapping[DiagramId, DiagramLayout], title: str | None
) -> bytes:
    """Pictures, notes, tours and a search, in both themes."""
    from app.page.page import compose

    return compose(workspace, layouts, title)


EXPORTER = WorkspaceExporter(
    id="page",
    name="HTML page to study from",
    suffixes=("html", "htm"),
    honours=LAID_OUT | {ExportOption.SHEET, ExportOption.PAGE_TITLE},
    encode=encode,
)
