"""The bar under the menus: back and forward, the layers, presenting, studying and exporting."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.bar_button import dress_glyphs
from app.ui.kit.command import keys_text
from app.ui.services.actions import Actions
from app.ui.session.store import Store
from app.ui.views.layer_bar import LayerBar


class TopBar(QWidget):
    """Buttons for the actions used most, round the layer bar."""

    def __init__(self, store: Store, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAccessibleName("Tools")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self._glyphs: list[tuple[QToolButton, str]] = []
        self.layers = LayerBar(store, proposing=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 9)
        row.setSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._button(actions, "left-panel", "left_panel"), 0, top)
        row.addSpacing(4)
        row.addWidget(self._button(actions, "back", "back"), 0, top)
        row.addWidget(self._button(actions, "forward", "forward"), 0, top)
        row.addSpacing(12)
        row.addWidget(self.layers, 1)
        row.addSpacing(12)
        row.addWidget(self._button(actions, "search", "search"), 0, top)
        row.addWidget(self._button(actions, "present", "present"), 0, top)
        row.addWidget(self._button(actions, "present-tour", "present_tour"), 0, top)
        row.addWidget(self._button(actions, "study", "study"), 0, top)
        row.addWidget(self._button(actions, "export", "export"), 0, top)
        row.addSpacing(4)
        row.addWidget(self._button(actions, "right-panel", "right_panel"), 0, top)
        store.on(Changed.THEME, self.dress)
        self.dress()

    def dress(self) -> None:
        dress_glyphs(self._glyphs, self._store.theme)

    def _button(self, actions: Actions, glyph: str, action: str) -> QToolButton:
        own = actions[action]
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        text = own.text().rstrip("…")
        keys = keys_text(own.shortcut().toString())
        button.setToolTip(plain.tip(f"{text} ({keys})" if keys else text))
        button.setAccessibleName(text)
        button.setEnabled(own.isEnabled())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(own.trigger)
        own.enabledChanged.connect(button.setEnabled)
        if own.isCheckable():
            button.setCheckable(True)
            button.setChecked(own.isChecked())
            own.toggled.connect(button.setChecked)
        self._glyphs.append((button, glyph))
        return button
