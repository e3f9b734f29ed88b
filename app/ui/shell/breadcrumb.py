"""The way in: through which diagrams one came here, each a step back out."""

from __future__ import annotations

from urllib.parse import quote, unquote

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.model.ids import DiagramId
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.session.store import Store


class Breadcrumb(QWidget):
    """“Overview › ECS cluster”. Hidden where one has not gone into anything.

    turned(): it shows now, or it does no longer."""

    turned = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumb")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.label.linkActivated.connect(
            lambda href: store.do(verbs.go_up, DiagramId(unquote(href)))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self.label, 1)
        way = Changed.WORKSPACE | Changed.DIAGRAM | Changed.TRAIL
        store.on(way | Changed.THEME, self._show_trail)
        self.hide()

    def _show_trail(self) -> None:
        store, theme = self._store, self._store.theme
        trail = [
            d for id in store.state.trail if store.workspace and (d := store.workspace.diagram(id))
        ]
        steps = [
            f'<a href="{quote(d.id, safe="")}" style="color: {theme.accent}">{plain.escaped(d.title)}</a>'
            for d in trail
        ]
        here = store.diagram.title if store.diagram else ""
        apart = f'<span style="color: {theme.muted}"> &nbsp;›&nbsp; </span>'
        self.label.setText(apart.join([*steps, f"<b>{plain.escaped(here)}</b>"]))
        titles = [plain.line(title) for title in (*(d.title for d in trail), here)]
        self.label.setAccessibleName("Path: " + ", ".join(titles))
        if bool(trail) == self.isHidden():
            self.setVisible(bool(trail))
            self.turned.emit()
