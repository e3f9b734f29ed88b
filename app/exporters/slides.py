"""A tour as slides: PPTX with native titles, sharp pictures, and the words as speaker notes."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QPainter

from app.exporters.deck import Options
from app.exporters.png import encode
from app.exporters.step_painter import image, paint, paint_head
from app.exporters.steps import StepPicture, Tell
from app.exporters.words import one_line, plain
from app.layout.text import text_width
from app.model.geometry import Box
from app.model.wording import counted
from app.render.theme import Theme

if TYPE_CHECKING:
    from pptx.dml.color import RGBColor
    from pptx.presentation import Presentation as Slides

WIDTH, HEIGHT = 960.0, 540.0  # pt, 16:9
MARGIN = 28.0
HEAD = (10.0, 44.0)  # top and height of the title's band
NUMBER = 90.0  # width of the number
PICTURE = (0.0, 56.0, WIDTH, HEIGHT - 62.0)
BLEED = 12.0  # of the picture, its margins to the left and right
TITLE, LEAST = 24.0, 14.0  # largest and smallest title
SHARP = 4.0  # px per pt: 3840 by 2160
WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # so that the same tour gives the same file
_COVER, _TITLE_ONLY = 0, 5  # layouts of the library's template


def encode_slides(shots: Sequence[StepPicture], options: Options, tell: Tell) -> bytes:
    """The steps as PPTX; `tell` hears of each that is done."""
    from pptx import Presentation
    from pptx.util import Pt

    tour = shots[0].tour
    show = Presentation()
    show.slide_width, show.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _dress(show, options)
    about = show.core_properties
    about.title, about.author, about.last_modified_by = one_line(tour.title)[:255], "", ""
    about.created = about.modified = WHEN
    if options.cover:
        _cover(show, shots, options)
    for shot in shots:
        _slide(show, shot, options)
        tell(shot)
    file = BytesIO()
    show.save(file)
    return _timeless(file)


def paint_slide(painter: QPainter, shot: StepPicture, theme: Theme) -> None:
    """Paint what a step's slide shows on its ground, 1 unit a pt; its title in our font."""
    band = Box(MARGIN, HEAD[0], WIDTH - 2 * MARGIN, HEAD[1])
    paint_head(painter, shot.step.title, shot.number, band, TITLE, theme)
    x, y, width, height = PICTURE
    paint(painter, shot, Box(x + BLEED, y, width - 2 * BLEED, height), theme, bleed=BLEED)


def _dress(show: Slides, options: Options) -> None:
    """The master and its layouts in the theme's colours and in 16:9, so that slides which are
    added by hand look like the others."""
    from pptx.util import Emu

    master = show.slide_master
    fill = master.background.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(options.theme.canvas)
    wider = WIDTH / 720  # the template is 4:3
    for page in (master, *master.slide_layouts):
        own = [s for s in page.shapes if s.element.xpath("./p:spPr/a:xfrm")]
        for shape in own:
            shape.left, shape.width = (
                Emu(round(shape.left * wider)),
                Emu(round(shape.width * wider)),
            )


def _cover(show: Slides, shots: Sequence[StepPicture], options: Options) -> None:
    slide = show.slides.add_slide(show.slide_layouts[_COVER])
    tour = shots[0].tour
    titles = dict.fromkeys(shot.picture.diagram.title for shot in shots)
    _say(slide.shapes.title, tour.title, 36, options.theme.text, bold=True)
    about = " · ".join((*titles, counted(len(shots), "step")))
    _say(slide.placeholders[1], about, 18, options.theme.muted)


def _slide(show: Slides, shot: StepPicture, options: Options) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    slide = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
    title, room = slide.shapes.title, WIDTH - 2 * MARGIN - NUMBER
    title.left, title.top, title.width, title.height = map(Pt, (MARGIN, HEAD[0], room, HEAD[1]))
    # Other fonts than ours may be wider.
    wide = text_width(one_line(shot.step.title), TITLE) * 1.15
    size = min(TITLE, max(LEAST, TITLE * (room - 16) / max(wide, 1.0)))
    _say(title, shot.step.title, round(size), options.theme.text, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    width, height = round(PICTURE[2] * SHARP), round(PICTURE[3] * SHARP)
    drawn = image(shot, width, height, options.theme, BLEED * SHARP)
    picture = slide.shapes.add_picture(BytesIO(encode(drawn, SHARP)), *map(Pt, PICTURE))
    picture.name = "Diagram"
    _describe(picture, shot)
    number = slide.shapes.add_textbox(*map(Pt, (WIDTH - MARGIN - NUMBER, HEAD[0], NUMBER, HEAD[1])))
    number.name = "Step"
    number.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _say(number, shot.number, 14, options.theme.muted)
    number.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    notes = slide.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n".join(line.replace("\n", "\v") for line in plain(shot.step.text))


def _say(shape: Any, text: str, size: float, colour: str, bold: bool = False) -> None:
    """Write a line into a shape."""
    from pptx.util import Pt

    shape.text_frame.word_wrap = True
    run = shape.text_frame.paragraphs[0].add_run()
    run.text = one_line(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = _rgb(colour)


def _rgb(colour: str) -> RGBColor:
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(colour[1:]))


def _describe(picture: Any, shot: StepPicture) -> None:
    """What a screen reader says of the picture."""
    about = one_line(f"{shot.picture.diagram.title}: {shot.step.title}")
    picture.element.nvPicPr.cNvPr.set("descr", about)


def _timeless(file: BytesIO) -> bytes:
    """The same archive without the time at which it was made."""
    out = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            packed = name.endswith(".png")  # a PNG is compressed already
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
