"""The welcome over the window at the very first start: what this is, and what to try."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.model.ids import TourId
from app.model.tour import TourOrigin
from app.scene.theme import Theme
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit.app_icon import app_icon
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.passing import Passing
from app.ui.kit.plain import Label
from app.ui.kit.shadow import paint_shadow
from app.ui.services.actions import Actions
from app.ui.views.desk import Desk

WIDTH, LEAST_SIDE, EMBLEM = 520, 16, 40  # px: the card, least beside it, the program's icon
VEIL = 0.45  # of the picture's colour, over what is not the card
WHAT = (
    "One picture of a system, and sheets that come and go over it: networking, permissions, "
    "delivery. The notes beside it explain each part. Present it, or learn it by heart."
)
OWN_KEYS = (  # of the buttons here
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
)
HELD = (  # they come before the key that is meant
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
)

NEEDED = Changed.WORKSPACE | Changed.DIAGRAM | Changed.LAYOUT  # for what it offers


class Welcome(Passing):
    """Any key and a click beside the card close it; a key that does something in the window does
    that, too."""

    def __init__(self, desk: Desk, actions: Actions, start: Callable[[TourId], object]) -> None:
        window = desk.window
        super().__init__(window)
        self.setObjectName("welcome")
        self.setAccessibleName("Welcome to Acetate")
        self.setAccessibleDescription(WHAT)
        self._desk, self._window, self._store = desk, window, desk.store
        self._actions, self._start_tour = actions, start
        self._path = desk.jobs.path
        self._before = QApplication.focusWidget()  # had the keyboard
        self.card = QFrame(self)
        self.card.setObjectName("card")
        self.tries = (
            _Try("component", "Click a component", "Its note opens. Esc leads back."),
            _Try("layer", "Switch a layer", "The digits 1 to 9, or the chips above the picture."),
            _Try("tour", "Follow a tour", "Space leads from step to step. Esc leaves it."),
        )
        self.own = QPushButton("Open your own folder…")
        self.start = QPushButton("Look around")
        self.start.setDefault(True)
        self._lay_out()
        calls = (self._open_note, self._switch_layer, self._follow_tour)
        for row, call in zip(self.tries, calls, strict=True):
            row.clicked.connect(lambda _=False, call=call: self._leave_for(call))
        open_folder = actions["open_folder"].trigger
        self.own.clicked.connect(lambda: self._leave_for(open_folder))
        self.start.clicked.connect(self.close)
        self._store.on(NEEDED, self._enable)
        self._store.on(Changed.THEME, self._dress)
        desk.jobs.opened.connect(self._opened)
        window.installEventFilter(self)
        self._dress()
        self._enable()
        self._place()
        self.show()
        self.raise_()
        self.start.setFocus(Qt.FocusReason.PopupFocusReason)
        _app().focusChanged.connect(self._focus_moved)

    def _lay_out(self) -> None:
        picture = Label()
        picture.setPixmap(app_icon().pixmap(QSize(EMBLEM, EMBLEM), self.devicePixelRatioF()))
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(picture)
        head.addWidget(Label("Welcome to Acetate", kind="title"), 1)
        what, more = Label(WHAT), Label(self._more(), kind="muted")
        what.setWordWrap(True)
        more.setWordWrap(True)
        closing = Label("Any key closes this. The Help menu brings it back.", kind="secondary")
        foot.setSpacing(8)
        foot.addWidget(self.own)
        foot.addStretch(1)
        foot.addWidget(self.start)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(12)
        column.addWidget(what)
        column.addSpacing(16)
        column.addWidget(Label("Three things to try", kind="heading"))
        column.addSpacing(4)
        for row in self.tries:
            column.addWidget(row)
        column.addSpacing(12)
        column.addWidget(more)
        column.addSpacing(24)
        column.addLayout(foot)
        column.addSpacing(12)
        column.addWidget(closing)

    def _more(self) -> str:
        """The keys of what one comes back for."""
        present, study, search = (
            self._actions[id].shortcut().toString() for id in ("present", "study", "search")
        )
        return f"{present} presents, {study} studies, {search} searches, ? lists every key."

    # What it leads to

    def _leave_for(self, call: Callable[[], object]) -> None:
        self.close()
        call()

    def _open_note(self) -> None:
        """As a click does on the component that stands nearest the picture's middle."""
        workspace, layout = self._store.workspace, self._store.layout
        if workspace is None or layout is None:
            return
        shown, middle = (
            self._desk.canvas.viewport.appearance.shown.nodes,
            self._desk.canvas.looking.sheet().center,
        )
        links = ((c, workspace.link(layout.diagram.id, c)) for c in shown & layout.nodes.keys())
        explained = [c for c, link in links if link is not None and link.section is not None]
        if explained:
            away = {c: layout.nodes[c].box.distance_to(*middle) for c in explained}
            self._store.do(verbs.select, min(explained, key=lambda c: (away[c], c)))

    def _switch_layer(self) -> None:
        layers = self._store.diagram.named_layers if self._store.diagram else ()
        if layers:
            self._store.do(verbs.toggle_layer, layers[0])

    def _follow_tour(self) -> None:
        if tour := self._tour():
            self._start_tour(tour)

    def _tour(self) -> TourId:
        """One that somebody wrote, where there is any."""
        tours = self._store.workspace.tours if self._store.workspace else ()
        offered = sorted(
            (t for t in tours if t.steps), key=lambda t: t.origin is not TourOrigin.FILE
        )
        return offered[0].id if offered else TourId("")

    def _enable(self) -> None:
        note, layer, tour = self.tries
        note.setEnabled(self._store.layout is not None)
        layer.setEnabled(bool(self._store.diagram and self._store.diagram.named_layers))
        tour.setEnabled(bool(self._tour()))

    # Coming and going

    def _opened(self) -> None:
        if self._desk.jobs.path != self._path:
            self.close()  # something of one's own was dropped on it

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What takes the keyboard in the window is what one goes on with."""
        if now is not None and now.window() is self._window and not self.isAncestorOf(now):
            self.close()

    def let_go(self) -> None:
        _app().focusChanged.disconnect(self._focus_moved)
        self._window.removeEventFilter(self)
        self._store.off(NEEDED, self._enable)
        self._store.off(Changed.THEME, self._dress)
        self._desk.jobs.opened.disconnect(self._opened)
        focus = QApplication.focusWidget()
        if focus is None or self.isAncestorOf(focus):
            before = self._before
            alive = before is not None and shiboken6.isValid(before) and before.isVisible()
            to = before if before is not None and alive else self._desk.canvas
            to.setFocus(Qt.FocusReason.PopupFocusReason)

    def _dress(self) -> None:
        theme = self._store.theme
        for row in self.tries:
            row.dress(theme)
        self.update()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        wide = min(WIDTH, self.width() - 2 * LEAST_SIDE)
        layout = self.card.layout()
        high = layout.totalHeightForWidth(wide) if layout else 0
        top = max((self.height() - high) // 2, 0)
        self.card.setGeometry(QRect((self.width() - wide) // 2, top, wide, high))
        self.update()

    # Events

    def event(self, event: QEvent) -> bool:
        """Before the window's shortcuts are asked: they work, and close this as any key does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            key = Qt.Key(event.key())
            if key in (*OWN_KEYS, Qt.Key.Key_Escape):
                event.accept()
                return True
            if key not in HELD:
                QTimer.singleShot(0, self, self.close)
        return super().event(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """The keyboard stays in here."""
        buttons = [b for b in (*self.tries, self.own, self.start) if b.isEnabled()]
        at = next((n for n, button in enumerate(buttons) if button.hasFocus()), -1)
        reason = Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason
        buttons[(at + (1 if onward else -1)) % len(buttons)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is no button's and no shortcut only closes this."""
        event.accept()
        if Qt.Key(event.key()) not in HELD:
            self.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Beside the card, a click closes."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.card.geometry().contains(event.rect()):
            painter, theme = QPainter(self), self._store.theme
            veil = QColor(theme.canvas)
            veil.setAlphaF(VEIL)
            painter.fillRect(self.rect(), veil)
            paint_shadow(painter, self.card.geometry(), theme)
            painter.end()


class _Try(QPushButton):
    """A row that does what it says: a sign, what to try, and what comes of it."""

    def __init__(self, glyph: str, title: str, text: str) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setAutoDefault(True)
        self._glyph, self._sign = glyph, Label()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title))
        words.addWidget(Label(text, kind="muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        for label in self.findChildren(Label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def dress(self, theme: Theme) -> None:
        self._sign.setPixmap(glyph_icon(self._glyph, theme.accent, theme.hairline).pixmap(20, 20))


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("no window without an application")
    return app
