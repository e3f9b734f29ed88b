"""Diagrams that a note says in blocks of code, and formulas, in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import QSizeF, QUrl
from PySide6.QtGui import QBrush, QTextBlock, QTextDocument
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.model.notes import Note
from app.scene.theme import DARK, LIGHT
from app.session import verbs
from app.sources.block_diagrams import DiagramBlock
from app.ui.session.store import Store
from app.ui.views.notes.document import PICTURE
from app.ui.views.notes.html import Space, convert
from app.ui.views.notes.panel import NotesPanel
from app.ui.views.notes.view import NotesView

Open = Callable[[Mapping[str, str]], tuple[NotesPanel, Store]]

NOTE = """# Shop

```mermaid
flowchart LR
  till[Till] -->|sells| stock[(Stock)]
```

Between them.

```dot
digraph { till -> stock }
```

```mermaid
pie
  "a": 1
```

```mermaid
flowchart LR
  a -->> b
```

```python
till >> stock
```
"""


def test_flowcharts_and_dot_become_pictures_and_the_rest_stays_code(
    open_notes: Open, qtbot: QtBot
) -> None:
    panel, store = open_notes({"shop.md": NOTE})
    store.do(verbs.open_section, SectionId("shop"))
    qtbot.waitUntil(lambda: panel.view.toPlainText().count(PICTURE) == 2, timeout=30_000)
    text = panel.view.toPlainText()
    assert "till[Till]" not in text
    assert "digraph" not in text
    assert '"a": 1' in text
    assert "only flowcharts are drawn, and this is a pie chart." in text
    assert "Shown as text: line 2 of this flowchart cannot be read." in text
    assert "till >> stock" in text

    panel.open_link("block:block-0")
    (large,) = (d for d in panel.window().findChildren(QDialog) if d.isVisible())
    assert large.windowTitle() == "Diagram"
    shown = large.findChild(NotesView)
    assert isinstance(shown, NotesView)
    assert shown.toPlainText().count(PICTURE) == 1
    large.reject()


def test_a_wide_flowchart_stays_readable_scrolls_and_fits_on_paper(
    open_notes: Open, qtbot: QtBot
) -> None:
    steps = " --> ".join(f"s{n}[Step {n} of it]" for n in range(20))
    text = f"# Shop\n\n```mermaid\nflowchart LR\n  {steps}\n```\n\nWords.\n"
    panel, store = open_notes({"shop.md": text})
    store.do(verbs.open_section, SectionId("shop"))
    qtbot.waitUntil(lambda: PICTURE in panel.view.toPlainText(), timeout=30_000)
    page = panel.view.page
    assert page is not None
    assert panel.showing.page is not None
    layout = panel.showing.page.block("block-0")
    assert layout is not None

    def width(document: QTextDocument | None) -> float:
        assert document is not None
        return float(document.find(PICTURE).charFormat().toImageFormat().width())

    assert width(page) >= 0.7 * layout.width > panel.view.text_width
    (table,) = page.wide.scrolling
    assert page.wide.scroll_to(table, 100)
    assert not page.wide.knows(table), "a click opens it large, no menu of tables"
    panel.open_link("block:block-0")
    (large,) = (d for d in panel.window().findChildren(QDialog) if d.isVisible())
    shown = large.findChild(NotesView)
    assert isinstance(shown, NotesView)
    assert shown.page is not None
    assert width(shown.page) >= 0.7 * layout.width
    large.reject()
    paper = panel.showing.on_paper()
    assert paper is not None
    paper.set_on_paper(QSizeF(500, 700), QBrush())
    assert width(paper) < 500


def test_dot_of_another_workspace_is_another_block() -> None:
    def awaited(root: str) -> frozenset[DiagramBlock]:
        text = "```dot\ndigraph { a [image=a.png] }\n```\n"
        return convert(Note("n/a.md", "A", (), (), text), Space(root, 300)).blocks

    assert awaited("/one") == awaited("/one") != awaited("/two")


def test_what_is_drawn_has_the_colours_of_the_theme_and_on_paper_those_of_paper(
    open_notes: Open, qtbot: QtBot
) -> None:
    panel, store = open_notes(
        {"shop.md": "# Shop\n\n```dot\ndigraph { rankdir=LR; a -> b }\n```\n"}
    )
    store.set_theme(DARK)
    store.do(verbs.open_section, SectionId("shop"))

    def ground(document: QTextDocument | None) -> int:
        """How light the picture's ground is, 0 to 255."""
        assert document is not None
        name = document.find(PICTURE).charFormat().toImageFormat().name()
        image = document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
        return int(image.pixelColor(8, 8).lightness())

    def shown() -> bool:
        return PICTURE in panel.view.toPlainText()

    qtbot.waitUntil(shown, timeout=30_000)
    assert ground(panel.view.document()) < 60
    assert ground(panel.showing.on_paper()) > 200
    store.set_theme(LIGHT)
    qtbot.waitUntil(lambda: shown() and ground(panel.view.document()) > 200)


def test_formulas_become_pictures_as_large_as_the_text(open_notes: Open, qtbot: QtBot) -> None:
    text = "# Sums\n\nSo $x_1$ for $5 or $6, and $\\frac{$.\n\n$$\nE = m c^2\n$$\n"
    panel, store = open_notes({"sums.md": text})
    store.do(verbs.open_section, SectionId("sums"))
    qtbot.waitUntil(lambda: panel.view.toPlainText().count(PICTURE) == 2)
    assert "for $5 or $6, and $\\frac{$." in panel.view.toPlainText()

    def width() -> float:
        found = panel.view.document().find(PICTURE)
        return found.charFormat().toImageFormat().width()

    before = width()
    panel.text_zoom = 2.0
    qtbot.waitUntil(lambda: width() > 1.5 * before > 0)


def test_a_formula_is_no_wider_than_the_column_and_the_lines_keep_their_distance(
    open_notes: Open, qtbot: QtBot
) -> None:
    words = "word " * 40
    panel, store = open_notes(
        {
            "a.md": f"# Sums\n\n{words}\n\n{words}$x_1$ {words}\n\n$${'x+' * 16}y$$\n\n$${'x+' * 80}y$$\n"
        }
    )
    store.do(verbs.open_section, SectionId("sums"))
    qtbot.waitUntil(lambda: panel.view.toPlainText().count(PICTURE) == 2)

    def width() -> float:
        document = panel.view.document()
        alone = document.find(PICTURE, document.find(PICTURE))
        return alone.charFormat().toImageFormat().width()

    qtbot.waitUntil(lambda: 0 < width() <= panel.view.text_width)
    assert "x+x+x+x" in panel.view.toPlainText()  # would be too small
    document = panel.view.document()
    inline = document.find(PICTURE)

    def line_height(block: QTextBlock) -> float:
        lines = block.layout().lineCount()
        return float(document.documentLayout().blockBoundingRect(block).height() / lines)

    plain = inline.block().previous()
    assert line_height(inline.block()) == pytest.approx(line_height(plain), rel=0.1)
