"""The link of what is selected: it shows where it leads, and a click follows it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.model.web_address import is_mail
from app.scene.theme import Theme
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.services.links import address_of, place
from app.ui.session.store import Store

SHORT = 40  # characters of an address that is shown whole
LEAST = 24  # px; its icon
AROUND = 22  # px that icon, gap and edges take


class LinkButton(QPushButton):
    """Hidden while nothing that is selected leads out. Where the whole address has no room, it shows
    the host or the mailbox, of that the end. wanted(address): it is to be opened."""

    wanted = Signal(str)

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._address = self._words = ""
        self.setProperty("kind", "link")
        self.setIconSize(QSize(14, 14))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.wanted.emit(self._address))
        store.on(Changed.WORKSPACE | Changed.DIAGRAM | Changed.SELECTION, self._follow)
        self._follow()

    def dress(self, theme: Theme) -> None:
        self.setIcon(glyph_icon("link", theme.accent, theme.hairline, 14))

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self.font()).horizontalAdvance(self._words)
        return QSize(wide + AROUND, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _follow(self) -> None:
        self._address = address_of(self._store.diagram, self._store.state.selection)
        self.setVisible(bool(self._address))
        if self._address:
            whole = self._address.removeprefix("mailto:")
            self._words = whole if len(whole) <= SHORT else place(self._address)
            self.setToolTip(plain.tip(self._address))
            verb = "Write to" if is_mail(self._address) else "Open"
            self.setAccessibleName(plain.line(f"{verb} {whole}"))
            self.updateGeometry()
            self._fit()

    def _fit(self) -> None:
        words, metrics = self._words, QFontMetrics(self.font())
        if self.width() < self.sizeHint().width():
            room = max(self.width() - AROUND + 1, 0)
            words = metrics.elidedText(place(self._address), Qt.TextElideMode.ElideLeft, room)
        self.setText(plain.caption(words))
