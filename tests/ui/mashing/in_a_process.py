"""A process of its own in which keys are mashed, on whatever platform Qt has. Run by
`test_mashing.py`; prints `done` when nothing but the window is left, and that answers."""

from __future__ import annotations

import faulthandler
import sys
import threading
from collections import deque
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.ui.features.presenting.presenter import Presenter
from app.ui.kit.gc_control import GcControl
from app.ui.kit.passing import Passing
from app.ui.session.store import Store
from app.ui.shell.welcome import Welcome
from app.ui.shell.window import MainWindow
from tests.ui import own_process
from tests.ui.mashing.sequences import Mashed, at_once, pairs, walk
from tests.ui.own_process import whole_window

LAST = 12  # actions that are told when something is wrong
PATIENCE = 60.0  # s until all must have come to rest
wait = partial(own_process.wait, patience=PATIENCE)
OPENING = (
    *(
        "F5",
        "F5 V",
        "Shift+F5 G",
        "F6",
        "Ctrl+K",
        "Ctrl+E",
        "Ctrl+Shift+E",
        "F1",
        "Ctrl+O",
        "Ctrl+Shift+G",
    ),
)
ACTIONS = (*OPENING, "V", "Z", "?", "Esc", "Return", "close", "about", "welcome")
MOST = 6  # that come at once
MOST_ESCAPES = 40


KNOWN = (  # what once ended the program, or left a window that belonged to nothing
    (["F5"], ["Esc"] * 4),
    (["F5"], ["Esc", "Esc", "V", "F5"]),
    (["F5", "F6"], ["Esc", "Esc", "F5", "V", "Esc", "Esc", "Esc"]),
    (["F5"], ["V", "Esc", "V", "Esc", "V", "F5", "V", "Esc", "Esc", "Esc"]),
    (["F5"], ["Esc", "Ctrl+K", "Esc", "Esc", "Ctrl+K"]),
)


class Masher:
    """Sends actions, group after group, to what has the keyboard when a group begins, as a window
    system does: it does not know what will have come of the first key."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._pause = 0
        self._groups: deque[list[str]] = deque()
        self._queue: deque[tuple[QWidget, str]] = deque()
        self._escapes = self._running = 0
        self.sent: deque[str] = deque(maxlen=LAST)

    def mash(self, mashed: Mashed) -> None:
        """Send it all, and then Esc as often as something is open."""
        groups, self._pause = mashed
        for group in groups:
            self._groups.append([key for action in group for key in action.split()])
        self._escapes = 0
        self._later(0)
        wait(lambda: not self._running, "stuck")

    def _later(self, pause: int) -> None:
        """Another timer, not the same again: a dialog's own event loop goes on with it."""
        self._running += 1
        QTimer.singleShot(pause, self._tick)

    def _tick(self) -> None:
        group = self._groups.popleft() if self._groups else []
        target = _active(self._window)
        if group or self._queue:
            self._later(self._pause)
        elif found := _open(self._window):
            assert self._escapes < MOST_ESCAPES, f"stays open: {found}"
            self._escapes += 1
            self._queue.append((_topmost(self._window), "Esc"))
            self._later(self._escapes)
        self._queue.extend((target, action) for action in group)
        while self._queue:
            target, action = self._queue.popleft()
            self.sent.append(action)
            send(target if shiboken6.isValid(target) else _active(self._window), action)
        self._running -= 1


def send(window: QWidget, action: str) -> None:
    """Do one action where `window` has the keyboard."""
    blocked = QApplication.activeModalWidget()
    if blocked is not None and blocked is not window and not window.isAncestorOf(blocked):
        window = blocked
    if action == "close":
        if not isinstance(window, MainWindow):
            window.close()
    elif action in {"about", "welcome"}:
        if isinstance(window, MainWindow):
            window.actions_table[action].trigger()
    else:
        focused = window.focusWidget()
        popup = QApplication.activePopupWidget()
        receiver = next((w for w in (popup, focused) if w is not None), window)
        QTest.keySequence(receiver, QKeySequence(action))


def _active(window: MainWindow) -> QWidget:
    """What has the keyboard. Where a window has gone, another one gets it, as from a window
    manager: the offscreen platform has none."""
    active = QApplication.activeWindow()
    if active is None or not active.isVisible():
        _topmost(window).activateWindow()
        QCoreApplication.processEvents()
    return QApplication.activeWindow() or window


def _topmost(window: MainWindow) -> QWidget:
    """A window that was opened, if any is."""
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]
    return QApplication.activeModalWidget() or (shown or [window])[-1]


def _open(window: MainWindow) -> list[str]:
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]
    found = [w.windowTitle() or type(w).__name__ for w in shown]
    if window.commands.studying.room is not None:
        found.append("study")
    if window.searching.box is not None and window.searching.box.isVisible():
        found.append("search")
    found += [w.accessibleName() for w in window.findChildren(Welcome) if w.isVisible()]
    return found


def _left() -> list[QObject]:
    """What should be gone once it is closed."""
    found = [o for o in shiboken6.getAllValidWrappers() if isinstance(o, Passing | QDialog)]
    return [o for o in found if isinstance(o, Passing) or o.testAttribute(_GOES)]


def _ticking() -> set[str]:
    """Timers that run on and on."""
    timers = [o for o in shiboken6.getAllValidWrappers() if isinstance(o, QTimer)]
    return {repr(t.parent()) for t in timers if t.isActive() and not t.isSingleShot()}


_GOES = Qt.WidgetAttribute.WA_DeleteOnClose


def check(window: MainWindow, masher: Masher, threads: int, ticking: set[str]) -> None:
    """Only the window is left, and it answers."""
    jobs = window.jobs
    wait(lambda: not jobs.background.busy, "work goes on")
    wait(lambda: not _left(), f"not destroyed: {_left()}")
    wait(lambda: threading.active_count() <= threads, f"threads: {threading.enumerate()}")
    handles = [w for w in QGuiApplication.allWindows() if w.isVisible()]
    assert handles == [window.windowHandle()], handles
    assert _ticking() <= ticking, _ticking() - ticking
    send(_active(window), "F5")
    presenter = window.commands.presenting.presenter
    assert isinstance(presenter, Presenter)
    assert presenter.isVisible()
    masher.mash(([], 0))
    assert window.commands.presenting.presenter is None
    assert window.isVisible()


def _hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt warns of, but for what this platform and its keyboard say all the time."""
    if not text.startswith(("This plugin does not support", "Keyboard event not accepted")):
        print(text, file=sys.stderr)


def run(folder: Path, seed: int) -> None:
    qInstallMessageHandler(_hear)
    app = QApplication([])
    gc_control = GcControl()
    store = Store()
    window = whole_window(app, store)
    window.resize(640, 480)  # it is painted often
    window.show()
    window.opening.open(folder)
    wait(lambda: len(store.layouts) == 2, "not opened")
    masher = Masher(window)
    masher.mash(([["F5"], ["Esc"]], 0))  # what is made once, and stays
    wait(lambda: not window.jobs.background.busy, "work goes on")
    threads, ticking = threading.active_count(), _ticking()
    try:
        for mashed in (*((list(known), 0) for known in KNOWN), *pairs(OPENING, ACTIONS, seed)):
            masher.mash(mashed)
        check(window, masher, threads, ticking)
        masher.mash((at_once(walk(ACTIONS, seed), MOST, seed), 0))
        check(window, masher, threads, ticking)
    finally:
        if sys.exc_info()[0] is not None:
            print("after", *masher.sent, file=sys.stderr)
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc_control.close()


if __name__ == "__main__":
    faulthandler.enable()
    run(Path(sys.argv[1]), int(sys.argv[2]))
    print("done")
