"""A process of its own on a real desktop of two monitors: every bundled tour from its key to Esc,
with every tool. Run by `test_rehearsal.py`; prints `done` when all was as it should be."""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.model.tour import Tour, TourOrigin
from app.ui.features.presenting.grid import StepGrid
from app.ui.features.presenting.presenter import Presenter
from app.ui.features.presenting.tools import Tool
from app.ui.features.presenting.window import PresenterWindow
from app.ui.kit.keys_sheet import KeysSheet
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from tests.ui import own_process
from tests.ui.own_process import whole_window

Key = Qt.Key
PATIENCE = 60.0  # s; all scripts run, beside whatever else does
wait = partial(own_process.wait, patience=PATIENCE)
TOOLS = (Key.Key_L, Key.Key_P, Key.Key_S, Key.Key_M)
COVERS = (Key.Key_B, Key.Key_Comma, Key.Key_Z, Key.Key_N)


class Seen(QObject):
    """What the audience's picture has painted: a diagram, and the step of a tour."""

    def __init__(self, audience: Presenter) -> None:
        super().__init__(audience)
        self._audience = audience
        self.frames: list[tuple[str, int]] = []
        audience.canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            state = self._audience.store.state
            self.frames.append((state.diagram, state.step))
        return super().eventFilter(watched, event)


def press(window: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window, key)


def play(window: MainWindow, tour: Tour) -> None:
    store = window.store
    window.canvas.framing.place()
    before, camera, walked = (
        store.state,
        window.canvas.looking.camera,
        store.session.history.can_go_back,
    )
    window.commands.presenting.tour(tour.id)
    audience = window.commands.presenting.presenter
    assert audience is not None
    seen = Seen(audience)
    own = audience.presenter_controls.window
    assert isinstance(own, PresenterWindow), "on two screens it comes by itself"
    wait(lambda: audience.isFullScreen() and bool(seen.frames), "not shown")
    wait(lambda: audience.screen().name() == "right", "on the audience's screen")
    assert own.screen().name() == "left"
    assert seen.frames[0] == (tour.steps[0].diagram, 0), "no other picture flashes up"
    for number, step in enumerate(tour.steps):
        assert (audience.store.state.step, audience.store.step) == (number, step)
        assert own.where.text() == f"{number + 1} / {len(tour.steps)}"
        if number == 0:
            use_everything(audience, own)
            assert audience.store.state.step == 0
        press(own, TOOLS[number % len(TOOLS)], Key.Key_Right)
        QTest.qWait(1)
    QTest.qWait(1)
    press(own, Key.Key_Escape)  # the tool
    press(own, Key.Key_Escape)
    wait(lambda: window.commands.presenting.presenter is None, "Esc does not leave")
    assert (store.state, window.canvas.looking.camera, store.session.history.can_go_back) == (
        before,
        camera,
        walked,
    )
    last = len(tour.steps)
    assert window.status.offered.text() == f"Go on presenting at step {last} of {last}"


def use_everything(audience: Presenter, own: PresenterWindow) -> None:
    """Each tool, each cover, the words, the grid, the keys, the jump and the number of a step."""
    tools = audience.presenter_controls.tools
    for key, tool in zip(TOOLS, Tool, strict=True):
        press(own, key)
        assert tools.tool is tool
        middle = audience.canvas.rect().center().toPointF()
        tools.press(middle)
        tools.point(middle + middle / 4)
        tools.release()
    press(own, Key.Key_Backspace, Key.Key_Escape)
    assert tools.tool is None
    press(own, Key.Key_C)
    for key in COVERS:
        press(own, key, key)
        assert audience.presenter_controls.covered == ""
    press(own, Key.Key_W)
    assert audience.texts.words.isVisible()
    press(own, Key.Key_W, Key.Key_G)
    grid = own.findChild(StepGrid)
    assert grid is not None
    press(grid.list, Key.Key_Escape)
    press(own, Key.Key_Question)
    sheet = own.findChild(KeysSheet)
    assert sheet is not None
    press(sheet, Key.Key_Escape)
    press(own, Key.Key_J)
    assert own.jump_box.isVisible()
    press(own.jump_box.field, Key.Key_Escape)
    press(own, Key.Key_2, Key.Key_Return)
    assert audience.store.state.step == 1
    press(own, Key.Key_Home)


def hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """A warning of Qt is a fault."""
    if kind is not QtMsgType.QtDebugMsg and "accepted by receiving widget" not in text:
        print(text, file=sys.stderr)


def run() -> None:
    qInstallMessageHandler(hear)
    app = QApplication([])
    assert [s.name() for s in app.screens()] == ["left", "right"]
    store = Store()
    window = whole_window(app, store)
    window.show()
    window.opening.open(None)
    wait(lambda: bool(store.workspace and len(store.workspace.diagrams) > 1), "not opened")
    assert store.workspace is not None
    tours = [t for t in store.workspace.tours if t.origin is TourOrigin.FILE]
    wanted = {id for tour in tours for id in tour.diagrams}
    wait(lambda: wanted <= set(store.layouts), "not laid out")
    for tour in tours:
        play(window, tour)
    window.close()


if __name__ == "__main__":
    run()
    print("done")
