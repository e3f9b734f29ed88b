"""Studying: how the room is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from app.ui.kit.command import Command
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.features.study.files import StudyFiles
    from app.ui.features.study.room import StudyRoom


class Studying(QObject):
    """edit_requested(section id): its text, in the person's editor."""

    edit_requested = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.room: StudyRoom | None = None
        self._files: StudyFiles | None = None

    @property
    def able(self) -> bool:
        return self._desk.workspace is not None

    def begin(self) -> None:
        """Over the window, which is as it was when one leaves."""
        from app.ui.features.study.room import StudyRoom

        desk, window = self._desk, self._desk.window
        under = window.centralWidget() if isinstance(window, QMainWindow) else None
        if self.room is None and self.able and under is not None:
            self.room = room = StudyRoom(
                desk.store, desk.jobs.background, self._made_files(), under
            )
            room.start.options.take_choices(desk.settings.asking)
            room.closed.connect(self._left)
            room.edit_requested.connect(self.edit_requested)
            room.show()
            room.raise_()

    def _made_files(self) -> StudyFiles:
        """They outlast the room: drawing cards for Anki goes on without it."""
        if self._files is None:
            from app.ui.features.study.files import StudyFiles

            desk = self._desk
            self._files = StudyFiles(desk.window, desk.jobs.background, desk.store)
            self._files.said.connect(desk.say)
        return self._files

    def _left(self) -> None:
        if self.room is not None:
            self._desk.settings.asking = self.room.start.options.choices
        self.room = None
        self._desk.canvas.setFocus()


COMMANDS: tuple[Command[Studying], ...] = (
    Command(
        "study",
        "Study…",
        ("F6",),
        run=Studying.begin,
        enabled=lambda studying: studying.able,
    ),
)
