"""Panels, themes and sizes that go back and forth leave everything in its place."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

from app.session import verbs
from app.ui.shell.window import MainWindow

SIZES = ((1280, 800), (1000, 500), (1600, 900), (700, 480), (1366, 700))
FIRST = SIZES[0]
TOGGLES = {"left_panel": 3, "right_panel": 3, "size": 3, "theme": 1}  # and how likely they are


def _place(window: MainWindow, part: QWidget) -> QRect:
    return QRect(part.mapTo(window, part.rect().topLeft()), part.size())


def _parts(window: MainWindow) -> dict[str, QWidget]:
    layers, panes = window.bar.layers, window.splitter
    return {
        "bar": window.bar,
        "left": panes.left,
        "right": panes.right,
        "canvas": window.canvas,
        "status": window.status,
        "zoom": window.picture_pane.zoom,
        "tidy": layers.tidy,
        "all": layers.all_button,
        "none": layers.none_button,
        **{f"chip {chip.layer}": chip for chip in layers.chips},
    }


def _placed(window: MainWindow) -> tuple[object, ...]:
    """Where everything stands that shows, and from where the picture is seen."""
    parts = {name: _place(window, p) for name, p in _parts(window).items() if p.isVisible()}
    canvas = window.canvas
    return (
        parts,
        canvas.looking.camera,
        canvas.looking.fitted,
        canvas.looking.scale,
        window.picture_pane.zoom.percent.text(),
    )


def _check(window: MainWindow) -> None:
    """Nothing lies over something else, or beyond the window."""
    shown = {name: _place(window, p) for name, p in _parts(window).items() if p.isVisible()}
    large = [shown[name] for name in ("bar", "left", "canvas", "right", "status") if name in shown]
    small = [box for name, box in shown.items() if name.startswith(("chip", "all", "none", "tidy"))]
    assert all(window.rect().contains(box) for box in (*large, *small)), shown
    for together in (large, small):
        for n, box in enumerate(together):
            assert not any(box.intersects(other) for other in together[n + 1 :]), shown
    assert all(shown["bar"].contains(box) for box in small), shown
    assert shown["status"].contains(shown["zoom"])


@pytest.mark.parametrize("selected", [False, True], ids=["fitted", "selected"])
def test_fifty_toggles_leave_all_in_its_place(window: MainWindow, selected: bool) -> None:
    chance = random.Random(7)  # noqa: S311 - an order, not a secret
    actions, store, canvas = window.actions_table, window.store, window.canvas
    if selected:
        assert store.diagram is not None
        store.do(verbs.select, store.diagram.nodes[0].id)
    actions["theme:light"].trigger()
    QApplication.processEvents()
    before = _placed(window)
    for _ in range(50):
        (toggle,) = chance.choices(list(TOGGLES), list(TOGGLES.values()))
        if toggle == "size":
            window.resize(*chance.choice(SIZES))
        elif toggle == "theme":
            actions["theme:light" if store.theme.dark else "theme:dark"].trigger()
        else:
            actions[toggle].trigger()
        QApplication.processEvents()
        _check(window)
        assert selected or canvas.looking.fitted
    window.resize(*FIRST)
    for panel in ("left_panel", "right_panel"):
        if not actions[panel].isChecked():
            actions[panel].trigger()
    actions["theme:light"].trigger()
    QApplication.processEvents()
    assert _placed(window) == before
