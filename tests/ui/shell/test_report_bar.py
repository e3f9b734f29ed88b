"""The bar that offers a report."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import report
from app.ui.shell.report_bar import ReportBar, ReportListener
from app.ui.shell.window import MainWindow

pytestmark = pytest.mark.usefixtures("unforeseen")


@pytest.fixture
def reports(window: MainWindow) -> Iterator[ReportListener]:
    made = ReportListener(window.store, window.column, window)
    with report.hooked("the window was open", made.hear):
        yield made


def _bar(qtbot: QtBot, reports: ReportListener) -> ReportBar:
    qtbot.waitUntil(lambda: reports.bar is not None and reports.bar.isVisible())
    assert reports.bar is not None
    return reports.bar


def _fail(what: str) -> None:
    report.unexpected("drawing", report.ChildError(what))


def test_errors_of_any_thread_share_one_bar(
    qtbot: QtBot, window: MainWindow, reports: ReportListener
) -> None:
    threads = [threading.Thread(target=_fail, args=[f"in thread {n}"]) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _ in range(50):
        _fail("again and again")
    bar = _bar(qtbot, reports)
    qtbot.waitUntil(lambda: "4 times" in bar.text.text())
    assert len(window.findChildren(ReportBar)) == 1
    assert window.isVisible()


def test_the_reports_can_be_copied_and_dismissed(
    qtbot: QtBot, window: MainWindow, reports: ReportListener
) -> None:
    _fail("first <b>\n")
    _fail("second")
    bar = _bar(qtbot, reports)
    qtbot.waitUntil(lambda: "2 times" in bar.text.text())
    qtbot.mouseClick(bar.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "first <b>" in copied
    assert "second" in copied
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert bar.isHidden()
    _fail("third")
    qtbot.waitUntil(bar.isVisible)
    assert "times" not in bar.text.text(), "what was dismissed is not counted"
    bar.copy.setFocus()
    qtbot.keyClick(bar.copy, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_an_error_in_a_slot_leaves_the_window_open() -> None:
    code = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.ui.shell import application

def fail(window):
    QTimer.singleShot(0, lambda: [].pop())
    QTimer.singleShot(0, lambda: window.commands.no_such_thing)
    QTimer.singleShot(0, lambda: look(window))

def look(self):
    from app.ui.shell.report_bar import ReportBar
    (bar,) = self.findChildren(ReportBar) or (None,)
    if bar is None or "times" not in bar.text.text():
        QTimer.singleShot(20, lambda: look(self))
        return
    print(bar.isVisible(), bar.text.text())
    self.close()

sys.exit(application.start(None, then=fail))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("True Something unexpected happened, 2 times.")
    assert done.stderr == ""
