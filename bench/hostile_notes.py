"""How long one event keeps the window's thread where notes are hostile, or only long:
`python bench/hostile_notes.py [NAME …]`.

Each note is under a megabyte and made here. Told is the longest event while it is opened, scrolled
through, resized and searched, as `bench/gui_thread.py` does. Needs no display.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from app.model.diagram import Diagram
from app.model.ids import DiagramId
from app.model.workspace import Workspace
from app.session import answers, verbs
from app.sources.markdown.note import notebook, parse_note
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from bench.gui_thread import REST, EventClock, as_event, tell, until

SIZE = 1440, 900  # px
LIMIT = 120_000  # ms
WHOLE = 900_000  # characters
WORDS = "A task runs in a cluster, and its role says what it may ask of others. "

NOTES: dict[str, Callable[[], str]] = {
    "an ordinary note": lambda: "## Part\n\n" + (WORDS * 5 + "\n\n- one\n- two\n\n") * 12,
    "a long note": lambda: "".join(f"## Part {n}\n\n{WORDS * 20}\n\n" for n in range(600)),
    "20,000 headings": lambda: "# a\n" * 20_000,
    "a line of 900 KB": lambda: "x" * WHOLE,
    "a paragraph of 900 KB": lambda: WORDS * (WHOLE // len(WORDS)),
    "a bold paragraph of 900 KB": lambda: f"**{(WORDS * (WHOLE // len(WORDS))).strip()}**",
    "lines of one paragraph, 900 KB": lambda: (WORDS.strip() + "\n") * (WHOLE // len(WORDS)),
    "900 KB of blanks": lambda: "a" + " " * WHOLE + "b",
    "900 KB of empty lines": lambda: "a" + "\n" * WHOLE + "b",
    "5,000 links": lambda: "[a](b.md) " * 5_000,
    "20,000 marks": lambda: "**a** `b` *c* " * 20_000,
    "3,000 missing pictures": lambda: "![](x.png)\n\n" * 3_000,
    "3,000 missing embeds": lambda: "![[x]]\n\n" * 3_000,
    "a table of 500 columns": lambda: "|" + "a|" * 500 + "\n|" + "-|" * 500 + ("\n|" + "b|" * 500) * 200,
    "a table of 20,000 rows": lambda: "|a|b|\n|-|-|\n" + "|some words|others|\n" * 20_000,
    "a row of 900 KB": lambda: "|a|\n|-|\n|" + WORDS * (WHOLE // len(WORDS)) + "|",
    "code of 900 KB": lambda: "```python\n" + "x = foo(1)  # a\n" * (WHOLE // 16) + "```\n",
    "a line of code of 900 KB": lambda: "```python\n" + "x = 1; " * (WHOLE // 7) + "\n```\n",
    "20,000 blocks of code": lambda: "```\na\n```\n\n" * 20_000,
    "a list of 50,000": lambda: "- a\n" * 50_000,
    "an item of 900 KB": lambda: "- " + WORDS * (WHOLE // len(WORDS)),
    "deep quotes": lambda: ">" * 2_000 + " a\n",
    "a quote of 900 KB": lambda: "> " + WORDS * (WHOLE // len(WORDS)),
    "5,000 quotes": lambda: "> a\n\nb\n\n" * 5_000,
    "5,000 folds": lambda: "<details><summary>a</summary>\n\nb\n\n</details>\n\n" * 5_000,
    "a heading of 900 KB": lambda: "# " + WORDS * (WHOLE // len(WORDS)),
    "HTML of 900 KB": lambda: "<div>\n" + "<b>some words</b>\n" * (WHOLE // 18) + "</div>\n",
    "an HTML table of 900 KB": lambda: "<table>\n" + "<tr><td>a</td><td>b</td></tr>\n" * (WHOLE // 30) + "</table>\n",
    "5,000 footnotes": lambda: "".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(5_000)),
    "5,000 formulas": lambda: "".join(f"$x^{{{n}}}$\n\n" for n in range(5_000)),
}  # fmt: skip


def measure(clock: EventClock, name: str, text: str) -> None:
    """Print a row for each thing that is done with the note."""
    diagram = Diagram(DiagramId("one"), "One", "one", "one.dot")
    diagram.index.fill()
    note, _ = parse_note(text, "n.md")
    space = Workspace("/nowhere", "bench", False, (diagram,), notebook([note]))
    store = Store()
    jobs = Jobs(store)
    window = MainWindow(store, jobs, Settings(theme="light"))
    window.resize(*SIZE)
    window.show()
    window.complete()
    QTest.qWait(REST)
    notes = window.notes
    assert notes is not None
    view = notes.view
    with clock.told(f"Opening {name}"):
        as_event(partial(store.do, answers.take_workspace, space))
        section = space.notebook.notes[0].sections[0].id
        as_event(partial(store.do, verbs.open_section, section))
        _until(lambda: not notes.showing.converting.busy and view.growth.settled)
    with clock.told(f"Scrolling, {name}"):
        bar = view.verticalScrollBar()
        for part in range(11):
            as_event(partial(bar.setValue, bar.maximum() * part // 10))
    with clock.told(f"Resizing, {name}"):
        for by in (40, -40):
            QTimer.singleShot(0, partial(window.resize, SIZE[0] + by, SIZE[1]))
            QTest.qWait(REST)
    window.close()
    jobs.close()
    QTest.qWait(REST)


def _until(met: Callable[[], bool]) -> None:
    until(met, LIMIT)


if __name__ == "__main__":
    tell(NOTES, lambda clock, name, _: measure(clock, name, NOTES[name]()))
