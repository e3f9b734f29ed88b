"""What a presenter has at hand: tools to point with, a white screen, jumps for
questions, and a window of their own on the other screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from app.ui.jobs import Jobs
from app.ui.presenting import screens
from app.ui.presenting.jumping import Jumping
from app.ui.presenting.tools import SIZED, Tool, Tools

if TYPE_CHECKING:
    from app.ui.presenting.jump_box import JumpBox
    from app.ui.presenting.presenter import Presenter
    from app.ui.presenting.window import PresenterWindow

SETTLE = 50  # ms until screens that come or go together have
Key = Qt.Key
TOOLS = {
    Key.Key_L: Tool.LASER,
    Key.Key_P: Tool.PEN,
    Key.Key_S: Tool.SPOTLIGHT,
    Key.Key_M: Tool.MAGNIFIER,
}
HINTS = {
    Tool.LASER: "Laser pointer. Esc puts it away.",
    Tool.PEN: "Pen. Backspace undoes a stroke, C clears them all, Esc puts it away.",
    Tool.SPOTLIGHT: "Spotlight. The wheel changes its size, Esc puts it away.",
    Tool.MAGNIFIER: "Magnifier. The wheel changes its size, Esc puts it away.",
}
SIZES = {Key.Key_Plus: 1, Key.Key_Equal: 1, Key.Key_Minus: -1, Key.Key_Underscore: -1}
STEPS = (
    *(Key.Key_Right, Key.Key_Left, Key.Key_PageDown, Key.Key_PageUp),
    *(Key.Key_Space, Key.Key_Backspace),
)


class Lectern(QObject):
    """changed(): a tool, a screen that is black or white, the words, or a window has.
    said(text): a hint for the presenter who has no window to see it in."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, audience: Presenter, jobs: Jobs) -> None:
        super().__init__(audience)
        self._audience, self._jobs = audience, jobs
        self.window: PresenterWindow | None = None
        self.jump_box: JumpBox | None = None
        self.swapped = False
        self._dismissed = False
        self.jumping = Jumping(audience.store, self)
        self.tools = Tools(audience.canvas, audience.store, audience)
        self.tools.stackUnder(audience.badge)
        self.white = White(audience)
        self.white.hide()
        self.tools.changed.connect(self.changed)
        self.jumping.changed.connect(self.changed)
        for part in (self.white, audience.black, audience.note, audience.words):
            part.installEventFilter(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.arrange)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._screens_changed)
            app.screenRemoved.connect(self._screens_changed)

    # Windows and screens

    def arrange(self) -> None:
        """Both windows to where they belong: the audience's on the second screen, with the
        presenter's on the first; on the only one, the audience's alone until both are wanted."""
        found = screens.screens()
        if not found:
            return
        if len(found) > 1:
            audience, own = screens.chosen(found, self.swapped)
            screens.fill(self._audience, audience)
            if not self._dismissed:
                screens.show_large(self._made_window(), own)
        elif self.window is not None:
            screens.share(self._audience, self.window, found[0])
        else:
            screens.fill(self._audience, found[0])
        (self.window or self._audience).activateWindow()
        self.changed.emit()

    def come_forward(self, over: QWidget | None = None) -> None:
        """Take the keyboard; with `over`, only where that window lies beneath."""
        for part in (self.window, self._audience):
            if part is not None and (over is None or _covers(part, over)):
                part.raise_()
                part.activateWindow()
                return

    def toggle_window(self) -> None:
        """The presenter's window, or none; without it, the audience's has all of its screen."""
        if self.window is not None:
            self.window.close()
        else:
            self._dismissed = False
            self._made_window()
            self.arrange()

    def toggle_full(self) -> None:
        """The audience's window over all of the screen that it is on, or as a window."""
        audience = self._audience
        (audience.showNormal if audience.isFullScreen() else audience.showFullScreen)()

    def swap(self) -> None:
        """The two windows change screens."""
        if self.can_swap:
            self.swapped = not self.swapped
            self.arrange()

    @property
    def can_swap(self) -> bool:
        return self.window is not None and len(screens.screens()) > 1

    def _made_window(self) -> PresenterWindow:
        if self.window is None:
            from app.ui.presenting.window import PresenterWindow

            self.window = PresenterWindow(self._audience, self, self._jobs)
            self.window.closed.connect(self._window_closed)
        return self.window

    def _window_closed(self) -> None:
        self.window, self._dismissed = None, True
        if self._audience.isVisible():
            self.arrange()

    def _screens_changed(self, _screen: QScreen) -> None:
        self._settle.start()

    # What is at hand

    def toggle_white(self) -> None:
        """A white screen, or the picture."""
        self._audience.black.hide()
        self.white.setVisible(not self.white.isVisible())
        self.white.raise_()

    def toggle_black(self) -> None:
        """A black screen, or the picture."""
        self.white.hide()
        self._audience.toggle_black()

    @property
    def covered(self) -> str:
        """What the audience sees instead of the picture: `black`, `white`, `note` or nothing."""
        audience = self._audience
        covers = {"black": audience.black, "white": self.white, "note": audience.note}
        return next((name for name, part in covers.items() if part.isVisibleTo(audience)), "")

    def jump(self) -> None:
        """Ask where to: in the presenter's window where there is one."""
        if self.window is not None:
            self.window.open_jump()
            return
        if self.jump_box is None:
            from app.ui.presenting.jump_box import JumpBox

            store, background = self._audience.store, self._jobs.background
            self.jump_box = JumpBox(store, background, self._audience)
            self.jump_box.chosen.connect(self.jumping.go)
        self.jump_box.open()

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        """What a key does here; False where it is somebody else's."""
        key, held = Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier:
            return self._with_control(key)
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        if self.white.isVisible():
            self.white.hide()
        elif self._audience.black.isVisible():
            if key != Key.Key_Escape:
                return False
            self._audience.black.hide()
        elif key == Key.Key_Escape:
            return self._escape()
        elif key in STEPS and self.jumping.away:
            self.jumping.back()
        else:
            return self._pointing(key) or self._other(key)
        return True

    def _with_control(self, key: Key) -> bool:
        if key == Key.Key_Z:
            self.tools.undo()
        elif key in (Key.Key_K, Key.Key_F):
            self.jump()
        else:
            return False
        return True

    def _escape(self) -> bool:
        """A tool is put away first, then one comes back from a jump."""
        if self.tools.tool is not None:
            self.tools.take(None)
        elif self.jumping.away:
            self.jumping.back()
        else:
            return False
        return True

    def _pointing(self, key: Key) -> bool:
        tools = self.tools
        if key in TOOLS:
            tools.take(TOOLS[key])
            if tools.tool is not None and self.window is None:
                self.said.emit(HINTS[tools.tool])
        elif key in SIZES and tools.tool in SIZED:
            tools.grow(SIZES[key])
        elif key == Key.Key_Backspace and tools.tool is Tool.PEN:
            tools.undo()
        elif key == Key.Key_C and tools.strokes:
            tools.clear()
        else:
            return False
        return True

    def _other(self, key: Key) -> bool:
        does = {
            Key.Key_Comma: self.toggle_white,
            Key.Key_V: self.toggle_window,
            Key.Key_X: self.swap,
            Key.Key_J: self.jump,
            Key.Key_F11: self.toggle_full,
        }.get(key)
        if does is not None:
            does()
        return does is not None

    # Inside

    def place(self) -> None:
        """Into the audience's window, which has another size."""
        whole = self._audience.rect()
        self._audience.canvas.setGeometry(whole)
        self.tools.setGeometry(whole)
        self.white.setGeometry(whole)
        if self.jump_box is not None:
            self.jump_box.place()

    def close(self) -> None:
        """The presentation is over."""
        self._settle.stop()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.disconnect(self._screens_changed)
            app.screenRemoved.disconnect(self._screens_changed)
        if self.jump_box is not None:
            self.jump_box.close_work()
        if self.window is not None:
            self.window.closed.disconnect(self._window_closed)
            self.window.close()
            self.window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.changed.emit()
        return super().eventFilter(watched, event)


def _covers(window: QWidget, other: QWidget) -> bool:
    """It fills the screen that the other one is on."""
    large = window.isFullScreen() or window.isMaximized()
    return large and window.isVisible() and window.screen() == other.screen()


class White(QWidget):
    """A white screen."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.end()
