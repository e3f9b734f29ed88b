"""A small format of its own, in one place: a line `a -> b` for each edge, `[#section]` for a link."""

from __future__ import annotations

from pathlib import Path

from app.errors import EditError
from app.model import problem
from app.model.problem import Problem
from app.model.source_graph import SourceEdge, SourceEnd, SourceGraph, SourceNode, SourcePlace
from app.sources.edits.edits import Source
from app.sources.formats.record import DiagramEdit, DiagramFormat
from app.sources.reading import DiagramOrigin, SourceReading

FIRST = "arrows:"


def read(path: Path, origin: DiagramOrigin) -> SourceReading:
    nodes: dict[str, SourceNode] = {}
    edges: list[SourceEdge] = []
    problems: list[Problem] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = SourcePlace(origin.file, number, 1)
        if line.startswith(FIRST) or not line.strip():
            continue
        said, _, link = line.partition("[")
        ends = [name.strip() for name in said.split("->")]
        if not all(ends):
            problems.append(problem.error("An arrow leads nowhere.", origin.file, number))
            continue
        for name in ends:
            nodes.setdefault(
                name, SourceNode(name, place, {"URL": link.rstrip("]")} if link else {})
            )
        if len(ends) == 2:
            edges.append(SourceEdge(SourceEnd(ends[0]), SourceEnd(ends[1]), place))
    graph = SourceGraph(
        SourcePlace(origin.file), title="Arrows", nodes=tuple(nodes.values()), edges=tuple(edges)
    )
    return SourceReading((graph,) if nodes else (), tuple(problems))


def with_url(source: Source, line: int | None, label: str, cluster: bool, url: str) -> str:
    lines = source.lines
    if cluster or line is None or lines[line - 1].strip() != label:
        raise EditError("The component has no line of its own.")
    lines[line - 1] = f"{label} [{url}]\n"
    return "".join(lines)


FORMAT = DiagramFormat(
    name="arrows",
    files="arrow files",
    suffixes=(".arrows",),
    read=read,
    codec=lambda _: ("utf-8", b""),
    edit=DiagramEdit(with_url, lambda _, url: f"[{url}]", "`URL` of nodes"),
    begins=lambda text: text.startswith(FIRST),
    known_by="arrows",
)
TEXT = "arrows:\nTill\nTill -> Server\n"
NOTE = "# Shop\n\nSells.\n\n## Counter\n\nOne pays here.\n\n## Server\n\nIt serves.\n"
