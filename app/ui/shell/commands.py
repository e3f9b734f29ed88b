"""The window's commands: its own, and those of its features."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.features.coverage import commands as coverage
from app.ui.features.exporting import commands as exporting
from app.ui.features.presenting import commands as presenting
from app.ui.features.presenting.starting import Presentations
from app.ui.features.study import commands as study
from app.ui.features.tours import commands as tours
from app.ui.kit.command import Bound, bind
from app.ui.shell.window_commands import WINDOW, edit_section
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow


class Commands:
    """The features by name, each with what it does; and all commands, to make actions of."""

    def __init__(self, window: MainWindow) -> None:
        self.desk = desk = Desk(
            window,
            window.store,
            window.jobs,
            window.settings,
            look=lambda: window.canvas,
            say=window.status.say,
            offer=window.status.offer,
            chosen_tour=lambda: window.side.tours.current() if window.side is not None else "",
            written=window.status.written.show_written,
        )
        self.exporting = exporting.Exporting(desk)
        self.tours = tours.Tours(desk)
        self.presenting = Presentations(desk)
        self.studying = study.Studying(desk)
        self.coverage = coverage.Coverage(desk)
        self.tours.exported.connect(self.exporting.exported)
        self.coverage.note_wanted.connect(lambda: window.show_right(True))
        self.studying.edit_requested.connect(lambda section: edit_section(window, section))
        self.bound: list[Bound] = [
            *bind(WINDOW, window),
            *bind(exporting.COMMANDS, self.exporting),
            *bind(tours.COMMANDS, self.tours),
            *bind(presenting.COMMANDS, self.presenting),
            *bind(study.COMMANDS, self.studying),
            *bind(coverage.COMMANDS, self.coverage),
        ]
