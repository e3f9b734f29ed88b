"""Slides and handouts, read back by other libraries than wrote them where there are any."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Pt
from pypdf import PdfReader

from app.errors import ExportError, WriteError
from app.exporters import export_tour
from app.exporters.exporter import TourOptions
from app.exporters.steps import step_pictures
from app.exporters.text_column import PITCH, SIZE, columns, set_lines
from app.exporters.words import words
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId
from app.model.tour import Step
from app.render import fonts
from app.scene.theme import DARK, LIGHT
from tests.exporters.tours import WORDS, pair_tour, shots

BARE = TourOptions(LIGHT, title_page=False)
WIDE = Box(-2000, -2000, 5000, 5000)


@pytest.fixture(autouse=True)
def _canvas_font(qapp: object) -> None:
    fonts.load()


def _pdf(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def _alt(shape: Any) -> str:
    found: str = shape.element.nvPicPr.cNvPr.get("descr")
    return found


# Slides


def test_one_slide_a_step_with_title_picture_and_notes(
    layout: DiagramLayout, tmp_path: Path
) -> None:
    path, told = tmp_path / "a.pptx", list[str]()
    made = shots(layout, pair_tour())
    export_tour(made, path, BARE, lambda shot: told.append(shot.number))
    assert told == ["1 / 3", "2 / 3", "3 / 3"]
    show = Presentation(str(path))
    assert (show.slide_width, show.slide_height) == (Pt(960), Pt(540))
    slides = list(show.slides)
    assert [s.shapes.title.text_frame.text for s in slides] == [
        "The base sheet",
        "A",
        "A asks & <B>",
    ]
    for slide, number in zip(slides, told, strict=True):
        assert any(s.has_text_frame and s.text_frame.text == number for s in slide.shapes)
        (drawn,) = [s for s in slide.shapes if s.name == "Diagram"]
        assert Image.open(BytesIO(drawn.image.blob)).width == 3840
        assert drawn.top > slide.shapes.title.top + slide.shapes.title.height
        assert drawn.top + drawn.height <= show.slide_height
    notes = slides[1].notes_slide.notes_text_frame.text
    assert notes.split("\n")[:2] == ["A asks B. The traffic is shifted.", "1. First git push"]
    assert slides[0].notes_slide.notes_text_frame.text == ""


def test_it_begins_with_title_diagram_overview_and_steps(
    layout: DiagramLayout, tmp_path: Path
) -> None:
    for theme in (LIGHT, DARK):
        path = tmp_path / f"{theme.name}.pptx"
        export_tour(shots(layout, pair_tour()), path, TourOptions(theme))
        show = Presentation(str(path))
        first = show.slides[0]
        assert len(show.slides) == 4
        assert first.shapes.title.text_frame.text == "A asks B"
        assert first.placeholders[1].text_frame.text == "A pair · 3 steps"
        (steps,) = [s for s in first.shapes if s.name == "Steps"]
        assert steps.text_frame.text.split("\n") == ["The base sheet", "A", "A asks & <B>"]
        (drawn,) = [s for s in first.shapes if s.name == "Overview"]
        assert _alt(drawn) == "A pair. The whole diagram with the layer IAM."
        assert drawn.left + drawn.width <= show.slide_width
        assert str(show.slide_master.background.fill.fore_color.rgb) == theme.canvas[1:]


def test_a_tour_through_several_diagrams_has_an_overview_of_each(
    layout: DiagramLayout, tmp_path: Path
) -> None:
    other = replace(layout, diagram=replace(layout.diagram, id=DiagramId("other"), title="Another"))
    steps = [Step(f"Step of {id}", "", DiagramId(id), frozenset()) for id in ("pair", "other")]
    made = list(
        step_pictures(
            pair_tour(*steps * 20), {DiagramId("pair"): layout, DiagramId("other"): other}
        )
    )
    for suffix in ("pptx", "pdf"):
        export_tour(made, tmp_path / f"a.{suffix}", TourOptions(LIGHT))
    first = Presentation(str(tmp_path / "a.pptx")).slides[0]
    drawn = [s for s in first.shapes if s.name == "Overview"]
    assert [_alt(s).split(".")[0] for s in drawn] == ["A pair", "Another"]
    assert first.placeholders[1].text_frame.text == "2 diagrams · 40 steps"
    assert "Another" in _pdf(tmp_path / "a.pdf")[0]
    assert re.search(r"and \d+ more steps", _pdf(tmp_path / "a.pdf")[0]), "of what finds no room"


def test_slides_are_wide_and_say_so(layout: DiagramLayout, tmp_path: Path) -> None:
    export_tour(shots(layout, pair_tour()), tmp_path / "a.pptx", TourOptions(LIGHT))
    with zipfile.ZipFile(tmp_path / "a.pptx") as packed:
        said = packed.read("ppt/presentation.xml").decode()
        about = packed.read("docProps/app.xml").decode()
        with Image.open(packed.open("docProps/thumbnail.jpeg")) as thumbnail:
            shape, pixel = thumbnail.size, thumbnail.getpixel((2, 2))
    assert "<PresentationFormat>Widescreen<" in about
    assert "<Slides>4</Slides><Notes>3</Notes>" in about
    assert shape == (480, 270)
    assert pixel == pytest.approx(tuple(bytes.fromhex(LIGHT.canvas[1:])), abs=3), (
        "the title page, not the template's"
    )
    (size,) = re.findall("<p:sldSz[^>]*>", said)
    assert size == '<p:sldSz cx="12192000" cy="6858000"/>'


def test_pictures_say_what_the_step_shows(layout: DiagramLayout, tmp_path: Path) -> None:
    alone, both = (
        Step(title, "", DiagramId("pair"), frozenset({"iam"}), (ElementId(focus),))
        for title, focus in (("A alone", "a"), ("", "a-b"))
    )
    export_tour(shots(layout, pair_tour(alone, both)), tmp_path / "a.pptx", TourOptions(LIGHT))
    slides = Presentation(str(tmp_path / "a.pptx")).slides
    said = [_alt(shape) for slide in slides for shape in slide.shapes if shape.name == "Diagram"]
    assert said == [
        "A pair, step 1 of 2: A alone. Highlighted: A.",
        "A pair, step 2 of 2. Highlighted: A to B (asks).",
    ]


def test_a_step_without_a_title(layout: DiagramLayout, tmp_path: Path) -> None:
    tour = pair_tour(Step("", "", DiagramId("pair"), frozenset()), title="")
    for suffix in ("pptx", "pdf"):
        export_tour(shots(layout, tour), tmp_path / f"a.{suffix}", TourOptions(LIGHT))
    assert len(_pdf(tmp_path / "a.pdf")) == 2


def test_any_words_and_titles_are_written(layout: DiagramLayout, tmp_path: Path) -> None:
    odd = "x\x01\x0b </a:t> & “日本” " + "long " * 100
    tour = pair_tour(Step(odd, odd * 5, DiagramId("pair"), frozenset()), title=odd)
    for suffix in ("pptx", "pdf"):
        export_tour(shots(layout, tour), tmp_path / f"a.{suffix}", TourOptions(LIGHT))
    slide = Presentation(str(tmp_path / "a.pptx")).slides[1]
    assert slide.shapes.title.text_frame.text.startswith("x </a:t> & “日本” long long")
    pages = _pdf(tmp_path / "a.pdf")
    assert "x </a:t> &" in pages[1]
    assert "1 / 1" in pages[1]


# Handout


def test_one_page_a_step_with_its_words_beneath(layout: DiagramLayout, tmp_path: Path) -> None:
    path = tmp_path / "a.PDF"
    export_tour(shots(layout, pair_tour()), path, BARE)
    reader = PdfReader(path)
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {
        (842, 595)
    }
    assert reader.metadata is not None
    assert reader.metadata.title == "A asks B"
    first, second, third = _pdf(path)
    assert first.startswith("The base sheet")
    assert "1 / 3" in first
    assert "A asks B. The traffic is shifted." in second, "ligatures are spelled"
    assert "2." in second
    assert "• nested deep" in second
    assert "make all" in second
    assert "It answers." in third


def test_no_line_of_a_paragraph_stands_alone(layout: DiagramLayout) -> None:
    theme = TourOptions(LIGHT).theme
    for count in range(2, 40):
        lines = set_lines(words(("word " * 14 + "\n\n") * 2 + "It says. " * count), 300, theme)
        ends, at = set[int](), 0
        for column in columns(lines, 5 * PITCH):
            at += len(column)
            ends.add(at)
        assert at == len(lines)
        begins = [n for n, line in enumerate(lines) if line.above or not n] + [len(lines)]
        for first, after in pairwise(begins):
            if after - first > 3:  # three lines can only be kept together
                assert not {first + 1, after - 1} & ends


def test_its_words_are_large_and_its_pictures_as_wide_as_the_page(
    layout: DiagramLayout, tmp_path: Path
) -> None:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QImage, QPainter

    from app.exporters.handout import PAGE, paint_first

    assert SIZE >= 11
    wide = replace(
        layout, clusters={ElementId("box"): replace(layout.clusters[ElementId("box")], box=WIDE)}
    )
    step = Step("A", WORDS, DiagramId("pair"), frozenset(), (ElementId("box"),))
    made = shots(wide, pair_tour(step), near=True)
    page = QImage(round(PAGE.width), round(PAGE.height), QImage.Format.Format_RGB32)
    page.fill(LIGHT.canvas)
    painter = QPainter(page)
    paint_first(painter, made, made[0], LIGHT)
    painter.end()
    row = page.copy(QRect(0, 250, page.width(), 1))
    assert len({row.pixelColor(x, 0).name() for x in (0, 400, 841)} - {LIGHT.canvas.lower()}) == 1


def test_what_of_the_picture_is_shown_can_be_read(layout: DiagramLayout, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    export_tour(shots(layout, pair_tour()), path, BARE)
    _, second, third = _pdf(path)
    assert "Box" in second, "a cluster's title"
    assert "asks" in third
    assert "IAM" in third, "the legend"


def test_fonts_are_in_the_file(layout: DiagramLayout, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    export_tour(shots(layout, pair_tour()), path, TourOptions(DARK))
    fonts_of_pages = [p["/Resources"]["/Font"].values() for p in PdfReader(path).pages]  # type: ignore[index]
    found = [f.get_object() for page in fonts_of_pages for f in page]
    assert any("SourceSansPro" in f["/BaseFont"] for f in found)
    for font in found:
        inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(inner)


def test_words_that_find_no_room_go_on_overleaf(layout: DiagramLayout, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    many = "\n\n".join(f"Paragraph {n} says much. " + "So it does. " * 15 for n in range(60))
    export_tour(
        shots(layout, pair_tour(Step("Long", many, DiagramId("pair"), frozenset()))), path, BARE
    )
    pages = _pdf(path)
    assert len(pages) > 2
    assert all("1 / 1" in page for page in pages)
    assert all("Long, continued" in page for page in pages[1:])
    text = " ".join(pages)
    assert [text.count(f"Paragraph {n} ") for n in range(60)] == [1] * 60
    endless = "word " * 3000
    export_tour(
        shots(layout, pair_tour(Step("One", endless, DiagramId("pair"), frozenset()))), path, BARE
    )
    assert "".join(_pdf(path)).replace(" ", "").count("word") == 3000


# Both


@pytest.mark.parametrize("suffix", ["pptx", "pdf"])
def test_the_same_tour_gives_the_same_file(
    layout: DiagramLayout, tmp_path: Path, suffix: str
) -> None:
    made = shots(layout, pair_tour())
    for name in "ab":
        export_tour(made, tmp_path / f"{name}.{suffix}", TourOptions(LIGHT))
    content = (tmp_path / f"a.{suffix}").read_bytes()
    assert content == (tmp_path / f"b.{suffix}").read_bytes()
    # A PDF's dates: made within one second they are alike.
    assert b"(D:20" not in content
    assert b"Date=" not in content


def test_what_cannot_be_written_leaves_the_old_file(layout: DiagramLayout, tmp_path: Path) -> None:
    made, target = shots(layout, pair_tour()), tmp_path / "a.odp"
    target.write_bytes(b"old")
    with pytest.raises(ExportError, match=r"must end in \.pptx, \.pdf or \.gif"):
        export_tour(made, target, TourOptions(LIGHT))
    with pytest.raises(ExportError, match="no steps"):
        export_tour([], tmp_path / "a.pdf", TourOptions(LIGHT))
    with pytest.raises(WriteError, match="does not exist"):
        export_tour(made, tmp_path / "no" / "a.pdf", TourOptions(LIGHT))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_table_and_the_steps_need_no_qt() -> None:
    code = (
        "import sys, app.exporters, app.exporters.steps, app.exporters.words;"
        "print([m for m in sys.modules if m.startswith(('PySide6', 'pptx', 'PIL'))])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
