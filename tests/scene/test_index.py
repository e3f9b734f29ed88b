"""What is under the pointer, and what lies in a part of the sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram import Edge
from app.model.diagram_layout import DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.layer import Visible, visible
from app.model.style import Shape, Style
from app.scene.house import made
from app.scene.index import HitIndex, lying_in
from app.scene.items import Later
from app.scene.scene import Element, Scene, Tier


@pytest.fixture
def shown(layout: DiagramLayout) -> Visible:
    return visible(layout.diagram, frozenset(layout.diagram.layers))


@pytest.mark.parametrize(
    ("x", "y", "found"),
    [
        (270, 130, "web"),  # its icon, on which an edge ends
        (270, 172, "web"),  # its label
        (250, 162, "web"),  # between the two
        (160, 133, "in"),
        (395, 125, "ask"),  # its label
        (570, 300, "may"),
        (540, 190, "inner"),
        (507, 200, "inner"),
        (420, 250, "outer"),
        (179, 250, "outer"),  # just outside its border
        (100, 300, None),
        (-5000, 90000, None),
    ],
)
def test_node_over_edge_over_innermost_cluster(
    layout: DiagramLayout, shown: Visible, x: float, y: float, found: str | None
) -> None:
    assert HitIndex(made(layout)).at(x, y, 4, shown) == found


def test_a_slab_is_hit_all_over(layout: DiagramLayout, shown: Visible) -> None:
    box = Box(200, 100, 200, 40)
    place = NodePlace(box, box, Box(260, 111, 80, 17), ("Web",))
    index = HitIndex(
        made(replace(layout, nodes={**layout.nodes, ElementId("web"): place}, edges={}))
    )
    assert {index.at(x, y, 4, shown) for x in (201, 300, 399) for y in (101, 139)} == {"web"}


def test_beside_an_icon_the_edge_is_meant(layout: DiagramLayout, shown: Visible) -> None:
    # A label is wider than its icon; the arrowhead stands over the label's side.
    assert HitIndex(made(layout)).at(232, 130, 4, shown) == "in"


def test_tolerance_is_the_callers(layout: DiagramLayout, shown: Visible) -> None:
    index = HitIndex(made(layout))
    assert index.at(120, 140, 4, shown) is None
    assert index.at(120, 140, 12, shown) == "in"
    assert index.at(100, 300, 175, shown) == "in"


def test_what_is_hidden_is_not_hit(layout: DiagramLayout) -> None:
    base = visible(layout.diagram, frozenset())
    index = HitIndex(made(layout))
    assert index.at(270, 320, 4, base) == "outer"
    assert index.at(160, 130, 4, base) is None


def test_curves_are_hit_on_the_curve(layout: DiagramLayout, shown: Visible) -> None:
    curve = EdgePlace((Point(80, 130), Point(160, 330), Point(160, 330), Point(240, 130)), True)
    bent = replace(layout, edges={ElementId("in"): curve})
    index = HitIndex(made(bent))
    assert index.at(160, 280, 3, shown) == "in"
    assert index.at(160, 330, 3, shown) is None


def test_the_grid_misses_nothing(layout: DiagramLayout, shown: Visible) -> None:
    spots = [Point(i * 377 % 901, i * 619 % 887) for i in range(1, 25)]
    ways = {ElementId(f"e{i}"): EdgePlace((spots[i], spots[-i])) for i in range(1, 12)}
    edges = tuple(
        Edge(id, ElementId("web"), ElementId("db"), (ElementId("web"), ElementId("db")))
        for id in ways
    )
    diagram = replace(layout.diagram, edges=edges)
    layout = replace(layout, diagram=diagram, nodes={}, clusters={}, edges=ways)
    index = HitIndex(made(layout))
    all_edges = replace(shown, edges=frozenset(ways))
    for id, way in ways.items():
        (a, b) = way.points
        for step in range(21):
            t = step / 20
            x, y = a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t
            hit = index.at(x, y, 0.01, all_edges)
            assert hit is not None
            assert hit == id or step not in (0, 20)


def test_points_and_blanks_are_not_hit(layout: DiagramLayout, shown: Visible) -> None:
    nodes = tuple(
        replace(n, label="", style=Style(shape=Shape("point"))) if n.id == "web" else n
        for n in layout.diagram.nodes
    )
    joined = replace(layout, diagram=replace(layout.diagram, nodes=nodes))
    assert HitIndex(made(joined)).at(270, 130, 4, shown) != "web"


def test_what_lies_in_a_part_of_a_large_sheet_is_found_in_order() -> None:
    boxes = [Box(x * 100.0, y * 100.0, 60, 60) for y in range(40) for x in range(40)]
    elements = tuple(
        Element(ElementId(f"n{n}"), "node", box, Later(tuple)) for n, box in enumerate(boxes)
    )
    tier = Tier(elements, 0)
    scene = Scene(4000, 4000, (tier,))
    part = Box(1030, 2040, 500, 90)
    found = lying_in(scene, tier, part)
    assert [e for e in found if part.intersects(e.bounds)] == [
        e for e in elements if part.intersects(e.bounds)
    ]
    assert len(found) < 150
    assert lying_in(scene, tier, Box(0, 0, 4000, 3000)) is elements
