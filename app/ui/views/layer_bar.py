"""The bar of layer chips: what lies over the picture, and the Tidy switch."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.model import layer as layers
from app.model.layer_choice import LayerProposal
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit.bar_button import text_button
from app.ui.kit.chip import Chip, ChipButton, Switch
from app.ui.kit.command import Command
from app.ui.kit.flow_layout import FlowLayout
from app.ui.kit.layouts import take_out
from app.ui.kit.plain import Label
from app.ui.kit.proposal_chip import ProposalChip
from app.ui.session.store import Store


class LayerBar(QWidget):
    """Chips for the current diagram's layers; they wrap where the bar is narrow. `keyed`: digits
    switch them. `proposing`: behind them stand those that are proposed, and both can be changed.

    proposal_accepted(layer), proposal_turned_off(layer), removal_wanted(layer). name_wanted(layer):
    another name, for a layer or for a proposal. given(layer, ids): components were put on its chip."""

    proposal_accepted = Signal(str)
    proposal_turned_off = Signal(str)
    name_wanted = Signal(str)
    removal_wanted = Signal(str)
    given = Signal(str, object)

    def __init__(
        self,
        store: Store,
        parent: QWidget | None = None,
        *,
        keyed: bool = True,
        proposing: bool = False,
    ) -> None:
        super().__init__(parent)
        self._proposing = proposing
        self.setAccessibleName("Layers")
        self._store = store
        self._shown: object = None
        self.chips: list[Chip] = []
        self.proposals: list[ProposalChip] = []
        self.proposed = Label("Proposed:", kind="muted")
        self._holder = QWidget(self)
        self._flow = _ChipRow(self._holder)
        self.all_button = text_button("All", "Show all layers", self.show_all)
        self.none_button = text_button("None", "Hide all layers", self.show_none)
        self.tidy = Switch("Tidy", store.theme)
        self.tidy.setToolTip("Lay out only what is shown")
        self.tidy.setAccessibleName("Tidy")
        self.tidy.setAccessibleDescription("Lay out only what is shown")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._holder, 1)
        row.addWidget(self.tidy, 0, Qt.AlignmentFlag.AlignTop)

        self.tidy.clicked.connect(lambda on: store.do(verbs.set_tidy, on))
        store.on(Changed.WORKSPACE | Changed.DIAGRAM, self._fill)
        store.on(Changed.LAYERS | Changed.TIDY | Changed.STYLE, self._check)
        store.on(Changed.THEME, self._dress)
        for command in KEYS if keyed else ():
            if command.pick is None:  # what chips do by themselves
                continue
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
        offered = diagram.offered if diagram and self._proposing else ()
        changeable = self._proposing and diagram is not None and diagram.choice is not None
        shown = (counts, offered, changeable)
        if self._shown != shown:
            self._shown = shown
            left = self._focused()
            self._empty()
            self.chips = [
                self._chip(x, count, n, changeable)
                for n, (x, count) in enumerate(counts.items(), 1)
            ]
            self.proposals = [self._proposal(proposal) for proposal in offered]
            before: QWidget | None = None
            several = (self.all_button, self.none_button)
            for widget in (*self.chips, *several, self.proposed, *self.proposals):
                self._flow.addWidget(widget)
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
            for widget in (*self.chips, *several):
                widget.setVisible(bool(self.chips))
            for widget in (self.proposed, *self.proposals):
                widget.setVisible(bool(self.proposals))
            if left is not None:
                self._focus_again(*left)
        self._check()

    def _focused(self) -> tuple[str, int, bool] | None:
        """The layer of the chip that has the window's focus, its place, and whether by keyboard."""
        focus = self.window().focusWidget()
        for place, chip in enumerate(self._layer_chips):
            if chip is focus:
                return chip.layer, place, chip.by_keyboard
        return None

    def _focus_again(self, layer: str, place: int, by_keyboard: bool) -> None:
        """The chip of that layer, or the one that is now in its place."""
        chips = self._layer_chips
        same = next((chip for chip in chips if chip.layer == layer), None)
        chip = same or (chips[min(place, len(chips) - 1)] if chips else None)
        reason = Qt.FocusReason
        if chip is not None:
            chip.setFocus(reason.TabFocusReason if by_keyboard else reason.MouseFocusReason)

    @property
    def _layer_chips(self) -> list[Chip | ProposalChip]:
        return [*self.chips, *self.proposals]

    def _empty(self) -> None:
        take_out(self._flow)
        for chip in (*self.chips, *self.proposals):
            chip.hide()
            chip.deleteLater()

    def _chip(self, layer: str, count: int, number: int, changeable: bool) -> Chip:
        chip = Chip(layer, count, number, self._store.theme, self._holder)
        chip.take(changeable)
        chip.clicked.connect(lambda: self._store.do(verbs.toggle_layer, layer))
        chip.alone.connect(lambda: self._store.do(verbs.layer_alone, layer))
        chip.naming.connect(self.name_wanted)
        chip.removed.connect(self.removal_wanted)
        chip.given.connect(partial(self.given.emit, layer))
        return chip

    def _proposal(self, proposal: LayerProposal) -> ProposalChip:
        chip = ProposalChip(proposal.layer, proposal.reason, self._store.theme, self._holder)
        chip.take(True)
        chip.accepted.connect(self.proposal_accepted)
        chip.turned_off.connect(self.proposal_turned_off)
        chip.naming.connect(self.name_wanted)
        chip.given.connect(partial(self.given.emit, proposal.layer))
        return chip

    def _check(self) -> None:
        state = self._store.state
        for chip in self.chips:
            chip.setChecked(chip.layer in state.layers)
        on = sum(chip.isChecked() for chip in self.chips)
        self.all_button.setEnabled(on < len(self.chips))
        self.none_button.setEnabled(on > 0)
        self.tidy.setChecked(state.tidy)
        self.tidy.setEnabled(self._store.diagram is not None)

    def _dress(self) -> None:
        parts: tuple[ChipButton, ...] = (*self.chips, *self.proposals, self.tidy)
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
    Command("chip_accept", "Accept a proposed layer", ("Return",), where="on its chip"),
    Command("chip_name", "Rename a layer that is yours", ("F2",), where="on its chip"),
    Command(
        "chip_remove",
        "Remove a layer that is yours, or turn off a proposed one",
        ("Del",),
        where="on its chip",
    ),
    Command(
        "chip_given", "Put a component on a layer that is yours", gesture="Drag it onto the chip"
    ),
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
            if isinstance(chip := item.widget(), Chip | ProposalChip):
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
            chip.size_at(brevity)
            if isinstance(chip := item.widget(), Chip | ProposalChip)
            else item.sizeHint()
            for item in self._items
        ]
