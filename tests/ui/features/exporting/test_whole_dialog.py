"""All diagrams, or a page, as a person has them written from the File menu."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.exporters import formats
from app.exporters.exporter import Encoded, PictureExporter, PictureOptions
from app.layout.layout import lay_out
from app.model.workspace import Workspace
from app.session import answers, folding, verbs
from app.ui.features.exporting import whole
from app.ui.features.exporting.whole_dialog import WholeExportDialog
from app.ui.shell.window import MainWindow

PATIENCE = 20_000  # ms
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def few(window: MainWindow, bundled: Workspace, tmp_path: Path) -> MainWindow:
    """The window on a workspace with two diagrams."""
    two = replace(bundled, title="Two of them", diagrams=bundled.diagrams[:2])
    window.store.do(answers.take_workspace, two)
    for diagram in bundled.diagrams[:2]:
        window.store.do(answers.take_layout, diagram.id, lay_out(diagram))
    window.settings.export_folder = str(tmp_path)
    return window


def opened(qtbot: QtBot, window: MainWindow, command: str, format: str = "") -> WholeExportDialog:
    window.actions_table[command].trigger()
    found = QApplication.activeModalWidget()
    assert isinstance(found, WholeExportDialog)
    if format:
        found.format.setCurrentIndex(found.format.findData(format))
    qtbot.waitUntil(found.go.isEnabled, timeout=PATIENCE)
    return found


def written(qtbot: QtBot, dialog: WholeExportDialog) -> Path:
    with qtbot.waitSignal(dialog.exported, timeout=PATIENCE) as done:
        qtbot.mouseClick(dialog.go, LEFT)
    assert done.args is not None
    assert not dialog.isVisible()
    return Path(done.args[0])


def test_what_takes_too_long_in_sum_is_left_out_and_said(
    qtbot: QtBot, few: MainWindow, bundled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    third = bundled.diagrams[2]
    store, asked, dropped = few.store, list[object](), list[object]()
    store.do(
        answers.take_workspace,
        replace(bundled, title="Three", diagrams=bundled.diagrams[:3]),
    )
    for diagram in bundled.diagrams[:2]:
        store.do(answers.take_layout, diagram.id, lay_out(diagram))
    monkeypatch.setattr(few.jobs.layouts, "want", lambda name, *_, **__: asked.append(name))
    monkeypatch.setattr(few.jobs.layouts, "drop", dropped.append)
    few.actions_table["export_all"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, WholeExportDialog)
    assert asked == [("whole", third.id)]
    assert dialog.message.text() == "Laying out 1 diagram…"
    assert not dialog.go.isEnabled()
    dialog.give_up()
    assert dropped == asked
    assert dialog.go.isEnabled()
    assert "1 diagram more will be left out" in dialog.message.text()
    dialog.reject()
    few.actions_table["export_all"].trigger()
    again = QApplication.activeModalWidget()
    assert isinstance(again, WholeExportDialog)
    assert again.message.text() == "Laying out 1 diagram…"
    dropped.clear()
    again.reject()
    assert dropped == [("whole", third.id)], "nobody waits for it any more"


def test_a_picture_each_into_a_folder(qtbot: QtBot, few: MainWindow, tmp_path: Path) -> None:
    dialog = opened(qtbot, few, "export_all", "webp")
    dialog.drawing.dark.setChecked(True)
    dialog.drawing.scale.setCurrentIndex(0)
    assert dialog.path() == tmp_path / "two-of-them"
    folder = written(qtbot, dialog)
    assert {f.name for f in folder.iterdir()} == {"vpc.webp", "ecs_cluster.webp"}
    with Image.open(folder / "vpc.webp") as made:
        corner = made.convert("RGB").getpixel((1, 1))
    assert isinstance(corner, tuple)
    assert max(corner) < 64, "dark"
    assert str(folder) in few.status.text.text()


def test_diagrams_are_written_as_they_were_left(qtbot: QtBot, few: MainWindow) -> None:
    store = few.store
    assert store.workspace is not None
    first, second = store.workspace.diagrams
    cluster, hidden = first.clusters[-1], second.nodes[0]
    store.do(folding.fold, (cluster.id,))
    store.do(verbs.set_layers, frozenset({"iam"}))
    store.do(verbs.show, second.id)
    store.do(verbs.hide, (hidden.id,))
    dialog = opened(qtbot, few, "export_all", "json")
    assert dialog.message.text() == "2 diagrams, 2 of them folded or filtered as in the window."
    folder = written(qtbot, dialog)
    one, other = (json.loads((folder / f"{d.filename}.json").read_bytes()) for d in (first, second))
    assert cluster.id in {n["id"] for n in one["nodes"]}
    shown = [n for n in one["nodes"] if n["visible"] and n["id"] != cluster.id]
    assert {layer for n in shown for layer in n["layers"]} == {"iam"}
    assert hidden.id not in {n["id"] for n in other["nodes"] if n["visible"]}


def test_all_in_one_document(qtbot: QtBot, few: MainWindow) -> None:
    dialog = opened(qtbot, few, "export_all", "pdf")
    dialog.drawing.paper.setCurrentIndex(dialog.drawing.paper.findData("A4"))
    path = written(qtbot, dialog)
    assert path.name == "two-of-them.pdf"
    assert [round(float(p.mediabox.width)) for p in PdfReader(path).pages] == [842, 842]


def test_a_page(qtbot: QtBot, few: MainWindow, tmp_path: Path) -> None:
    dialog = opened(qtbot, few, "export_page")
    assert not dialog.drawing.light.isEnabled()
    dialog.title.setText("For <you>")
    path = written(qtbot, dialog)
    assert path == tmp_path / "two-of-them.html"
    assert "<title>For &lt;you&gt;</title>" in path.read_text(encoding="utf-8")


def test_what_was_written_is_opened_and_shown(
    qtbot: QtBot, few: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note, asked = few.status.written, list[str]()
    assert note.isHidden()
    file = tmp_path / "a.pdf"
    file.write_bytes(b"")
    few.commands.exporting.exported(str(file), "")
    assert not note.isHidden()

    def open_(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_)
    monkeypatch.setattr("sys.platform", "linux")
    qtbot.mouseClick(note.open, LEFT)
    qtbot.mouseClick(note.show_in_folder, LEFT)
    assert asked == [str(file), str(tmp_path)]
    file.unlink()
    qtbot.mouseClick(note.open, LEFT)
    assert "no longer there" in few.status.text.text()


def test_cancelled_on_the_way_no_file_is_written(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.settings.export_folder = str(tmp_path)
    dialog = opened(qtbot, window, "export_all", "pdf")
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: dialog.bar.value() >= 1, timeout=PATIENCE)
    assert not dialog.go.isEnabled()
    qtbot.mouseClick(dialog.cancel, LEFT)
    assert dialog.isVisible()
    assert dialog.message.text() == "The export was cancelled."
    qtbot.waitUntil(lambda: not window.jobs.background.busy, timeout=PATIENCE)
    assert not list(tmp_path.iterdir())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_cannot_be_written_names_the_file_and_the_way_out(
    qtbot: QtBot, few: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"old")
    dialog = opened(qtbot, few, "export_all", "pdf")
    dialog.file.setText(str(tmp_path / "file" / "a.pdf"))
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: "is not a folder" in dialog.message.text(), timeout=PATIENCE)
    assert "a.pdf" in dialog.message.text()
    assert dialog.message.text().endswith("Choose another place.")
    dialog.reject()


def test_what_could_not_be_laid_out_is_left_out_and_said(few: MainWindow, tmp_path: Path) -> None:
    workspace = few.store.workspace
    assert workspace is not None
    first = workspace.diagrams[0]
    layouts = {first.id: few.store.layouts[first.id]}
    (into,) = [x for x in whole.whole_exporters() if x.id == "json"]
    order = whole.WholeOrder(workspace, layouts, into, PictureOptions(few.store.theme))
    done = whole.write(order, tmp_path / "x", lambda _: None)
    assert done.remark == "Left out, without a layout: ECS cluster on EC2 and Fargate."
    assert [f.name for f in (tmp_path / "x").iterdir()] == ["vpc.json"]


def test_the_clipboard_has_the_picture_and_the_drawing(qtbot: QtBot, few: MainWindow) -> None:
    drawing = b"<svg/>"
    svg = PictureExporter(
        id="svg", name="Drawing", suffixes=("svg",), encode=lambda _: Encoded(drawing)
    )
    with formats.registered(svg):
        few.actions_table["copy_picture"].trigger()
        qtbot.waitUntil(lambda: "Copied" in few.status.text.text(), timeout=PATIENCE)
    clipboard = QApplication.clipboard()
    mime = clipboard.mimeData()
    assert mime.data("image/svg+xml").data() == drawing
    assert not clipboard.image().isNull()
