"""The features of the window, and what they can do."""

from __future__ import annotations

from app.ui.features.comparing import commands as comparing
from app.ui.features.coverage import commands as coverage
from app.ui.features.exporting import commands as exporting
from app.ui.features.layering import commands as layering
from app.ui.features.levels import commands as levels
from app.ui.features.minimap import commands as minimap
from app.ui.features.presenting import commands as presenting
from app.ui.features.presenting.starting import Presentations
from app.ui.features.study import commands as study
from app.ui.features.tours import commands as tours
from app.ui.features.tracing import commands as tracing
from app.ui.kit.command import Bound, bind
from app.ui.views.desk import Desk


class Commands:
    """The features by name, each with what it does; and all their commands."""

    def __init__(self, desk: Desk) -> None:
        self.exporting = exporting.Exporting(desk)
        self.tours = tours.Tours(desk)
        self.presenting = Presentations(desk)
        self.studying = study.Studying(desk)
        self.coverage = coverage.Coverage(desk)
        self.layering = layering.LayerChoosing(desk)
        self.minimaps = minimap.Minimaps(desk)
        self.comparing = comparing.Comparing(desk)
        self.tracing = tracing.Tracing(desk)
        self.tours.exported.connect(self.exporting.exported)
        self.bound: list[Bound] = [
            *bind(exporting.COMMANDS, self.exporting),
            *bind(tours.COMMANDS, self.tours),
            *bind(presenting.COMMANDS, self.presenting),
            *bind(study.COMMANDS, self.studying),
            *bind(coverage.COMMANDS, self.coverage),
            *bind(layering.COMMANDS, self.layering),
            *bind(minimap.COMMANDS, self.minimaps),
            *bind(tracing.COMMANDS, self.tracing),
            *bind(levels.COMMANDS, desk),
            *bind(comparing.COMMANDS, self.comparing),
        ]
