"""All that is written to files, by the table of records in `formats`: dialogs, command line, `--help`
and the documents ask it. Importing this loads no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app import atomic
from app.errors import ExportError, WriteError
from app.exporters import drawio_held, formats
from app.exporters.exporter import (
    Exporter,
    ExportOption,
    PictureExporter,
    PictureJob,
    PictureOptions,
    TourExporter,
    TourOptions,
    Written,
)
from app.model.diagram_layout import DiagramLayout
from app.model.view_state import ViewState
from app.model.wording import listed

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.exporters.steps import StepPicture, Tell

E = TypeVar("E", bound=Exporter)


def exporters(kind: type[E]) -> tuple[E, ...]:
    """The records of that kind, as PictureExporter."""
    return tuple(x for x in formats.table() if isinstance(x, kind))


def exporter(kind: type[E], name: str) -> E | None:
    """The one of that kind that has this id or suffix, whatever its case and with its dot or
    without."""
    name = name.lower().lstrip(".")
    found = exporters(kind)
    ids = (x for x in found if x.id == name)
    return next(ids, None) or next((x for x in found if name in x.suffixes), None)


def suffixes(kind: type[E]) -> str:
    """Those of that kind's files, to choose from: `.png, .jpg or .webp`."""
    return listed([f".{x.suffix}" for x in exporters(kind) if x.suffix], "or")


def export(job: PictureJob, path: Path, format: str | None = None) -> Written:
    """Write what a job shows. The format is `format` (an id, such as `png`) or follows the
    file's suffix. Raises ExportError, and WriteError; the old file is then untouched.

    What is drawn needs `app.render.offscreen.ensure_application` before, in the main thread; this
    may run in any thread.
    """
    into = exporter(PictureExporter, format or path.suffix)
    if into is None:
        raise ExportError(
            f"{path} was not written: its name must end in {suffixes(PictureExporter)}."
        )
    if len(job.shown) > 1 and not into.several:
        raise ExportError(f"{path} was not written: a .{into.suffix} file holds one diagram only.")
    options = job.options
    if options.transparent and ExportOption.TRANSPARENT not in into.honours:
        job = replace(job, options=replace(options, transparent=False))
    made = into.encode(job)
    content = made.content
    if into.suffix in ("svg", "png") and drawio_held.may_hold(path):
        content = drawio_held.with_drawing(content, formats.drawio.encode(job).content)
    job.tell(len(job.shown))
    atomic.write(path, content)
    return Written(path, " ".join(filter(None, (made.remark, *unmet(into, options)))))


def unmet(into: PictureExporter, options: PictureOptions) -> tuple[str, ...]:
    """Sentences on what a format cannot do of what is asked for."""
    asked = {ExportOption.TRANSPARENT: options.transparent, ExportOption.PAPER: options.paper}
    missed = [x for x, wanted in asked.items() if wanted and x not in into.honours]
    return tuple(into.lacks.get(x, f"{x} does nothing for a .{into.suffix} file.") for x in missed)


def export_tour(
    shots: Sequence[StepPicture],
    path: Path,
    options: TourOptions,
    tell: Tell = lambda _: None,
    into: TourExporter | None = None,
    heed: Callable[[], None] = lambda: None,
) -> Written:
    """Write a tour's steps into a file whose suffix says how, or a file a step into a folder;
    `tell` hears of each that is done. Nothing is written before all are, nor if `heed`, which is
    asked then, raises. Raises ExportError, and WriteError; an old file is then untouched.

    `app.render.offscreen.ensure_application` is needed before, in the main thread.
    """
    into = into or tour_exporter(path)
    if into is None:
        raise ExportError(f"{path} was not written: its name must end in {suffixes(TourExporter)}.")
    if not shots:
        raise ExportError(f"{path} was not written: the tour has no steps.")
    if into.folder and path.is_file():
        raise WriteError(f"The pictures need a folder, and {path} is a file.")
    if not into.folder:
        atomic.expect(path)
    files = list(into.encode(shots, options, tell))
    heed()
    if into.folder:
        atomic.make_folder(path)
    for name, content in files:
        atomic.write(path / name if name else path, content)
    return Written(path)


def tour_exporter(path: Path, each: str = "") -> TourExporter | None:
    """What writes a tour there: by the suffix, without one into a folder, whose files have the suffix
    `each` where it is given."""
    if path.suffix:
        return exporter(TourExporter, path.suffix)
    folders = (x for x in exporters(TourExporter) if x.folder)
    return next((x for x in folders if each in ("", x.each)), None)


def render_image(layout: DiagramLayout, state: ViewState, options: PictureOptions) -> QImage:
    """The picture in memory, for the clipboard and previews. Raises ExportError as `export`."""
    from app.exporters import raster

    return raster.render(layout, state, options)[0]
