"""The bar of layer chips: what lies over the picture, and the Tidy switch."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.model import layer as layers
from app.model.picture_style import PictureStyle
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.chip import Chip, Switch
from app.ui.kit.command import Command
from app.ui.kit.flow_layout import FlowLayout
from app.ui.session.store import Store


class LayerBar(QWidget):
    """Chips for the current diagram's layers; they wrap where the bar is narrow. `keyed`: digits
    switch them."""

    def __init__(self, store: Store, parent: QWidget | None = None, *, keyed: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName("Layers")
        self._store = store
        self._shown: object = None
        self.chips: list[Chip] = []
        self._holder = QWidget(self)
        self._flow = _ChipRow(self._holder)
        self.all_button = _text_button("All", "Show all layers")
        self.none_button = _text_button("None", "Hide all layers")
        self.tidy = Switch("Tidy", store.theme)
        self.tidy.setToolTip("Lay out only what is shown")
        self.tidy.setAccessibleName("Tidy")
        self.tidy.setAccessibleDescription("Lay out only what is shown")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._holder, 1)
        row.addWidget(self.tidy, 0, Qt.AlignmentFlag.AlignTop)

        self.all_button.clicked.connect(self.show_all)
        self.none_button.clicked.connect(self.show_none)
        self.tidy.clicked.connect(lambda on: store.do(verbs.set_tidy, on))
        store.on(Changed.WORKSPACE | Changed.DIAGRAM, self._fill)
        store.on(Changed.LAYERS | Changed.TIDY | Changed.STYLE, self._check)
        store.on(Changed.THEME, self._dress)
        for command in KEYS if keyed else ():
            for number, keys in enumerate(command.keys):
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.activated.connect(partial(command.do, self, number))
        self._fill()

    def show_all(self) -> None:
        """All layers of the current diagram."""
        if self._store.diagram is not None:
            self._store.do(verbs.set_layers, frozenset(self._store.diagram.layers))

    def show_none(self) -> None:
        """The base sheet alone."""
        self._store.do(verbs.set_layers, frozenset())

    def toggle(self, number: int) -> None:
        """Switch a layer, counted from 0, on or off."""
        if layer := self._layer(number):
            self._store.do(verbs.toggle_layer, layer)

    def show_alone(self, number: int) -> None:
        """Show a layer, counted from 0, and no other."""
        if layer := self._layer(number):
            self._store.do(verbs.layer_alone, layer)

    def _layer(self, number: int) -> str | None:
        named = self._store.diagram.named_layers if self._store.diagram else ()
        return named[number] if number < len(named) else None

    def _fill(self) -> None:
        diagram = self._store.diagram
        named = diagram.named_layers if diagram else ()
        every = layers.counts(diagram) if diagram and named else {}
        counts = {layer: every[layer] for layer in named}
        if self._shown != counts:
            self._shown = counts
            while self._flow.takeAt(0) is not None:
                pass
            for chip in self.chips:
                chip.hide()
                chip.deleteLater()
            self.chips = [
                Chip(layer, count, n, self._store.theme, self._holder)
                for n, (layer, count) in enumerate(counts.items(), 1)
            ]
            for chip in self.chips:
                chip.clicked.connect(
                    lambda _=False, x=chip.layer: self._store.do(verbs.toggle_layer, x)
                )
                chip.alone.connect(lambda layer: self._store.do(verbs.layer_alone, layer))
            before: QWidget | None = None
            for widget in (*self.chips, self.all_button, self.none_button):
                self._flow.addWidget(widget)
                widget.setVisible(bool(self.chips))
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        self._check()

    def _check(self) -> None:
        state = self._store.state
        for chip in self.chips:
            chip.setChecked(chip.layer in state.layers)
        on = sum(chip.isChecked() for chip in self.chips)
        self.all_button.setEnabled(on < len(self.chips))
        self.none_button.setEnabled(on > 0)
        self.tidy.setChecked(state.tidy)
        house = self._store.session.style is PictureStyle.HOUSE
        self.tidy.setEnabled(self._store.diagram is not None and house)

    def _dress(self) -> None:
        parts: tuple[Chip | Switch, ...] = (*self.chips, self.tidy)
        for part in parts:
            part.theme = self._store.theme
            part.update()


COMMANDS: tuple[Command[LayerBar], ...] = (
    Command("all_layers", "Show all layers", ("Ctrl+L",), LayerBar.show_all),
    Command("no_layers", "Hide all layers", ("Ctrl+Shift+L",), LayerBar.show_none),
)
KEYS: tuple[Command[LayerBar], ...] = (
    Command(
        "toggle_layer",
        "Switch a layer on or off",
        tuple(str(digit) for digit in range(1, 10)),
        pick=LayerBar.toggle,
    ),
    Command(
        "layer_alone",
        "Show that layer alone",
        tuple(f"Alt+{digit}" for digit in range(1, 10)),
        pick=LayerBar.show_alone,
    ),
    Command("chip_alone", "Show a chip's layer alone", gesture="Shift+click"),
)


class _ChipRow(FlowLayout):
    """Where there is little room, chips do without what one can do without, before they wrap."""

    def __init__(self, parent: QWidget) -> None:
        self._kept: dict[int, list[QSize]] = {}  # sizes by brevity, as long as nothing changes
        super().__init__(parent)

    def invalidate(self) -> None:
        self._kept.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        brevity = self._brevity(rect.width())
        for item in self._items:
            if isinstance(chip := item.widget(), Chip):
                chip.brevity = brevity
        super().setGeometry(rect)

    def _sizes(self, width: int) -> list[QSize]:
        return self._sizes_at(self._brevity(width))

    def _brevity(self, width: int) -> int:
        for brevity in range(Chip.BRIEFEST):
            wide = sum(size.width() + self.spacing() for size in self._sizes_at(brevity))
            if wide - self.spacing() <= width:
                return brevity
        return Chip.BRIEFEST

    def _sizes_at(self, brevity: int) -> list[QSize]:
        if brevity not in self._kept:
            self._kept[brevity] = self._measured(brevity)
        return self._kept[brevity]

    def _measured(self, brevity: int) -> list[QSize]:
        return [
            chip.size_at(brevity) if isinstance(chip := item.widget(), Chip) else item.sizeHint()
            for item in self._items
        ]


def _text_button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(plain.tip(tip))
    button.setAccessibleName(tip)
    button.setProperty("kind", "text")
    return button
