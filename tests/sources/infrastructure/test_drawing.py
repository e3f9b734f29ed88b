"""What a stack looks like as source graphs."""

from __future__ import annotations

from app.model.source_graph import SourcePlace
from app.sources.infrastructure.drawing import drawn
from app.sources.infrastructure.stack import Module, Reference, Resource, Stack

FILE = SourcePlace("shop.yaml", 1)


def test_each_resource_stands_in_its_module_and_leads_to_what_it_refers_to() -> None:
    place = SourcePlace("shop.yaml", 4)
    function = Resource(
        "web/Function",
        "Custom::Thing",
        "Function",
        place,
        {"Role": Reference("Role", "Arn")},
        module="web",
    )
    role = Resource("Role", "Custom::Role", "Role", place)
    (graph,) = drawn(
        Stack(
            "cloudformation", "Shop", FILE, (function, role), (Module("web", "stack", "web", FILE),)
        )
    )
    assert graph.title == "Shop"
    assert [(node.id, node.cluster) for node in graph.nodes] == [
        ("web/Function", "web"),
        ("Role", None),
    ]
    assert [(edge.tail.id, edge.head.id) for edge in graph.edges] == [("web/Function", "Role")]
    details = graph.nodes[0].details
    assert details is not None
    assert (details.type, details.file, details.line) == ("Custom::Thing", "shop.yaml", 4)
