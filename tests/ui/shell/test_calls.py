"""What runs for a click or a key stays little; `bench/actions.py` says how much it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.model.ids import DiagramId
from app.session import verbs
from app.ui.shell.window import MainWindow
from bench.actions import Calls


def _most(action: Callable[[], object]) -> int:
    with Calls() as calls:
        action()
    return calls.of.total()


def test_a_layer_calls_few(window: MainWindow) -> None:
    chip = window.bar.layers.chips[0]
    chip.click()
    assert _most(chip.click) < 90


def test_a_click_calls_few(qtbot: QtBot, window: MainWindow) -> None:
    canvas, store = window.canvas, window.store
    layout = canvas.shown_layout
    assert layout is not None

    def click(label: str) -> None:
        node = next(n for n in layout.diagram.nodes if n.label == label)
        at = canvas.looking.camera.to_view(layout.nodes[node.id].box.center, canvas.looking.size)
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x), round(at.y)))

    click("Router")
    before = store.state.selection
    assert _most(lambda: click("Internet gateway")) < 1100
    assert store.state.selection not in (None, before)


def test_an_arrow_in_the_search_calls_few(qtbot: QtBot, window: MainWindow) -> None:
    window.store.do(verbs.show, DiagramId("ecs"))
    window.searching.open(note_first=False)
    found = window.searching.box
    assert found is not None
    qtbot.keyClicks(found.field, "instance role")
    qtbot.waitUntil(lambda: found.results.rowCount() > 0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(found.field, key)
    before = window.store.state.diagram
    assert _most(lambda: qtbot.keyClick(found.field, Qt.Key.Key_Down)) < 2200
    assert window.store.state.diagram != before
