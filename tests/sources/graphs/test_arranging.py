"""What a graph says of its layout is read as far as a layout follows it."""

from __future__ import annotations

import pytest

from app.model.arrangement import USUAL, Arrangement, Lines, Rank
from app.model.elements import Node
from app.model.ids import ElementId
from app.model.source_graph import SourceGraph, SourceNode, SourcePlace, SourceRank
from app.sources.graphs.arranging import arrangement

NODES = {name: Node(ElementId(f"id of {name}"), name) for name in "ab"}


def read(
    said: dict[str, str], ranks: tuple[SourceRank, ...] = (), *, script: bool = False
) -> Arrangement:
    graph = SourceGraph(SourcePlace("f.dot"), attributes=said, ranks=ranks)
    return arrangement(graph, NODES, of_diagrams=script)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, USUAL),
        ({"nodesep": "0.5", "ranksep": "1.5 equally"}, Arrangement(36.0, 108.0)),
        ({"nodesep": "wide", "ranksep": "", "ordering": "up", "splines": "true"}, USUAL),
        ({"ranksep": "-1", "nodesep": "1e9"}, USUAL),
        ({"splines": "Curved", "ordering": "out"}, Arrangement(lines=Lines.CURVED, ordering="out")),
        ({"splines": "false"}, Arrangement(lines=Lines.STRAIGHT)),
        ({"splines": "polyline"}, Arrangement(lines=Lines.POLYLINE)),
    ],
)
def test_attributes(said: dict[str, str], expected: Arrangement) -> None:
    assert read(said) == expected


def test_what_diagrams_writes_by_itself_is_not_said() -> None:
    assert read({"nodesep": "0.60", "ranksep": "0.75"}, script=True) == USUAL
    assert read({"nodesep": "2"}, script=True).nodesep == 144


def test_ranks_hold_what_is_drawn() -> None:
    ranks = (
        SourceRank("same", ("a", "gone")),
        SourceRank("max", ("gone",)),
        SourceRank("x", ("b",)),
    )
    assert read({}, ranks).ranks == (Rank("same", (ElementId("id of a"),)),)


def test_groups_hold_more_than_one_node() -> None:
    place = SourcePlace("f.dot")
    said = (("a", "x"), ("b", "x"), ("gone", "y"))
    nodes = tuple(SourceNode(id, place, {"group": group}) for id, group in said)
    found = arrangement(SourceGraph(place, nodes=nodes), NODES, of_diagrams=False)
    assert found.groups == (("id of a", "id of b"),)
