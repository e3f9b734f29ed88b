"""The engine is asked another way where it gives up."""

from __future__ import annotations

from typing import Any

from app.engine import find, run_engine
from app.errors import GaveUpError
from app.layout.asking import EnginePlacer
from app.layout.placement import measure
from app.layout.ports import Spacing
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId

# Edges between 16 nodes in 4 clusters, at which graphviz-pure has “trouble in init_rank”.
_EDGES = (
    "7-4 3-11 12-7 4-1 2-0 12-8 9-12 1-3 11-4 5-13 "
    "3-4 6-14 0-13 8-12 8-3 5-4 9-10 11-1 10-15 12-8 "
    "7-2 7-15 8-1 9-0 9-15 9-13 6-15 13-9 9-6 14-2 "
)
PAIRS = [tuple(map(int, word.split("-"))) for word in _EDGES.split()]


def test_an_engine_that_gives_up_is_asked_another_way() -> None:
    diagram = Diagram(
        DiagramId("d"),
        "",
        "d",
        "d.dot",
        nodes=tuple(
            Node(ElementId(f"n{i}"), f"n{i}", cluster=ElementId(f"c{i % 4}")) for i in range(16)
        ),
        clusters=tuple(Cluster(ElementId(f"c{i}"), f"C{i}") for i in range(4)),
        edges=tuple(
            Edge(
                ElementId(f"e{k}"),
                ElementId(f"n{a}"),
                ElementId(f"n{b}"),
                (ElementId(f"n{a}"), ElementId(f"n{b}")),
                f"l{k}",
            )
            for k, (a, b) in enumerate(PAIRS)
        ),
    )
    asked: list[str] = []

    def run(source: str, *args: Any, **named: Any) -> str:
        asked.append(source)
        return run_engine(source, *args, **named)

    placement = EnginePlacer(find(), run=run).place(diagram, measure(diagram), Spacing())
    assert placement.icons.keys() == {n.id for n in diagram.nodes}
    assert ["newrank" in source for source in asked] == [False, True]

    def never(source: str, *_: Any, **__: Any) -> str:
        asked.append(source)
        raise GaveUpError(f"no {len(asked)}")

    asked.clear()
    texts = measure(diagram)
    rows = EnginePlacer(find(), run=never).place(diagram, texts, Spacing())
    assert rows.icons.keys() == placement.icons.keys()
    assert rows.remark.endswith("no 1")
    tables = [source.count("TABLE") > 20 for source in asked]
    assert tables == [True, True, False, False]
