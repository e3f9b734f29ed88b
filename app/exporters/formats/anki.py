"""Cards to study as decks for Anki."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.exporters.anki_extra import missing
from app.exporters.exporter import LAID_OUT, CardsExporter
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.workspace import Workspace

if TYPE_CHECKING:
    from app.render.recall import RecallOptions
    from app.study.card import Card


def write(
    workspace: Workspace,
    layouts: Mapping[DiagramId, DiagramLayout],
    cards: Iterable[Card],
    way: RecallOptions,
    path: Path,
    cancelled: threading.Event | None = None,
    tell: Callable[[int], None] = lambda _: None,
) -> int:
    """Write the file; see `app.exporters.anki.write`."""
    from app.exporters import anki

    return anki.write(workspace, layouts, cards, way, path, cancelled, tell)


EXPORTER = CardsExporter(
    id="anki",
    name="Anki deck",
    suffixes=("apkg",),
    honours=LAID_OUT,
    missing=missing,
    write=write,
)
