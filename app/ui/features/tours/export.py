"""What is written of a tour, and how. No widgets; the work is done in any thread."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import ExportError, WriteError
from app.exporters.deck import FORMATS as DECKS
from app.model.diagram_layout import DiagramLayout
from app.model.tour import Tour
from app.scene.theme import Theme

if TYPE_CHECKING:
    from app.exporters.steps import StepPicture

FORMATS = (
    ("pptx", "Slides with speaker notes"),
    ("pdf", "Handout"),
    ("gif", "Animated GIF"),
    ("png", "One picture per step"),
)
FOLDER = "png"  # the format that makes a folder of files


@dataclass(frozen=True, slots=True)
class Order:
    """`pictures` are the layouts of the tour's diagrams by id. `near` frames what each step
    lights; a `title_page` stands before the steps, but for pictures in a folder."""

    tour: Tour
    pictures: Mapping[str, DiagramLayout]
    format: str
    theme: Theme
    near: bool = True
    legend: bool = True
    title_page: bool = True


def shots(order: Order) -> list[StepPicture]:
    """Every step of the tour as a picture to paint."""
    from app.exporters.steps import step_pictures

    return list(step_pictures(order.tour, order.pictures, order.near, order.legend))


def write(
    order: Order, path: Path, cancelled: threading.Event, tell: Callable[[int], None]
) -> None:
    """Write the tour into a file, or a picture a step into a folder. `tell` hears how many steps
    are done. Nothing is written before all are, or when it is cancelled by then.

    Raises ExportError, which says what to do; an old file is then untouched.
    """

    def heed(shot: StepPicture | None = None) -> None:
        if cancelled.is_set():
            raise ExportError("The export was cancelled.")
        if shot is not None:
            tell(shot.state.step + 1)

    files = list(_files(order, path, heed))
    heed()
    from app import atomic
    from app.exporters.stills import make_folder

    try:
        if order.format == FOLDER:
            make_folder(path)
        for file, content in files:
            atomic.write(file, content)
    except WriteError as why:
        raise ExportError(f"{why} Choose another place.") from why


def _files(
    order: Order, path: Path, heed: Callable[[StepPicture | None], None]
) -> Iterator[tuple[Path, bytes]]:
    from app.exporters import deck, moving, stills
    from app.exporters.steps import worked_out

    made, theme = shots(order), order.theme
    for _ in worked_out(made):
        heed(None)
    if order.format in DECKS:
        pages = deck.Options(theme, order.title_page)
        yield path, deck.encode_deck(made, order.format, pages, heed)
    elif order.format == "gif":
        options = stills.Options(theme, stills.GIF_WIDTH, title_page=order.title_page)
        yield path, moving.encode_gif(made, options, heed)
    else:
        options = stills.Options(theme, stills.PNG_WIDTH)
        for name, content in stills.encode_pictures(made, options, heed):
            yield path / name, content


def proposed(folder: Path, tour: Tour, format: str) -> Path:
    """A place in a folder, called after the tour."""
    return as_format(folder / (re.sub(r"[^\w-]+", "-", tour.id).strip("-") or "tour"), format)


def as_format(path: Path, format: str) -> Path:
    """The same name with the suffix of a format in place of another's; a folder has none."""
    if not path.name:
        return path
    bare = path.with_suffix("") if format_of(path) else path
    return bare if format == FOLDER else bare.with_name(f"{bare.name}.{format}")


def format_of(path: Path) -> str | None:
    """The format that a name ends in."""
    suffix = path.suffix.lower().lstrip(".")
    return suffix if suffix in dict(FORMATS) else None


def replaced(order: Order, path: Path) -> bool:
    """Something that is there already would be written over."""
    from app.exporters.stills import picture_names

    try:
        if order.format == FOLDER:
            return any((path / name).exists() for name in picture_names(len(order.tour.steps)))
        return path.is_file()
    except OSError:
        return False
