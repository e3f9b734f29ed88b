"""What is seen, told and hit where one looks from far away."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace
from app.render import fonts
from app.scene.appearance import Mask
from app.scene.overview import overview_of
from app.session import answers, verbs
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from tests.ui.views.canvas.shop import shown

SIDE, ROW = 3000.0, 8  # pt of a cluster; nodes along each of its sides
NAMES = ("Billing", "Search", "Shipping", "Catalogue")


def areas() -> DiagramLayout:
    """Four large clusters in a square, many edges between any two of them."""
    clusters, nodes, edges = [], [], []
    cluster_places, node_places, edge_places = {}, {}, {}
    for number, name in enumerate(NAMES):
        left, top = number % 2 * (SIDE + 400), number // 2 * (SIDE + 400)
        cluster = ElementId(name.lower())
        clusters.append(Cluster(cluster, name))
        box, title = Box(left, top, SIDE, SIDE), Box(left + 8, top + 4, 60, 17)
        cluster_places[cluster] = ClusterPlace(box, Box(0, 0, 0, 0), title, (name,))
        for column, row in product(range(ROW), repeat=2):
            node = ElementId(f"{cluster}-{column}-{row}")
            nodes.append(Node(node, f"{name} {column} {row}", cluster=cluster))
            x, y = left + 100 + column * 350, top + 100 + row * 350
            icon, label = Box(x, y, 60, 60), Box(x - 10, y + 64, 80, 17)
            node_places[node] = NodePlace(Box(x - 10, y, 80, 81), icon, label, ("Part",))
    for at, one in enumerate(nodes):
        other = nodes[(at + ROW * ROW + 5) % len(nodes)]
        edge = ElementId(f"e{at}")
        edges.append(Edge(edge, one.id, other.id, (one.id, other.id)))
        ends = (node_places[one.id].icon.center, node_places[other.id].icon.center)
        edge_places[edge] = EdgePlace(ends)
    diagram = Diagram(
        DiagramId("areas"),
        "Areas",
        "areas",
        "areas.dot",
        nodes=tuple(nodes),
        clusters=tuple(clusters),
        edges=tuple(edges),
    )
    size = 2 * SIDE + 400
    return DiagramLayout(diagram, size, size, node_places, cluster_places, edge_places)


LAYOUT = areas()


@pytest.fixture
def store(qapp: QApplication) -> Store:
    fonts.load()
    made = Store()
    made.do(answers.take_workspace, Workspace("/w", "w", False, (LAYOUT.diagram,)))
    made.do(answers.take_layout, LAYOUT.diagram.id, LAYOUT)
    return made


@pytest.fixture
def canvas(qtbot: QtBot, store: Store) -> Canvas:
    return shown(qtbot, Canvas(store))


def name_place(canvas: Canvas, cluster: str) -> QPoint:
    """Where the large name of a cluster can be clicked: only there does its upper part hit it over
    a node."""
    looking = canvas.looking
    box = LAYOUT.clusters[ElementId(cluster)].box
    at = looking.camera.to_view(Point(box.center.x, box.y), looking.size)
    return QPoint(round(at.x), round(at.y) + 16)


def test_a_click_on_a_large_name_selects_its_cluster_and_hover_tells_it(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    told: list[str] = []
    canvas.hovered.connect(told.append)
    at = name_place(canvas, "search")
    QTest.mouseMove(canvas, at)
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1].startswith("Search")
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert store.state.selection == ElementId("search")
    seen = canvas.looking.camera.view(canvas.looking.size)
    assert seen.holds(LAYOUT.clusters[ElementId("search")].box), "it is seen whole"
    assert seen.width < 2 * SIDE * 5 / 3, "from closer"


def test_a_name_that_the_border_would_cut_moves_inward(canvas: Canvas) -> None:
    far, view, looking = canvas.viewport.painting.far, canvas.viewport, canvas.looking
    at = name_place(canvas, "search")
    rest = looking.size[0] - 8.0
    looking.pan_by(rest - at.x(), 0)  # its middle is 8 px from the right border

    def hit(x: float) -> ElementId | None:
        place = Point(x, float(at.y()))
        return far.name_at(place, view.appearance, looking.camera, looking.size)

    assert hit(rest - 40) == hit(rest + 6) == ElementId("search"), "all of it is in view"
    looking.pan_by(26, 0)  # its middle is out of view, a part of it is still to be seen
    assert hit(looking.size[0] - 2) == ElementId("search")
    looking.pan_by(400, 0)
    assert hit(looking.size[0] - 2) != ElementId("search")


def test_from_close_there_is_nothing_but_the_picture(canvas: Canvas) -> None:
    canvas.looking.actual_size()
    node = LAYOUT.nodes[ElementId("search-3-3")]
    at = canvas.looking.camera.to_view(node.icon.center, canvas.looking.size)
    canvas.looking.pan_by(500 - at.x, 300 - at.y)
    assert canvas.surface.targets.hit(QPointF(500, 300), edges=True) == ElementId("search-3-3")
    picture = canvas.grab().toImage()
    canvas.viewport.painting.far.layout = None
    canvas.viewport.repaint_all()
    assert canvas.grab().toImage() == picture


def test_edges_between_clusters_are_one_line_that_tells_how_many_it_stands_for(
    qtbot: QtBot, canvas: Canvas
) -> None:
    far, view = canvas.viewport.painting.far, canvas.viewport
    assert far.hides(view.appearance, canvas.looking.scale), "they would be a grey mass"
    told: list[str] = []
    canvas.hovered.connect(told.append)
    bundle = next(b for b in overview_of(LAYOUT).bundles.bundles if b.ends == ("billing", "search"))
    middle = canvas.looking.camera.to_view(bundle.at(0.5), canvas.looking.size)
    QTest.mouseMove(canvas, QPoint(round(middle.x), round(middle.y)))
    qtbot.waitUntil(lambda: any("edges" in words for words in told))
    assert told[-1] == "Billing → Search: 59 edges"


def test_an_edge_that_stands_for_many_counts_as_many() -> None:
    first, *others = LAYOUT.diagram.edges
    diagram = replace(LAYOUT.diagram, edges=(replace(first, count=20), *others))
    whole, more = (
        overview_of(replace(LAYOUT, diagram=d)).bundles.bundles for d in (LAYOUT.diagram, diagram)
    )
    assert sum(bundle.count for bundle in more) == sum(bundle.count for bundle in whole) + 19


def test_an_edge_that_has_merged_is_not_hit(canvas: Canvas) -> None:
    targets = canvas.surface.targets
    spots = [QPointF(x, y) for x in range(300, 700, 9) for y in range(20, 580, 9)]
    hit = {targets.hit(spot, edges=True) for spot in spots}
    assert not hit & LAYOUT.edges.keys() - {
        e.id for e in LAYOUT.diagram.edges if e.tail.split("-")[0] == e.head.split("-")[0]
    }


def test_the_edges_of_a_selected_node_stay_by_themselves(canvas: Canvas, store: Store) -> None:
    far, view = canvas.viewport.painting.far, canvas.viewport
    store.do(verbs.select, ElementId("billing-3-3"))
    canvas.looking.fit()
    hidden = far.hides(view.appearance, canvas.looking.scale)
    assert hidden
    assert not hidden & view.appearance.highlighted


def test_so_many_lit_edges_that_they_are_a_mass_merge_too(canvas: Canvas) -> None:
    far, view = canvas.viewport.painting.far, canvas.viewport
    lit = frozenset(LAYOUT.edges)
    traced = replace(view.appearance, highlighted=lit, opacity=dict(view.appearance.opacity))
    assert far.hides(traced, canvas.looking.scale)
    few = replace(traced, highlighted=frozenset(sorted(lit)[:3]), opacity=dict(traced.opacity))
    assert not far.hides(few, canvas.looking.scale) & few.highlighted


def test_what_is_asked_is_not_given_away(canvas: Canvas) -> None:
    view = canvas.viewport
    asked = replace(view.appearance, masked={ElementId("search"): Mask.LABEL})
    at = name_place(canvas, "search")
    place = Point(at.x(), at.y())
    looking = canvas.looking
    far = view.painting.far
    assert far.name_at(place, view.appearance, looking.camera, looking.size) == "search"
    assert far.name_at(place, asked, looking.camera, looking.size) is None
