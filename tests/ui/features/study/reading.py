"""Waiting for the room in which one studies."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.ui.features.study.room import StudyRoom


def wait_until_read(qtbot: QtBot, room: StudyRoom) -> None:
    qtbot.waitUntil(lambda: room._reading is None, timeout=10_000)
