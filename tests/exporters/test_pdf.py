"""Diagrams as PDF, read back by another library than Qt, which draws it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import count
from math import ceil
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination
from PySide6.QtWidgets import QApplication

from app.cli import main
from app.exporters import export
from app.exporters.exporter import PAPERS, PictureJob, PictureOptions, PictureShown
from app.layout.frame import frame
from app.layout.layout import lay_out
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId
from app.model.notes import Link
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.render import fonts
from app.scene.theme import DARK, LIGHT

PARTS = 12  # of the bundled diagrams


@pytest.fixture(autouse=True)
def _canvas_font(qapp: QApplication) -> None:
    fonts.load()


def _read(job: PictureJob, folder: Path) -> PdfReader:
    export(job, folder / "a.pdf")
    return PdfReader(BytesIO((folder / "a.pdf").read_bytes()))


def _labels(diagram: Diagram) -> set[str]:
    edges = [e for e in diagram.edges if not e.invisible]
    labels = (" ".join(x.label.split()) for x in (*diagram.components, *edges))
    return {*filter(None, labels), diagram.title}


@pytest.mark.usefixtures("warm_cache")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_label_of_a_bundled_picture_is_text(
    bundled: Workspace, tmp_path: Path, part: int
) -> None:
    diagrams = bundled.diagrams[part::PARTS]
    shown = [PictureShown(lay_out(d), ViewState(d.id, frozenset(d.layers))) for d in diagrams]
    read = _read(PictureJob(tuple(shown), bundled, PictureOptions(LIGHT)), tmp_path)
    assert [mark.title for mark in read.outline if isinstance(mark, Destination)] == [
        d.title for d in diagrams
    ]
    for page, diagram in zip(read.pages, diagrams, strict=True):
        # Long names are broken at their joints, without a space.
        told = "".join(page.extract_text().split())
        assert {x for x in _labels(diagram) if "".join(x.split()) not in told} == set()


def test_a_page_is_as_large_as_its_picture(
    layout: DiagramLayout, state: ViewState, workspace: Workspace, tmp_path: Path
) -> None:
    sheet = frame(layout, state.layers)
    (page,) = _read(PictureJob.of(layout, state, workspace, PictureOptions(DARK)), tmp_path).pages
    assert tuple(page.mediabox[2:]) == (ceil(sheet.width), ceil(sheet.height))


@pytest.mark.parametrize("paper", [*PAPERS])
@pytest.mark.parametrize("upright", [False, True])
def test_paper_lies_as_the_picture_does(
    layout: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    tmp_path: Path,
    paper: str,
    upright: bool,
) -> None:
    shape = replace(layout, height=2000) if upright else replace(layout, width=2000)
    job = PictureJob.of(shape, state, workspace, PictureOptions(LIGHT, paper=paper))
    (page,) = _read(job, tmp_path).pages
    wide, high = PAPERS[paper] if upright else PAPERS[paper][::-1]
    assert page.mediabox.width == pytest.approx(float(wide), abs=1)
    assert page.mediabox.height == pytest.approx(float(high), abs=1)


def test_what_is_too_large_for_a_page_is_made_smaller_and_said(
    layout: DiagramLayout, state: ViewState, workspace: Workspace, tmp_path: Path
) -> None:
    job = PictureJob.of(replace(layout, width=30_000), state, workspace, PictureOptions(LIGHT))
    written = export(job, tmp_path / "a.pdf")
    assert "A pair was made smaller" in written.remark
    assert PdfReader(tmp_path / "a.pdf").pages[0].mediabox.width == 14_400


def test_addresses_and_diagrams_inside_are_links(
    layout: DiagramLayout, state: ViewState, workspace: Workspace, tmp_path: Path
) -> None:
    a, b = layout.diagram.nodes
    (asks, shape), (box,) = layout.diagram.edges, layout.diagram.clusters
    diagram = replace(
        layout.diagram,
        nodes=(replace(a, url="https://example.org/ü"), replace(b, url="javascript:alert(1)")),
        edges=(replace(asks, url="#pair", more_urls=("mailto:a@example.org",)), shape),
    )
    one = PictureShown(replace(layout, diagram=diagram), state)
    two = PictureShown(
        replace(layout, diagram=replace(layout.diagram, id=DiagramId("two"))),
        replace(state, diagram=DiagramId("two")),
    )
    within = {DiagramId("pair"): {box.id: Link(box.id, None, "URL", diagram=DiagramId("two"))}}
    known = replace(workspace, links=within)
    read = _read(PictureJob((one, two), known, PictureOptions(LIGHT)), tmp_path)
    notes = [note.get_object() for note in read.pages[0].annotations or []]
    found = {note["/A"]["/URI"] for note in notes if "/A" in note}
    assert found == {"https://example.org/%C3%BC", "mailto:a@example.org"}
    (inside,) = [note for note in notes if "/A" not in note]
    assert inside["/Dest"][0] == read.pages[1].indirect_reference
    (node,) = [n for n in notes if n.get("/A", {}).get("/URI", "").startswith("https")]
    origin = frame(layout, state.layers).picture
    assert float(node["/Rect"][0]) == pytest.approx(origin.x + 20, abs=1)
    assert not read.pages[1].annotations
    hidden = PictureShown(
        one.layout, replace(state, hidden=frozenset({ElementId("a"), ElementId("box")}))
    )
    read = _read(PictureJob((hidden,), known, PictureOptions(LIGHT)), tmp_path)
    assert not read.pages[0].annotations


def test_the_same_diagrams_give_the_same_file_and_no_time_is_in_it(
    layout: DiagramLayout, state: ViewState, workspace: Workspace, tmp_path: Path
) -> None:
    job = PictureJob.of(layout, state, workspace, PictureOptions(LIGHT))
    for name in ("a", "b"):
        export(job, tmp_path / f"{name}.pdf")
    content = (tmp_path / "a.pdf").read_bytes()
    assert content == (tmp_path / "b.pdf").read_bytes()
    assert b"Date" not in content
    assert PdfReader(BytesIO(content)).metadata is not None


def test_it_can_be_stopped_between_two_pages(
    layout: DiagramLayout, state: ViewState, workspace: Workspace, target: Path
) -> None:
    steps = count()

    class StoppedError(Exception): ...

    def tell(done: int) -> None:
        assert done == next(steps)
        if done == 2:
            raise StoppedError

    shown = (PictureShown(layout, state),) * 4
    with pytest.raises(StoppedError):
        export(PictureJob(shown, workspace, PictureOptions(LIGHT), tell), target, "pdf")
    assert target.read_bytes() == b"old"


@pytest.mark.usefixtures("warm_cache")
def test_several_diagrams_are_pages_of_one_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", "--diagram", "vpc", "--diagram", "ecs"]
    assert main([*words, "--paper", "A4", "-o", str(tmp_path / "two.pdf")]) == 0
    pages = PdfReader(tmp_path / "two.pdf").pages
    assert [round(float(page.mediabox.width)) for page in pages] == [842, 842]
    assert main([*words, "--format", "pdf", "-o", f"{tmp_path}/x/"]) == 0
    assert {f.name for f in (tmp_path / "x").iterdir()} == {"vpc.pdf", "ecs_cluster.pdf"}
    assert main([*words, "-o", str(tmp_path / "two.png")]) == 2
    assert ".pdf, .drawio or .pptx holds all of them in one" in capsys.readouterr().err
    one = ["export", "--diagram", "ec2", "--paper", "A4", "-o", str(tmp_path / "ec2.webp")]
    assert main(one) == 0
    assert "--paper does nothing for a .webp file" in capsys.readouterr().err
