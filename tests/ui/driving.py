"""What more than one test of the window begins with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.features.presenting.presenter import Presenter
from app.ui.kit import motion
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow


def presenting(qtbot: QtBot, window: MainWindow, action: str = "present") -> Presenter:
    """The audience's window, shown."""
    window.actions_table[action].trigger()
    presenter = window.commands.presenting.presenter
    assert presenter is not None
    qtbot.waitExposed(presenter)
    return presenter


def drag_border(qtbot: QtBot, window: MainWindow, panel: str, by: int) -> None:
    """Drag the border of the `left` or `right` panel by so many px to the right."""
    handle = window.splitter.handle(1 if panel == "left" else 2)
    at, left = handle.rect().center(), Qt.MouseButton.LeftButton
    qtbot.mousePress(handle, left, pos=at)
    qtbot.mouseMove(handle, at + QPoint(by, 0))
    qtbot.mouseRelease(handle, left, pos=handle.rect().center())


@contextmanager
def window_on(qtbot: QtBot, folder: Path | None) -> Iterator[MainWindow]:
    """A window on a folder that has been read; None is the bundled one."""
    store = Store()
    jobs = Jobs(store)
    made = MainWindow(store, jobs, Settings(theme="light", reduce_motion=True))
    qtbot.addWidget(made, before_close_func=without_image)
    made.resize(784, 752)
    made.complete()
    with qtbot.waitSignal(jobs.opened, timeout=60_000):
        jobs.open(folder)
    made.show()
    yield made
    made.close()
    motion.set_reduced(None)


def without_image(window: QWidget) -> None:
    """For `before_close_func` of `qtbot.addWidget`: a window that the test has not closed is closed without an image
    for the next start, which takes nine tenths of closing. `tests/ui/shell/test_snapshot.py` is about that."""
    if isinstance(window, MainWindow) and not window.ended:
        pytest.MonkeyPatch().setattr(window.resuming, "look", lambda: None)
