"""The bar over a picture in which something changes: what, one after another, as a list and as a tour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.model.comparison import Comparison, summary
from app.model.levels import ALL
from app.model.wording import counted
from app.session.changes import Changed
from app.session.comparing import (
    ChangePlace,
    changes_shown,
    go_to_change,
    leave_comparison,
    places_of_changes,
    tour_changes,
)
from app.ui.features.comparing.change_list import ChangeList
from app.ui.features.comparing.commands import NEXT, PREVIOUS, place_now
from app.ui.kit import plain
from app.ui.kit.bar_button import dress_glyphs, glyph_button, show_bar, text_button
from app.ui.kit.command import keys_text
from app.ui.kit.plain import Label
from app.ui.services.actions import Actions
from app.ui.session.store import Store

HIGH = 40  # px


class ChangeBar(QWidget):
    """Hidden where nothing changes. turned(): its height may have changed."""

    turned = Signal()

    def __init__(self, store: Store, canvas: QWidget, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("changeBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Changes")
        self._store, self._canvas = store, canvas
        self._whole = self._short = ""
        self._glyphs: list[tuple[QToolButton, str]] = []
        self.popup: ChangeList | None = None
        self.title = Label()
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 8, 3)
        row.setSpacing(4)
        row.addWidget(self.title, 1)
        before, after = keys_text(PREVIOUS), keys_text(NEXT)
        self.previous = self._glyph(
            "back", f"Previous change ({before})", actions["previous_change"].trigger
        )
        self.next = self._glyph("forward", f"Next change ({after})", actions["next_change"].trigger)
        self.all = text_button("List", "All changes", self._show_list)
        self.tour = text_button("Tour", "A tour of the changes", lambda: store.do(tour_changes))
        self.leave = self._glyph(
            "close", "Leave the comparison (Esc)", lambda: store.do(leave_comparison)
        )
        for part in (self.previous, self.next, self.all, self.tour, self.leave):
            row.addWidget(part)
        store.on(Changed.WORKSPACE | Changed.DIAGRAM | Changed.TOUR, self._show)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self.hide()
        self._show()

    @property
    def high(self) -> int:
        """px that it wants; 0 while nothing changes."""
        return 0 if self.isHidden() else HIGH

    def _show(self) -> None:
        store = self._store
        changes, places = changes_shown(store.session), places_of_changes(store.session)
        comparison = store.workspace.comparison(store.state.diagram) if store.workspace else None
        words = comparison.difference.words if comparison else ()
        shown = (
            bool(changes) or comparison is not None
        ) and store.tour is None  # which has its own
        elsewhere = len(places) - len(changes)
        said = summary(changes) or "; ".join(words)
        said = said or ("nothing differs here" if elsewhere else "nothing differs any more")
        more = f"{counted(elsewhere, 'change')} in other diagrams" if elsewhere else ""
        whole = self._in_all(comparison) if comparison is not None else 0
        beyond = f"{counted(whole, 'change')} in all resources" if whole else ""
        since = comparison.beside if comparison else "what this plan does"
        remarks = " ".join(comparison.remarks) if comparison else ""
        parts = [part for part in (said, more, beyond, remarks) if part]
        self._short = "  ·  ".join(parts)
        self._whole = "  ·  ".join((f"{since[0].upper()}{since[1:]}", *parts))
        for part in (self.previous, self.next, self.all, self.tour):
            part.setEnabled(bool(places))
        self.leave.setVisible(comparison is not None)
        self._fit()
        if show_bar(self, shown, self._canvas):
            self.turned.emit()

    def _in_all(self, comparison: Comparison) -> int:
        """How much changes in all resources, where this is an overview of them."""
        workspace, diagram = self._store.workspace, comparison.difference.diagram
        whole = workspace.levels(diagram).get(ALL) if workspace else None
        other = workspace.comparison(whole.id) if workspace and whole is not None else None
        return 0 if other in (None, comparison) else len(other.difference.changes)

    def _show_list(self) -> None:
        store = self._store
        places = places_of_changes(store.session)
        at = place_now(places, store.state.diagram, store.state.selection)
        popup = ChangeList(places, at, store.theme, self)
        popup.wanted.connect(self._go)
        corner = self.all.mapToGlobal(QPoint(self.all.width(), self.all.height() + 2))
        popup.move(corner.x() - popup.width(), corner.y())
        popup.show()
        popup.list.setFocus()
        self.popup = popup
        popup.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self.popup = None

    def _go(self, place: ChangePlace) -> None:
        self._store.do(go_to_change, place)

    def _glyph(self, glyph: str, tip: str, call: Callable[[], object]) -> QToolButton:
        button = glyph_button(tip, call)
        self._glyphs.append((button, glyph))
        return button

    def _dress(self) -> None:
        dress_glyphs(self._glyphs, self._store.theme)

    def _fit(self) -> None:
        elided = self.title.fontMetrics().elidedText
        room = max(self.title.width(), 40)
        # What it is compared with, the way in over the picture says, too.
        fits = self.title.fontMetrics().horizontalAdvance(self._whole) <= room
        said = plain.line(self._whole if fits else self._short)
        self.title.setText(elided(said, Qt.TextElideMode.ElideRight, room))
        self.title.setToolTip(plain.tip(self._whole))
        self.title.setAccessibleName(plain.line(self._whole))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
