"""The room in which one studies, opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.ui.features.study.room import StudyRoom
from app.ui.shell.window import MainWindow
from tests.ui.features.study.reading import wait_until_read

Room = Callable[[], StudyRoom]


@pytest.fixture
def room(qtbot: QtBot, window: MainWindow) -> Room:
    """Opens the room and waits until it has read what there is."""

    def open_() -> StudyRoom:
        window.actions_table["study"].trigger()
        made = window.commands.studying.room
        assert made is not None
        wait_until_read(qtbot, made)
        return made

    return open_
