"""Where a diagram stands on its slide. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.exporters.exporter import PictureJob, PictureShown
from app.exporters.slides_file import HEIGHT, WIDTH
from app.exporters.words import one_line
from app.layout.frame import Frame, frame
from app.model.geometry import Box, Point, fitting

MARGIN = 28.0  # pt beside all of it
HEAD = (5.0, 40.0)  # top and height of the title's band
TITLE = 24.0  # pt, of the largest title
EDGE = 12.0  # pt over and under the picture
LARGEST = 1.5  # pt of a slide for one of the sheet


@dataclass(frozen=True, slots=True)
class ShapesPage:
    """`part` of the sheet (pt), which has no title of its own, stands in the box `into` (pt of the slide). The
    `title` is empty where none is to be seen."""

    shown: PictureShown
    title: str
    sheet: Frame
    part: Box
    into: Box

    @property
    def scale(self) -> float:
        """pt of the slide for one of the sheet."""
        return self.into.width / self.part.width

    def at(self, point: Point) -> Point:
        """Where a point of the layout is on the slide."""
        box = self.box(Box(*point, 0.0, 0.0))
        return Point(box.x, box.y)

    def box(self, box: Box) -> Box:
        """Where a box of the layout is on the slide."""
        k, (x, y) = self.scale, self.sheet.picture
        left, top = (
            self.into.x + (box.x + x - self.part.x) * k,
            self.into.y + (box.y + y - self.part.y) * k,
        )
        return Box(left, top, box.width * k, box.height * k)


def shapes_page(job: PictureJob, shown: PictureShown) -> ShapesPage:
    """The title stands over the picture, which is as large as fits but not much larger than it is. What is as
    written has no title of ours, and of what a part is taken that is all."""
    options, layout = job.options, shown.layout
    wanted = options.title and layout.drawing is None
    title = one_line(" ".join(layout.diagram.title_lines)) if wanted else ""
    part = options.region
    sheet = frame(layout, shown.state.layers, options.title and part is not None, options.legend)
    sheet = replace(sheet, title=None)
    if part is None:
        part = Box(0.0, 0.0, sheet.width, sheet.height)
    top = HEAD[0] + HEAD[1] if title else EDGE
    room = Box(EDGE, top, WIDTH - 2 * EDGE, HEIGHT - top - EDGE)
    size = max(part.width, 1.0), max(part.height, 1.0)
    scale = min(LARGEST, fitting(size, (room.width, room.height)))
    wide, high = size[0] * scale, size[1] * scale
    into = Box(room.center.x - wide / 2, room.center.y - high / 2, wide, high)
    return ShapesPage(shown, title, sheet, Box(part.x, part.y, *size), into)
