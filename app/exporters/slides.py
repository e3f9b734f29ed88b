"""A tour as slides: PPTX with native titles, sharp pictures, and the words as speaker notes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor, QImage, QPainter

from app.exporters.alt_text import overview_text, step_text
from app.exporters.exporter import TourOptions
from app.exporters.raster import png_bytes
from app.exporters.slides_file import HEIGHT, TITLE_ONLY, WIDTH, begun, finished, note, rgb, say
from app.exporters.step_painter import image, paint, paint_head
from app.exporters.steps import ROOM, StepPicture, Tell
from app.exporters.title_page import (
    BETWEEN,
    LEADING,
    SMALL,
    Arranged,
    arrange,
    title_page,
)
from app.exporters.title_painter import overview_image, paint_title_page
from app.exporters.words import one_line, plain
from app.layout.text import text_width
from app.model.geometry import Box
from app.scene.theme import Theme

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Slides

MARGIN = 28.0
HEAD = (5.0, 40.0)  # top and height of the title's band
NUMBER = 90.0  # width of the number
PICTURE = (0.0, 47.0, WIDTH, WIDTH * ROOM.height / ROOM.width + 34.0)  # with room for the legend
BLEED = 12.0  # of the picture, its margins to the left and right
TITLE, LEAST = 24.0, 14.0  # largest and smallest title
WIDER = 1.15  # than ours the font may be in which a program shows the slides
SMALL_SLIDE = (480, 270)  # px, of the thumbnail
SHARP = 4.0  # px per pt: 3840 by 2160
_COVER = 0  # layout of the library's template


def encode_slides(shots: Sequence[StepPicture], options: TourOptions, tell: Tell) -> bytes:
    """The steps as PPTX; `tell` hears of each that is done."""
    show = begun(shots[0].tour.title, options.theme)
    if options.title_page:
        _title_page(show, shots, options)
    for shot in shots:
        _slide(show, shot, options)
        tell(shot)
    file = BytesIO()
    show.save(file)
    count = len(shots) + options.title_page
    return finished(file, count, len(shots), _thumbnail(shots, options))


def _thumbnail(shots: Sequence[StepPicture], options: TourOptions) -> QImage:
    """The first slide, small."""
    made = QImage(*SMALL_SLIDE, QImage.Format.Format_RGB32)
    made.fill(QColor(options.theme.canvas))
    painter = QPainter(made)
    try:
        painter.scale(SMALL_SLIDE[0] / WIDTH, SMALL_SLIDE[1] / HEIGHT)
        if options.title_page:
            into = Box(0.0, 0.0, WIDTH, HEIGHT)
            paint_title_page(painter, title_page(shots), into, options.theme)
        else:
            paint_slide(painter, shots[0], options.theme)
    finally:
        painter.end()
    return made


def paint_slide(painter: QPainter, shot: StepPicture, theme: Theme) -> None:
    """Paint what a step's slide shows on its ground, 1 unit a pt; its title in our font."""
    band = Box(MARGIN, HEAD[0], WIDTH - 2 * MARGIN, HEAD[1])
    paint_head(painter, shot.step.title, shot.number, band, TITLE, theme)
    x, y, width, height = PICTURE
    paint(painter, shot, Box(x + BLEED, y, width - 2 * BLEED, height), theme, bleed=BLEED)


def _title_page(show: Slides, shots: Sequence[StepPicture], options: TourOptions) -> None:
    """A slide with the tour's title, its diagrams, an overview of them, and the list of steps."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    page, theme = title_page(shots), options.theme
    placed = arrange(page, WIDTH, WIDER)
    slide = show.slides.add_slide(show.slide_layouts[_COVER])
    title, about = slide.shapes.title, slide.placeholders[1]
    say(title, page.title, placed.title_size, theme.text, bold=True)
    say(about, page.about, placed.about_size, theme.muted)
    steps = slide.shapes.add_textbox(0, 0, 0, 0)
    steps.name = "Steps"
    for shape, box in (
        (title, placed.title_box),
        (about, placed.about_box),
        (steps, placed.list_box),
    ):
        shape.left, shape.top, shape.width, shape.height = map(Pt, box)
        _fill_box(shape)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    for number, (step, entry) in enumerate(zip(page.steps, placed.entries, strict=False)):
        indent = entry.left - placed.list_box.x
        _list(steps, step, number, indent, placed, theme.text)
    if placed.left_out:
        indent = placed.entries[0].left - placed.list_box.x
        _list(steps, placed.left_out, None, indent, placed, theme.muted)
    for overview, box in zip(page.overviews, placed.pictures, strict=True):
        wide, high = round(box.width * SHARP), round(box.height * SHARP)
        drawn = overview_image(overview, wide, high, theme)
        picture = slide.shapes.add_picture(BytesIO(png_bytes(drawn, SHARP)), *map(Pt, box))
        picture.name = "Overview"
        _describe(picture, overview_text(overview))
        if placed.caption:
            under = (box.x, box.bottom + 4, box.width, placed.caption - 4)
            caption = slide.shapes.add_textbox(*map(Pt, under))
            caption.name = "Diagram"
            _fill_box(caption)
            say(caption, overview.title, SMALL, theme.muted)
            caption.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _list(
    shape: Any, text: str, number: int | None, indent: float, placed: Arranged, colour: str
) -> None:
    """Another item of a list; without a number, a line that says something of it."""
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    frame = shape.text_frame
    paragraph = frame.add_paragraph() if number != 0 else frame.paragraphs[0]
    run = paragraph.add_run()
    run.text, run.font.size, run.font.color.rgb = text, Pt(placed.size), rgb(colour)
    paragraph.space_after = Pt(placed.size * LEADING * BETWEEN)
    appearance = paragraph._p.get_or_add_pPr()  # noqa: SLF001 — the library knows no numbered lists
    appearance.set("marL", str(Pt(indent)))
    if number is not None:
        appearance.set("indent", str(-Pt(indent)))
        appearance.append(appearance.makeelement(qn("a:buFont"), {"typeface": "+mj-lt"}))
        appearance.append(appearance.makeelement(qn("a:buAutoNum"), {"type": "arabicPeriod"}))


def _fill_box(shape: Any) -> None:
    """Text stands where the shape does, without a margin within."""
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True


def _slide(show: Slides, shot: StepPicture, options: TourOptions) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    title, room = slide.shapes.title, WIDTH - 2 * MARGIN - NUMBER
    title.left, title.top, title.width, title.height = map(Pt, (MARGIN, HEAD[0], room, HEAD[1]))
    wide = text_width(one_line(shot.step.title), TITLE) * WIDER
    size = min(TITLE, max(LEAST, TITLE * (room - 16) / max(wide, 1.0)))
    say(title, shot.step.title, round(size), options.theme.text, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    width, height = round(PICTURE[2] * SHARP), round(PICTURE[3] * SHARP)
    drawn = image(shot, width, height, options.theme, BLEED * SHARP)
    picture = slide.shapes.add_picture(BytesIO(png_bytes(drawn, SHARP)), *map(Pt, PICTURE))
    picture.name = "Diagram"
    _describe(picture, step_text(shot))
    number = slide.shapes.add_textbox(*map(Pt, (WIDTH - MARGIN - NUMBER, HEAD[0], NUMBER, HEAD[1])))
    number.name = "Step"
    number.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    say(number, shot.number, 14, options.theme.muted)
    number.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    note(slide, plain(shot.step.text))


def _describe(picture: Any, said: str) -> None:
    """What a screen reader says of the picture."""
    picture.element.nvPicPr.cNvPr.set("descr", said)
