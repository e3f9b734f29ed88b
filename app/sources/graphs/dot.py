"""A DOT file → its source graphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from app.bounded import read_whole
from app.errors import LayoutError, SourceError
from app.model import problem
from app.model.problem import Problem
from app.model.source_graph import Attributes, SourceGraph, SourcePlace
from app.model.wording import counted
from app.sources.graphs.dot_encoding import decoded
from app.sources.graphs.dot_text import DotText, LineColumn, in_utf_8, read_text
from app.sources.graphs.escapes import lines_of, plain
from app.sources.graphs.graph import read_graphs
from app.sources.reading import DiagramOrigin, SourceReading

MOST = 200  # graphs of one file
MOST_BYTES = 64 << 20  # of a file

# What a cluster does not take from the one round it, although Graphviz hands it on.
_ALONE = ("class", "URL", "href", "tooltip")

_LINE = re.compile(r"\bline (\d{1,9})\b")

_Name = TypeVar("_Name", str, tuple[str, str])


def read_dot(path: Path, origin: DiagramOrigin) -> SourceReading:
    """Read a DOT file, at most MOST graphs of it, each on its own: one that is broken leaves the
    others whole. A title is the graph's label, else its name; where there are several, its picture
    is called by its name, too."""
    try:
        text, encoding = decoded(read_whole(path, MOST_BYTES))
    except SourceError as why:
        return SourceReading(problems=(problem.error(str(why), origin.file),))
    return read_dot_text(text, origin, encoding.doubt)


def read_dot_text(text: str, origin: DiagramOrigin, doubt: str = "") -> SourceReading:
    """As `read_dot`, of a text. `doubt` is what is uncertain of its letters."""
    parts = read_text(in_utf_8(text))
    problems: list[Problem] = []
    graphs: list[SourceGraph] = []
    lost = 0
    for part in parts[:MOST]:
        place = SourcePlace(origin.file)
        try:
            read = read_graphs(part.text, place, part.html, origin.engine, origin.cancel)
        except LayoutError as why:
            problems.append(_told(part, str(why), origin.file))
            lost += part.is_graph
            continue
        for number, graph in enumerate(read.graphs):
            graphs.append(replace(_finished(graph, part), dot=part.text, number=number))
        if "syntax" in read.complaint:
            problems.append(_told(part, read.complaint, origin.file))
    if doubt and graphs:
        problems.append(problem.warning(doubt, origin.file, kind=problem.LETTERS))
    if more := sum(part.is_graph for part in parts[MOST:]):
        text = f"not drawn: {counted(more, 'graph')} after the first {MOST}"
        problems.append(problem.warning(text, origin.file, kind=problem.OTHER_GRAPHS))
    if len(graphs) + lost > 1:
        graphs = [replace(graph, filename=graph.name) for graph in graphs]
    return SourceReading(tuple(graphs), tuple(problems), lost + more)


def _finished(graph: SourceGraph, found: DotText) -> SourceGraph:
    """With its title and the places of its elements; nodes as they come in the text."""
    file = graph.place.file

    def place(spot: LineColumn | None) -> SourcePlace:
        return SourcePlace(file, *spot) if spot else graph.place

    nodes = [replace(node, place=place(found.nodes.get(node.id))) for node in graph.nodes]
    around = {c.id: c.attributes for c in graph.clusters}
    begins = _matched([c.name for c in graph.clusters], found.clusters, first_is_sure=True)
    clusters = [
        replace(
            cluster,
            place=place(spot),
            attributes=_own(
                cluster.attributes, around[cluster.parent] if cluster.parent else graph.attributes
            ),
        )
        for cluster, spot in zip(graph.clusters, begins, strict=True)
    ]
    pairs = [(edge.tail.id, edge.head.id) for edge in graph.edges]
    spots = _matched(pairs, found.edges, first_is_sure=graph.strict)
    label = plain(graph.attributes.get("label", ""), {"G": graph.name})
    return replace(
        graph,
        title=" ".join(label.split()) or graph.name,
        heading=lines_of(label) or None,
        nodes=tuple(sorted(nodes, key=lambda n: n.place.line or 0)),
        clusters=tuple(clusters),
        edges=tuple(
            replace(edge, place=place(spot)) for edge, spot in zip(graph.edges, spots, strict=True)
        ),
    )


def _own(attributes: Attributes, around: Attributes) -> Attributes:
    """What a subgraph has like the one round it is inherited, not said."""
    return {
        name: value
        for name, value in attributes.items()
        if name not in _ALONE or around.get(name) != value
    }


def _matched(
    names: Sequence[_Name], said: Mapping[_Name, list[LineColumn]], *, first_is_sure: bool
) -> list[LineColumn | None]:
    """Where each of several stands: the nth of a name at the nth place that says it, where these
    are as many; else the first of it at the first, where that is sure, and the others nowhere."""
    counts = Counter(names)
    waiting = {
        name: iter(spots if len(spots) == counts[name] else spots[:first_is_sure])
        for name, spots in said.items()
    }
    none = iter(())
    return [next(waiting.get(name, none), None) for name in names]


def _told(part: DotText, why: str, file: str) -> Problem:
    """What is wrong with a graph that the engine did not take, and on which line of the file: it is
    the text that is at fault, and not the engine."""
    text = part.text.strip("\0\ufeff \t\n")
    if not text:
        empty = "The file is empty: a diagram begins with “digraph {” or “graph {”."
        return problem.error(empty, file)
    if "\0" in text:
        return problem.error("It is not a text file, so it holds no DOT.", file)
    said = re.sub(r"^[\w.-]+ failed: ", "", why)
    found = _LINE.search(said)
    line = int(found[1]) + part.before if found else None
    said = _LINE.sub(f"line {line}", said, count=1)
    return problem.error(said[:1].upper() + said[1:], file, line)
