"""What the program is made of, and where it keeps things."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app import __version__
from app.ui.kit.background import Background
from app.ui.shell import licences
from app.ui.shell.about import About


@pytest.fixture
def background(qtbot: QtBot) -> Background:
    return Background()


def test_it_tells_versions_to_copy_the_data_folder_and_licences(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path))
    about = About(background)
    qtbot.addWidget(about)
    about.show()
    focused = about.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Close", "no frame but where Enter goes"
    qtbot.waitUntil(about.copy.isEnabled)
    told = [label.text() for label in about.findChildren(QLabel)]
    assert str(tmp_path) in told
    assert told.count("MIT") > 1
    qtbot.mouseClick(about.copy, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert f"Version: {__version__}" in lines
    assert f"Qt {qVersion()}" in lines
    about.close()
    background.close()


def test_each_package_that_we_declare_has_a_licence() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    used = {package.name.lower().replace("_", "-"): package for package in licences.packages("6")}
    for declared in project["dependencies"]:
        name, _, version = declared.partition("==")
        assert used[name.lower()].version == version
        assert used[name.lower()].licence != licences.UNSAID
    assert used["qt"].licence.startswith("LGPL")
    assert licences.OURS not in used


def test_where_nothing_is_installed_it_says_so(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", absent)
    about = About(background)
    qtbot.addWidget(about)
    qtbot.waitUntil(about.copy.isEnabled)
    assert "not installed" in " ".join(label.text() for label in about.findChildren(QLabel))
    about.close()
    background.close()
