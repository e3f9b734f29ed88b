"""A folder that is over-large is opened at once, near files only, and asks whether to read the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.sources import walking
from app.ui.shell.window import MainWindow
from tests.ui.driving import window_on

WAIT = 30_000  # ms


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(walking, "MOST", 20)
    (tmp_path / "shop.dot").write_text("digraph { till }")
    (tmp_path / "near.md").write_text("# Near\n")
    (tmp_path / "deep").mkdir()
    for number in range(30):
        (tmp_path / "deep" / f"{number}.md").write_text(f"# Deep {number}\n")
    return tmp_path


def _question() -> QMessageBox:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    return box


def _notes(window: MainWindow) -> int:
    workspace = window.store.workspace
    return len(workspace.notebook.notes) if workspace else 0


def test_all_is_read_where_one_says_so_and_stays_so(
    qtbot: QtBot, folder: Path, warm_cache: Path
) -> None:
    with window_on(qtbot, folder) as window:
        assert _notes(window) == 1
        box = _question()
        assert "more than 20 files and folders" in box.informativeText()
        read, cancel = box.buttons()
        assert box.defaultButton() is cancel
        read.click()
        qtbot.waitUntil(lambda: _notes(window) == 31, timeout=WAIT)
        (folder / "deep" / "new.md").write_text("# New\n")
        qtbot.waitUntil(lambda: _notes(window) == 32, timeout=WAIT)
        with qtbot.waitSignal(window.jobs.opened, timeout=WAIT):
            window.jobs.reload()
        assert _notes(window) == 32
        assert QApplication.activeModalWidget() is None


def test_what_lies_near_stays_where_one_does_not(
    qtbot: QtBot, folder: Path, warm_cache: Path
) -> None:
    with window_on(qtbot, folder) as window:
        _question().reject()
        with qtbot.waitSignal(window.jobs.opened, timeout=WAIT):
            window.jobs.reload()
        assert _notes(window) == 1
        assert QApplication.activeModalWidget() is None  # asked once


def test_where_nothing_lies_near_the_middle_of_the_window_asks(
    qtbot: QtBot, folder: Path, warm_cache: Path
) -> None:
    (folder / "shop.dot").unlink()
    (folder / "near.md").unlink()
    with window_on(qtbot, folder) as window:
        assert QApplication.activeModalWidget() is None
        card = window.picture_pane.card
        assert card is not None
        assert "more than 20 files and folders" in card.reason.text
        assert card.buttons[0].text() == "Read all of it"
        card.buttons[0].click()
        qtbot.waitUntil(lambda: _notes(window) == 30, timeout=WAIT)
