"""Which tour is edited."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.model.tour import TourOrigin
from app.model.workspace import Workspace
from app.ui.kit.choice_dialog import ChoiceDialog
from app.ui.kit.filter_field import FilterField

ORIGINS = {
    TourOrigin.LAYERS: "made of the layers",
    TourOrigin.EDGES: "made of the numbered edges",
    TourOrigin.LIST: "made of the notes",
    TourOrigin.TRACE: "along what was traced",
    TourOrigin.PLAN: "made of a plan",
    TourOrigin.CHANGES: "made of what has changed",
}


class TourChoice(ChoiceDialog):
    """chosen(id). Those that no file holds are saved as one."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        filter = FilterField("Filter the tours")
        rows = [
            (f"{tour.title}  ·  {tour.file.rpartition('/')[2] or ORIGINS[tour.origin]}", tour.id)
            for tour in workspace.tours
        ]
        super().__init__(rows, filter, "Edit", "No match.", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Edit tour")
        self.list.setAccessibleName("Tours")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        filter.stepped.connect(self.list.setFocus)
