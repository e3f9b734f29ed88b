from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.layout.frame import frame
from app.model.geometry import Box
from app.scene.theme import DARK, LIGHT
from app.ui.features.exporting import choice as export_choice
from app.ui.features.exporting.choice import ExportChoice, ExportSubject
from app.ui.features.exporting.dialog import ExportDialog
from app.ui.kit.background import Background
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow


@pytest.fixture
def subject(filled: Store) -> ExportSubject:
    assert filled.workspace is not None
    assert filled.layout is not None
    view = Box(100, 50, 400, 300)
    return ExportSubject(filled.workspace, filled.layout, filled.state, LIGHT, view)


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def dialog(
    qtbot: QtBot, subject: ExportSubject, tmp_path: Path, background: Background
) -> ExportDialog:
    made = ExportDialog(subject, tmp_path, background)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_proposes_the_diagrams_file_name(dialog: ExportDialog, tmp_path: Path) -> None:
    assert dialog.path() == tmp_path / "vpc.png"


def test_it_writes_the_whole_diagram(
    qtbot: QtBot, dialog: ExportDialog, subject: ExportSubject, tmp_path: Path
) -> None:
    dialog.drawing.scale.setCurrentIndex(0)
    with qtbot.waitSignal(dialog.exported, timeout=10_000) as done:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert done.args == [str(tmp_path / "vpc.png"), ""]
    image = QImage(str(tmp_path / "vpc.png"))
    sheet = frame(subject.layout, subject.state.layers)
    assert abs(image.width() - sheet.width) <= 1
    assert abs(image.height() - sheet.height) <= 1
    assert not dialog.isVisible()


def test_what_is_too_large_is_written_smaller_and_said(
    qtbot: QtBot, subject: ExportSubject, tmp_path: Path, background: Background
) -> None:
    wide = replace(subject, layout=replace(subject.layout, width=24_115, height=200))
    dialog = ExportDialog(wide, tmp_path, background)
    qtbot.addWidget(dialog)
    dialog.show()
    assert int(dialog.drawing.scale.currentText().split("(")[1].split()[0]) <= 16384
    assert dialog.drawing.scale.currentText().endswith("px, the largest)")
    assert dialog.message.text() == "2× would be too large: it will be written at 0.67×."
    dialog.format.setCurrentIndex(dialog.format.findData("json"))
    assert dialog.message.text() == ""
    dialog.format.setCurrentIndex(0)
    with qtbot.waitSignal(dialog.exported, timeout=20_000) as done:
        dialog.write()
    assert done.args is not None
    assert "the largest that fits" in done.args[1]


def test_json_has_no_size_and_another_name(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData("json"))
    assert dialog.path() == tmp_path / "vpc.json"
    assert not dialog.drawing.scale.isEnabled()
    with qtbot.waitSignal(dialog.exported, timeout=10_000):
        dialog.write()
    assert json.loads((tmp_path / "vpc.json").read_text())["unit"] == "pt"


def test_the_preview_follows_the_choices(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.preview.image.isNull())
    whole = dialog.preview.image
    dialog.view.setChecked(True)
    qtbot.waitUntil(lambda: dialog.preview.image is not whole)
    shape = dialog.preview.image.width() / dialog.preview.image.height()
    assert shape == pytest.approx(400 / 300, rel=0.02)


def test_an_old_file_is_told_of_and_replaced(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    (tmp_path / "old.png").write_bytes(b"old")
    dialog.file.setText(str(tmp_path / "old.png"))
    assert dialog.go.text() == "Replace"
    assert "replaced" in dialog.message.text()


def test_what_cannot_be_written_is_said_and_the_old_file_stays(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.file.setText(str(tmp_path / "no such folder" / "vpc.png"))
    dialog.write()
    qtbot.waitUntil(lambda: "does not exist" in dialog.message.text())
    assert dialog.isVisible()
    assert dialog.go.isEnabled()


def test_without_a_name_there_is_nothing_to_export(dialog: ExportDialog) -> None:
    dialog.file.setText("")
    assert not dialog.go.isEnabled()


def test_cancel_writes_nothing(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert not list(tmp_path.iterdir())


def test_a_part_is_the_same_part_without_title_or_legend(subject: ExportSubject) -> None:
    with_title = export_choice.options(subject, ExportChoice("view"))
    without = export_choice.options(subject, ExportChoice("view", title=False))
    assert with_title.region is not None
    assert without.region is not None
    assert with_title.region[2:] == without.region[2:] == (400, 300)
    assert without.region.y < with_title.region.y


def test_one_component_is_cut_out(subject: ExportSubject) -> None:
    node = subject.layout.diagram.nodes[0].id
    one = replace(subject, component=node)
    made = export_choice.options(one, ExportChoice("component"))
    assert made.region is not None
    assert made.region.width == pytest.approx(subject.layout.nodes[node].box.width + 32)


def test_what_is_on_screen_is_what_is_written(subject: ExportSubject) -> None:
    node = subject.layout.diagram.nodes[0].id
    state = replace(subject.state, layers=frozenset({"iam"}), selection=node)
    dark = replace(subject, state=state, theme=DARK)
    assert export_choice.options(dark, ExportChoice()).theme is DARK
    assert export_choice.state(dark, ExportChoice()) == state
    assert export_choice.state(dark, ExportChoice(highlight=False)).selection is None


def test_the_window_says_where_the_picture_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.settings.export_folder = str(tmp_path)
    window.actions_table["export"].trigger()
    dialog = window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    with qtbot.waitSignal(dialog.exported, timeout=10_000):
        dialog.write()
    assert str(tmp_path / "vpc.png") in window.status.text.text()
    assert (tmp_path / "vpc.png").exists()


def test_theme_layers_and_page_are_chosen_in_the_dialog(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    drawing = dialog.drawing
    drawing.dark.setChecked(True)
    drawing.layers.setCurrentIndex(drawing.layers.findData("none"))
    dialog.format.setCurrentIndex(dialog.format.findData("pdf"))
    assert drawing.scale.isHidden()
    assert not drawing.transparent.isEnabled()
    drawing.paper.setCurrentIndex(drawing.paper.findData("A5"))
    with qtbot.waitSignal(dialog.exported, timeout=10_000):
        dialog.write()
    (page,) = PdfReader(tmp_path / "vpc.pdf").pages
    assert round(float(page.mediabox.width)) == 595
    assert "Networking" not in page.extract_text(), "no legend without layers"


def test_a_suffix_that_is_typed_chooses_the_format(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.file.clear()
    qtbot.keyClicks(dialog.file, "a.jpeg")
    assert dialog.format.currentData() == "jpg"
    assert dialog.path() == Path("a.jpeg")
