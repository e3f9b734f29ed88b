"""Quiet buttons over the audience's picture, while its pointer moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QMenu, QToolButton, QWidget

from app.model.layer import layer_name
from app.scene.theme import Theme
from app.session import verbs
from app.ui.features.presenting.tools import Tool
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.motion import FADE, Movement
from app.ui.kit.style import mixed

if TYPE_CHECKING:
    from app.ui.features.presenting.presenter import Presenter

AIR = 12  # px, over the legend
ICON = 18  # px
NEAR = 0.15  # of the window's height: so near its foot they come while a tool is in the hand


class Controls(QWidget):
    """Back, on, the words, the layers, the tools, the keys, and the way out. What a button does, a
    key does too, and the tooltip names it."""

    def __init__(self, audience: Presenter) -> None:
        super().__init__(audience)
        self.setObjectName("controls")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Controls")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._audience = audience
        self.buttons: dict[str, QToolButton] = {}
        self.layers, self.tools = QMenu(self), QMenu(self)
        self._menus = (self.layers, self.tools)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(4)
        does: tuple[tuple[str, str, str, Callable[[], object] | QMenu], ...] = (
            ("back", "Back", "←", partial(audience.turn, -1)),
            ("forward", "On", "→", partial(audience.turn, 1)),
            ("caption", "The step's words", "W", audience.toggle_words),
            ("layer", "Layers", "Ctrl+1 – 9", self.layers),
            ("laser", "Tools", "L, P, S, M", self.tools),
            ("grid", "All steps", "G", audience.open_grid),
            ("command", "Keys", "?", audience.toggle_keys),
            ("close", "Leave", "Esc", audience.close),
        )
        for glyph, text, key, do in does:
            row.addWidget(self._button(glyph, text, key, do))
        self.layers.aboutToShow.connect(self._list_layers)
        self.tools.aboutToShow.connect(self._list_tools)
        self._opacity = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._opacity)
        self._fade = Movement(self)
        self.hide()

    def _button(
        self, glyph: str, text: str, key: str, do: Callable[[], object] | QMenu
    ) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(ICON, ICON))
        button.setToolTip(plain.tip(f"{text} ({key})"))
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the steps
        if isinstance(do, QMenu):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(do)
        else:
            button.clicked.connect(lambda _=False, call=do: call())
        self.buttons[glyph] = button
        return button

    # Coming and going

    def come(self, y: float) -> None:
        """The pointer has moved, to that height of the window (px)."""
        high = self._audience.height()
        pointing = self._audience.presenter_controls.tools.tool is not None
        if self._audience.presenter_controls.covered in ("black", "white"):
            return
        if self.isHidden() and not (pointing and y < high * (1 - NEAR)):
            self._show_able()
            self.show()
            self.raise_()
            self._audience.place()
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
        window = self._audience
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
        store = self._audience.store
        self.buttons["caption"].setEnabled(store.tour is not None)
        self.buttons["layer"].setEnabled(bool(store.diagram and store.diagram.named_layers))

    def _list_layers(self) -> None:
        store = self._audience.store
        self.layers.clear()
        for layer in store.diagram.named_layers if store.diagram else ():
            entry = self.layers.addAction(plain.caption(layer_name(layer)))
            entry.setCheckable(True)
            entry.setChecked(layer in store.state.layers)
            entry.triggered.connect(lambda _=False, x=layer: store.do(verbs.toggle_layer, x))

    def _list_tools(self) -> None:
        presenter_controls = self._audience.presenter_controls
        self.tools.clear()
        for tool in Tool:
            entry = self._entry(tool.capitalize(), tool[0].upper())
            entry.setCheckable(True)
            entry.setChecked(tool is presenter_controls.tools.tool)
            entry.triggered.connect(partial(presenter_controls.take, tool))
        self.tools.addSeparator()
        others: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("Black screen", "B", presenter_controls.toggle_black),
            ("White screen", ",", presenter_controls.toggle_white),
            ("Jump to…", "Ctrl+K", presenter_controls.jump),
            ("The presenter's window", "V", presenter_controls.placing.toggle_window),
            ("Full screen, or a window", "F11", presenter_controls.placing.toggle_full),
        )
        for text, key, do in others:
            self._entry(text, key).triggered.connect(partial(_call, do))

    def _entry(self, text: str, key: str) -> QAction:
        """One of the tools, with the key that does the same, which is the window's."""
        entry = self.tools.addAction(plain.caption(text))
        entry.setShortcut(QKeySequence(key))
        entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return entry


def _call(do: Callable[[], None], _checked: bool = False) -> None:
    do()
