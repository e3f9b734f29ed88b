"""What changes in the diagrams that components open, and in theirs."""

from __future__ import annotations

from dataclasses import replace

from app.model.diagram import Cluster, Diagram, Node
from app.model.difference import compared
from app.model.ids import DiagramId, ElementId
from app.model.inside_changes import first_of, reached, with_marks, within
from app.model.notes import Link
from app.model.workspace import Workspace
from tests.cost import grows_in_step

SINCE = "since the last commit"


def _diagram(id: str, *nodes: str, cluster: str = "") -> Diagram:
    made = tuple(Node(ElementId(n), n.upper()) for n in nodes)
    clusters = (Cluster(ElementId(cluster), cluster),) if cluster else ()
    return Diagram(DiagramId(id), id.title(), id, f"{id}.dot", nodes=made, clusters=clusters)


def _door(component: str, diagram: str) -> Link:
    return Link(ElementId(component), None, "URL", diagram=DiagramId(diagram))


SHOP = _diagram("shop", "web", "db", cluster="vpc")
NET, ROUTES, ALONE = _diagram("net", "nat", "igw"), _diagram("routes", "a", "b"), _diagram("alone")
LINKS = {
    SHOP.id: {ElementId("vpc"): _door("vpc", "net"), ElementId("db"): _door("db", "shop")},
    NET.id: {ElementId("nat"): _door("nat", "routes"), ElementId("igw"): _door("igw", "shop")},
}
BEFORE = {
    "shop": SHOP,
    "net": replace(NET, nodes=NET.nodes[:1]),
    "routes": replace(ROUTES, nodes=()),
}


def _workspace() -> Workspace:
    diagrams = (SHOP, NET, ROUTES, ALONE)
    run = tuple(compared(BEFORE[d.id], d, SINCE) for d in diagrams if d.id in BEFORE)
    return Workspace("/x", "X", False, diagrams, links=LINKS, compared=run)


def test_what_one_gets_into_each_once() -> None:
    assert [d.id for d in within(_workspace(), SHOP)] == ["net", "routes"]
    assert [d.id for d in within(_workspace(), NET)] == ["shop", "routes"] or [
        d.id for d in within(_workspace(), NET)
    ] == ["routes", "shop"]


def test_the_comparisons_inside_and_the_way_there() -> None:
    workspace = _workspace()
    shop, net, routes = workspace.compared
    assert [(r.comparison.base, r.trail) for r in reached(workspace, shop)] == [
        ("shop", ()),
        ("net", (shop.id,)),
        ("routes", (shop.id, net.id)),
    ]
    assert reached(workspace, routes)[0].comparison is routes
    other = replace(workspace, compared=(shop, replace(net, beside="compared with old.dot")))
    assert [r.comparison.base for r in reached(other, shop)] == ["shop"], "another run"


def test_a_component_says_how_much_changes_inside() -> None:
    shop, net, routes = with_marks(_workspace()).compared
    assert shop.difference.diagram.clusters[0].inside == 3
    assert [n.inside for n in shop.difference.diagram.nodes] == [0, 0]
    assert {n.id: n.inside for n in net.difference.diagram.nodes} == {"nat": 2, "igw": 2}
    assert routes.difference == _workspace().compared[2].difference
    again = with_marks(with_marks(_workspace()))
    assert again == with_marks(_workspace())


def test_many_doors_cost_no_more_than_they_are() -> None:
    def marked(doors: int) -> None:
        every = [_diagram(f"d{n}", *(f"n{door}" for door in range(doors))) for n in range(8)]
        links = {
            d.id: {node.id: _door(node.id, f"d{at % 8}") for at, node in enumerate(d.nodes)}
            for d in every
        }
        run = tuple(compared(replace(d, nodes=d.nodes[1:]), d, SINCE) for d in every)
        found = with_marks(Workspace("/x", "X", False, (), links=links, compared=run))
        assert found.compared[0].difference.diagram.nodes[1].inside == 7

    grows_in_step(marked, 100)


def test_where_one_came_into_it() -> None:
    workspace = _workspace()
    shop, net, routes = (c.id for c in workspace.compared)
    assert first_of(workspace, (SHOP.id, shop, net, routes)) == workspace.compared[0]
    assert first_of(workspace, (shop, NET.id, net)) == workspace.compared[1]
    assert first_of(workspace, (SHOP.id,)) is None
