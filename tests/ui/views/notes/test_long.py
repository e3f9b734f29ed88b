"""A long note is built in steps; the steps make what one piece would have made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.scene.theme import DARK, LIGHT
from app.session import verbs
from app.sources.markdown.note import parse_note
from app.ui.session.store import Store
from app.ui.views.notes.document import Document
from app.ui.views.notes.html import Page, Space, convert
from app.ui.views.notes.panel import NotesPanel
from app.ui.views.notes.view import NotesView

WORDS = "alpha beta gamma delta service network instance bucket queue policy role subnet gateway "


def long_text(headings: int) -> str:
    """600 characters a heading, of all kinds of blocks."""
    kinds = (
        f"{WORDS * 3}**bold** `code` [link](#heading-1)\n\n",
        f"- {WORDS}\n- {WORDS}\n\n1. {WORDS}\n\n",
        f"| a | b |\n|---|---|\n| {WORDS} | {WORDS} |\n\n",
        f"```python\nx = '{WORDS}'\n```\n\n",
        f"<details><summary>Question</summary>\n\n{WORDS}\n\n</details>\n\n",
        f"> {WORDS}\n\n",
    )
    return "".join(
        f"{'#' * (1 + n % 3)} Heading {n}\n\n{kinds[n % 6]}{WORDS * 3}\n\n{kinds[n // 6 % 6]}"
        for n in range(headings)
    )


def page(text: str) -> Page:
    return convert(parse_note(text, "a.md")[0], Space("/nowhere", 300))


def appearance(document: Document) -> list[tuple[object, ...]]:
    """Each block's text and shape."""
    found: list[tuple[object, ...]] = []
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        margins = shape.topMargin(), shape.bottomMargin(), shape.lineHeight(), shape.indent()
        listed = block.textList() is not None
        found.append((block.text(), shape.headingLevel(), margins, listed, block.isVisible()))
        block = block.next()
    return found


def test_steps_make_what_one_piece_makes() -> None:
    made = page(long_text(60))
    assert len(made.parts) > 4
    whole = Document(made.html, {}, LIGHT, QFont(), 1.0)
    steps = Document(made.parts, {}, LIGHT, QFont(), 1.0)
    while not steps.complete:
        steps.grow(0)
    assert appearance(steps) == appearance(whole)
    assert len(steps.cards) == len(whole.cards) > 5
    assert len(steps.quotes) == len(whole.quotes) > 5
    assert steps.folds.states == whole.folds.states
    end = whole.characterCount() - 1
    for line in (1, 100, 200):
        assert steps.extent(line, end) == whole.extent(line, end)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"- item{n} {WORDS}\n" for n in range(400)),
        "".join(f"- [ ] item{n} {WORDS}\n" for n in range(400)),
        "".join(f"{n + 7}. item{n} {WORDS}\n" for n in range(400)),
        " ".join(f"item{n} {WORDS}" for n in range(400)),
        "\n".join(f"item{n} *{WORDS.strip()}*" for n in range(400)),
    ],
)
def test_a_long_list_and_a_long_line_are_cut_without_loss(text: str) -> None:
    made = page(text)
    assert max(map(len, made.parts)) < 20_000
    document = Document(made.parts, {}, LIGHT, QFont(), 1.0)
    document.grow()
    shown = document.toPlainText().split()
    assert [w for w in shown if w.startswith("item")] == [f"item{n}" for n in range(400)]


def test_numbers_go_on() -> None:
    html = page("".join(f"{n + 7}. {WORDS}\n" for n in range(400))).html
    assert '<ol start="7"' in html
    starts = [int(s.partition('"')[0]) for s in html.split('start="')[1:]]
    assert starts == sorted(set(starts))
    assert html.count("<li>") == 400


Opened = tuple[NotesPanel, Store]
OpenNotes = Callable[[Mapping[str, str]], Opened]


@pytest.fixture
def opened(open_notes: OpenNotes) -> Opened:
    return open_notes({"a.md": long_text(500), "b.md": "# B\n"})


@pytest.fixture
def store(opened: Opened) -> Store:
    return opened[1]


@pytest.fixture
def panel(opened: Opened) -> NotesPanel:
    return opened[0]


def marked_top(panel: NotesPanel) -> int:
    (*_, first) = reversed(panel.view.extraSelections())
    return int(panel.view.cursorRect(first.cursor).top())


def complete(panel: NotesPanel) -> bool:
    return panel.view.growth.complete


def test_the_window_lives_while_a_long_note_opens(
    panel: NotesPanel, store: Store, qtbot: QtBot
) -> None:
    turns: list[bool] = []
    probe = QTimer(interval=0)
    probe.timeout.connect(lambda: turns.append(complete(panel)))
    store.do(verbs.open_section, SectionId("heading-0"))
    probe.start()
    qtbot.waitUntil(lambda: "Heading 3" in panel.view.toPlainText())
    assert not complete(panel)
    assert 0 <= marked_top(panel) < 60
    qtbot.waitUntil(lambda: complete(panel), timeout=60_000)
    probe.stop()
    assert turns.count(False) > 20
    assert "Heading 499" in panel.view.toPlainText()


def test_a_section_far_down_is_gone_to_when_it_is_there(
    panel: NotesPanel, store: Store, qtbot: QtBot
) -> None:
    store.do(verbs.open_section, SectionId("heading-480"))
    qtbot.waitUntil(lambda: bool(panel.view.extraSelections()), timeout=60_000)
    assert panel.view.extraSelections()[0].cursor.selectedText() == "Heading 480"
    assert panel.view.updatesEnabled()
    assert 0 <= marked_top(panel) < 60
    qtbot.waitUntil(lambda: complete(panel), timeout=60_000)
    top = marked_top(panel)
    store.set_theme(DARK)
    qtbot.waitUntil(lambda: bool(panel.view.extraSelections()), timeout=60_000)
    assert abs(marked_top(panel) - top) < 3


def _settled(view: NotesView) -> bool:
    return view.growth.settled


def far_down(panel: NotesPanel, store: Store, qtbot: QtBot) -> None:
    """All of the note is there, and one reads near its end."""
    store.do(verbs.open_section, SectionId("heading-480"))
    qtbot.waitUntil(lambda: bool(panel.view.extraSelections()), timeout=20_000)
    qtbot.waitUntil(lambda: complete(panel) and not panel.view.scrolling, timeout=20_000)


def test_another_width_is_laid_out_in_steps_and_one_reads_on(
    panel: NotesPanel, store: Store, qtbot: QtBot
) -> None:
    view = panel.view
    far_down(panel, store, qtbot)
    bar, (position, _) = view.verticalScrollBar(), view.place()
    seen: list[int] = []
    view.section_in_view.connect(seen.append)
    steps: list[int] = []
    for width in (360, 400, 330):
        panel.resize(width, 700)
        QApplication.processEvents()
        assert not view.growth.settled
        assert view.place()[0] == position
    while not view.growth.settled:
        QApplication.processEvents()
        QTest.mouseMove(view.viewport(), QPoint(40, 40 + len(steps) % 2))
        steps.append(bar.maximum())
    assert len(steps) > 2
    line = view.cursor_at(position).block().length()
    assert abs(view.place()[0] - position) < line
    assert 0 <= marked_top(panel) < 60
    assert not seen
    page = view.page
    assert page is not None
    assert bar.maximum() == round(page.size().height()) - view.viewport().height()


def test_another_width_of_a_long_note_is_the_same_as_if_it_had_always_been(qtbot: QtBot) -> None:
    made = page(long_text(300))
    views = NotesView(str), NotesView(str)
    heights: list[list[float]] = []
    for view, widths in zip(views, ((420, 600, 340), (340,)), strict=True):
        qtbot.addWidget(view)
        view.resize(widths[0], 600)
        view.show()
        view.show_page(Document(made.parts, {}, LIGHT, view.font(), 1.0, view), LIGHT, 1.0)
        for width in widths:
            view.resize(width, 600)
            qtbot.waitUntil(partial(_settled, view), timeout=20_000)
        shown = view.page
        assert shown is not None
        heights.append(
            [shown.extent(line, 0)[0] for line in range(1, 4_000) if shown.heading(line)]
        )
        assert shown.wide.scrolling
    assert heights[0] == heights[1]
    assert len(heights[0]) == 300


def test_another_width_begins_after_the_window_has_it(
    panel: NotesPanel, store: Store, qtbot: QtBot
) -> None:
    far_down(panel, store, qtbot)
    page = panel.view.page
    assert page is not None
    before = page.pageSize().width()
    panel.resize(panel.width() - 80, panel.height())
    assert panel.view.viewport().width() != before
    assert page.pageSize().width() == before
    assert not panel.view.growth.settled
    QApplication.processEvents()
    assert page.pageSize().width() == panel.view.viewport().width()


def test_a_note_that_is_opened_while_another_is_laid_out_anew_comes(
    panel: NotesPanel, store: Store, qtbot: QtBot
) -> None:
    far_down(panel, store, qtbot)
    panel.resize(360, 700)
    QApplication.processEvents()
    assert not panel.view.growth.settled
    store.do(verbs.open_section, SectionId("b"))
    qtbot.waitUntil(lambda: panel.view.toPlainText().startswith("B"), timeout=20_000)
    assert panel.view.growth.settled
    assert panel.view.place()[0] == 0
    assert not panel.view.verticalScrollBar().signalsBlocked()


def test_another_note_in_between_stops_it(panel: NotesPanel, store: Store, qtbot: QtBot) -> None:
    store.do(verbs.open_section, SectionId("heading-480"))
    qtbot.waitUntil(lambda: "Heading 3" in panel.view.toPlainText(), timeout=60_000)
    store.do(verbs.open_section, SectionId("b"))
    qtbot.waitUntil(lambda: panel.view.toPlainText().startswith("B"), timeout=60_000)
    assert panel.view.updatesEnabled()
    assert complete(panel)
    assert panel.view.extraSelections()[0].cursor.selectedText() == "B"


def test_finding_goes_on_as_the_note_grows(panel: NotesPanel, store: Store, qtbot: QtBot) -> None:
    panel.find_bar.open_bar()
    panel.find_bar.field.setText("Heading 499")
    store.do(verbs.open_section, SectionId("heading-0"))
    qtbot.waitUntil(lambda: complete(panel), timeout=60_000)
    qtbot.waitUntil(lambda: panel.find_bar.count.text() == "1 found", timeout=60_000)


def test_a_note_that_is_open_before_there_is_a_panel_shows_its_top(
    store: Store, qtbot: QtBot
) -> None:
    store.do(verbs.open_section, SectionId("heading-0"))
    panel = NotesPanel(store)
    qtbot.addWidget(panel)
    qtbot.waitUntil(
        lambda: complete(panel) and "Heading 0" in panel.view.toPlainText(), timeout=60_000
    )
    panel.resize(420, 700)
    panel.show()
    assert panel.view.verticalScrollBar().maximum() > 500
    assert panel.view.verticalScrollBar().value() < 50
    panel.close_work()
