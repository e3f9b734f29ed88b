"""A format that is registered in one place can be dropped, chosen, watched and told of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.model.workspace import Workspace
from app.sources.formats import registered
from app.ui.services.watching import WatchDelays, Watching
from app.ui.shell.dropping import dropped, refusal
from app.ui.shell.emptiness import reason
from app.ui.shell.window import MainWindow
from tests import arrows


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "shop.arrows"
    path.write_text(arrows.TEXT)
    with registered(arrows.FORMAT):
        yield path


def test_it_can_be_dropped(file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert dropped(data) == (file,)
    assert ".arrows" in refusal()


def test_an_empty_folder_names_it(file: Path) -> None:
    found = reason(Workspace("/nowhere", "Nothing", bundled=False))
    assert found is not None
    assert "arrow files (.arrows)" in found.text


def test_it_is_chosen_opened_and_watched(
    qtbot: QtBot, window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = []

    def chosen(*arguments: object) -> tuple[str, str]:
        offered.append(arguments[3])
        return str(file), ""

    def labels() -> list[str]:
        workspace = window.store.workspace
        assert workspace is not None
        return [n.label for d in workspace.diagrams for n in d.nodes]

    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    window.actions_table["open_file"].trigger()
    qtbot.waitUntil(lambda: labels() == ["Till", "Server"], timeout=5000)
    assert "*.arrows" in str(offered[0])
    watching = Watching(window.jobs, dict, window)
    watching.pace = WatchDelays(settle=30, away=60, poll=100)
    file.write_text("arrows:\nDoor -> Till\n")
    qtbot.waitUntil(lambda: labels() == ["Door", "Till"], timeout=5000)
    watching.close()
