from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.model.ids import DiagramId
from app.session import answers, verbs
from app.ui.features.diagrams.listing import ID_ROLE
from app.ui.features.diagrams.panel import DiagramsPanel
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow


def _panel(window: MainWindow) -> DiagramsPanel:
    assert window.left is not None
    return window.left


def _ids(panel: DiagramsPanel) -> list[str]:
    model = panel.list.model()
    return [model.index(row, 0).data(ID_ROLE) for row in range(model.rowCount())]


def test_it_lists_the_diagrams_and_marks_the_current_one(window: MainWindow) -> None:
    panel = _panel(window)
    assert _ids(panel) == [d.id for d in window.store.workspace.diagrams]  # type: ignore[union-attr]
    assert panel.list.currentIndex().data(ID_ROLE) == window.store.state.diagram


def test_a_click_shows_a_diagram(qtbot: QtBot, window: MainWindow) -> None:
    panel = _panel(window)
    index = panel.list.model().index(1, 0)
    place = panel.list.visualRect(index).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.store.state.diagram == _ids(panel)[1]


def test_filter_then_down_then_enter(qtbot: QtBot, window: MainWindow) -> None:
    panel = _panel(window)
    window.actions_table["find"].trigger()
    assert panel.filter.hasFocus()
    qtbot.keyClicks(panel.filter, "glue")
    assert _ids(panel) == ["glue"]
    qtbot.keyClick(panel.filter, Qt.Key.Key_Return)
    assert window.store.state.diagram == "glue"
    qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert panel.filter.text() == ""
    assert len(_ids(panel)) > 3
    qtbot.keyClick(panel.filter, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert window.store.state.diagram == "ecs"


def test_a_filter_that_finds_nothing_says_so_and_leads_to_the_search(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel = _panel(window)
    qtbot.keyClicks(panel.filter, "zzz")
    assert _ids(panel) == []
    assert panel.nothing.isVisible()
    qtbot.keyClick(panel.filter, Qt.Key.Key_Return)
    assert window.store.state.diagram == "vpc"
    assert window.searching.box is not None
    assert window.searching.box.field.text() == "zzz"
    assert _ids(panel)  # all again


def test_thumbnails_are_made_in_idle_and_follow_theme_and_layers(
    qtbot: QtBot, filled: Store
) -> None:
    panel = DiagramsPanel(filled)
    qtbot.addWidget(panel)
    made = panel.thumbnails
    qtbot.waitUntil(lambda: all(made.of(DiagramId(d)) for d in ("vpc", "ecs", "glue")))
    before = made.of(DiagramId("vpc"))
    assert before is not None
    filled.do(verbs.set_layers, frozenset())
    qtbot.waitUntil(lambda: made.of(DiagramId("vpc")) is not before)
    after = made.of(DiagramId("vpc"))
    assert after is not None
    assert after.toImage() != before.toImage()


def test_reading_the_workspace_again_leaves_the_list_where_it_is(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel = _panel(window)
    window.resize(900, 360)
    bar = panel.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    store = window.store
    assert store.workspace is not None
    first = replace(store.workspace.diagrams[0], title="Called otherwise")
    store.do(
        answers.take_workspace,
        replace(store.workspace, diagrams=(first, *store.workspace.diagrams[1:])),
    )
    assert bar.value() == bar.maximum()
    assert panel.list.model().index(0, 0).data() == "Called otherwise"


def test_the_current_diagram_stays_in_view_when_the_window_gets_smaller(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel = _panel(window)
    last = panel.list.model().index(panel.list.model().rowCount() - 1, 0)
    window.resize(1200, 900)
    window.store.do(verbs.show, last.data(ID_ROLE))
    qtbot.waitUntil(lambda: panel.list.visualRect(last).bottom() <= panel.list.viewport().height())
    window.resize(1200, 400)

    def seen() -> bool:
        view = panel.list.viewport().rect()
        return view.height() < 400 and view.intersected(panel.list.visualRect(last)).height() > 60

    qtbot.waitUntil(seen)
    assert panel.list.viewport().rect().contains(panel.list.visualRect(last).center())


def test_those_of_which_the_notes_do_not_speak_stand_apart_until_one_asks(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel, store = _panel(window), window.store
    assert store.workspace is not None
    far = frozenset(d.id for d in store.workspace.diagrams[4:])
    near = [d.id for d in store.workspace.diagrams[:4]]
    store.do(answers.take_workspace, replace(store.workspace, apart=far))
    assert _ids(panel) == [*near, None]
    line = panel.list.model().index(4, 0)
    assert line.data() == f"{len(far)} more that your notes do not speak of"
    assert line.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", closed")

    panel.list.scrollTo(line)
    place = panel.list.visualRect(line).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(_ids(panel)) == len(near) + 1 + len(far)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert _ids(panel) == [*near, None]

    qtbot.keyClicks(panel.filter, "cloud map")
    assert _ids(panel) == ["cloud_map"]
    panel.filter.clear()
    store.do(verbs.show, DiagramId("cloud_map"))
    assert panel.list.currentIndex().data(ID_ROLE) == "cloud_map"
