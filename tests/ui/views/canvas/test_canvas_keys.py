"""The canvas by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.model.ids import ElementId
from app.session import verbs
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from tests.ui.views.canvas.shop import PICTURE


def test_keys_pan_zoom_and_fit(qtbot: QtBot, canvas: Canvas) -> None:
    fitted = canvas.looking.camera
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.looking.scale == pytest.approx(fitted.scale * 1.25)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.looking.camera.x > fitted.x
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.looking.scale == 1
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.looking.scale == pytest.approx(0.8)
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.looking.camera == fitted


def test_tab_goes_through_the_components_and_enter_opens(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    told: list[str] = []
    opened: list[str] = []
    canvas.hovered.connect(told.append)
    canvas.surface.opened.connect(opened.append)
    canvas.setFocus()
    plain = canvas.grab().toImage()
    for _ in range(4):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert [t.split("  ·")[0] for t in told] == ["Customer", "VPC", "Web server", "Database"]
    assert canvas.accessibleDescription().startswith("Database. ")
    assert canvas.grab().toImage() != plain
    QTest.keyClick(canvas, Qt.Key.Key_Backtab)
    assert told[-1].startswith("Web server")
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert store.state.selection == "web"
    assert opened == ["web"]


def test_tab_skips_what_is_hidden_and_escape_lets_it_leave(qtbot: QtBot, store: Store) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    canvas, next_one = Canvas(store, window), QWidget(window)
    next_one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.resize(600, 400)
    canvas.resize(500, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    store.do(verbs.toggle_layer, "iam")
    told: list[str] = []
    canvas.hovered.connect(told.append)
    next_one.setFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert told[-1] == "Archive"
    assert "Task role  ·  IAM" not in told
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert next_one.hasFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert told[-1] == "Customer"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert next_one.hasFocus()


def test_presenting_leaves_arrows_and_escape_to_the_window(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    canvas.viewport.set_bare(True)
    share = PICTURE.width * canvas.looking.scale / canvas.width()
    assert 0.85 < share <= 0.96
    store.do(verbs.select, ElementId("web"))
    before = canvas.looking.camera
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.looking.camera == before
    assert store.state.selection == "web"
