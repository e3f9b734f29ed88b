from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.services import screens
from app.ui.shell.window import MainWindow
from tests.ui.features.presenting.offscreen_screens import platform
from tests.ui.features.presenting.on_two_screens import LAPTOP, PROJECTOR
from tests.ui.own_process import run_module

DOT = (
    'digraph G { label="Two"; layers="one:two"; a [label="A", layer="one"]; b [label="B"]; a -> b }'
)


@pytest.mark.skipif(sys.platform != "linux", reason="the screens are set through Linux's symbols")
def test_two_screens_one_of_which_is_unplugged(tmp_path: Path, warm_cache: Path) -> None:
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "two.dot").write_text(DOT)
    (folder / "two.md").write_text("# Two\n\n## A\n\nIt is the first.\n")
    done = run_module(
        *("-m", "tests.ui.features.presenting.on_two_screens", str(folder)),
        env={"QT_QPA_PLATFORM": platform([LAPTOP, PROJECTOR], tmp_path / "screens.json")},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.strip() == "done"


def test_a_window_out_of_sight_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    window.move(5000, 5000)
    screens.bring_in(window)
    assert window.screen().geometry().intersects(window.geometry())


def test_of_two_screens_the_second_is_the_audiences(qtbot: QtBot) -> None:
    only = screens.screens()
    assert screens.chosen(only) == (only[0], only[0])
    assert screens.chosen(only, "elsewhere") == (only[0], only[0])
