"""How large a picture may be. No Qt."""

from __future__ import annotations

from math import ceil, floor, isfinite, log10, sqrt

from app.errors import ExportError
from app.exporters.exporter import PictureOptions
from app.layout.frame import frame
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.view_state import ViewState

SIDE = 16383  # px, the most that WebP holds
AREA = 256_000_000  # px


def part(layout: DiagramLayout, state: ViewState, options: PictureOptions) -> Box:
    """What of the sheet is shown, in pt."""
    if options.region is not None:
        return options.region
    sheet = frame(layout, state.layers, options.title, options.legend)
    return Box(0.0, 0.0, sheet.width, sheet.height)


def scale(part: Box, options: PictureOptions) -> float:
    """The scale, px per pt, of a picture of that part (pt): the one that is asked for, or the
    largest that fits. Raises ExportError where the picture has no size, or exactly that scale is
    asked for and cannot be."""
    wanted = options.scale
    if not (isfinite(wanted) and wanted > 0 and part.width > 0 and part.height > 0):
        raise ExportError("The picture would be empty: scale and region must be above zero.")
    width, height = pixels(part, wanted)
    if max(width, height) <= SIDE and width * height <= AREA:
        return wanted
    if options.exact:
        raise ExportError(
            f"The picture would be {width} by {height} pixels, which is too large. "
            f"The largest scale possible is {_largest(part):g}."
        )
    return _largest(part)


def pixels(part: Box, scale: float) -> tuple[int, int]:
    """Width and height, px, of a picture of that part (pt) at `scale` px per pt; at least 1."""
    return max(ceil(part.width * scale), 1), max(ceil(part.height * scale), 1)


def _largest(part: Box) -> float:
    """To two or three digits, less a row for rounding up."""
    by_area = sqrt(AREA / (part.width * part.height))
    most = 0.999 * min(SIDE / part.width, SIDE / part.height, by_area)
    digit = 10.0 ** (floor(log10(most)) - (1 if most < 1 else 2))
    return floor(most / digit) * digit
