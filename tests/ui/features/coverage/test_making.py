"""A section that no diagram shows offers to make one, which is live at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.session import verbs
from app.ui.shell.window import MainWindow
from tests.ui.driving import window_on

WAIT = 30_000  # ms; a script runs


def _offer(qtbot: QtBot, window: MainWindow, section: str) -> None:
    """Go to the section, and take what the line under it offers."""
    assert window.notes is not None
    window.store.do(verbs.open_section, SectionId(section))
    window.store.do(verbs.read, SectionId(section))
    label = window.notes.footer.label
    qtbot.waitUntil(lambda: "no diagram shows this section" in label.text())
    label.linkActivated.emit(label.text().partition('href="')[2].partition('"')[0])


def test_it_is_in_the_window_and_in_the_editor_and_changes_as_it_is_saved(
    qtbot: QtBot, tmp_path: Path, warm_cache: Path, asked: list[str]
) -> None:
    (tmp_path / "shop.dot").write_text("digraph { till }")
    (tmp_path / "notes.md").write_text("# Shop\n\nText.\n\n## Stock\n\n![](stock-room.png)\n")
    with window_on(qtbot, tmp_path) as window:
        _offer(qtbot, window, "stock")
        store = window.store
        qtbot.waitUntil(lambda: store.state.diagram == "stock-room", timeout=WAIT)
        script = tmp_path / "stock-room.py"
        assert asked == [str(script)]
        assert store.state.section == "stock"
        assert store.workspace is not None
        assert store.workspace.about(store.state.diagram, SectionId("stock"))

        script.write_text(script.read_text().replace("AWS Cloud", "The cellar"))
        window.jobs.renew()

        def renewed() -> bool:
            return store.diagram is not None and store.diagram.clusters[0].label == "The cellar"

        qtbot.waitUntil(renewed, timeout=WAIT)


def test_where_diagrams_are_borrowed_it_says_that_they_go(
    qtbot: QtBot, tmp_path: Path, warm_cache: Path, asked: list[str]
) -> None:
    (tmp_path / "notes.md").write_text("# Shop\n\nText.\n")
    with window_on(qtbot, tmp_path) as window:
        _offer(qtbot, window, "shop")
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert "they come back" in box.informativeText()
        box.reject()
        assert not (tmp_path / "shop.py").exists()
        assert asked == []


def test_beside_a_note_that_was_opened_alone_the_script_is_opened(
    qtbot: QtBot, tmp_path: Path, warm_cache: Path, asked: list[str]
) -> None:
    (tmp_path / "notes.md").write_text("# Shop\n\nText.\n")
    with window_on(qtbot, tmp_path / "notes.md") as window:
        _offer(qtbot, window, "shop")
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.buttons()[0].click()
        store = window.store
        qtbot.waitUntil(lambda: store.state.diagram == "shop", timeout=WAIT)
        assert window.jobs.path == tmp_path / "shop.py"
        qtbot.waitUntil(lambda: store.state.section == "shop", timeout=WAIT)
