"""What a component is joined to."""

from __future__ import annotations

from app.model.ids import ElementId
from app.model.layer import visible
from app.model.relations import Relations, relations
from app.model.tracing import Way
from tests.model.test_tracing import graph


def of(text: str, element: str, held: str = "", points: str = "", hidden: str = "") -> Relations:
    diagram = graph(text, held, points)
    shown = visible(diagram, frozenset(), frozenset(map(ElementId, hidden)))
    return relations(diagram, ElementId(element), shown)


def told(found: Relations) -> dict[Way, str]:
    """By way, the ends, with how many edges, and in which cluster they are joined."""
    return {
        way: " ".join(f"{r.other}{len(r.edges)}{r.around or ''}" for r in some)
        for way, some in found.by_way.items()
    }


def test_edges_to_the_same_are_one_relation_each_way() -> None:
    found = of("a>b a>b b>a b>c b-d b=e x>y", "b")
    assert told(found) == {Way.TO: "a2", Way.FROM: "a1 c1", Way.ANY: "d1 e1"}
    assert found.count == 5


def test_a_cluster_has_those_of_all_in_it_and_what_is_in_it_those_of_the_cluster() -> None:
    graph_text = "a>C m>n m>x y>n"
    assert told(of(graph_text, "C", held="mn")) == {Way.TO: "a1 y1", Way.FROM: "x1"}
    assert told(of(graph_text, "m", held="mn")) == {Way.FROM: "n1 x1", Way.TO: "a1C"}


def test_an_edge_has_its_ends_and_a_point_leads_on() -> None:
    assert told(of("a>b", "a>b0")) == {Way.TO: "a1", Way.FROM: "b1"}
    assert told(of("a<b", "a<b0")) == {Way.TO: "b1", Way.FROM: "a1"}
    assert told(of("a>p p>b p>c", "a", points="p")) == {Way.FROM: "c1 b1"}


def test_what_does_not_show_is_counted_only() -> None:
    found = of("a>b b>c", "b", hidden="c")
    assert (told(found), found.unseen) == ({Way.TO: "a1"}, 1)
