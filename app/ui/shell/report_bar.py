"""When something unexpected happened: a quiet bar in the window that offers the report to copy."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QToolButton, QWidget

from app.report import Report
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.plain import Label
from app.ui.session.store import Store

ONE = "Something unexpected happened. You can go on; the report helps to fix it."
MORE = "Something unexpected happened, {count} times. You can go on; the report helps to fix it."


class ReportBar(QWidget):
    """Hidden until there is a report, and again when it is dismissed."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportBar")
        self.setAccessibleName("Report")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self._reports: list[Report] = []
        self.sign, self.text = Label(), Label()
        self.text.setMinimumWidth(40)
        self.copy = QPushButton("Copy report")
        self.copy.clicked.connect(self._copy)
        self.close_button = QToolButton()
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.setAccessibleName("Dismiss the report")
        self.close_button.setToolTip("Dismiss (Esc)")
        self.close_button.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 8, 5)
        row.setSpacing(8)
        row.addWidget(self.sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.copy)
        row.addWidget(self.close_button)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self.hide()

    def add(self, report: Report) -> None:
        """Offer one more report, in the same bar."""
        self._reports.append(report)
        count = len(self._reports)
        text = ONE if count == 1 else MORE.format(count=count)
        self.text.setText(text)
        self.text.setToolTip(plain.tip("\n".join(str(r.path) for r in self._reports if r.path)))
        self.copy.setText("Copy report")
        self.show()
        self._announce(text)

    def dismiss(self) -> None:
        """Away with it; the files stay."""
        self._reports.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(r.text for r in self._reports))
        self.copy.setText("Copied")
        self._announce("Copied")

    def _announce(self, text: str) -> None:
        from app.ui.services.announcer import announce

        announce(self, text)

    def _dress(self) -> None:
        theme = self._store.theme
        self.sign.setPixmap(glyph_icon("warning", theme.error, theme.muted).pixmap(16, 16))
        self.close_button.setIcon(glyph_icon("close", theme.text, theme.muted))


class ReportListener(QObject):
    """Hears of reports in whatever thread and shows them above a layout's last widget. The bar is
    made when there is something to say."""

    _heard = Signal(object)

    def __init__(self, store: Store, column: QBoxLayout, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._column = store, column
        self.bar: ReportBar | None = None
        self._heard.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def hear(self, report: Report) -> None:
        self._heard.emit(report)

    def _show(self, report: Report) -> None:
        if self.bar is None:
            self.bar = ReportBar(self._store)
            self._column.insertWidget(self._column.count() - 1, self.bar)
        self.bar.add(report)
