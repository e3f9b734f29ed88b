"""Clusters are folded in the window, and opened again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.model.geometry import Point
from app.model.ids import DiagramId, ElementId
from app.model.picture_style import PictureStyle
from app.scene.handles import handle_box
from app.session import folding as verbs_of_folding
from app.session import verbs
from app.session.changes import Changed
from app.ui.services import describe
from app.ui.services.fold_commands import turn_name
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.canvas.menu import picture_menu
from tests.ui.driving import window_on

LEFT = Qt.MouseButton.LeftButton


def _clusters(window: MainWindow) -> dict[str, ElementId]:
    diagram = window.store.diagram
    assert diagram is not None
    return {c.label: c.id for c in diagram.clusters}


def _at(canvas: Canvas, point: Point) -> QPoint:
    seen = canvas.looking.camera.to_view(point, canvas.looking.size)
    return QPoint(round(seen.x), round(seen.y))


def _handle(canvas: Canvas, cluster: ElementId) -> QPoint:
    layout = canvas.shown_layout
    assert layout is not None
    box = handle_box(layout, cluster, canvas.looking.scale)
    assert box is not None
    return _at(canvas, box.center)


def _folded(window: MainWindow, cluster: ElementId) -> bool:
    layout = window.canvas.shown_layout
    return layout is not None and cluster in layout.nodes


def test_a_handle_folds_a_cluster_and_opens_it(qtbot: QtBot, window: MainWindow) -> None:
    window.store.do(verbs.show, DiagramId("vpc"))
    canvas, vpc = window.canvas, _clusters(window)["VPC 10.0.0.0/16"]
    place = canvas.shown_layout.clusters[vpc] if canvas.shown_layout else None
    assert place is not None
    inside = _at(canvas, Point(place.box.x + 4, place.box.bottom - 4))
    QTest.mouseMove(canvas, inside)
    QTest.mouseClick(canvas, LEFT, pos=_handle(canvas, vpc))
    assert window.store.state.folded == {vpc}
    assert window.store.state.selection is None
    qtbot.waitUntil(lambda: _folded(window, vpc), timeout=30_000)
    assert "Folded “VPC 10.0.0.0/16”, 13 components" in window.status.text.text()
    assert window.status.folded.text() == "1 folded. Unfold all"

    at = canvas.shown_layout.nodes[vpc].icon.center if canvas.shown_layout else Point(0, 0)
    QTest.mouseClick(canvas, LEFT, pos=_at(canvas, at))
    assert window.store.state.selection == vpc
    section = window.store.state.section
    assert section
    QTest.mouseDClick(canvas, LEFT, pos=_at(canvas, at))
    assert window.store.state.folded == frozenset()
    assert not _folded(window, vpc)
    window.actions_table["undo"].trigger()
    qtbot.waitUntil(lambda: _folded(window, vpc), timeout=30_000)
    QTest.mouseClick(canvas, LEFT, pos=_handle(canvas, vpc))
    assert not _folded(window, vpc)


def test_what_is_found_in_a_folded_cluster_is_lit_there(qtbot: QtBot, window: MainWindow) -> None:
    store, canvas = window.store, window.canvas
    store.do(verbs.show, DiagramId("vpc"))
    vpc = _clusters(window)["VPC 10.0.0.0/16"]
    window.actions_table["fold_to:2"].trigger()
    assert vpc in store.state.folded
    qtbot.waitUntil(lambda: _folded(window, vpc), timeout=30_000)
    assert store.diagram is not None
    nat = next(n.id for n in store.diagram.nodes if n.label.startswith("NAT"))
    store.do(verbs.select, nat)
    assert canvas.viewport.appearance.selection == vpc
    assert "which is folded. Ctrl+U unfolds it." in window.status.text.text()
    assert turn_name(store, nat) == "Unfold"
    window.actions_table["fold"].trigger()
    qtbot.waitUntil(lambda: canvas.viewport.appearance.selection == nat, timeout=30_000)
    assert nat in (canvas.shown_layout.nodes if canvas.shown_layout else {})


def test_a_click_on_the_number_of_a_line_draws_each_of_its_edges(
    qtbot: QtBot, tmp_path: Path
) -> None:
    lines = "".join(f'a -> b [label="{word}"];' for word in ("asks", "tells", "asks", "asks"))
    (tmp_path / "many.dot").write_text(f"digraph {{ {lines} b -> c }}")
    with window_on(qtbot, tmp_path) as window:
        canvas, store = window.canvas, window.store
        store.do(verbs.set_style, PictureStyle.HOUSE)

        def drawn() -> dict[str, str]:
            layout = canvas.shown_layout
            if layout is None or layout.drawing is not None:
                return {}
            return {e.id: e.label for e in layout.diagram.edges}

        qtbot.waitUntil(lambda: "asks, tells ×4" in drawn().values(), timeout=30_000)
        layout = canvas.shown_layout
        assert layout is not None
        line = next(e for e in layout.diagram.edges if e.count == 4)
        assert "a → b: asks ×3" in describe.tooltip(layout.diagram, line.id)
        box = layout.edges[line.id].label_box
        assert box is not None
        QTest.mouseClick(canvas, LEFT, pos=_at(canvas, box.center))
        assert store.state.spread == {line.id}
        assert "Each edge of “a → b” is drawn." in window.status.text.text()
        qtbot.waitUntil(lambda: len(drawn()) == 5, timeout=30_000)
        store.do(verbs.select, line.id)
        window.actions_table["fold"].trigger()
        qtbot.waitUntil(lambda: len(drawn()) == 2, timeout=30_000)
        assert window.actions_table["merge_edges"].isChecked()
        window.actions_table["merge_edges"].trigger()
        qtbot.waitUntil(lambda: len(drawn()) == 5, timeout=30_000)


def test_the_menu_folds_a_cluster(window: MainWindow) -> None:
    window.store.do(verbs.show, DiagramId("vpc"))
    region, layout = _clusters(window)["Region"], window.canvas.shown_layout
    assert layout is not None
    menu = picture_menu(window.canvas.surface, layout.diagram, region)
    found = {action.text(): action for action in menu.actions()}
    found["Fold into one component"].trigger()
    assert window.store.state.folded == {region}
    window.status.folded.click()
    assert window.store.state.folded == frozenset()


def test_a_diagram_comes_back_folded_and_is_not_shown_whole_before(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "two.dot").write_text('digraph { subgraph cluster_x { label="X"; a; b } b -> c }')
    settings = Settings()
    with window_on(qtbot, tmp_path) as window:
        cluster = _clusters(window)["X"]
        qtbot.waitUntil(lambda: window.canvas.shown_layout is not None, timeout=30_000)
        window.store.do(verbs_of_folding.fold, (cluster,))
        qtbot.waitUntil(lambda: _folded(window, cluster), timeout=30_000)
        said, note = window.status.text.text(), window.status.folded
        assert "Folded “X”, 2 components, in Acetate’s own style." in said
        assert note.text() == "1 folded, so not drawn as written. Unfold all"
        assert "says nothing of how that looks" in note.toolTip()
        settings.remember(window.store.state, ())
    store = Store()
    jobs = Jobs(store)
    seen: list[bool] = []

    def look() -> None:
        assert store.layout is not None
        seen.append(cluster in store.layout.nodes)

    store.do(verbs.restore, settings.states()[0])
    store.on(Changed.LAYOUT, look)
    jobs.open(tmp_path)
    qtbot.waitUntil(lambda: bool(seen) and bool(store.layouts), timeout=30_000)
    jobs.close()
    assert store.state.folded == {cluster}
    assert set(seen) == {True}
