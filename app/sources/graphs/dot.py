"""A DOT file → its diagram."""

from __future__ import annotations

import re
from pathlib import Path

from app.errors import LayoutError
from app.model import problem
from app.sources.graphs.building import build
from app.sources.graphs.escapes import plain
from app.sources.graphs.graph import read_graph
from app.sources.reading import Origin, Reading

_TOKEN = re.compile(
    r'/\*.*?\*/|//[^\n]*|^\#[^\n]*|"((?:[^"\\]|\\.)*)"|(\w+)|\n', re.MULTILINE | re.DOTALL
)


def read_dot(path: Path, origin: Origin) -> Reading:
    """Read a DOT file. The id and the picture's name are the file's stem; the title is the
    graph's label, else its name, else the stem."""
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as why:
        return Reading(
            problems=(problem.error(f"It cannot be read: {why.strerror}.", origin.file),)
        )
    try:
        graph = read_graph(text, origin.engine, origin.cancel)
    except LayoutError as why:
        found = re.search(r"\bline (\d+)", str(why))
        line = int(found[1]) if found else None
        return Reading(problems=(problem.error(str(why), origin.file, line),))
    title = plain(graph.attrs.get("label", ""), {"G": graph.name}).replace("\n", " ")
    return build(
        graph,
        origin,
        id=path.stem,
        title=title or graph.name,
        filename=path.stem,
        lines=_first_lines(text),
    )


def _first_lines(text: str) -> dict[str, int]:
    """The line on which each name first stands, comments apart."""
    found: dict[str, int] = {}
    line = 1
    for match in _TOKEN.finditer(text):
        name = match[1] or match[2]
        if name:
            found.setdefault(name, line)
        line += match[0].count("\n")
    return found
