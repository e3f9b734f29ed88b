"""How long one house layout takes beside `dot -Tsvg` of the same graph: `python bench/sizes.py [N …]`.

Plain and clustered graphs, each once by both, one right after the other. The ratio tells what the
machine does not.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.engine import find
from app.layout.layout import lay_out
from app.layout.tangle import tangle
from app.model.diagram_layout import DiagramLayout
from app.model.picture_style import PictureStyle
from app.sources.workspace import load

COUNTS = (20, 50, 100, 300, 1000)
CLUSTER = 15  # nodes, about
HEAD = ("nodes", "layout, s", "dot, s", "ratio", "crossings", "bends", "drawn by")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time of a house layout beside dot's.")
    parser.add_argument("nodes", nargs="*", type=int, default=COUNTS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACETATE_CACHE"] = f"{folder}/cache"
        print(f"| {' | '.join(HEAD)} |\n| {' | '.join(['---:'] * len(HEAD))} |")
        for count in asked.nodes:
            for clustered in (False, True):
                file = Path(folder) / f"graph_{count}{'c' if clustered else ''}.dot"
                file.write_text(graph(count, clustered), "utf-8")
                print(f"| {' | '.join(_row(file))} |", flush=True)


def graph(count: int, clustered: bool) -> str:
    """A graph of so many nodes and a third more edges, most of them to a near node, as DOT."""
    random = Random(f"{count} {clustered}")  # noqa: S311
    return (
        "digraph {\nrankdir=LR\nnode [shape=box]\n"
        + "\n".join(_lines(random, count, clustered))
        + "\n}\n"
    )


def _lines(random: Random, count: int, clustered: bool) -> Iterator[str]:
    for start in range(0, count, CLUSTER):
        names = "; ".join(
            f'n{i} [label="service {i}"]' for i in range(start, min(start + CLUSTER, count))
        )
        said = f'label="Group {start // CLUSTER}"; '
        yield f"subgraph cluster_{start} {{ {said}{names} }}" if clustered else names
    for i in range(1, count):
        yield f"n{max(0, i - random.randint(1, CLUSTER))} -> n{i}"
    for _ in range(count // 3):
        one = random.randrange(count)
        other = min(count - 1, one + random.randint(1, 2 * CLUSTER))
        if one != other:
            yield f"n{one} -> n{other}" + random.choice(("", ' [label="reads"]'))


def _row(file: Path) -> Iterator[str]:
    """The cells of one row."""
    (diagram,) = load(file).diagrams
    start = perf_counter()
    layout: DiagramLayout = lay_out(diagram, style=PictureStyle.HOUSE)
    ours = perf_counter() - start
    start = perf_counter()
    subprocess.run([find(None), "-Tsvg", "-o", os.devnull, str(file)], check=True)
    theirs = perf_counter() - start
    found = tangle(layout.edges.values())
    yield file.stem.removeprefix("graph_")
    yield f"{ours:.2f}"
    yield f"{theirs:.2f}"
    yield f"{ours / theirs:.1f}"
    yield f"{found.crossings}"
    yield f"{found.bends}"
    yield ", ".join(f"{name} {number}" for name, number in layout.routers.items())


if __name__ == "__main__":
    main()
