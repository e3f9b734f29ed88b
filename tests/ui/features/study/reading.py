"""Waiting for the room in which one studies."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.ui.features.study.room import StudyRoom
from app.ui.shell.window import MainWindow


def wait_until_read(qtbot: QtBot, room: StudyRoom) -> None:
    """Until nothing runs in the background, nor has an answer to give."""
    window = room.window()
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: not window.jobs.background.busy, timeout=10_000)
