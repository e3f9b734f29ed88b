"""Diagrams that a note says in blocks of code, and formulas, in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.session import verbs
from app.ui.session.store import Store
from app.ui.views.notes.document import PICTURE
from app.ui.views.notes.panel import NotesPanel

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
