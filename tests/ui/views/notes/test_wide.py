"""Lines of code and words in cells stay whole: what is too wide shrinks or scrolls by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QTextTable, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.model.notes import Note
from app.scene.theme import LIGHT
from app.ui.views.notes.document import Document
from app.ui.views.notes.enlarged import open_large
from app.ui.views.notes.html import Space, convert
from app.ui.views.notes.style import MARGIN
from app.ui.views.notes.view import NotesView

LONG = "result = client.describe(filters) " + "and_so_on " * 20
BOXES = "┌{0}┐ ┌{0}┐\n│{1}│ │{1}│\n└{0}┘ └{0}┘"
TEXT = f"""# Wide

Words.

```python
{LONG}
short = 1
```

```
{BOXES.format("─" * 22, " " * 22)}
```

| Kind of volume | Throughput | IOPS at most | Price | Use |
|---|---|---|---|---|
| general purpose | 250 | 16000 | 0.10 | databases of moderate size |

> ```
> {LONG}
> ```
>
> {"quoted words " * 20}
>
> ```
> short = 2
> ```

The end.
"""


@pytest.fixture
def view(qtbot: QtBot) -> NotesView:
    view = NotesView(str)
    qtbot.addWidget(view)
    view.resize(380, 900)
    view.show()
    return view


def show(view: NotesView, text: str) -> Document:
    made = convert(Note("a.md", "A", (), (), text), Space("/nowhere", view.text_width))
    document = Document(made.parts, {}, LIGHT, view.font(), 1.0, view, made.folds)
    document.grow()
    view.show_page(document, LIGHT, 1.0)
    QApplication.processEvents()
    return document


def lines(document: Document, words: str) -> int:
    """In how many lines the block with these words stands."""
    block = document.find(words).block()
    return block.layout().lineCount()


def card(document: Document, words: str) -> QTextTable:
    table = document.find(words).currentTable()
    assert table is not None
    return table


def wheel(view: NotesView, at: QPoint, x: int) -> None:
    viewport = view.viewport()
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        QPoint(),
        QPoint(x, 0),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_lines_of_code_and_words_in_cells_are_whole(view: NotesView) -> None:
    document = show(view, TEXT)
    assert lines(document, "describe") == 2
    for word in ("Throughput", "16000", "databases of"):
        line = document.find(word).block().layout()
        said = document.find(word).block().text()
        cuts = [line.lineAt(n).textStart() for n in range(1, line.lineCount())]
        assert all(said[cut - 1] == " " for cut in cuts), said
    assert lines(document, "quoted words") > 3  # the text beside wraps as ever
    beside = document.box(card(document, "short = 2"))
    assert beside.right() <= view.viewport().width() - MARGIN + 1


def test_a_drawing_shrinks_to_fit_and_grows_again(view: NotesView) -> None:
    document = show(view, TEXT)
    drawing = document.find("┌─")
    small = drawing.charFormat().font().pixelSize()
    assert lines(document, "┌─") == 3
    assert document.wide.hidden(card(document, "┌─")) == 0
    view.resize(900, 900)
    QApplication.processEvents()
    assert document.find("┌─").charFormat().font().pixelSize() == 12 > small >= 9


def test_a_card_scrolls_by_itself_and_the_text_stays(view: NotesView) -> None:
    document = show(view, TEXT)
    table = card(document, "describe")
    box = document.box(table)
    assert box.right() <= view.viewport().width() - MARGIN + 1
    at = box.center().toPoint()
    wheel(view, at, -240)
    assert document.wide.offset(table) == 240
    assert document.wide.offset(card(document, "quoted")) == 0
    assert view.horizontalScrollBar().value() == 0
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    drawn = view.cursorRect().x() - 240  # what was clicked is what is seen there
    assert abs(drawn - at.x()) < 120
    assert view.textCursor().selectedText() == "and_so_on"
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert document.wide.offset(table) == 180
    wheel(view, at, 5000)
    assert document.wide.offset(table) == 0


def test_its_thumb_can_be_dragged(view: NotesView) -> None:
    document = show(view, TEXT)
    table = card(document, "describe")
    box = document.box(table)
    left, right = QPoint(round(box.left()) + 20, round(box.bottom()) - 4), round(box.right())
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=left)
    QTest.mouseMove(view.viewport(), QPoint(right, left.y()))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(right, left.y()))
    assert document.wide.offset(table) == document.wide.hidden(table) > 0
    assert not view.textCursor().hasSelection()


def test_what_is_found_in_a_line_is_scrolled_into_sight(view: NotesView) -> None:
    document = show(view, TEXT.replace("and_so_on \n", "and_so_on last_word\n", 1))
    found = document.find("last_word")
    view.show_found([found], 0)
    table = card(document, "describe")
    ends = QTextCursor(found)
    x = view.cursorRect(ends).left() - document.wide.offset(table)
    assert document.box(table).left() < x < document.box(table).right()


def test_a_table_opens_large_and_whole(view: NotesView, qtbot: QtBot) -> None:
    document = show(view, TEXT)
    open_large(view, document, card(document, "describe"), LIGHT)
    (dialog,) = view.window().findChildren(QDialog)
    large = dialog.findChild(NotesView)
    assert isinstance(large, NotesView)
    assert "describe" in large.toPlainText()
    assert "Words." not in large.toPlainText()
    assert large.width() > view.width()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not view.window().findChildren(QDialog))


def test_code_in_what_folds_is_whole_once_it_is_open(view: NotesView) -> None:
    document = show(view, f"<details><summary>More</summary>\n\n```\n{LONG}\n```\n\n</details>\n")
    document.folds.toggle(0)
    QApplication.processEvents()
    assert lines(document, "describe") == 1
    assert document.wide.hidden(card(document, "describe")) > 0


def test_of_a_long_cell_its_beginning_is_looked_at(view: NotesView) -> None:
    """A cell of 30,000 letters is shown; to measure each of its words would hold the window up."""

    def wide(cell: str) -> float:
        document = show(view, f"|a|\n|-|\n|{cell}|\n")
        return document.wide.natural(card(document, "some"))

    assert wide("some " * 5_000 + "counterrevolutionaries" * 3) == wide("some " * 5_000)
    assert wide("some " * 3) < wide("some " * 3 + "counterrevolutionaries")
