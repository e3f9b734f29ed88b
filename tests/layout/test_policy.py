"""How much is done for a diagram, by its size."""

from __future__ import annotations

from itertools import pairwise

from app.layout.policy import policy
from app.model.diagram import Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId


def sized(nodes: int, edges: int) -> Diagram:
    ids = [ElementId(f"n{i}") for i in range(nodes)]
    ends = [(ids[i % nodes], ids[(i + 1) % nodes]) for i in range(edges)]
    return Diagram(
        DiagramId("made"),
        "Made",
        "made",
        "made.dot",
        nodes=tuple(Node(id, "") for id in ids),
        edges=tuple(Edge(ElementId(f"e{i}"), *pair, pair) for i, pair in enumerate(ends)),
    )


def test_less_is_tried_for_a_larger_diagram_by_degrees() -> None:
    found = [policy(sized(n, round(n * 1.3))) for n in range(20, 400)]
    assert (len(found[0].spacings), found[0].tries) == (8, 3)
    assert (len(found[-1].spacings), found[-1].tries) == (1, 1)
    for one, other in pairwise(found):
        assert 0 <= len(one.spacings) - len(other.spacings) <= 1
        assert 0 <= one.tries - other.tries <= 1


def test_a_large_diagram_is_routed_as_a_small_one_is() -> None:
    small, large = policy(sized(20, 26)), policy(sized(2000, 2600))
    assert (small.steps, small.curves) == (large.steps, large.curves)
