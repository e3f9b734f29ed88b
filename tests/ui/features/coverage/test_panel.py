"""The panel of gaps, as a person uses it: look, go there, bind, take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.sources.coverage import GapKind
from app.ui.features.coverage.choice import BindingChoice
from app.ui.features.coverage.gap_tree import GAP
from app.ui.features.coverage.panel import CoveragePanel
from app.ui.shell.window import MainWindow
from tests.ui.driving import window_on

DOT = """digraph {
  till;
  store [label="Stock room"];
  till -> store -> both;
}
"""
NOTE = """# Shop

![](shop.png) ![](shpo.png)

## Tills & such

Where one pays.

## Both

One.

## Both

Two.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop.dot").write_text(DOT)
    (tmp_path / "shop.md").write_text(NOTE)
    return tmp_path


@pytest.fixture
def window(qtbot: QtBot, folder: Path, warm_cache: Path) -> Iterator[MainWindow]:
    with window_on(qtbot, folder) as made:
        yield made


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow) -> CoveragePanel:
    window.actions_table["coverage"].trigger()
    found = window.commands.coverage.panel
    assert found is not None
    qtbot.waitUntil(lambda: found.gaps is not None)
    return found


def row(panel: CoveragePanel, name: str, kind: GapKind) -> QTreeWidgetItem:
    found = [r for r in panel.tree.rows() if r.text(0) == name and r.data(0, GAP).kind is kind]
    assert found, [r.text(0) for r in panel.tree.rows()]
    return found[0]


def choose(qtbot: QtBot, panel: CoveragePanel, text: str) -> None:
    """From the menu of Bind, by the keyboard."""
    qtbot.keyClick(panel.bind, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    at = next(i for i, said in enumerate(texts) if said.startswith(text))
    for _ in range(at - texts[:at].count("")):  # a line between counts for nothing
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def test_gaps_are_grouped_counted_and_say_where(panel: CoveragePanel) -> None:
    assert panel.windowTitle() == "Coverage: 7 gaps"
    groups = [(g.text(0), g.childCount()) for g in panel.tree.groups()]
    assert groups == [
        ("Components without a section (2)", 2),
        ("Components that match several sections (1)", 1),
        ("Sections that no diagram shows (3)", 3),
        ("Pictures that are missing (1)", 1),
    ]
    found = row(panel, "Stock room", GapKind.NO_SECTION)
    assert found.text(1) == "shop.dot:3"
    said = found.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "shop.dot, line 3: “Stock room” has no section in the notes."


def test_a_click_or_enter_goes_there(
    qtbot: QtBot, window: MainWindow, panel: CoveragePanel
) -> None:
    tree = panel.tree
    store = window.store
    item = row(panel, "Stock room", GapKind.NO_SECTION)
    qtbot.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(item).center()
    )
    assert store.diagram is not None
    assert store.state.selection == store.diagram.nodes[1].id
    window.panels.show_right(False)
    tree.setCurrentItem(row(panel, "Tills & such", GapKind.NOT_SHOWN))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert store.state.section == "tills--such"
    assert not window.splitter.right.isHidden()


def test_binding_writes_reloads_and_is_taken_back(
    qtbot: QtBot, window: MainWindow, panel: CoveragePanel, folder: Path
) -> None:
    panel.tree.setCurrentItem(row(panel, "till", GapKind.NO_SECTION))
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        choose(qtbot, panel, "Tills && such")
    assert 'till [URL="#tills--such"];' in (folder / "shop.dot").read_text()
    assert panel.said.text() == 'Wrote URL="#tills--such" into shop.dot, line 2.'
    qtbot.waitUntil(lambda: panel.windowTitle() == "Coverage: 5 gaps")
    current = panel.tree.currentItem()
    assert current is not None
    assert current.text(0) == "Stock room"  # the one that took its place
    assert panel.focusWidget() is panel.tree
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        qtbot.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
    assert (folder / "shop.dot").read_text() == DOT
    qtbot.waitUntil(lambda: panel.windowTitle() == "Coverage: 7 gaps")
    assert panel.undo.isHidden()


def test_taking_back_leaves_alone_what_has_changed_since(
    qtbot: QtBot, window: MainWindow, panel: CoveragePanel, folder: Path
) -> None:
    panel.tree.setCurrentItem(row(panel, "shpo.png", GapKind.NO_PICTURE))
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        choose(qtbot, panel, "shop")
    assert "![](shop.png) ![](shop.png)" in (folder / "shop.md").read_text()
    (folder / "shop.md").write_text("# Mine\n")
    qtbot.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "has changed in the meantime" in panel.said.text())
    assert (folder / "shop.md").read_text() == "# Mine\n"
    assert panel.undo.isHidden()


def test_what_may_not_be_written_is_shown_to_copy(
    qtbot: QtBot, panel: CoveragePanel, folder: Path
) -> None:
    (folder / "shop.dot").chmod(0o444)
    panel.tree.setCurrentItem(row(panel, "both", GapKind.AMBIGUOUS))
    choose(qtbot, panel, "Both")
    qtbot.waitUntil(panel.line.isVisible)
    assert panel.line.text() == 'URL="#both"'
    assert panel.said.text().startswith("Not written. The file is read-only. Write this among")
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == 'URL="#both"'
    assert (folder / "shop.dot").read_text() == DOT


def test_other_offers_everything_behind_a_filter(
    qtbot: QtBot, window: MainWindow, panel: CoveragePanel, folder: Path
) -> None:
    panel.tree.setCurrentItem(row(panel, "Stock room", GapKind.NO_SECTION))
    choose(qtbot, panel, "Other…")
    dialog = panel.findChild(BindingChoice)
    assert dialog is not None
    assert dialog.shown.rowCount() == 4
    qtbot.keyClicks(dialog.filter, "nowhere")
    assert dialog.nothing.isVisible()
    assert not dialog.go.isEnabled()
    dialog.filter.clear()
    qtbot.keyClicks(dialog.filter, "both")
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert 'store [label="Stock room", URL="#both-1"];' in (folder / "shop.dot").read_text()


def test_a_covered_workspace_says_so(
    qtbot: QtBot, window: MainWindow, panel: CoveragePanel, folder: Path
) -> None:
    (folder / "shop.dot").write_text("digraph { Shop }")
    (folder / "shop.md").write_text("# Shop\nSells.\n")
    window.jobs.reload()
    qtbot.waitUntil(panel.empty.isVisible)
    assert panel.windowTitle() == "Coverage"
    assert "Everything is covered." in panel.empty.text()
    assert not panel.bind.isEnabled()


def test_esc_closes_and_nothing_is_looked_for_meanwhile(
    qtbot: QtBot, window: MainWindow, panel: CoveragePanel, folder: Path
) -> None:
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    before = panel.gaps
    (folder / "shop.md").write_text("# Another\n")
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        window.jobs.reload()
    qtbot.waitUntil(lambda: not window.jobs.background.busy)
    assert panel.gaps == before
    window.actions_table["coverage"].trigger()
    qtbot.waitUntil(lambda: panel.gaps != before)
    assert window.commands.coverage.panel is panel


def test_long_groups_are_cut(
    qtbot: QtBot, window: MainWindow, panel: CoveragePanel, folder: Path
) -> None:
    (folder / "many.md").write_text("".join(f"# S{i}\nT.\n" for i in range(600)))
    window.jobs.reload()
    qtbot.waitUntil(lambda: "607" in panel.windowTitle(), timeout=10_000)
    rows = panel.tree.rows()
    assert len(rows) < 520
    assert any(r.text(0) == "and 103 more, once these are settled" for r in rows)
