"""What folds: shut at first where the note says so, opened by click, Enter, finding, going there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.scene.theme import DARK
from app.session import verbs
from app.ui.session.store import Store
from app.ui.views.notes.document import Document
from app.ui.views.notes.panel import NotesPanel

TEXT = """# Quiz

Words. [Hidden part](#hidden-part), [a place](#spot)

<details><summary>First question</summary>

Answer one with a [link](other.md).

<details><summary>Inner question</summary>

Inner answer <b id="spot">here</b>.

```
some code
```

</details>

</details>

<details open><summary>Second question</summary>

Answer two.

</details>

<details><summary>Third question</summary>

## Hidden part

Under a heading.

</details>

Last words.
"""


Opened = tuple[NotesPanel, Store]
OpenNotes = Callable[[Mapping[str, str]], Opened]


@pytest.fixture
def opened(open_notes: OpenNotes) -> Opened:
    return open_notes({"quiz.md": TEXT, "other.md": "# Other\n"})


@pytest.fixture
def store(opened: Opened) -> Store:
    return opened[1]


@pytest.fixture
def panel(opened: Opened, qtbot: QtBot) -> NotesPanel:
    panel, store = opened
    store.do(verbs.open_section, SectionId("quiz"))
    qtbot.waitUntil(lambda: "Words." in panel.view.toPlainText())
    return panel


def shows(panel: NotesPanel, words: str) -> bool:
    cursor = panel.view.document().find(words)
    assert not cursor.isNull(), words
    return bool(cursor.block().isVisible())


def middle(panel: NotesPanel, words: str) -> QPoint:
    cursor = panel.view.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    return QPoint(panel.view.cursorRect(cursor).center())


def click(panel: NotesPanel, words: str) -> None:
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel, words))


def test_shut_unless_the_note_opens_it(panel: NotesPanel) -> None:
    assert not shows(panel, "Answer one")
    assert not shows(panel, "some code")
    assert shows(panel, "Answer two")
    assert shows(panel, "Last words")
    text = panel.view.toPlainText()
    assert "▸ First question" in text
    assert "▾ Second question" in text


def test_a_click_opens_and_shuts(panel: NotesPanel) -> None:
    height = panel.view.document().size().height()
    click(panel, "First question")
    assert shows(panel, "Answer one")
    assert not shows(panel, "Inner answer")
    assert "▾ First question" in panel.view.toPlainText()
    click(panel, "Inner question")
    assert shows(panel, "Inner answer")
    click(panel, "First question")
    assert not shows(panel, "Inner answer")
    assert panel.view.document().size().height() == pytest.approx(height, abs=1)
    click(panel, "First question")
    assert shows(panel, "Inner answer")


def test_tab_and_enter_open_and_pass_over_what_is_shut(panel: NotesPanel) -> None:
    panel.view.setFocus()
    seen = []
    for _ in range(6):
        QTest.keyClick(panel.view, Qt.Key.Key_Tab)
        seen.append(panel.view.textCursor().selectedText())
    assert seen[:5] == [
        "Hidden part", "a place", "▸ First question", "▾ Second question", "▸ Third question",
    ]  # fmt: skip
    panel.view.setFocus()
    cursor = panel.view.document().find("▸ Third question")
    panel.view.setTextCursor(cursor)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert shows(panel, "Under a heading")


def test_finding_opens_what_it_lands_in(panel: NotesPanel) -> None:
    panel.find_bar.open_bar()
    QTest.keyClicks(panel.find_bar.field, "some code")
    assert panel.find_bar.count.text() == "1 of 1"
    assert shows(panel, "some code")
    assert shows(panel, "Answer one")


def test_going_to_a_section_opens_it(panel: NotesPanel, store: Store) -> None:
    store.do(verbs.open_section, SectionId("hidden-part"))
    assert shows(panel, "Under a heading")
    assert not shows(panel, "Answer one")


def test_a_link_to_a_place_opens_it(panel: NotesPanel, store: Store) -> None:
    panel.open_link("#spot")
    assert shows(panel, "Inner answer")
    assert store.state.section == "quiz"


def test_what_was_opened_stays_open_in_another_look(panel: NotesPanel, store: Store) -> None:
    click(panel, "First question")
    click(panel, "Second question")
    store.set_theme(DARK)
    assert shows(panel, "Answer one")
    assert not shows(panel, "Answer two")


def test_shut_parts_are_no_section_in_view(panel: NotesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.view.clicked) as clicked:
        click(panel, "Last words")
    assert clicked.args == [1]
    click(panel, "Third question")
    with qtbot.waitSignal(panel.view.clicked) as clicked:
        click(panel, "Last words")
    assert clicked.args == [29]


def test_a_fold_tells_nothing_of_its_address(panel: NotesPanel) -> None:
    said: list[str] = []
    panel.hint.connect(said.append)
    panel.open_link("#fold:0")
    assert said == []
    assert isinstance(panel.view.textCursor(), QTextCursor)


def test_a_folded_callouts_bar_stands_at_itself(open_notes: OpenNotes, qtbot: QtBot) -> None:
    panel, store = open_notes({"a.md": "# A\n\nOne.\n\n## B\n\n> [!warning]- Shut\n> inside\n"})
    store.do(verbs.open_section, SectionId("a"))
    qtbot.waitUntil(lambda: "Shut" in panel.view.toPlainText())
    document = panel.view.document()
    assert isinstance(document, Document)
    (quote,) = document.quotes
    title = document.top(document.find("Shut").block())
    box = document.box(quote)
    assert box.top() < title < box.bottom() < title + 60
    assert document.tone(quote) == "warning"
