"""What one may say of how diagrams are drawn into a file; a format takes what it honours."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.exporters.exporter import PAPERS, Exporter, ExportOption
from app.scene.theme import DARK, LIGHT, Theme
from app.ui.kit.choice_box import ChoiceBox
from app.ui.kit.form import Field, stack
from app.ui.kit.tick_box import Option, TickBox

SCALES = (1.0, 2.0, 3.0, 4.0)
LAYERS = {
    "shown": "As on screen",
    "left": "As each diagram was left",
    "all": "All layers",
    "none": "None, the base sheet alone",
}


class DrawingFields(QObject):
    """changed(): something else is chosen. `layers` are those of LAYERS that are offered, `theme`
    is what is on screen."""

    changed = Signal()

    def __init__(self, theme: Theme, layers: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.light, self.dark = Option("Light", theme), Option("Dark", theme)
        (self.dark if theme.dark else self.light).setChecked(True)
        self._themes = QButtonGroup(self)
        for button in (self.light, self.dark):
            self._themes.addButton(button)
        self.layers = ChoiceBox(theme, "Layers")
        for key in layers:
            self.layers.addItem(LAYERS[key], key)
        self.title = TickBox("Title", theme)
        self.legend = TickBox("Legend", theme)
        self.transparent = TickBox("Transparent background", theme)
        self.title.setChecked(True)
        self.legend.setChecked(True)
        self.scale = ChoiceBox(theme, "Size")
        for factor in SCALES:
            self.scale.addItem(f"{factor:.0f}×", factor)
        self.scale.setCurrentIndex(SCALES.index(2.0))
        self.paper = ChoiceBox(theme, "Page")
        self.paper.addItem("As large as the picture", None)
        for paper in PAPERS:
            self.paper.addItem(paper, paper)
        self._themes.buttonToggled.connect(self.changed)
        for box in (self.title, self.legend, self.transparent):
            box.toggled.connect(self.changed)
        for choice in (self.layers, self.scale, self.paper):
            choice.currentIndexChanged.connect(self.changed)

    def rows(self, *boxes: QWidget) -> tuple[Field, ...]:
        """Labels with fields; `boxes` stand among those that say what is drawn with the diagram."""
        return (
            ("Theme", stack(self.light, self.dark)),
            ("Layers", self.layers),
            ("With", stack(self.title, self.legend, *boxes, self.transparent)),
            ("Size", stack(self.scale, self.paper)),
        )

    def follow(self, into: Exporter) -> None:
        """Enable what the format honours; a page's size takes the place of the picture's."""
        for widgets, option in (
            ((self.light, self.dark), ExportOption.THEME),
            ((self.layers,), ExportOption.LAYERS),
            ((self.title,), ExportOption.TITLE),
            ((self.legend,), ExportOption.LEGEND),
            ((self.transparent,), ExportOption.TRANSPARENT),
            ((self.scale,), ExportOption.SCALE),
        ):
            for widget in widgets:
                widget.setEnabled(option in into.honours)
        paged = ExportOption.PAPER in into.honours
        self.paper.setVisible(paged)
        self.scale.setVisible(not paged)

    @property
    def theme(self) -> Theme:
        return DARK if self.dark.isChecked() else LIGHT
