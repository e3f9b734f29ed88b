"""Reading: how wide lines are, what copying takes along, a note on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.session import answers, verbs
from app.ui.session.store import Store
from app.ui.views.notes.panel import NotesPanel
from app.ui.views.notes.printing import print_note

TEXT = """# Yard

See [the **big** crane](crane.md#lifts) and <https://example.org/a>, ![a picture](none.png).

## Gate

- one
- two [there](#yard)

3. three

```
a  b
c
```

| a | b |
|---|---|
| 1 | [x](y.md) |

<details><summary>More</summary>

Folded away.

</details>
"""
OpenNotes = Callable[[Mapping[str, str]], tuple[NotesPanel, Store]]


@pytest.fixture
def panel(open_notes: OpenNotes, qtbot: QtBot) -> NotesPanel:
    panel, store = open_notes({"yard.md": TEXT, "crane.md": "# Crane\n\n## Lifts\n"})
    store.do(verbs.open_section, SectionId("yard"))
    qtbot.waitUntil(lambda: "See" in panel.view.toPlainText())
    return panel


def choose(panel: NotesPanel, action: str) -> None:
    """From the context menu of the text."""
    view, at = panel.view, QPoint(60, 60)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    (menu,) = (m for m in view.findChildren(QMenu) if m.isVisible())
    next(one for one in menu.actions() if one.text() == action).trigger()
    menu.close()


def test_links_are_copied_with_where_they_lead(panel: NotesPanel) -> None:
    panel.view.selectAll()
    choose(panel, "Copy with links")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("# Yard\n\nSee [the big crane](crane.md#lifts) and ")
    assert "[https://example.org/a](https://example.org/a)," in copied
    assert "## Gate\n\n- one\n- two there\n\n3. three\n\n```\na  b\nc\n```" in copied
    assert "a | b\n--- | ---\n1 | [x](y.md)\n\n" in copied
    assert "Folded away" not in copied


def test_lines_are_as_wide_as_the_panel_where_that_is_wanted(
    panel: NotesPanel, qtbot: QtBot
) -> None:
    panel.resize(1200, 700)
    QApplication.processEvents()
    narrow = panel.view.text_width
    with qtbot.waitSignal(panel.full_width_changed):
        choose(panel, "Lines as wide as the panel")
    qtbot.waitUntil(lambda: panel.view.text_width > 1000 > narrow)
    choose(panel, "Lines as wide as the panel")
    qtbot.waitUntil(lambda: panel.view.text_width == narrow)


def test_a_note_is_printed_whole(panel: NotesPanel, tmp_path: Path) -> None:
    document = panel.showing.on_paper()
    assert document is not None
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "note.pdf"))
    print_note(document, printer)
    assert document.find("Folded away.").block().isVisible()
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF")


def test_a_link_to_a_named_block_goes_to_it_and_lights_it_for_a_moment(
    open_notes: OpenNotes, qtbot: QtBot
) -> None:
    filler = "Words of filler.\n\n" * 120
    crane = f"# Crane\n\n## Lifts\n\n{filler}- Holds five tons. ^tons\n- More\n\n{filler}"
    panel, store = open_notes({"yard.md": "# Yard\n\n[[crane#^tons]]\n", "crane.md": crane})
    store.do(verbs.open_section, SectionId("yard"))
    qtbot.waitUntil(lambda: "tons" in panel.view.toPlainText())
    panel.open_link("crane#%5Etons")
    assert store.state.section == "lifts"

    def lit() -> list[str]:
        return [s.cursor.selectedText() for s in panel.view.extraSelections()]

    qtbot.waitUntil(lambda: "Holds five tons." in lit())
    block = panel.view.document().find("Holds five")
    qtbot.waitUntil(lambda: 0 <= panel.view.cursorRect(block).top() < panel.view.height())
    qtbot.waitUntil(lambda: lit() == ["Lifts"])


def test_no_text_beside_what_scrolls_is_lost(open_notes: OpenNotes, qtbot: QtBot) -> None:
    wide = f"```\n{'word ' * 40}\n```\n\n> [!note]- More\n> Folded\n\n## Price\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    text = f"# Yard\n\nWords.\n\n{wide}" + "".join(
        f"Paragraph {n} of text that goes on.\n\n" for n in range(40)
    )
    panel, store = open_notes({"yard.md": text})
    panel.resize(280, 760)
    store.do(verbs.open_section, SectionId("yard"))
    qtbot.waitUntil(lambda: "Paragraph 39" in panel.view.toPlainText())

    def without_lines() -> list[str]:
        page = panel.view.document()
        page.documentLayout().documentSize()
        blocks = (page.findBlockByNumber(n) for n in range(page.blockCount()))
        return [b.text() for b in blocks if b.isVisible() and not b.layout().lineCount()]

    qtbot.waitUntil(lambda: without_lines() == [])
    panel.resize(500, 760)
    qtbot.waitUntil(lambda: without_lines() == [])


def test_a_note_whose_panel_gets_its_width_before_it_is_there_comes_once(
    open_notes: OpenNotes, qtbot: QtBot, tmp_path: Path
) -> None:
    QImage(1000, 100, QImage.Format.Format_RGB32).save(str(tmp_path / "none.png"))
    panel, store = open_notes({"crane.md": "# Crane\n", "yard.md": TEXT})
    assert store.workspace is not None
    store.do(answers.take_workspace, replace(store.workspace, root=str(tmp_path)))
    store.do(verbs.open_section, SectionId("crane"))
    qtbot.waitUntil(lambda: "Crane" in panel.view.toPlainText())
    showing = panel.showing
    with qtbot.waitSignal(showing.named, timeout=20_000):
        store.do(verbs.open_section, SectionId("yard"))
        panel.resize(900, 700)
    first = panel.view.document()
    assert "See" in first.toPlainText()
    with qtbot.waitSignal(showing.named, timeout=20_000):  # the width rests
        pass
    assert panel.view.document() is first
