"""Quiet buttons over the audience's picture, while its pointer moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QMenu, QToolButton, QWidget

from app.model.layer import layer_name
from app.scene.theme import Theme
from app.session import verbs
from app.ui.features.presenting.keys import BY_ID, KEYS
from app.ui.features.presenting.presentation import Presentation
from app.ui.kit import plain
from app.ui.kit.command import all_keys, fill_menu, keys_text
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.motion import FADE, Movement
from app.ui.kit.style import mixed

AIR = 12  # px, over the legend
ICON = 18  # px
NEAR = 0.15  # of the window's height: so near its foot they come while a tool is in the hand


Does = Callable[[], object] | QMenu | None
TOOLS_MENU = "laser pen spotlight magnifier | black white jump presenter_window full_screen"


class Controls(QWidget):
    """Back, on, the words, the layers, the tools, the keys, and the way out. What a button does, a
    key does too, and the tooltip names it. come_up(): they want their place in the window."""

    come_up = Signal()

    def __init__(self, window: QWidget, presentation: Presentation) -> None:
        super().__init__(window)
        self.setObjectName("controls")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Controls")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._window, self._presentation = window, presentation
        self.buttons: dict[str, QToolButton] = {}
        self.layers, self.tools = QMenu(self), QMenu(self)
        self._menus = (self.layers, self.tools)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(4)
        parts: tuple[tuple[str, str, tuple[str, ...], Does], ...] = (
            ("back", "Back", ("previous",), None),
            ("forward", "On", ("next",), None),
            ("caption", "The step's words", ("words",), None),
            ("layer", "Layers", ("layer",), self.layers),
            ("laser", "Tools", ("laser", "pen", "spotlight", "magnifier"), self.tools),
            ("grid", "All steps", ("grid",), None),
            ("command", "Keys", ("keys",), None),
            ("close", "Leave", ("escape",), presentation.end),
        )
        for glyph, text, ids, do in parts:
            row.addWidget(self._button(glyph, text, ids, do))
        self.layers.aboutToShow.connect(self._list_layers)
        self.tools.aboutToShow.connect(self._list_tools)
        self._opacity = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._opacity)
        self._fade = Movement(self)
        self.hide()

    def _button(self, glyph: str, text: str, ids: tuple[str, ...], do: Does) -> QToolButton:
        """It tells the keys of these commands, and does what the first one does, if not `do`."""
        commands = [BY_ID[id] for id in ids]
        key = ", ".join(
            all_keys(c) if c.pick is not None else keys_text(c.keys[0]) for c in commands
        )
        button = QToolButton()
        button.setIconSize(QSize(ICON, ICON))
        button.setToolTip(plain.tip(f"{text} ({key})"))
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the steps
        if isinstance(do, QMenu):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(do)
        else:
            call = do or partial(commands[0].do, self._presentation)
            button.clicked.connect(lambda _=False: call())
        self.buttons[glyph] = button
        return button

    # Coming and going

    def come(self, y: float) -> None:
        """The pointer has moved, to that height of the window (px)."""
        high, at_hand = self._window.height(), self._presentation.presenter_controls
        pointing = at_hand.tools.tool is not None
        if at_hand.covered in ("black", "white"):
            return
        if self.isHidden() and not (pointing and y < high * (1 - NEAR)):
            self._show_able()
            self.show()
            self.raise_()
            self.come_up.emit()
            self._fade.start(FADE, self._opacity.setOpacity)

    def go(self) -> bool:
        """The pointer rests; False where it rests on these, which then stay."""
        if self.isHidden():
            return True
        if self.underMouse() or any(menu.isVisible() for menu in self._menus):
            return False
        self._fade.start(FADE, lambda t: self._opacity.setOpacity(1 - t), self.hide)
        return True

    def place(self, foot: int) -> None:
        """In the middle, over the lowest `foot` px of the window."""
        self.adjustSize()
        window = self._window
        low = window.height() - foot - AIR
        self.move((window.width() - self.width()) // 2, max(low - self.height(), 0))

    @property
    def high(self) -> int:
        """px that they take over what stands at the foot; 0 while they are hidden."""
        return 0 if self.isHidden() else self.height() + AIR

    # What they show

    def dress(self, theme: Theme) -> None:
        faint = mixed(theme.muted, theme.panel, 0.45)
        for glyph, button in self.buttons.items():
            button.setIcon(glyph_icon(glyph, theme.text, faint, ICON))

    @staticmethod
    def sheet(theme: Theme) -> str:
        """Their part of the window's style sheet."""
        return (
            f"#controls {{ background: {theme.panel}; border: 1px solid {theme.hairline};"
            f" border-radius: 8px; }} #controls QToolButton::menu-indicator {{ image: none; }}"
        )

    def _show_able(self) -> None:
        store = self._presentation.store
        self.buttons["caption"].setEnabled(store.tour is not None)
        self.buttons["layer"].setEnabled(bool(store.diagram and store.diagram.named_layers))

    def _list_layers(self) -> None:
        store = self._presentation.store
        self.layers.clear()
        for layer in store.diagram.named_layers if store.diagram else ():
            entry = self.layers.addAction(plain.caption(layer_name(layer)))
            entry.setCheckable(True)
            entry.setChecked(layer in store.state.layers)
            entry.triggered.connect(lambda _=False, x=layer: store.do(verbs.toggle_layer, x))

    def _list_tools(self) -> None:
        self.tools.clear()
        fill_menu(self.tools, TOOLS_MENU, KEYS, self._presentation, with_keys=True)
