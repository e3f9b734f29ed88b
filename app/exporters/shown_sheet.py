"""What shows of a sheet that is written: the same for pixels and for vectors. No Qt."""

from __future__ import annotations

from dataclasses import replace

from app.exporters import size
from app.exporters.exporter import PictureOptions, PictureShown
from app.model.geometry import Box
from app.scene.appearance import Appearance, appearance, through
from app.scene.shot import FADE, part_of_screen


def sheet_appearance(shown: PictureShown, options: PictureOptions) -> Appearance:
    """What shows of the diagram, and how."""
    found = appearance(
        shown.layout,
        shown.state,
        options.theme,
        transparent=options.transparent,
        tour=options.tour,
    )
    if options.masked:
        found = replace(found, masked=options.masked)
    return through(found, options.shot)


def fade(part: Box, options: PictureOptions, scale: float) -> float:
    """Over how many px the picture fades at the borders of that part (pt); 0 where nothing is cut
    off. `scale` is px per pt."""
    if options.shot is None or options.shot.whole:
        return 0.0
    return FADE * part_of_screen(size.pixels(part, scale))
