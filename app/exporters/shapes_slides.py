"""Diagrams as slides of shapes, connectors and text that can be edited there."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.exporters.exporter import Encoded, PictureJob
from app.exporters.raster import png_bytes
from app.exporters.shapes_drawn import ShapesDrawn, SlideImage
from app.exporters.shapes_page import HEAD, MARGIN, TITLE, ShapesPage, shapes_page
from app.exporters.shapes_preview import slide_image
from app.exporters.slides_file import TITLE_ONLY, WIDTH, begun, finished, note, say
from app.exporters.words import plain
from app.layout.text import text_width
from app.model.ids import DiagramId
from app.render import icons

if TYPE_CHECKING:
    from pptx.slide import Slide

LEAST = 14.0  # pt, of the smallest title
WIDER = 1.15  # than ours the font may be in which a program shows the slides
ICON = 256  # px, of an icon's side
SMALL_SLIDE = (480, 270)  # px, of the thumbnail
BLANK = 6  # layout of the library's template
_SPACES = " ".join(
    f'xmlns:{name}="http://schemas.openxmlformats.org/{place}/2006/{what}"'
    for name, place, what in (
        ("a", "drawingml", "main"),
        ("p", "presentationml", "main"),
        ("r", "officeDocument", "relationships"),
    )
)


def encode_shapes(job: PictureJob) -> Encoded:
    """PPTX, a slide for each diagram; the same diagrams give the same file."""
    pages = [shapes_page(job, shown) for shown in job.shown]
    first = job.only.layout.diagram.title
    show = begun(first if len(pages) == 1 else job.workspace.title, job.options.theme)
    slides: dict[DiagramId, Slide] = {}
    for page in pages:
        layout = show.slide_layouts[TITLE_ONLY if page.title else BLANK]
        slides[page.shown.layout.diagram.id] = show.slides.add_slide(layout)
    notes = 0
    for number, page in enumerate(pages):
        job.tell(number)
        slide = slides[page.shown.layout.diagram.id]
        if page.title:
            _title(slide, page, job)
        _fill(slide, ShapesDrawn(job, page, _Files(slide, slides)).xml())
        notes += _note(slide, page, job)
    file = BytesIO()
    show.save(file)
    return Encoded(finished(file, len(pages), notes, slide_image(job, SMALL_SLIDE)))


def _title(slide: Slide, page: ShapesPage, job: PictureJob) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    title: Any = slide.shapes.title
    room = WIDTH - 2 * MARGIN
    title.left, title.top, title.width, title.height = map(Pt, (MARGIN, HEAD[0], room, HEAD[1]))
    wide = text_width(page.title, TITLE) * WIDER
    size = min(TITLE, max(LEAST, TITLE * (room - 16) / max(wide, 1.0)))
    say(title, page.title, round(size), job.options.theme.text, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def _fill(slide: Slide, shapes: str) -> None:
    """Over what stands on the slide."""
    from pptx.oxml import parse_xml

    tree = slide.shapes.element
    for one in list(parse_xml(f"<p:spTree {_SPACES}>{shapes}</p:spTree>")):
        tree.append(one)


def _note(slide: Slide, page: ShapesPage, job: PictureJob) -> int:
    """What the notes say of the diagram; how many pages of notes there are then."""
    own = job.workspace.own_section(page.shown.layout.diagram.id)
    section = job.workspace.notebook.section(own)
    if section is None:
        return 0
    note(slide, (section.title, *plain(section.text)))
    return 1


class _Files:
    """What a slide refers to; each once."""

    def __init__(self, slide: Slide, slides: Mapping[DiagramId, Slide]) -> None:
        self._slide, self._slides = slide, slides
        self._images: dict[tuple[str, str, bool], SlideImage | None] = {}

    def image(self, path: str, canvas: str, plated: bool) -> SlideImage | None:
        key = path, canvas, plated
        if key not in self._images:
            self._images[key] = self._embedded(*key)
        return self._images[key]

    def _embedded(self, path: str, canvas: str, plated: bool) -> SlideImage | None:
        image = icons.icon(path, ICON, canvas, plated)
        if image is None or image.isNull():
            return None
        _, known = self._slide.part.get_or_add_image_part(BytesIO(png_bytes(image, 1.0)))
        return SlideImage(known, image.width(), image.height())

    def web(self, address: str) -> str:
        from pptx.opc.constants import RELATIONSHIP_TYPE

        return self._slide.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def slide(self, diagram: DiagramId) -> str | None:
        from pptx.opc.constants import RELATIONSHIP_TYPE

        other = self._slides.get(diagram)
        if other is None or other is self._slide:
            return None
        return self._slide.part.relate_to(other.part, RELATIONSHIP_TYPE.SLIDE)
