"""The buttons of bars, and how a bar comes and goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.style import mixed


def text_button(text: str, tip: str, call: Callable[[], object]) -> QToolButton:
    """One with words, called `tip` to whoever does not see it."""
    button = _button(tip, call)
    button.setProperty("kind", "text")
    button.setText(text)
    return button


def glyph_button(tip: str, call: Callable[[], object]) -> QToolButton:
    """One with a glyph of 16 px, which is set when the bar is dressed."""
    button = _button(tip, call)
    button.setIconSize(QSize(16, 16))
    return button


def dress_glyphs(buttons: Iterable[tuple[QToolButton, str]], theme: Theme) -> None:
    """Set the glyphs of those names on their buttons."""
    faint = mixed(theme.muted, theme.panel, 0.45)
    for button, glyph in buttons:
        button.setIcon(glyph_icon(glyph, theme.text, faint))


def show_bar(bar: QWidget, shown: bool, instead: QWidget) -> bool:
    """Show it or not, and whether that is new. Where it goes with the focus in it, that is on what is there `instead`."""
    focused: QWidget | None = QApplication.focusWidget()
    if not shown and focused is not None and bar.isAncestorOf(focused):
        instead.setFocus()
    turns = shown == bar.isHidden()
    bar.setVisible(shown)
    return turns


def _button(tip: str, call: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setToolTip(plain.tip(tip))
    button.setAccessibleName(tip)
    button.clicked.connect(call)
    return button
