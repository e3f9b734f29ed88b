"""The table of file types: what stands in it is everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.cli import main
from app.exporters import export, exporters, formats, render_image
from app.exporters.exporter import (
    CHOSEN,
    Encoded,
    Exporter,
    ExportOption,
    PictureExporter,
    PictureJob,
    PictureOptions,
)
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.render import fonts
from app.scene.theme import DARK, LIGHT
from app.ui.features.exporting.choice import ExportSubject
from app.ui.features.exporting.dialog import ExportDialog
from app.ui.kit.background import Background

ROOT = Path(__file__).parents[2]


def _words(job: PictureJob) -> Encoded:
    labels = [node.label for node in job.only.layout.diagram.nodes]
    return Encoded("\n".join(labels).encode())


@pytest.fixture
def own() -> Iterator[PictureExporter]:
    """A format that is registered in one place."""
    made = PictureExporter(
        id="words",
        name="List of the components",
        suffixes=("words", "txt"),
        honours=CHOSEN,
        encode=_words,
        drawn=False,
    )
    with formats.registered(made):
        yield made


@pytest.mark.usefixtures("warm_cache")
def test_a_registered_format_is_on_the_command_line(
    own: PictureExporter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, folder = tmp_path / "vpc.txt", tmp_path / "all"
    assert main(["export", "--diagram", "vpc", "-o", str(one)]) == 0
    assert "Internet gateway" in one.read_text().splitlines()
    assert main(["export", "--diagram", "vpc", "--format", "words", "-o", f"{folder}/"]) == 0
    assert (folder / "vpc.words").read_bytes() == one.read_bytes()
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert ".words .txt: List of the components" in told
    assert main(["export", "--diagram", "vpc", "-o", "x.none"]) == 2
    assert ".words" in capsys.readouterr().err


def test_a_registered_format_is_in_the_dialog(
    qtbot: QtBot,
    own: PictureExporter,
    layout: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    tmp_path: Path,
) -> None:
    background = Background()
    subject = ExportSubject(workspace, layout, state, LIGHT, Box(0, 0, 400, 150))
    dialog = ExportDialog(subject, tmp_path, background)
    qtbot.addWidget(dialog)
    dialog.format.setCurrentIndex(dialog.format.findText(own.name))
    assert dialog.path() == tmp_path / "pair.words"
    assert not dialog.drawing.scale.isEnabled()
    with qtbot.waitSignal(dialog.exported):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert (tmp_path / "pair.words").read_text() == "A\nB"
    background.close()


def test_the_guide_lists_what_is_in_the_table() -> None:
    guide = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    table = guide.partition("| file | what | of | options |\n")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()[1:]]
    assert rows == [_row(x) for x in formats.table()]


def _row(record: Exporter) -> list[str]:
    files = " ".join(f"`.{suffix}`" for suffix in record.suffixes) or "a folder"
    options = " ".join(f"`{x}`" for x in ExportOption if x in record.honours)
    return [files, record.name, record.said_of, options]


def test_ids_and_suffixes_are_told_apart() -> None:
    for kind in {type(x) for x in formats.table()}:
        names = [x for record in exporters(kind) for x in {record.id, *record.suffixes}]
        assert len(names) == len(set(names))
        assert all(re.fullmatch("[a-z0-9]+", name) for name in names)


@pytest.mark.parametrize("name", ["a.jpg", "a.JPEG", "a.webp"])
@pytest.mark.parametrize("transparent", [False, True])
def test_other_pictures_hold_the_same_pixels(
    qapp: QApplication,
    layout: DiagramLayout,
    state: ViewState,
    workspace: Workspace,
    tmp_path: Path,
    name: str,
    transparent: bool,
) -> None:
    fonts.load()
    options = PictureOptions(DARK, transparent=transparent)
    written = export(PictureJob.of(layout, state, workspace, options), tmp_path / name)
    jpeg = not name.endswith("webp")
    same = render_image(layout, state, PictureOptions(DARK, transparent=transparent and not jpeg))
    with Image.open(BytesIO((tmp_path / name).read_bytes())) as made:
        assert made.size == (same.width(), same.height())
        assert made.mode == ("RGBA" if transparent and not jpeg else "RGB")
        for x, y in ((0, 0), (made.width // 2, made.height // 2)):
            wanted = same.pixelColor(x, y)
            found = made.convert("RGBA").getpixel((x, y))
            assert isinstance(found, tuple)
            near = 4 if jpeg else 0
            sides = (wanted.red(), wanted.green(), wanted.blue(), wanted.alpha())
            assert all(abs(a - b) <= near for a, b in zip(found, sides, strict=True))
        if jpeg:
            assert made.info["dpi"] == (144, 144)
    assert written.remark.startswith("JPEG has no transparency") == (transparent and jpeg)
