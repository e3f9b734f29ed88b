"""The bar over the picture while something is traced: what, how far, and what else one may want of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.model.tracing import Way, title
from app.session import filtering, tracing
from app.session.changes import Change, Changed
from app.ui.features.tracing.words import summary
from app.ui.kit import plain
from app.ui.kit.bar_button import dress_glyphs, glyph_button, text_button
from app.ui.kit.flow_layout import FlowLayout
from app.ui.kit.plain import Label
from app.ui.session.store import Store

HIGH = 40  # px, of a row
TITLE = 200  # px that the title has at least, where the buttons stand beside it
AIR = 16  # px at the left, 8 at the right
WAYS = (
    (Way.TO, "Leads here", "What leads here"),
    (Way.FROM, "Leads on", "What this leads to"),
    (Way.BOTH, "Both", "What leads here and what this leads to"),
)


class TraceBar(QWidget):
    """Hidden while nothing is traced. turned(): its height may have changed."""

    turned = Signal()

    def __init__(self, store: Store, canvas: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("traceBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Trace")
        self._store, self._canvas = store, canvas
        self._glyphs: list[tuple[QToolButton, str]] = []
        self._whole = ""
        self.title = Label()
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.head = QWidget(self)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(AIR, 4, 0, 4)
        row.addWidget(self.title, 1)
        self.tools = QWidget(self)
        self.flow = FlowLayout(self.tools, 4)
        self.ways = {
            way: self._button(text, tip, partial(self._go, way)) for way, text, tip in WAYS
        }
        self.shortest = self._button("Shortest", "The shortest path", lambda: self._turn(-1))
        self.every = self._button("All paths", "All paths", lambda: self._turn(1))
        for button in (*self.ways.values(), self.shortest, self.every):
            button.setCheckable(True)
        self.less = self._glyph("minus", "A step less far (,)", lambda: self._turn(-1))
        self.far = self._button("", "All the way", lambda: store.do(tracing.trace_all))
        self.more = self._glyph("plus", "A step further (.)", lambda: self._turn(1))
        self.leave = self._glyph("close", "Leave the trace (Esc)", self._leave)
        for part in (self.less, self.far, self.more):
            self.flow.addWidget(part)
        self.only = self._button(
            "Only this", "Show only what is traced (X)", lambda: store.do(filtering.only_traced)
        )
        self.tour = self._button(
            "Tour", "A tour along what is traced (T)", lambda: store.do(tracing.tour_traced)
        )
        self.flow.addWidget(self.leave)
        store.on(Changed.WORKSPACE | Changed.VISIBLE | Changed.TRACE, self._show)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self.hide()

    @property
    def high(self) -> int:
        """px that it wants; 0 while it is hidden."""
        if self.isHidden():
            return 0
        if self._beside:
            return HIGH
        return HIGH + self.flow.heightForWidth(self._room) + 4

    # Following

    def _show(self, change: Change) -> None:
        session, trace = self._store.session, self._store.state.trace
        if trace is None and self.isHidden():
            return
        diagram = session.diagram
        shown = trace is not None and diagram is not None
        if trace is not None and diagram is not None:
            found = tracing.traced(session)
            self._whole = f"{title(diagram, trace)}  ·  {summary(diagram, trace, found)}"
            paths = trace.goal is not None
            for way, button in self.ways.items():
                button.setVisible(not paths)
                button.setChecked(trace.way is way)
            for button, on in ((self.shortest, not trace.every), (self.every, trace.every)):
                button.setVisible(paths)
                button.setChecked(on)
            for part in (self.less, self.far, self.more):
                part.setVisible(not paths)
            self.far.setText("All steps" if trace.steps is None else _steps(trace.steps))
            self.less.setEnabled((trace.steps or found.furthest) > 1)
            self.more.setEnabled(found.more)
            self.far.setEnabled(trace.steps is not None)
            for button in (self.only, self.tour):
                button.setEnabled(found.furthest > 0)
        self._give_focus(shown)
        self.setVisible(shown)
        self._fit()
        if Changed.TRACE in change.what or not shown:
            self.turned.emit()

    def _give_focus(self, shown: bool) -> None:
        """To the picture, where what has it goes."""
        focused: QWidget | None = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        if focused is not None and inside and not (shown and focused.isEnabled()):
            self._canvas.setFocus()

    # What is pressed

    def _go(self, way: Way) -> None:
        self._store.do(tracing.trace_way, way)

    def _turn(self, by: int) -> None:
        self._store.do(tracing.trace_further, by)

    def _leave(self) -> None:
        self._store.do(tracing.leave_trace)

    # How it looks

    @property
    def _room(self) -> int:
        return max(self.width() - AIR - 8, 1)

    @property
    def _beside(self) -> bool:
        """Title and buttons stand in one row."""
        return self.width() >= AIR + TITLE + self.flow.sizeHint().width() + 16

    def _fit(self) -> None:
        wide = self.flow.sizeHint().width()
        if self._beside:
            self.head.setGeometry(0, 0, self.width() - wide - 16, HIGH - 1)
            self.tools.setGeometry(self.width() - wide - 8, 0, wide, HIGH - 1)
        else:
            self.head.setGeometry(0, 0, self.width() - 8, HIGH - 1)
            high = self.flow.heightForWidth(self._room)
            self.tools.setGeometry(AIR, HIGH, self._room, high)
        room = max(self.head.width() - AIR, 1)
        elided = self.title.fontMetrics().elidedText
        self.title.setText(elided(plain.line(self._whole), Qt.TextElideMode.ElideRight, room))
        self.title.setToolTip(plain.tip(self._whole))
        self.title.setAccessibleName(plain.line(self._whole))

    def _button(self, text: str, tip: str, call: Callable[[], object]) -> QToolButton:
        button = text_button(text, tip, call)
        self.flow.addWidget(button)
        return button

    def _glyph(self, glyph: str, tip: str, call: Callable[[], object]) -> QToolButton:
        button = glyph_button(tip, call)
        self._glyphs.append((button, glyph))
        return button

    def _dress(self) -> None:
        dress_glyphs(self._glyphs, self._store.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.high
        self._fit()
        if event.oldSize().width() != self.width() and before != self.height():
            self.turned.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


def _steps(number: int) -> str:
    return "1 step" if number == 1 else f"{number} steps"
