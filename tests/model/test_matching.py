"""What is the same thing in two states of a diagram."""

from __future__ import annotations

from app.model.details import Details, Property
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId
from app.model.matching import matched


def _diagram(*parts: Node | Cluster | Edge) -> Diagram:
    return Diagram(
        DiagramId("shop"),
        "Shop",
        "shop",
        "shop.dot",
        nodes=tuple(p for p in parts if isinstance(p, Node)),
        clusters=tuple(p for p in parts if isinstance(p, Cluster)),
        edges=tuple(p for p in parts if isinstance(p, Edge)),
    )


def _node(id: str, label: str = "", details: Details | None = None) -> Node:
    home = id.rpartition("/")[0]
    return Node(
        ElementId(id), label or id, cluster=ElementId(home) if home else None, details=details
    )


def _edge(tail: str, head: str, label: str = "", nth: str = "") -> Edge:
    ends = ElementId(tail), ElementId(head)
    return Edge(ElementId(f"{tail}->{head}{nth}"), *ends, ends, label)


def test_what_a_file_calls_it_wins_over_the_order_of_those_that_are_called_alike() -> None:
    first, second = (Details("AWS::SQS::Queue", name) for name in ("A", "B"))
    before = _diagram(_node("sqs:queue", "Queue", first), _node("sqs:queue~2", "Queue", second))
    after = _diagram(_node("sqs:queue", "Queue", second))
    assert matched(before, after) == {"sqs:queue~2": "sqs:queue"}


def test_a_resource_under_a_new_name_is_the_same_where_most_of_it_is() -> None:
    queue = Details("AWS::SQS::Queue", "Old", properties=(Property("Fifo", "true"),))
    same = Details("AWS::SQS::Queue", "New", properties=queue.properties)
    other = Details("AWS::SQS::Queue", "New", properties=(Property("Fifo", "false"),))
    before = _diagram(_node("sqs:old", details=queue))
    assert matched(before, _diagram(_node("sqs:new", details=same))) == {"sqs:old": "sqs:new"}
    assert matched(before, _diagram(_node("sqs:new", details=other))) == {}


def test_a_renamed_cluster_keeps_what_it_holds_and_its_edges() -> None:
    names = ("vpc", "main")
    before, after = (
        _diagram(
            Cluster(ElementId(name), name),
            _node(f"{name}/ec2:web"),
            _node(f"{name}/rds:db"),
            _edge(f"{name}/ec2:web", f"{name}/rds:db"),
        )
        for name in names
    )
    found = matched(before, after)
    assert found == {id: id.replace("vpc", "main") for id in before.index.elements}


def test_something_else_under_the_same_name_in_its_place_is_its_successor() -> None:
    before, after = _diagram(_node("ec2:db", "Database")), _diagram(_node("rds:db", "Database"))
    assert matched(before, after) == {"ec2:db": "rds:db"}
    assert matched(before, _diagram(_node("rds:db", "Store"))) == {}


def test_edges_are_the_same_by_their_labels_and_then_by_their_order() -> None:
    ends = _node("a"), _node("b")
    before = _diagram(*ends, _edge("a", "b", "reads"), _edge("a", "b", "writes", "~2"))
    after = _diagram(*ends, _edge("a", "b", "writes"), _edge("a", "b", "asks", "~2"))
    found = {str(old): new for old, new in matched(before, after).items()}
    assert found["a->b~2"] == "a->b"
    assert found["a->b"] == "a->b~2"
