"""Which placements are made, and which of them are drawn first."""

from __future__ import annotations

from app.engine import find
from app.layout.asking import EnginePlacer
from app.layout.candidates import candidates
from app.layout.placement import measure
from app.layout.policy import policy
from app.layout.ports import MeasuredTexts, Placement, Spacing
from app.model.diagram import Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId


class Counting:
    """A placer that counts what it is asked."""

    name = "counting"

    def __init__(self) -> None:
        self.placer, self.asked = EnginePlacer(find()), 0

    def place(
        self, diagram: Diagram, texts: MeasuredTexts, spacing: Spacing, curves: bool = False
    ) -> Placement:
        self.asked += 1
        return self.placer.place(diagram, texts, spacing, curves)


def test_what_hardly_anything_joins_is_not_folded_as_well() -> None:
    ids = [ElementId(f"n{n}") for n in range(200)]
    edges = tuple(
        Edge(ElementId(f"e{n}"), *pair, pair)
        for n, pair in enumerate(zip(ids[::2], ids[1::2], strict=True))
    )
    nodes = tuple(Node(id, id) for id in ids)
    diagram = Diagram(DiagramId("pairs"), "Pairs", "pairs", "pairs.dot", nodes=nodes, edges=edges)
    placer, rules = Counting(), policy(diagram)
    first, *_ = candidates(diagram, measure(diagram), placer, rules)
    assert first.spacing.blocks is not None
    assert placer.asked == len(rules.spacings) + len({one.direction for one in rules.spacings})
