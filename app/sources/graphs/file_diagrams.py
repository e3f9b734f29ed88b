"""What a file's source graphs become: diagrams with ids and names of their own."""

from __future__ import annotations

import re

from app.model.diagram import Diagram
from app.model.ids import DiagramId
from app.model.problem import Problem, Severity
from app.paths import text_of
from app.sources.graphs.building import build
from app.sources.reading import DiagramOrigin, Reading, SourceReading


def diagrams_of(source: SourceReading, origin: DiagramOrigin, stem: str) -> Reading:
    """A diagram's id is the file's stem, or stem/filename where the file has several; its picture
    is called as the file says, else as the file is."""
    several = len(source.graphs) + source.lost > 1
    diagrams: list[Diagram] = []
    problems: list[Problem] = []
    taken: dict[str, int] = {}
    for graph in source.graphs:
        filename = _free(_file_name(graph.filename) or stem, taken)
        id = DiagramId(f"{stem}/{filename}" if several else stem)
        built = build(graph, origin, id=id, filename=filename, several=several)
        diagrams += built.diagrams
        problems += built.problems
    errors = [p for p in source.problems if p.severity is Severity.ERROR]
    others = [p for p in source.problems if p.severity is not Severity.ERROR]
    read = tuple(text_of(path) for path in source.read)
    return Reading(tuple(diagrams), (*errors, *problems, *others), source.wanted, read=read)


def _file_name(name: str) -> str:
    """The last part of a path, without what some systems do not allow in a file's name."""
    return re.sub(r'[\x00-\x1f<>:"|?*]', "-", re.split(r"[/\\]", name)[-1]).strip(". ")


def _free(name: str, taken: dict[str, int]) -> str:
    """The name, or one that is still free; `taken` is how often each was asked for."""
    free = name
    while free in taken:
        taken[name] += 1
        free = f"{name}~{taken[name]}"
    taken[free] = 1
    return free
