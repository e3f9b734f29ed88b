"""Pictures on disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.errors import ExportError
from app.exporters import export, render_image
from app.exporters.exporter import PictureJob, PictureOptions
from app.exporters.formats import json_
from app.exporters.size import AREA, SIDE, pixels, scale
from app.layout.frame import frame
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId, TourId
from app.model.tour import Step, Tour
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.render import fonts
from app.scene.theme import DARK, LIGHT

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _canvas_font(qapp: QApplication) -> None:
    fonts.load()


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0, 3.7])
def test_the_pictures_size_is_the_sheets_times_the_scale(
    layout: DiagramLayout, state: ViewState, options: PictureOptions, scale: float
) -> None:
    sheet = frame(layout, state.layers)
    image = render_image(layout, state, replace(options, scale=scale))
    assert (image.width(), image.height()) == (
        ceil(sheet.width * scale),
        ceil(sheet.height * scale),
    )


@pytest.mark.parametrize("transparent", [False, True])
def test_the_file_holds_the_picture(
    layout: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    options: PictureOptions,
    target: Path,
    transparent: bool,
) -> None:
    options = replace(options, transparent=transparent, theme=DARK)
    export(PictureJob.of(layout, state, workspace, options), target)
    read = QImage.fromData(target.read_bytes())
    whole = render_image(layout, state, options)
    assert read.convertToFormat(whole.format()) == whole
    assert read.hasAlphaChannel() == transparent
    assert read.dotsPerMeterX() == read.dotsPerMeterY() == 5669  # 144 dpi
    corner = read.pixelColor(0, 0)
    assert corner.alpha() == 0 if transparent else corner == QColor(DARK.canvas)


def test_title_and_legend_can_be_left_out(
    layout: DiagramLayout, state: ViewState, options: PictureOptions
) -> None:
    full = render_image(layout, state, options)
    bare = render_image(layout, state, replace(options, title=False, legend=False))
    assert bare.height() < full.height()
    none_on = render_image(layout, replace(state, layers=frozenset()), options)
    assert none_on.height() < full.height()


def test_a_region_is_a_part_of_the_sheet(
    layout: DiagramLayout, state: ViewState, options: PictureOptions
) -> None:
    whole = render_image(layout, state, options)
    part = render_image(layout, state, replace(options, region=Box(30, 40, 100, 80)))
    assert part == whole.copy(60, 80, 200, 160)


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf")])
def test_a_scale_that_makes_no_picture(
    layout: DiagramLayout, state: ViewState, options: PictureOptions, scale: float
) -> None:
    with pytest.raises(ExportError, match="above zero"):
        render_image(layout, state, replace(options, scale=scale))


def test_too_large_says_how_large_it_may_be(
    layout: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    options: PictureOptions,
    target: Path,
) -> None:
    with pytest.raises(ExportError, match="largest scale possible is") as caught:
        export(
            PictureJob.of(layout, state, workspace, replace(options, scale=500, exact=True)),
            target,
        )
    assert target.read_bytes() == b"old"
    most = float(str(caught.value).rstrip(".").rpartition(" ")[2])
    strip = Box(0, 0, frame(layout, state.layers).width, 1)
    image = render_image(layout, state, replace(options, scale=most, region=strip))
    assert 16000 < image.width() <= 16384


def test_too_large_is_written_at_the_largest_scale_that_fits(
    layout: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    options: PictureOptions,
    target: Path,
) -> None:
    wide = replace(layout, width=24_115)
    written = export(PictureJob.of(wide, state, workspace, options), target)
    assert 0.9 * SIDE < QImage.fromData(target.read_bytes()).width() <= SIDE
    assert written.remark.startswith("The scale is 0.6")
    assert "the largest that fits: at 2 the picture would be 4" in written.remark
    assert export(PictureJob.of(layout, state, workspace, options), target).remark == ""


LENGTHS = st.floats(1e-3, 1e7)


@given(LENGTHS, LENGTHS, st.floats(1e-3, 10))
def test_any_picture_has_a_scale_at_which_it_fits(
    width: float, height: float, wanted: float
) -> None:
    part = Box(0, 0, width, height)
    found = scale(part, PictureOptions(LIGHT, wanted))
    assert 0 < found <= wanted
    wide, high = pixels(part, found)
    assert max(wide, high) <= SIDE
    assert wide * high <= AREA
    assert scale(part, PictureOptions(LIGHT, found, exact=True)) == found
    if found < wanted and min(wide, high) > 100:
        assert max(wide, high) > 0.85 * SIDE or wide * high > 0.8 * AREA


def test_a_diagram_without_nodes_is_a_picture_too(
    state: ViewState, options: PictureOptions, layout: DiagramLayout
) -> None:
    diagram = replace(layout.diagram, nodes=(), clusters=(), edges=())
    empty = DiagramLayout(diagram, 0, 0, {}, {}, {}, title_width=60)
    assert render_image(empty, state, options).width() > 100


@pytest.mark.parametrize("name", ["a", "a.", "a.gif", "a.png.txt", ".png"])
def test_unknown_formats_are_refused(
    layout: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    options: PictureOptions,
    tmp_path: Path,
    name: str,
) -> None:
    with pytest.raises(ExportError, match=r"must end in \.png, .*\.json"):
        export(PictureJob.of(layout, state, workspace, options), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_named_format_goes_before_the_suffix(
    layout: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    options: PictureOptions,
    tmp_path: Path,
) -> None:
    export(PictureJob.of(layout, state, workspace, options), tmp_path / "a.bin", "PNG")
    assert not QImage.fromData((tmp_path / "a.bin").read_bytes()).isNull()


def test_threads_write_the_same_bytes(
    layout: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    options: PictureOptions,
    tmp_path: Path,
) -> None:
    def write(number: int) -> bytes:
        path = tmp_path / f"{number}.png"
        export(PictureJob.of(layout, state, workspace, options), path)
        return path.read_bytes()

    with ThreadPoolExecutor(3) as pool:
        assert len({*pool.map(write, range(6)), write(6)}) == 1


def test_neither_display_nor_fonts_are_needed(tmp_path: Path) -> None:
    # A machine with nothing: no display, no platform chosen, no font installed.
    fonts_conf = tmp_path / "fonts.conf"
    fonts_conf.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    code = """
from app.exporters import render_image
from app.exporters.exporter import PictureOptions
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.tour import Step, Tour
from app.model.view_state import ViewState
from app.render.offscreen import ensure_application
from app.scene.theme import LIGHT
ensure_application()
ensure_application()
picture = DiagramLayout(Diagram("a", "Title", "a", "a.py"), 0, 0, {}, {}, {}, title_width=50)
image = render_image(picture, ViewState("a"), PictureOptions(LIGHT))
dark = sum(image.pixelColor(x, y).red() < 100 for x in range(48, 150) for y in range(48, 96))
print(dark > 200)
"""
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "DISPLAY", "WAYLAND"))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**keep, "FONTCONFIG_FILE": str(fonts_conf)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "True", done.stderr
    assert done.stderr == ""


def test_the_theme_is_the_options(layout: DiagramLayout, state: ViewState) -> None:
    for theme in (LIGHT, DARK):
        assert render_image(layout, state, PictureOptions(theme)).pixelColor(0, 0) == QColor(
            theme.canvas
        )


def test_a_step_of_a_tour_is_what_it_shows(
    layout: DiagramLayout, workspace: Workspace, options: PictureOptions
) -> None:
    layers = frozenset({"iam"})
    steps = (
        Step("One", "", DiagramId("pair"), layers, (ElementId("a"),)),
        Step("Two", "", DiagramId("pair"), layers, (ElementId("b"),)),
    )
    at, tour = ViewState(DiagramId("pair"), layers, tour=TourId("t")), Tour(TourId("t"), "T", steps)
    whole = render_image(layout, replace(at, tour=TourId("")), options)
    first = render_image(layout, at, replace(options, tour=tour))
    assert first != whole
    without = render_image(
        layout, replace(at, hidden=frozenset({ElementId("b")}), tour=TourId("")), options
    )
    assert first != without, "the neighbour is there, faded"
    toured = replace(workspace, tours=(tour,))
    data = json.loads(json_.encoded(layout, at, toured))
    assert [n["id"] for n in data["nodes"] if n["visible"]] == ["a", "b"]
    assert not any(e["visible"] for e in data["edges"])
