"""A keystroke in the search: typical queries typed letter by letter, on the bundled workspace
and on one of 5,000 sections. From the key to the results, marked and with their snippets."""

from __future__ import annotations

import random
import statistics
from time import perf_counter

from app.model.diagram import Diagram, Node
from app.model.notes import Note, Notebook, Section
from app.model.workspace import Workspace
from app.search.entry import entries
from app.search.index import Index
from app.search.marks import Marks
from app.search.words import tokens
from app.sources.workspace import load

SECTIONS = 5000
SHOWN = 8  # rows of results in sight
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


def run() -> dict[str, float | dict[int, float]]:
    """95th percentile of a keystroke, ms; for the large workspace also to build the index."""
    small = load(None, run_scripts=lambda _: True)
    large = workspace(small, SECTIONS)
    start = perf_counter()
    index = Index(entries(large))
    build = (perf_counter() - start) * 1000
    few = len(small.notebook.sections)
    return {
        "search_p95_ms": {few: _p95(Index(entries(small))), SECTIONS: _p95(index)},
        "search_build_ms": build,
    }


def _p95(index: Index) -> float:
    times = []
    for query in QUERIES:
        for end in range(1, len(query) + 1):
            typed = query[:end]
            start = perf_counter()
            hits = index.search(typed, "vpc")
            marks = Marks(index, typed)
            for hit in hits[:SHOWN]:
                marks.title(hit)
                marks.snippet(hit)
            times.append((perf_counter() - start) * 1000)
    return statistics.quantiles(times, n=20)[-1]


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
            sections.append(Section(id, id, title, 2, file, n * 4 + 1, text))
        notes.append(Note(file, f"Note {number}", (), tuple(sections), ""))
        nodes = tuple(Node(str(n), dice.choice(names)) for n in range(40))
        diagrams.append(Diagram(str(number), f"Diagram {number}", "", "", nodes=nodes))
    return Workspace("/", "Large", False, tuple(diagrams), Notebook(tuple(notes)))
