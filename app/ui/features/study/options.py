"""What is asked, and what of the picture is hidden meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.model.layer import layer_name
from app.render.recall import RECALLS, Recall, RecallOptions
from app.scene.theme import Theme
from app.study.card import KINDS, Card
from app.ui.kit import plain
from app.ui.kit.choice_box import ChoiceBox
from app.ui.kit.plain import Label
from app.ui.kit.tick_box import TickBox
from app.ui.services.settings import StudySettings

TODAY, WRONG = "today", "wrong"
ALL_LAYERS = "All layers"


class StudyOptions(QWidget):
    """changed(): other cards are asked than before."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.which, self.layer = ChoiceBox(theme), ChoiceBox(theme)
        self.which.setAccessibleName("Which cards are asked")
        self.which.addItem("What is due, and new cards", TODAY)
        self.which.addItem("What I got wrong in the last week", WRONG)
        self.layer.setAccessibleName("Of which layer")
        self.layer.addItem(ALL_LAYERS, "")
        self.kinds = {kind: TickBox(name, theme) for kind, name in KINDS.items()}
        self.recall = ChoiceBox(theme)
        self.recall.setAccessibleName("How much is hidden")
        for recall, name in RECALLS.items():
            self.recall.addItem(name, recall)
        self.icons = TickBox("Hide icons too", theme)
        self.lines = TickBox("Hide lines too", theme)
        for box in (self.which, self.layer):
            box.currentIndexChanged.connect(self.changed)
        for tick in self.kinds.values():
            tick.setChecked(True)
            tick.toggled.connect(self.changed)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.addWidget(Label("What is asked", kind="heading"), 0, 0, 1, 2)
        grid.addWidget(self.which, 1, 0, 1, 2)
        grid.addWidget(self.layer, 2, 0, 1, 2)
        for n, box in enumerate(self.kinds.values()):
            grid.addWidget(box, 3 + n // 2, n % 2)
        below = 3 + (len(self.kinds) + 1) // 2
        grid.setRowMinimumHeight(below, 8)
        grid.addWidget(Label("What is hidden", kind="heading"), below + 1, 0, 1, 2)
        grid.addWidget(self.recall, below + 2, 0, 1, 2)
        grid.addWidget(self.icons, below + 3, 0)
        grid.addWidget(self.lines, below + 3, 1)

    @property
    def wrong(self) -> bool:
        """Whether what was got wrong is asked."""
        return bool(self.which.currentData() == WRONG)

    @property
    def way(self) -> RecallOptions:
        return RecallOptions(
            Recall(self.recall.currentData()), self.icons.isChecked(), self.lines.isChecked()
        )

    def fits(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """Those of the kinds and the layer."""
        kinds = {kind for kind, box in self.kinds.items() if box.isChecked()}
        layer = self.layer.currentData()
        return tuple(c for c in cards if c.kind in kinds and (not layer or layer in c.layers))

    def offer_layers(self, layers: Iterable[str]) -> None:
        """These can be chosen; the one that is stays so where it is among them."""
        before = self.layer.currentData()
        self.layer.blockSignals(True)
        while self.layer.count() > 1:
            self.layer.removeItem(1)
        for layer in layers:
            self.layer.addItem(plain.line(f"Only the layer {layer_name(layer)}"), layer)
        self.layer.setCurrentIndex(max(self.layer.findData(before), 0))
        self.layer.setVisible(self.layer.count() > 1)
        self.layer.blockSignals(False)

    # From one time to the next

    @property
    def choices(self) -> StudySettings:
        """What is asked and hidden."""
        unasked = [str(kind) for kind, box in self.kinds.items() if not box.isChecked()]
        way = self.way
        return StudySettings(unasked, str(way.recall), way.icons, way.lines)

    def take_choices(self, choices: StudySettings) -> None:
        """Those of last time."""
        for kind, box in self.kinds.items():
            box.setChecked(kind not in choices.unasked)
        if choices.recall in RECALLS:
            self.recall.setCurrentIndex(list(RECALLS).index(Recall(choices.recall)))
        self.icons.setChecked(choices.icons)
        self.lines.setChecked(choices.lines)
