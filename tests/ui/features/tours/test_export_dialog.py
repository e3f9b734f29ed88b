"""A tour taken home from the window: slides, handout, moving picture, a picture a step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.exporters import exporter
from app.exporters.exporter import TourExporter
from app.model.ids import DiagramId, TourId
from app.model.tour import Tour
from app.model.workspace import Workspace
from app.scene.theme import DARK
from app.session import answers, verbs
from app.ui.features.tours import export as tour_export
from app.ui.features.tours.export_dialog import TourExportDialog
from app.ui.features.tours.tour_list import ID_ROLE
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
TOUR = "private_instance"
PATIENCE = 20_000  # ms


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> TourExportDialog:
    """Of the tour that begins at the diagram shown, for a folder of its own."""
    window.settings.export_folder = str(tmp_path)
    window.store.do(verbs.show, DiagramId("vpc"))
    return opened(window)


def opened(window: MainWindow) -> TourExportDialog:
    window.actions_table["export_tour"].trigger()
    found = QApplication.activeModalWidget()
    assert isinstance(found, TourExportDialog)
    return found


def choose(dialog: TourExportDialog, format: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(format))


def export(qtbot: QtBot, dialog: TourExportDialog) -> Path:
    with qtbot.waitSignal(dialog.exported, timeout=PATIENCE) as done:
        qtbot.mouseClick(dialog.go, LEFT)
    assert done.args is not None
    return Path(done.args[0])


def is_newer(dialog: TourExportDialog, before: QImage) -> bool:
    return dialog.preview.image is not before


def tour_of(dialog: TourExportDialog) -> Tour:
    tour = dialog.chosen()
    assert tour is not None
    return tour


def test_slides_carry_the_words_as_notes(
    qtbot: QtBot, window: MainWindow, dialog: TourExportDialog, tmp_path: Path
) -> None:
    tour = tour_of(dialog)
    assert tour.id == TOUR
    assert dialog.near.isChecked()
    assert dialog.title_page.isChecked()
    path = export(qtbot, dialog)
    assert path == tmp_path / f"{TOUR}.pptx"
    slides = list(Presentation(str(path)).slides)
    assert [s.shapes.title.text for s in slides] == [tour.title, *(s.title for s in tour.steps)]
    assert len(slides[1].notes_slide.notes_text_frame.text) > 20
    assert not dialog.isVisible()
    assert str(path) in window.status.text.text()
    assert window.settings.export_folder == str(tmp_path)


def test_a_handout(qtbot: QtBot, dialog: TourExportDialog, tmp_path: Path) -> None:
    choose(dialog, "handout")
    assert export(qtbot, dialog) == tmp_path / f"{TOUR}.pdf"
    assert (tmp_path / f"{TOUR}.pdf").read_bytes().startswith(b"%PDF")


def test_a_moving_picture_in_the_dark(
    qtbot: QtBot, dialog: TourExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "gif")
    assert dialog.title_page.isVisibleTo(dialog)
    assert dialog.near.isChecked()
    dialog.tour.setCurrentIndex(dialog.tour.findData("ecr/edges"))
    dialog.dark.setChecked(True)
    with Image.open(export(qtbot, dialog)) as made:
        assert getattr(made, "n_frames", 0) > len(tour_of(dialog).steps)
        corner = made.convert("RGB").getpixel((0, 0))
    assert corner == tuple(bytes.fromhex(DARK.canvas[1:]))


def test_a_picture_a_step(qtbot: QtBot, dialog: TourExportDialog, tmp_path: Path) -> None:
    choose(dialog, "stills")
    assert not dialog.title_page.isVisibleTo(dialog)
    assert dialog.path() == tmp_path / TOUR
    folder = export(qtbot, dialog)
    count = len(tour_of(dialog).steps)
    assert sorted(p.name for p in folder.iterdir()) == [f"{n:02}.png" for n in range(1, count + 1)]
    assert QImage(str(folder / "01.png")).width() == 1920


def test_the_tour_under_way_is_proposed_at_its_step(window: MainWindow) -> None:
    window.store.do(verbs.start_tour, TourId("commit_to_task"), 2)
    dialog = opened(window)
    assert tour_of(dialog).id == "commit_to_task"
    assert dialog.step.place.text().startswith("3 / ")
    dialog.reject()


def test_the_tour_chosen_in_the_panel_is_proposed(window: MainWindow) -> None:
    assert window.side is not None
    window.actions_table["tours"].trigger()
    panel = window.side.tours
    panel.list.setCurrentRow(3)
    wanted = panel.list.item(3).data(ID_ROLE)
    assert wanted != TOUR
    dialog = opened(window)
    assert tour_of(dialog).id == wanted
    dialog.reject()


def test_the_panels_menu_exports_its_tour(qtbot: QtBot, window: MainWindow) -> None:
    assert window.side is not None
    window.actions_table["tours"].trigger()
    panel = window.side.tours
    panel.list.setCurrentRow(3)
    by_key = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(panel, QContextMenuEvent(by_key, QPoint(), QPoint()))
    menu = panel.findChild(QMenu)
    assert isinstance(menu, QMenu)
    action = next(a for a in menu.actions() if a.text() == "Export…")
    with qtbot.waitSignal(panel.export_wanted) as asked:
        action.trigger()
    menu.close()
    assert asked.args == [panel.list.item(3).data(ID_ROLE)]
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TourExportDialog)
    assert tour_of(dialog).id == asked.args[0]
    dialog.reject()


def test_another_tour_gets_another_name_until_one_is_typed(
    qtbot: QtBot, dialog: TourExportDialog, tmp_path: Path
) -> None:
    dialog.tour.setCurrentIndex(dialog.tour.findData("ecs/layers"))
    assert dialog.path() == tmp_path / "ecs-layers.pptx"
    dialog.file.setFocus()
    dialog.file.selectAll()
    qtbot.keyClicks(dialog.file, str(tmp_path / "mine.gif"))
    assert dialog.format.currentData() == "gif"
    dialog.tour.setCurrentIndex(dialog.tour.findData(TOUR))
    assert dialog.path() == tmp_path / "mine.gif"
    choose(dialog, "stills")
    assert dialog.path() == tmp_path / "mine"
    choose(dialog, "handout")
    assert dialog.path() == tmp_path / "mine.pdf"
    dialog.file.setText("")
    dialog.file.textEdited.emit("")
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_the_preview_follows_format_step_and_frame(qtbot: QtBot, dialog: TourExportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.preview.image.isNull())
    for change in (
        lambda: choose(dialog, "handout"),
        lambda: choose(dialog, "stills"),
        lambda: qtbot.mouseClick(dialog.step.next, LEFT),
        lambda: dialog.whole.setChecked(True),
    ):
        before = dialog.preview.image
        change()
        qtbot.waitUntil(partial(is_newer, dialog, before))
        assert dialog.preview.image.height() <= dialog.preview.height()
        assert dialog.preview.image.width() <= dialog.preview.width()
    assert dialog.step.place.text().startswith("2 / ")
    dialog.reject()


def test_the_title_page_is_previewed_before_the_first_step(
    qtbot: QtBot, dialog: TourExportDialog
) -> None:
    qtbot.waitUntil(lambda: not dialog.preview.image.isNull())
    before = dialog.preview.image
    qtbot.mouseClick(dialog.step.back, LEFT)
    assert dialog.step.place.text() == "Title page"
    assert not dialog.step.back.isEnabled()
    qtbot.waitUntil(partial(is_newer, dialog, before))
    before = dialog.preview.image
    dialog.title_page.click()
    assert dialog.step.place.text().startswith("1 / "), "it is not written, nor shown"
    assert not dialog.step.back.isEnabled()
    qtbot.waitUntil(partial(is_newer, dialog, before))
    dialog.reject()


def test_what_is_there_is_told_of_and_replaced(
    qtbot: QtBot, dialog: TourExportDialog, tmp_path: Path
) -> None:
    old = tmp_path / f"{TOUR}.pdf"
    old.write_bytes(b"old")
    choose(dialog, "handout")
    assert dialog.go.text() == "Replace"
    assert "will be replaced" in dialog.message.text()
    (tmp_path / TOUR).mkdir()
    (tmp_path / TOUR / "01.png").write_bytes(b"old")
    choose(dialog, "stills")
    assert dialog.go.text() == "Replace"
    choose(dialog, "slides")
    assert dialog.go.text() == "Export"
    choose(dialog, "handout")
    export(qtbot, dialog)
    assert old.read_bytes() != b"old"


@pytest.mark.parametrize("format", ["slides", "handout", "gif", "stills"])
def test_cancelled_on_the_way_it_leaves_nothing(
    qtbot: QtBot, window: MainWindow, bundled: Workspace, tmp_path: Path, format: str
) -> None:
    tour = bundled.tour(TourId(TOUR))
    assert tour is not None
    long = replace(tour, steps=tour.steps * 6)
    window.store.do(answers.take_workspace, replace(bundled, tours=(long,)))
    window.settings.export_folder = str(tmp_path)
    dialog = opened(window)
    choose(dialog, format)
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: dialog.bar.value() >= 2, timeout=PATIENCE)
    assert dialog.message.text() == f"{dialog.bar.value()} / {len(long.steps)}"
    assert not dialog.go.isEnabled()
    qtbot.mouseClick(dialog.cancel, LEFT)
    assert dialog.isVisible()
    assert dialog.message.text() == "The export was cancelled."
    assert dialog.go.isEnabled()
    qtbot.waitUntil(lambda: not window.jobs.background.busy, timeout=PATIENCE)
    assert not list(tmp_path.iterdir())
    assert dialog.message.text() == "The export was cancelled."
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_window_closes_in_the_middle(
    qtbot: QtBot, window: MainWindow, dialog: TourExportDialog, tmp_path: Path
) -> None:
    dialog.write()
    window.close()
    assert not window.jobs.background.busy
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("file", "format", "said"),
    [
        ("no such folder/a.pptx", "slides", "does not exist"),
        ("file/a.pdf", "handout", "is not a folder"),
        ("file", "stills", "is a file"),
        ("file/pictures", "stills", "cannot be created"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_lost(
    qtbot: QtBot, dialog: TourExportDialog, tmp_path: Path, file: str, format: str, said: str
) -> None:
    (tmp_path / "file").write_bytes(b"old")
    choose(dialog, format)
    dialog.file.setText(str(tmp_path / file))
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: said in dialog.message.text(), timeout=PATIENCE)
    assert dialog.message.text().endswith("Choose another place.")
    assert dialog.isVisible()
    assert dialog.go.isEnabled()
    assert dialog.bar.isHidden()
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"old"
    dialog.reject()


@pytest.fixture
def unlaid(qtbot: QtBot, bundled: Workspace, tmp_path: Path) -> Iterator[MainWindow]:
    """A window whose diagrams have not been laid out, with nothing in the cache."""
    store = Store()
    store.do(answers.take_workspace, bundled)
    made = MainWindow(store, Jobs(store), Settings(theme="light", reduce_motion=True))
    made.settings.export_folder = str(tmp_path)
    qtbot.addWidget(made)
    made.complete()
    made.show()
    yield made
    made.close()


def test_diagrams_are_laid_out_first(qtbot: QtBot, unlaid: MainWindow, tmp_path: Path) -> None:
    unlaid.store.do(verbs.show, DiagramId("iam"))
    unlaid.commands.tours.export(TourId(TOUR))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TourExportDialog)
    assert dialog.message.text() == "Laying out the diagrams…"
    assert not dialog.go.isEnabled()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=PATIENCE)
    assert dialog.message.text() == ""
    choose(dialog, "handout")
    assert export(qtbot, dialog).is_file()


def test_a_layout_that_fails_is_said(
    qtbot: QtBot, unlaid: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACETATE_ENGINE", "no-such-engine")
    unlaid.commands.tours.export(TourId(TOUR))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TourExportDialog)
    qtbot.waitUntil(lambda: "no-such-engine" in dialog.message.text(), timeout=PATIENCE)
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_tours_are_followed_as_files_change(
    dialog: TourExportDialog, window: MainWindow, bundled: Workspace
) -> None:
    kept = tuple(t for t in bundled.tours if t.id != TOUR)
    window.store.do(answers.take_workspace, replace(bundled, tours=kept))
    assert tour_of(dialog).id != TOUR
    window.store.do(answers.take_workspace, replace(bundled, tours=()))
    assert dialog.chosen() is None
    assert not dialog.go.isEnabled()
    assert "no tour" in dialog.message.text()
    assert not window.actions_table["export_tour"].isEnabled()
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "format", "wanted"),
    [
        ("a.pptx", "handout", "a.pdf"),
        ("a.b", "gif", "a.b.gif"),
        ("a.PDF", "stills", "a"),
        ("a", "stills", "a"),
        ("a", "slides", "a.pptx"),
    ],
)
def test_a_name_follows_its_format(name: str, format: str, wanted: str) -> None:
    into = exporter(TourExporter, format)
    assert into is not None
    assert tour_export.as_format(Path(name), into) == Path(wanted)
