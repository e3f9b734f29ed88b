"""A process of its own with two screens, of which one is unplugged in the middle of a
presentation. Run by `test_screens.py`; prints `done` when all was as it should be."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.layout.layout import lay_out
from app.session import answers, verbs
from app.sources.workspace import load
from app.ui.features.presenting.presenter import Presenter
from app.ui.features.presenting.tools import Tool
from app.ui.features.presenting.window import PresenterWindow
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from tests.ui.features.presenting.offscreen_screens import Screen, set_screens

LAPTOP: Screen = ("laptop", 0, 0, 1366, 768, 1.0)
PROJECTOR: Screen = ("projector", 1366, 0, 3840, 2160, 1.0)


def settle() -> None:
    """Screens come and go with the event loop."""
    QTest.qWait(120)


def on(window: QWidget, name: str) -> bool:
    """It is there, and seen there."""
    screen = window.screen()
    handle = window.windowHandle()
    visible = window.isVisible() and handle is not None and handle.isVisible()
    return visible and screen.name() == name and screen.geometry().contains(window.geometry())


def soon(window: QWidget, name: str) -> bool:
    """It is there within seconds: how long the events take is the machine's affair."""
    deadline = time.monotonic() + 5
    while not on(window, name) and time.monotonic() < deadline:
        settle()
    return on(window, name)


def choose_by_name(window: MainWindow, own: PresenterWindow, audience: Presenter) -> None:
    """The menu lists the screens; what is chosen is kept for these screens."""

    def listed() -> dict[str, QAction]:
        own.screen_menu.aboutToShow.emit()
        return {entry.text().partition(",")[0]: entry for entry in own.screen_menu.actions()}

    assert [name for name, entry in listed().items() if entry.isChecked()] == ["projector"]
    listed()["laptop"].trigger()
    assert soon(audience, "laptop")
    assert soon(own, "projector")
    assert window.settings.screens == {"laptop + projector": "laptop"}
    listed()["In a window"].trigger()
    settle()
    assert not audience.isFullScreen()
    assert [name for name, entry in listed().items() if entry.isChecked()] == ["In a window"]
    listed()["projector"].trigger()
    assert soon(audience, "projector")
    assert audience.isFullScreen()
    assert soon(own, "laptop")


def run(folder: Path) -> None:
    QApplication([])
    store = Store()
    store.do(answers.take_workspace, load(folder))
    assert store.workspace is not None
    for diagram in store.workspace.diagrams:
        store.do(answers.take_layout, diagram.id, lay_out(diagram))
    window = MainWindow(store, Jobs(store), Settings(theme="light", reduce_motion=True))
    window.complete()
    window.show()
    settle()
    window.actions_table["present"].trigger()
    settle()
    audience = window.commands.presenting.presenter
    assert audience is not None
    own = audience.presenter_controls.window
    assert isinstance(own, PresenterWindow), "with two screens it comes by itself"
    assert soon(audience, "projector")
    assert audience.isFullScreen()
    assert soon(own, "laptop")

    QTest.keyClick(own, Qt.Key.Key_X)
    settle()
    assert soon(audience, "laptop")
    assert soon(own, "projector")
    QTest.mouseClick(own.buttons["swap"], Qt.MouseButton.LeftButton)
    settle()
    assert soon(audience, "projector")
    assert soon(own, "laptop")

    choose_by_name(window, own, audience)

    tour = store.workspace.tours[0]
    audience.store.do(verbs.start_tour, tour.id, 1)
    QTest.keyClick(own, Qt.Key.Key_P)
    tools = audience.presenter_controls.tools
    middle = audience.canvas.rect().center().toPointF()
    tools.press(middle)
    tools.point(middle + middle / 4)
    tools.release()
    state, seconds = audience.store.state, own.clock.watch.seconds

    for left, gone in (([LAPTOP], [LAPTOP, PROJECTOR]), ([PROJECTOR], [PROJECTOR, LAPTOP])):
        set_screens(left)  # the other is unplugged
        settle()
        name = left[0][0]
        assert soon(audience, name), audience.geometry()
        assert soon(own, name), own.geometry()
        assert not audience.isFullScreen(), "both can be seen"
        assert window.isVisible()
        assert audience.store.state == state
        assert tools.tool is Tool.PEN
        assert len(tools.strokes) == 1
        assert own.clock.watch.seconds >= seconds
        assert not own.buttons["swap"].isEnabled()
        set_screens(gone)  # and plugged in again
        settle()
        assert audience.isFullScreen()
        assert audience.screen() != own.screen()
        assert {s.name() for s in (audience.screen(), own.screen())} == {"laptop", "projector"}
    assert audience.store.state == state

    own.close()
    settle()
    assert audience.isFullScreen(), "the presentation goes on without the presenter's window"
    set_screens([LAPTOP])
    settle()
    assert soon(audience, "laptop")
    assert audience.isFullScreen()
    assert audience.presenter_controls.window is None
    QTest.keyClick(audience.canvas, Qt.Key.Key_Escape)
    audience.close()
    settle()
    assert window.screen() == QGuiApplication.primaryScreen()
    assert window.screen().geometry().intersects(window.geometry())
    window.close()


if __name__ == "__main__":
    run(Path(sys.argv[1]))
    print("done")
