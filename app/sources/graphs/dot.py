"""A DOT file → its source graph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from app.errors import LayoutError
from app.model import problem
from app.model.source_graph import Attributes, SourceGraph, SourcePlace
from app.model.wording import counted
from app.sources.graphs.dot_text import DotText, LineColumn, read_text
from app.sources.graphs.escapes import plain
from app.sources.graphs.graph import Answered, read_graph
from app.sources.reading import DiagramOrigin, SourceReading

# What a cluster does not take from the one round it, although Graphviz hands it on.
_ALONE = ("class", "URL", "href", "tooltip")

_Name = TypeVar("_Name", str, tuple[str, str])


def read_dot(path: Path, origin: DiagramOrigin) -> SourceReading:
    """Read a DOT file. The title is the graph's label, else its name."""
    try:
        content = path.read_bytes()
    except OSError as why:
        wrong = problem.error(f"It cannot be read: {why.strerror}.", origin.file)
        return SourceReading(problems=(wrong,))
    text = content.decode("utf-8-sig", "replace")
    found = read_text(text)
    try:
        read = read_graph(text, SourcePlace(origin.file), found.html, origin.engine, origin.cancel)
    except LayoutError as why:
        said, line = _told(text, str(why))
        return SourceReading(problems=(problem.error(said, origin.file, line),))
    told = tuple(
        problem.warning(message, origin.file, kind=kind)
        for message, kind in (
            (_lost_letters(text, content), problem.LETTERS),
            (_left_over(read, found.graphs), problem.OTHER_GRAPHS),
        )
        if message
    )
    return SourceReading((replace(_finished(read.graph, found), dot=text),), told)


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
    return replace(
        graph,
        title=plain(graph.attributes.get("label", ""), {"G": graph.name}).replace("\n", " ")
        or graph.name,
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


def _lost_letters(text: str, content: bytes) -> str:
    lost = text.count("\ufffd") - content.count("\ufffd".encode())
    if lost <= 0:
        return ""
    what = f"{counted(lost, 'character')} cannot be read and {'is' if lost == 1 else 'are'} lost"
    return f"{what}: the file is not in UTF-8."


def _left_over(read: Answered, count: int) -> str:
    """What of the file is behind the graph that is drawn, which is one of that many."""
    if "syntax" in read.complaint:
        return f"not drawn: what follows the first graph, which cannot be read: {read.complaint}"
    # The engine passes over one that begins on the line where the last ended.
    more = max(len(read.others), count - 1)
    if more <= 0:
        return ""
    names = ", ".join(f"“{name[:40]}”" for name in read.others[:3] if name)
    some = f": {names}{', …' if more > 3 else ''}" if names else ""
    return f"not drawn: {counted(more, 'more graph')} in the file{some}"


def _told(text: str, why: str) -> tuple[str, int | None]:
    """What is wrong with a text that the engine did not take, and on which line: it is the text
    that is at fault, and not the engine."""
    if not text.strip("\0\ufeff \t\r\n"):
        return "The file is empty: a diagram begins with “digraph {” or “graph {”.", None
    found = re.search(r"\bline (\d{1,9})", why)
    said = re.sub(r"^[\w.-]+ failed: ", "", why)
    return said[:1].upper() + said[1:], int(found[1]) if found else None
