"""The contents: a tree of headings that filters, follows the reading, and is worked by keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.session import verbs
from app.sources.markdown.note import parse_note
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from app.ui.views.notes.contents import NotesContents
from app.ui.views.notes.panel import NotesPanel

FILL = "Words that fill the page. " * 60
TEXT = (
    f"Before.\n\n# Network\n\n{FILL}\n\n## Route tables\n\n{FILL}\n\n### Main table\n\n{FILL}\n\n"
    f"## Gateways\n\n{FILL}\n\n#### NAT gateway\n\n{FILL}\n"
)


NOTES = {"net.md": TEXT, "z.md": "# Zebra\n", "a.md": "# Apple\n\n## NAT of apples\n"}
Opened = tuple[NotesPanel, Store]
OpenNotes = Callable[[Mapping[str, str]], Opened]


@pytest.fixture
def opened(open_notes: OpenNotes) -> Opened:
    return open_notes(NOTES)


@pytest.fixture
def store(opened: Opened) -> Store:
    return opened[1]


@pytest.fixture
def panel(opened: Opened, qtbot: QtBot) -> NotesPanel:
    panel, store = opened
    store.do(verbs.open_section, SectionId("network"))
    qtbot.waitUntil(lambda: "Before." in panel.view.toPlainText())
    return panel


def lines(contents: NotesContents) -> list[str]:
    """What is listed, indented by its depth."""
    found: list[str] = []

    def walk(item: QTreeWidgetItem, depth: int) -> None:
        for number in range(item.childCount()):
            child = item.child(number)
            assert child is not None
            if not child.isHidden():
                found.append(f"{'  ' * depth}{child.text(0)}")
                walk(child, depth + 1)

    walk(contents.tree.invisibleRootItem(), 0)
    return found


def _all(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for number in range(item.childCount()):
        child = item.child(number)
        assert child is not None
        yield child
        yield from _all(child)


def marked_item(contents: NotesContents) -> QTreeWidgetItem | None:
    """What is in bold."""
    found = [i for i in _all(contents.tree.invisibleRootItem()) if i.font(0).bold()]
    assert len(found) <= 1
    return found[0] if found else None


def marked(contents: NotesContents) -> str | None:
    item = marked_item(contents)
    return item.text(0) if item is not None else None


def test_it_lists_headings_then_notes(panel: NotesPanel) -> None:
    panel.header.title.click()
    assert lines(panel.contents) == [
        "Network",
        "Network",
        "  Route tables",
        "    Main table",
        "  Gateways",
        "    NAT gateway",
        "Other notes",
        "  Apple",
        "  Zebra",
    ]
    assert panel.header.title.isChecked()
    panel.header.title.click()
    assert panel.contents.isHidden()
    assert not panel.header.title.isChecked()


def test_without_a_note_it_lists_the_notes(open_notes: OpenNotes) -> None:
    panel, _ = open_notes(NOTES)
    panel.toggle_contents()
    assert lines(panel.contents) == ["All notes", "  Apple", "  Network", "  Zebra"]


def test_the_section_in_view_is_marked_while_one_scrolls(panel: NotesPanel, store: Store) -> None:
    panel.toggle_contents()
    assert marked(panel.contents) == "Network"
    store.do(verbs.open_section, SectionId("main-table"))
    assert marked(panel.contents) == "Main table"
    bar = panel.view.verticalScrollBar()
    seen: list[str | None] = []
    for value in range(0, bar.maximum(), 20):
        bar.setValue(value)
        if (now := marked(panel.contents)) not in seen[-1:]:
            seen.append(now)
    assert seen == ["Network", "Route tables", "Main table", "Gateways", "NAT gateway"]
    assert store.state.section == "main-table"
    item = marked_item(panel.contents)
    assert item is not None
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "NAT gateway, in view"


def test_a_filter_keeps_what_has_all_words_and_what_is_above(
    panel: NotesPanel, store: Store, qtbot: QtBot
) -> None:
    panel.toggle_contents()
    assert panel.contents.field.hasFocus()
    QTest.keyClicks(panel.contents.field, "table main")
    wanted = ["Network", "  Route tables", "    Main table"]
    qtbot.waitUntil(lambda: lines(panel.contents) == wanted)
    QTest.keyClick(panel.contents.field, Qt.Key.Key_Return)
    assert store.state.section == "main-table"
    panel.contents.field.clear()
    QTest.keyClicks(panel.contents.field, "zeb")
    QTest.keyClick(panel.contents.field, Qt.Key.Key_Return)  # sooner than the list
    assert store.state.section == "zebra"
    qtbot.waitUntil(lambda: lines(panel.contents)[0] == "Zebra")


def test_nothing_found_says_so(panel: NotesPanel, qtbot: QtBot) -> None:
    panel.toggle_contents()
    QTest.keyClicks(panel.contents.field, "qqq")
    qtbot.waitUntil(lambda: not panel.contents.nothing.isHidden())
    assert lines(panel.contents) == []
    QTest.keyClick(panel.contents.field, Qt.Key.Key_Escape)
    assert panel.contents.isHidden()
    panel.toggle_contents()
    assert panel.contents.nothing.isHidden()
    assert panel.contents.field.text() == ""


def test_keys(panel: NotesPanel, store: Store, qtbot: QtBot) -> None:
    panel.toggle_contents()
    contents = panel.contents
    QTest.keyClick(contents.field, Qt.Key.Key_Down)
    assert contents.tree.hasFocus()
    item = contents.tree.currentItem()
    assert item is not None
    assert item.text(0) == "Route tables"
    QTest.keyClick(contents.tree, Qt.Key.Key_Down)
    QTest.keyClick(contents.tree, Qt.Key.Key_Return)
    assert store.state.section == "main-table"
    QTest.keyClick(contents.tree, Qt.Key.Key_G)
    assert contents.field.hasFocus()
    assert contents.field.text() == "g"
    QTest.keyClick(contents.field, Qt.Key.Key_Escape)
    assert contents.isHidden()
    assert panel.view.hasFocus()


def test_hundreds_of_headings_are_there_at_once(qtbot: QtBot) -> None:
    text = "".join(f"{'#' * (1 + n % 4)} Heading {n}\n\n" for n in range(800))
    note = parse_note(text, "big.md")[0]
    contents = NotesContents()
    qtbot.addWidget(contents)
    contents.show_note(note, (note,))
    started = time.process_time()
    contents.open_list()
    QTest.keyClicks(contents.field, "799")
    QTest.keyClick(contents.field, Qt.Key.Key_Return)  # sooner than the list
    assert time.process_time() - started < 1.0
    assert lines(contents)[-1].strip() == "Heading 799"


def test_the_window_has_a_key_for_it(window: MainWindow) -> None:
    assert window.notes is not None
    window.panels.show_right(False)
    window.actions_table["contents"].trigger()
    assert not window.notes.contents.isHidden()
    assert window.notes.isVisible()
