"""Garbage is collected where Qt's objects live."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.kit.gc_control import MANY, GcControl, collect


class Cycle(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.own = self


def _fill() -> None:
    """Make so many objects that Python would collect."""
    kept: list[list[int]] = [[] for _ in range(20 * gc.get_threshold()[0])]
    assert kept


def test_another_thread_collects_nothing_and_the_gui_thread_does(qtbot: QtBot) -> None:
    was_on = gc.isenabled()
    gc_control = GcControl()
    cycle = weakref.ref(Cycle())
    thread = threading.Thread(target=_fill)
    thread.start()
    thread.join()
    assert cycle() is not None
    _hold = [[] for _ in range(2 * gc.get_threshold()[0])]  # type: ignore[var-annotated]
    qtbot.waitUntil(lambda: cycle() is None)
    gc_control.close()
    assert gc.isenabled()
    if not was_on:
        gc.disable()


def test_nothing_is_collected_without_need() -> None:
    gc.collect()
    assert collect() == -1


def test_what_has_come_in_is_not_looked_through() -> None:
    """It would take a tenth of a second for the file of a large graph."""
    was_on = gc.isenabled()
    gc.disable()
    gc.collect()
    before = gc.get_freeze_count()
    come = [[n] for n in range(MANY + 1)]
    assert collect() == -1
    assert gc.get_freeze_count() - before > len(come)
    gc.unfreeze()
    if was_on:
        gc.enable()
