"""A keystroke in the search: typical queries typed letter by letter into the real box, on the
bundled workspace and on one of 5,000 sections. From the key to the painted results."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
from time import perf_counter

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Note, Notebook, Section
from app.model.workspace import Workspace
from app.search.words import tokens
from app.session import answers
from app.sources.workspace import load
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow

SECTIONS = 5000
QUERIES = (
    "169.254.169.254",
    "which gateway lets private instances out",
    "capcity provider",
    "nat gateway",
    "securty group",
    "natgw",
    "#iam role",
    "@ecs",
    "s3 bucket policy",
    "deploy to instances",
)


def run() -> dict[str, dict[int, float]]:
    """95th percentile of a keystroke, ms, and the time until the first results, by the number
    of sections."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACETATE_CACHE"] = f"{folder}/cache"
        os.environ["ACETATE_SETTINGS"] = f"{folder}/settings"
        small = load(None)
        spaces = {len(small.notebook.sections): small, SECTIONS: workspace(small, SECTIONS)}
        found = {count: _measure(space) for count, space in spaces.items()}
    return {
        "search_p95_ms": {count: p95 for count, (p95, _) in found.items()},
        "search_first_ms": {count: first for count, (_, first) in found.items()},
    }


def _measure(space: Workspace) -> tuple[float, float]:
    app = QApplication.instance() or QApplication([])
    store = Store()
    jobs = Jobs(store)
    window = MainWindow(store, jobs, Settings(reduce_motion=True))
    window.resize(1920, 1080)
    window.complete()
    store.do(answers.take_workspace, space)
    window.show()
    while store.layout is None:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    start = perf_counter()
    window.searching.open(note_first=False)
    box = window.searching.box
    assert box is not None
    while not box.results.rowCount():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    first = (perf_counter() - start) * 1000
    times = []
    for query in QUERIES:
        box.field.clear()
        for letter in query:
            app.processEvents()
            begin = perf_counter()
            QTest.keyClicks(box.field, letter)
            app.processEvents()
            times.append((perf_counter() - begin) * 1000)
    window.close()
    jobs.close()
    return statistics.quantiles(times, n=20)[-1], first


def workspace(like: Workspace, count: int) -> Workspace:
    """Notes of `count` sections whose words are as frequent as in another's, with a tenth of
    made-up ones, and a diagram for each fifty sections."""
    dice = random.Random(3)  # noqa: S311 - the same notes each time
    words = [w for s in like.notebook.sections for w in tokens(s.text)]
    odd = ["".join(dice.choices("aeioulnrstcdmp", k=dice.randint(4, 10))) for _ in range(8000)]
    titles = [s.title for s in like.notebook.sections]
    names = [n.label for d in like.diagrams for n in d.nodes]
    notes, diagrams = [], []
    for number in range(count // 50):
        file = f"notes/{number}.md"
        sections = []
        for n in range(50):
            text = " ".join(dice.choice(odd if dice.random() < 0.1 else words) for _ in range(90))
            title = f"{dice.choice(titles)} {dice.choice(odd)}"
            id = f"{number}-{n}"
            sections.append(Section(SectionId(id), id, title, 2, file, n * 4 + 1, text))
        notes.append(Note(file, f"Note {number}", (), tuple(sections), ""))
        nodes = tuple(Node(ElementId(str(n)), dice.choice(names)) for n in range(40))
        diagrams.append(Diagram(DiagramId(str(number)), f"Diagram {number}", "", "", nodes=nodes))
    return Workspace("/", "Large", False, tuple(diagrams), Notebook(tuple(notes)))
