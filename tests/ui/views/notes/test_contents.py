"""The contents: a tree of headings that filters, follows the reading, and is worked by keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.model.left_out import OTHER, left_out
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
    """What shows, indented by its depth."""
    found: list[str] = []
    tree, index = contents.tree, contents.model.index(0, 0)
    while index.isValid():
        depth, parent = 0, index.parent()
        while parent.isValid():
            depth, parent = depth + 1, parent.parent()
        found.append(f"{'  ' * depth}{index.data()}")
        index = tree.indexBelow(index)
    return found


def marked_row(contents: NotesContents) -> QModelIndex | None:
    """What is in bold."""
    rows = (contents.model.index_of(row) for row in contents.model.root.below())
    found = [row for row in rows if (font := row.data(Qt.ItemDataRole.FontRole)) and font.bold()]
    assert len(found) <= 1
    return found[0] if found else None


def marked(contents: NotesContents) -> str | None:
    row = marked_row(contents)
    return row.data() if row is not None else None


def test_it_lists_notes_and_the_headings_of_the_one_that_is_read(panel: NotesPanel) -> None:
    panel.header.title.click()
    assert lines(panel.contents) == [
        "Network",
        "  Route tables",
        "    Main table",
        "  Gateways",
        "    NAT gateway",
        "Zebra",
        "Apple",
    ]
    assert panel.header.title.isChecked()
    panel.header.title.click()
    assert panel.contents.isHidden()
    assert not panel.header.title.isChecked()


def test_without_a_note_it_lists_the_notes(open_notes: OpenNotes) -> None:
    panel, _ = open_notes(NOTES)
    panel.toggle_contents()
    assert lines(panel.contents) == ["Network", "Zebra", "Apple"]


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
    row = marked_row(panel.contents)
    assert row is not None
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "NAT gateway, in view"


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
    assert contents.tree.currentIndex().data() == "Route tables"
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


def test_the_page_without_a_note_lists_so_many_in_their_folders(
    open_notes: OpenNotes, qtbot: QtBot
) -> None:
    panel, _ = open_notes(
        {"a/b/c.md": "# See\n", **{f"x/{n}.md": f"# Note {n}\n" for n in range(400)}}
    )
    text = panel.view.toPlainText
    qtbot.waitUntil(lambda: "Nothing is open" in text())
    assert text().index("a/b") < text().index("See") < text().index("x\n") < text().index("Note 9")
    assert "and 201 more" in text()


def _row(contents: NotesContents, text: str) -> QModelIndex:
    rows = (contents.model.index_of(row) for row in contents.model.root.below())
    return next(row for row in rows if row.data() == text)


def test_notes_stand_in_their_folders_and_the_open_one_in_its_place(
    open_notes: OpenNotes, qtbot: QtBot
) -> None:
    many = {f"course/9 More/{n}.md": f"# More {n}\n" for n in range(80)}
    panel, store = open_notes(
        {
            "course/1 Compute/a/EC2.md": "# EC2\n\n## Types\n",
            "course/1 Compute/a/notes.md": "# Lambda\n",
            "course/2 Storage/S3.md": "# S3\n",
            "course/2 Storage/again.md": "# S3\n",
            "course/3 Alone/notes.md": "# Queues\n",
            "course/4 Queues/README.md": "Wait.\n",
            "course/README.md": "# The course\n",
            **many,
        }
    )
    contents = panel.contents
    panel.toggle_contents()
    folders = ["1 Compute/a", "2 Storage", "3 Alone · Queues", "4 Queues", "9 More"]
    assert lines(contents) == [*folders, "The course"]
    store.do(verbs.open_section, SectionId("types"))
    read = ["  EC2", "    Types", "  Lambda"]
    qtbot.waitUntil(lambda: lines(contents) == ["1 Compute/a", *read, *folders[1:], "The course"])
    assert marked(contents) == "Types"

    contents.tree.setFocus()
    contents.tree.setCurrentIndex(_row(contents, "Lambda"))
    QTest.keyClick(contents.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: marked(contents) == "Lambda")
    assert contents.tree.currentIndex().data() == "Lambda"  # the keyboard goes on from there
    store.do(verbs.open_section, SectionId("types"))
    qtbot.waitUntil(lambda: marked(contents) == "Types")

    storage = _row(contents, "2 Storage")
    assert storage.data(Qt.ItemDataRole.AccessibleTextRole) == "2 Storage, folder"
    contents.tree.setCurrentIndex(storage)
    QTest.keyClick(contents.tree, Qt.Key.Key_Return)
    both = ["  S3", "  S3 · again.md"]
    assert lines(contents)[4:7] == ["2 Storage", *both]
    store.do(verbs.open_section, SectionId("lambda"))  # what was opened stays so
    qtbot.waitUntil(lambda: marked(contents) == "Lambda")
    assert lines(contents)[3:6] == ["2 Storage", *both]

    QTest.keyClicks(contents.field, "storage s3")
    qtbot.waitUntil(lambda: lines(contents) == ["2 Storage", *both])


def test_thousands_of_notes_are_there_at_once(qtbot: QtBot) -> None:
    notes = [
        parse_note(f"# Note {n}\n\nText.\n", f"{n // 100} part/{n}.md")[0] for n in range(5_000)
    ]
    contents = NotesContents()
    qtbot.addWidget(contents)
    contents.show_note(notes[4_321], notes)
    started = time.process_time()
    contents.open_list()
    opened = time.process_time()
    QTest.keyClicks(contents.field, "note")
    QTest.keyClick(contents.field, Qt.Key.Key_Return)
    assert opened - started < 0.25
    assert time.process_time() - opened < 0.5
    assert lines(contents)[-1] == "and 4700 more: another word narrows it down"


def test_what_is_left_out_is_one_row_that_unfolds(qtbot: QtBot) -> None:
    contents = NotesContents()
    qtbot.addWidget(contents)
    groups = (left_out(OTHER, ["a.pdf", "b.pdf"], 2),)
    contents.show_note(None, [parse_note("# Zebra\n", "z.md")[0]], groups)
    contents.open_list()
    assert lines(contents) == ["Zebra", "2 files left out"]
    contents.tree.setCurrentIndex(contents.model.index(1, 0))
    QTest.keyClick(contents.tree, Qt.Key.Key_Return)
    QTest.keyClick(contents.tree, Qt.Key.Key_Down)
    QTest.keyClick(contents.tree, Qt.Key.Key_Return)
    assert lines(contents)[1:] == [
        "2 files left out",
        "  Other kinds of files · 2",
        "    a.pdf",
        "    b.pdf",
    ]
    contents.show_note(None, [parse_note("# Zebra\n", "z.md")[0]], groups)
    assert len(lines(contents)) == 5  # it stays open
    QTest.keyClicks(contents.field, "zebra")
    qtbot.waitUntil(lambda: lines(contents) == ["Zebra"])


def test_the_window_has_a_key_for_it(window: MainWindow) -> None:
    assert window.notes is not None
    window.panels.show_right(False)
    window.actions_table["contents"].trigger()
    assert not window.notes.contents.isHidden()
    assert window.notes.isVisible()
