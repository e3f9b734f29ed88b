"""How a file of slides begins and ends: its ground, what is written on it; how many slides there are, their shape,
a thumbnail; and no time at which it was made."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.exporters.words import one_line
from app.scene.theme import Theme

if TYPE_CHECKING:
    from pptx.dml.color import RGBColor
    from pptx.presentation import Presentation as Slides
    from pptx.slide import Slide
    from PySide6.QtGui import QImage

WIDTH, HEIGHT = 960.0, 540.0  # pt, 16:9
TITLE_ONLY = 5  # layout of the library's template
WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # so that the same slides give the same file
ABOUT, THUMBNAIL = "docProps/app.xml", "docProps/thumbnail.jpeg"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Acetate</Application><PresentationFormat>Widescreen</PresentationFormat>"
    "<Slides>{slides}</Slides><Notes>{notes}</Notes></Properties>"
)


def begun(title: str, theme: Theme) -> Slides:
    """No slides yet, in 16:9 and in the theme's colours."""
    from pptx import Presentation
    from pptx.util import Pt

    show = Presentation()
    show.slide_width, show.slide_height = Pt(WIDTH), Pt(HEIGHT)
    show.element.sldSz.attrib.pop("type", None)  # the template's says 4:3
    _dress(show, theme)
    about = show.core_properties
    about.title, about.author, about.last_modified_by = one_line(title)[:255], "", ""
    about.created = about.modified = WHEN
    return show


def _dress(show: Slides, theme: Theme) -> None:
    """The master and its layouts in the theme's colours and in 16:9, so that slides which are
    added by hand look like the others."""
    from pptx.util import Emu

    master = show.slide_master
    fill = master.background.fill
    fill.solid()
    fill.fore_color.rgb = rgb(theme.canvas)
    wider = WIDTH / 720  # the template is 4:3
    for page in (master, *master.slide_layouts):
        own = [s for s in page.shapes if s.element.xpath("./p:spPr/a:xfrm")]
        for shape in own:
            shape.left, shape.width = (
                Emu(round(shape.left * wider)),
                Emu(round(shape.width * wider)),
            )


def say(shape: Any, text: str, size: float, colour: str, bold: bool = False) -> None:
    """Write a line into a shape."""
    from pptx.util import Pt

    shape.text_frame.word_wrap = True
    run = shape.text_frame.paragraphs[0].add_run()
    run.text = one_line(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = rgb(colour)


def rgb(colour: str) -> RGBColor:
    """`#RRGGBB` as the library has it."""
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(colour[1:]))


def note(slide: Slide, paragraphs: Iterable[str]) -> None:
    """Write what is said to the slide into its notes."""
    notes = slide.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n".join(line.replace("\n", "\v") for line in paragraphs)


def finished(file: BytesIO, slides: int, notes: int, first: QImage) -> bytes:
    """The archive that the library wrote, with what its template says of other slides replaced.
    `first` is the first slide, small."""
    told = {
        ABOUT: _PROPERTIES.format(slides=slides, notes=notes).encode(),
        THUMBNAIL: _jpeg(first),
    }
    out = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            packed = name.endswith((".png", ".jpeg"))  # these are compressed already
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            new.writestr(entry, told.get(name) or old.read(name))
    return out.getvalue()


def _jpeg(image: QImage) -> bytes:
    from PIL.Image import frombuffer
    from PySide6.QtGui import QImage

    flat = image.convertToFormat(QImage.Format.Format_RGB888)
    size, stride = (flat.width(), flat.height()), flat.bytesPerLine()
    out = BytesIO()
    frombuffer("RGB", size, bytes(flat.constBits()), "raw", "RGB", stride, 1).save(
        out, "JPEG", quality=85
    )
    return out.getvalue()
