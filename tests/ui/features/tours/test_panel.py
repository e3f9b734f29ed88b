"""The list of tours: its rows, its folds, and what its menu does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.model.ids import TourId
from app.ui.features.tours.panel import ToursPanel
from app.ui.features.tours.tour_list import ID_ROLE
from app.ui.shell.window import MainWindow
from tests.ui.driving import window_on
from tests.ui.features.tours.folders import tour_folder

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
DOT = """digraph shop {
  layers="iam";
  till -> store [label="1 ask"];
  store -> till [label="2 answer"];
  role -> till [layer="iam"];
}
"""
WAY = """---
title: The way
sequence: true
diagram: shop
---

## First

## Second
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tour_folder(tmp_path, DOT, WAY)


@pytest.fixture
def window(qtbot: QtBot, folder: Path, warm_cache: Path) -> Iterator[MainWindow]:
    with window_on(qtbot, folder) as made:
        made.actions_table["tours"].trigger()
        yield made


def panel_of(window: MainWindow) -> ToursPanel:
    assert window.side is not None
    return window.side.tours


def rows(panel: ToursPanel) -> list[str]:
    return [panel.list.item(n).text() for n in range(panel.list.count())]


def menu_of(panel: ToursPanel, id: str) -> QMenu:
    row = panel.list.row_of(id=TourId(id))
    assert row is not None
    panel.list.setCurrentItem(row)
    by_key = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(panel, QContextMenuEvent(by_key, QPoint(), QPoint()))
    menu = panel.findChildren(QMenu)[-1]
    assert isinstance(menu, QMenu)
    return menu


def choose(panel: ToursPanel, id: str, text: str) -> None:
    menu = menu_of(panel, id)
    next(a for a in menu.actions() if a.text() == text).trigger()
    menu.close()


HERE = "Generated for this diagram"


def test_generated_tours_are_folded_and_keys_open_them(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window)
    assert rows(panel) == ["Tours", "The way", HERE]
    heading = panel.list.row_of(title=HERE)
    assert heading is not None
    assert heading.data(Qt.ItemDataRole.AccessibleTextRole) == f"{HERE}, 2 tours, closed"
    qtbot.keyClick(panel.list, Key.Key_Down)
    qtbot.keyClick(panel.list, Key.Key_Right)
    opened = ["Tours", "The way", HERE, "shop, layer by layer", "shop, step by step"]
    assert rows(panel) == opened
    assert panel.list.currentItem().text() == HERE
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Left):
        qtbot.keyClick(panel.list, key)
    assert panel.list.currentItem().text() == HERE, "from inside, Left leads to the heading"
    for key in (Key.Key_Left, Key.Key_Left):
        qtbot.keyClick(panel.list, key)
    assert rows(panel) == opened[:3]
    qtbot.keyClick(panel.list, Key.Key_Return)
    assert rows(panel) == opened
    qtbot.keyClick(panel.list, Key.Key_Space)
    assert rows(panel) == opened[:3]
    qtbot.keyClicks(panel.filter, "step")
    assert rows(panel) == [HERE, "shop, step by step"], "what is looked for is seen"


def test_a_folded_tour_that_begins_is_seen(window: MainWindow) -> None:
    window.commands.tours.start(TourId("shop/edges"))
    assert panel_of(window).list.currentItem().data(ID_ROLE) == "shop/edges"


def test_where_nobody_wrote_one_the_generated_are_seen(
    qtbot: QtBot, tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "shop.dot").write_text(DOT)
    with window_on(qtbot, tmp_path) as made:
        made.actions_table["tours"].trigger()
        assert rows(panel_of(made)) == [HERE, "shop, layer by layer", "shop, step by step"]
        qtbot.mouseClick(panel_of(made).new, LEFT)
        assert made.commands.tours.editor is not None


def test_rows_are_as_high_as_their_words_after_a_resize(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window)
    text = "A title that takes several lines in a panel that somebody made narrow again"
    panel.list.item(1).setData(int(Qt.ItemDataRole.UserRole) + 1, text)

    def heights() -> list[int]:
        return [panel.list.visualItemRect(panel.list.item(n)).height() for n in range(3)]

    seen = {}
    for wide in (600, 170, 240, 600):
        left, middle, right = window.splitter.sizes()
        window.splitter.setSizes([wide, middle + left - wide, right])
        qtbot.wait(0)
        seen[wide] = heights()
        delegate, option = panel.list.itemDelegate(), QStyleOptionViewItem()
        for n, high in enumerate(seen[wide]):
            index = panel.list.indexFromItem(panel.list.item(n))
            assert delegate.sizeHint(option, index).height() == high
    assert seen[170][1] > seen[240][1] > seen[600][1]


def test_a_tour_is_copied_with_its_front_matter(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    panel = panel_of(window)
    for _ in range(2):
        with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
            choose(panel, "way", "Duplicate")
    assert panel.current() == "the_way_copy_2"
    assert set(rows(panel)[1:4]) == {"The way", "The way (copy)", "The way (copy 2)"}
    text = (folder / "tours" / "the_way_copy.md").read_text()
    assert text.startswith('---\ntitle: "The way (copy)"\ndiagram: "shop"\nsequence: true\n---\n')
    assert (folder / "tours" / "way.md").read_text() == WAY


def test_a_deleted_tour_goes_to_the_trash_and_comes_back(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, path = panel_of(window), folder / "tours" / "way.md"
    trash = folder / "trash"

    def move(name: str) -> bool:
        Path(name).rename(trash)
        return True

    monkeypatch.setattr(QFile, "moveToTrash", lambda _: False)
    choose(panel, "way", "Delete")
    qtbot.waitUntil(lambda: "no trash" in window.status.text.text())
    assert path.exists()
    monkeypatch.setattr(QFile, "moveToTrash", move)
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        choose(panel, "way", "Delete")
    assert trash.read_text() == WAY
    assert "The way" not in rows(panel)
    assert window.status.offered.text() == "Undo delete"
    with qtbot.waitSignal(window.jobs.opened, timeout=10_000):
        qtbot.mouseClick(window.status.offered, LEFT)
    assert path.read_text() == WAY
    assert "The way" in rows(panel)
    assert window.status.offered.isHidden()


def test_what_is_nobodys_own_is_not_deleted(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window)
    heading = panel.list.row_of(title=HERE)
    assert heading is not None
    panel.list.setCurrentItem(heading)
    qtbot.keyClick(panel.list, Key.Key_Right)
    menu = menu_of(panel, TourId("shop/layers"))
    assert {a.text(): a.isEnabled() for a in menu.actions() if a.text()} == {
        "Start": True,
        "Present": True,
        "Edit…": True,
        "Export…": True,
        "Duplicate": True,
        "Delete": False,
    }
    menu.close()


def test_the_menu_presents_and_edits(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window)
    choose(panel, "way", "Edit…")
    assert window.commands.tours.editor is not None
    assert window.commands.tours.editor.page.title.text() == "The way"
    choose(panel, "way", "Present")
    presenter = window.commands.presenting.presenter
    assert presenter is not None
    assert presenter.store.state.tour == "way"
    presenter.close()
