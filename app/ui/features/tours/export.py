"""What is written of a tour, and how. No widgets; the work is done in any thread."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import ExportError
from app.exporters import export_tour, exporter
from app.exporters.exporter import TourExporter, TourOptions, Written
from app.model.diagram_layout import DiagramLayout
from app.model.filtering import Filters
from app.model.ids import DiagramId
from app.model.tour import Tour
from app.scene.theme import Theme

if TYPE_CHECKING:
    from app.exporters.steps import StepPicture


@dataclass(frozen=True, slots=True)
class Order:
    """`layouts` are those of the tour's diagrams by id, `filters` what is left out of them. `near` frames what each step
    lights; a `title_page` stands before the steps, but for pictures in a folder."""

    tour: Tour
    layouts: Mapping[DiagramId, DiagramLayout]
    into: TourExporter
    theme: Theme
    near: bool = True
    legend: bool = True
    title_page: bool = True
    filters: Mapping[DiagramId, Filters] = field(default_factory=dict)


def shots(order: Order) -> list[StepPicture]:
    """Every step of the tour as a picture to paint."""
    from app.exporters.steps import step_pictures

    return list(step_pictures(order.tour, order.layouts, order.near, order.legend, order.filters))


def write(
    order: Order, path: Path, cancelled: threading.Event, tell: Callable[[int], None]
) -> Written:
    """Write the tour into a file, or a picture a step into a folder. `tell` hears how many steps
    are done. Nothing is written before all are, or when it is cancelled by then.

    Raises ExportError, and WriteError; an old file is then untouched.
    """
    from app.exporters.steps import worked_out

    def heed() -> None:
        if cancelled.is_set():
            raise ExportError("The export was cancelled.")

    def done(shot: StepPicture) -> None:
        tell(shot.state.step + 1)

    made = shots(order)
    for _ in worked_out(made):
        heed()
    options = TourOptions(order.theme, title_page=order.title_page)
    return export_tour(made, path, options, done, order.into, heed)


def proposed(folder: Path, tour: Tour, into: TourExporter) -> Path:
    """A place in a folder, called after the tour."""
    return as_format(folder / (re.sub(r"[^\w-]+", "-", tour.id).strip("-") or "tour"), into)


def as_format(path: Path, into: TourExporter) -> Path:
    """The same name with the suffix of a format in place of another's; a folder has none."""
    if not path.name:
        return path
    bare = path.with_suffix("") if format_of(path) else path
    return bare if into.folder else bare.with_name(f"{bare.name}.{into.suffix}")


def format_of(path: Path) -> TourExporter | None:
    """The format that a name ends in."""
    return exporter(TourExporter, path.suffix) if path.suffix else None


def replaced(order: Order, path: Path) -> bool:
    """Something that is there already would be written over."""
    try:
        if order.into.folder:
            names = order.into.names(len(order.tour.steps))
            return any((path / name).exists() for name in names)
        return path.is_file()
    except OSError:
        return False
