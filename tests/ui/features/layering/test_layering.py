"""Layers that are proposed become a person's own: by chips, keys, menus and by dragging."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.layout.layout import lay_out
from app.model.diagram_layout import box_of
from app.model.ids import ElementId
from app.session import answers
from app.sources.layers import places
from app.sources.workspace import load
from app.ui.features.layering.naming import LayerNaming
from app.ui.kit import motion
from app.ui.kit.carried import packed
from app.ui.services.jobs import Jobs
from app.ui.services.layer_menu import BASE
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from app.ui.views.canvas.menu import picture_menu

SHOP = 'digraph { a -> b -> c -> d -> e; subgraph cluster_m { label="Monitoring"; m } }'
LEFT = Qt.MouseButton.LeftButton
A, B, C = (ElementId(f"ellipse:{name}") for name in "abc")


@contextmanager
def window_on(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """A window without its panels, on a folder of one diagram that has been laid out."""
    store = Store()
    workspace = load(folder)
    store.do(answers.take_workspace, workspace)
    store.do(answers.take_layout, workspace.diagrams[0].id, lay_out(workspace.diagrams[0]))
    made = MainWindow(store, Jobs(store), Settings(theme="light", reduce_motion=True))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    motion.set_reduced(None)


def named(window: MainWindow) -> tuple[str, ...]:
    diagram = window.store.diagram
    return diagram.named_layers if diagram else ()


def on(window: MainWindow, layer: str) -> set[str]:
    diagram = window.store.diagram
    return {e.id for e in diagram.index.on_layer(layer)} if diagram else set()


def at(window: MainWindow, element: ElementId) -> QPoint:
    layout, looking = window.canvas.shown_layout, window.canvas.looking
    box = box_of(layout, element) if layout else None
    assert box is not None
    point = looking.camera.to_view(box.center, looking.size)
    return QPoint(round(point.x), round(point.y))


def layer_menu(window: MainWindow, element: ElementId) -> QMenu:
    assert window.store.diagram is not None
    menu = picture_menu(window.canvas.surface, window.store.diagram, element)
    found = [part for part in menu.findChildren(QMenu) if part.title() == "Layer"]
    assert len(found) == 1
    return found[0]


def test_a_proposal_is_accepted_renamed_changed_and_taken_back(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path / "data"))
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "shop.dot").write_text(SHOP)
    with window_on(qtbot, folder) as window:
        bar, store = window.bar.layers, window.store
        (proposal,) = bar.proposals
        assert (
            proposal.accessibleName() == "Proposed layer Monitoring, for the cluster “Monitoring”"
        )
        assert (named(window), store.state.layers, bar.chips) == ((), frozenset(), [])

        proposal.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(proposal, Qt.Key.Key_Return)
        (chip,) = bar.chips
        assert (named(window), set(store.state.layers)) == (("monitoring",), {"monitoring"})
        assert window.focusWidget() is chip
        assert not bar.proposals

        qtbot.keyClick(chip, Qt.Key.Key_F2)
        naming = window.findChild(LayerNaming)
        assert naming is not None
        naming.field.setText("a, b")
        assert not naming.go.isEnabled()
        naming.field.setText("Watching")
        qtbot.keyClick(naming.field, Qt.Key.Key_Return)
        assert named(window) == ("Watching",)

        canvas, camera = window.canvas, window.canvas.looking.camera
        over = canvas.mapFromGlobal(bar.chips[0].mapToGlobal(bar.chips[0].rect().center()))
        qtbot.mousePress(canvas, LEFT, pos=at(window, A))
        qtbot.mouseMove(canvas, over)
        assert bar.chips[0].lit
        qtbot.mouseRelease(canvas, LEFT, pos=over)
        assert on(window, "Watching") == {"monitoring", "monitoring/ellipse:m", A}
        assert canvas.looking.camera == camera
        kept = places.own(folder)
        qtbot.waitUntil(lambda: kept.exists() and A in kept.read_text(), timeout=5000)
        assert [p.name for p in folder.iterdir()] == ["shop.dot"]

        actions = window.actions_table
        layer_menu(window, A).actions()[0].trigger()
        assert A not in on(window, "Watching"), "it was ticked"
        actions["undo"].trigger()
        assert A in on(window, "Watching")
        data, at_chip = packed((B, C)), QPointF(5, 5)
        drop = QDropEvent(at_chip, Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier(0))
        bar.chips[0].dropEvent(drop)
        qtbot.waitUntil(lambda: {B, C} <= on(window, "Watching"))
        assert window.status.text.text() == "2 components are on “Watching” now."
        window.canvas.surface.layer_wanted.emit(BASE, (B, C))
        assert window.status.text.text() == "2 components are on the base sheet now."
        actions["keep_layers"].trigger()
        qtbot.waitUntil(lambda: places.beside(folder).exists(), timeout=5000)

        qtbot.keyClick(bar.chips[0], Qt.Key.Key_Delete)
        assert named(window) == ()
        qtbot.keyClick(bar.proposals[0], Qt.Key.Key_Delete)
        assert not bar.proposals
        actions["offer_layers"].trigger()
        assert bar.proposals
        actions["accept_layers"].trigger()
        assert named(window) == ("monitoring",)
