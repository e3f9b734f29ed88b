"""Layout through its door, on the bundled diagrams and on odd ones."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.engine import find, run_engine
from app.errors import LayoutError
from app.layout.asking import EnginePlacer
from app.layout.client import LayoutClient, LayoutReply
from app.layout.edges import CurveRouter, GridRouter
from app.layout.keeping import cached
from app.layout.layout import lay_out
from app.layout.placement import measure
from app.layout.polish import draw_up
from app.layout.ports import Spacing
from app.model.arrangement import Arrangement, Lines
from app.model.details import Details
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import DiagramLayout
from app.model.difference import compared
from app.model.geometry import union
from app.model.ids import DiagramId, ElementId
from app.model.layer import visible
from app.model.levels import OVERVIEW
from app.model.style import HEADS, Shape, Style
from app.render.lint import lint
from app.sources.workspace import load
from tests.made_engine import engine_that

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def _pair(label: str = "Web server") -> Diagram:
    nodes = (
        Node(ElementId("a"), label, cluster=ElementId("c")),
        Node(ElementId("b"), "Database", layers=("data",)),
    )
    edges = (
        Edge(
            ElementId("a->b"),
            ElementId("a"),
            ElementId("b"),
            (ElementId("a"), ElementId("b")),
            "reads",
        ),
        Edge(ElementId("b->c"), ElementId("b"), ElementId("c"), (ElementId("b"), ElementId("a"))),
    )
    return Diagram(
        DiagramId("pair"),
        "A pair",
        "pair",
        "pair.py",
        "LR",
        ("data",),
        nodes,
        (Cluster(ElementId("c"), "VPC", "vpc"),),
        edges,
    )


def test_the_bundled_pictures_have_no_flaw(layouts: dict[DiagramId, DiagramLayout]) -> None:
    assert layouts
    for layout in layouts.values():
        assert lint(layout) == ()


def test_the_linter_finds_what_is_wrong(layouts: dict[DiagramId, DiagramLayout]) -> None:
    from dataclasses import replace

    layout = layouts[DiagramId("vpc")]
    id = next(e.tail for e in layout.diagram.edges if e.tail in layout.nodes)
    place = layout.nodes[id]
    moved = replace(
        place, icon=place.icon.moved(200, 150), label_box=place.label_box.moved(200, 150)
    )
    broken = replace(layout, nodes={**layout.nodes, id: moved})
    assert "end-in-the-air" in {f.rule for f in lint(broken)}
    assert "small-text" in {f.rule for f in lint(replace(layout, width=5000.0))}


def test_everything_has_a_place_and_the_answer_is_kept() -> None:
    diagram = _pair()
    assert cached(diagram) is None
    layout = lay_out(diagram)
    assert set(layout.nodes) == {"a", "b"}
    assert set(layout.clusters) == {"c"}
    assert set(layout.edges) == {"a->b", "b->c"}
    assert layout.clusters[ElementId("c")].box.contains(*layout.nodes[ElementId("a")].icon.center)
    assert cached(diagram) == layout


def test_tidy_lays_out_only_what_shows() -> None:
    layout = lay_out(_pair(), frozenset())
    assert set(layout.nodes) == visible(_pair(), frozenset()).nodes == {"a"}


def test_lines_meet_in_points_and_blanks_and_end_at_clusters() -> None:
    nodes = (
        Node(ElementId("a"), "A"),
        Node(ElementId("b"), "B"),
        Node(ElementId("join"), "", style=Style(shape=Shape("point"))),
        Node(ElementId("gap"), "", style=Style(shape=Shape("blank"))),
        Node(ElementId("said"), "only words", style=Style(shape=Shape("blank"))),
    )
    edges = (
        Edge(
            ElementId("a->join"),
            ElementId("a"),
            ElementId("join"),
            (ElementId("a"), ElementId("join")),
        ),
        Edge(
            ElementId("b->join"),
            ElementId("b"),
            ElementId("join"),
            (ElementId("b"), ElementId("join")),
        ),
        Edge(
            ElementId("join->gap"),
            ElementId("join"),
            ElementId("gap"),
            (ElementId("join"), ElementId("gap")),
            style=Style(heads=HEADS["none"]),
        ),
        Edge(
            ElementId("gap->said"),
            ElementId("gap"),
            ElementId("said"),
            (ElementId("gap"), ElementId("said")),
        ),
        Edge(
            ElementId("said->full"),
            ElementId("said"),
            ElementId("full"),
            (ElementId("said"), ElementId("full")),
        ),
    )
    clusters = (Cluster(ElementId("full"), "Empty"),)
    diagram = Diagram(DiagramId("d"), "", "d", "d.dot", nodes=nodes, edges=edges, clusters=clusters)
    layout = lay_out(diagram)
    assert lint(layout) == ()
    assert layout.edges.keys() == {e.id for e in edges}
    assert (
        layout.edges[ElementId("join->gap")].points[-1]
        == layout.nodes[ElementId("gap")].icon.center
    )
    assert (
        layout.edges[ElementId("gap->said")].points[0] == layout.nodes[ElementId("gap")].icon.center
    )
    said = layout.nodes[ElementId("said")]
    assert union((said.icon, said.label_box)) == said.icon
    assert said.icon.height < 40


def test_an_edge_of_a_cluster_stays_when_what_it_was_tied_to_does_not() -> None:
    nodes = (
        Node(ElementId("a"), "A", cluster=ElementId("c"), layers=("x",)),
        Node(ElementId("b"), "B", cluster=ElementId("c")),
        Node(ElementId("d"), "D"),
    )
    edges = (
        Edge(ElementId("d->c"), ElementId("d"), ElementId("c"), (ElementId("d"), ElementId("a"))),
    )
    diagram = Diagram(
        DiagramId("d"),
        "",
        "d",
        "d.dot",
        "LR",
        ("x",),
        nodes,
        (Cluster(ElementId("c"), "C"),),
        edges,
    )
    assert lay_out(diagram, frozenset()).edges.keys() == {"d->c"}


def test_a_box_node_has_its_size_and_its_label_inside() -> None:
    nodes = (
        Node(ElementId("web"), "Web server"),
        Node(
            ElementId("slab"),
            "Docker Engine",
            style=Style(shape=Shape("box", 280.0, 43.2, fixed=True)),
        ),
        Node(
            ElementId("small"),
            "Considerably longer than wide",
            style=Style(shape=Shape("box", 10.0, 10.0, fixed=True)),
        ),
    )
    edges = (
        Edge(
            ElementId("web->slab"),
            ElementId("web"),
            ElementId("slab"),
            (ElementId("web"), ElementId("slab")),
        ),
        Edge(
            ElementId("slab->small"),
            ElementId("slab"),
            ElementId("small"),
            (ElementId("slab"), ElementId("small")),
        ),
    )
    layout = lay_out(
        Diagram(DiagramId("slabs"), "Slabs", "slabs", "s.py", "TB", (), nodes, (), edges)
    )
    assert lint(layout) == ()
    slab, small = layout.nodes[ElementId("slab")], layout.nodes[ElementId("small")]
    assert slab.icon == slab.box
    assert (slab.icon.width, slab.icon.height) == (280, 40)
    for place in (slab, small):
        assert union((place.icon, place.label_box)) == place.icon
        assert place.label_box.center == pytest.approx(place.icon.center)
    assert layout.edges[ElementId("web->slab")].points[-1].y == slab.icon.y
    assert layout.edges[ElementId("slab->small")].points[0].y == slab.icon.bottom


def test_box_nodes_without_arrows_stand_close() -> None:
    nodes = tuple(
        Node(
            ElementId(f"n{i}"),
            f"Slab {i}",
            style=Style(shape=Shape("box", 200.0, 40.0, fixed=True)),
        )
        for i in range(3)
    )
    edges = tuple(
        Edge(
            ElementId(f"e{i}"),
            ElementId(f"n{i}"),
            ElementId(f"n{i + 1}"),
            (ElementId(f"n{i}"), ElementId(f"n{i + 1}")),
            invisible=True,
        )
        for i in range(2)
    )
    layout = lay_out(
        Diagram(DiagramId("stack"), "Stack", "stack", "s.py", "TB", (), nodes, (), edges)
    )
    tops = [layout.nodes[ElementId(f"n{i}")].icon.y for i in range(3)]
    assert tops == [0, 50, 100]


def _chain(count: int) -> Diagram:
    """A tree of so many nodes, and as many edges that lead far."""
    nodes = tuple(Node(ElementId(f"n{i}"), f"Node {i}") for i in range(count))
    pairs = [(i // 2, i) for i in range(1, count)] + [(i, i * 7 % count) for i in range(1, count)]
    edges = tuple(
        Edge(
            ElementId(f"e{k}"),
            ElementId(f"n{a}"),
            ElementId(f"n{b}"),
            (ElementId(f"n{a}"), ElementId(f"n{b}")),
        )
        for k, (a, b) in enumerate(pairs)
    )
    return Diagram(DiagramId("big"), "Big", "big", "big.py", "LR", (), nodes, (), edges)


def test_near_edges_are_routed_first_and_the_rest_are_the_engines() -> None:
    diagram, spacing = _chain(110), Spacing()
    texts, placer = measure(diagram), EnginePlacer(find())
    routers = GridRouter(steps=3000), CurveRouter(placer)
    layout = draw_up(diagram, texts, placer.place(diagram, texts, spacing), spacing, routers)
    assert layout.edges.keys() == {e.id for e in diagram.edges}
    assert layout.routers["grid"] > 20
    assert layout.routers["curves"] > 20
    assert sum(layout.routers.values()) == len([e for e in diagram.edges if e.tail != e.head])
    assert "end-in-the-air" not in {f.rule for f in lint(layout)}


def test_the_engine_is_asked_for_curves_once() -> None:
    asked: list[str] = []

    def run(source: str, *args: Any, **more: Any) -> str:
        asked.append(source)
        return run_engine(source, *args, **more)

    diagram, spacing = _chain(110), Spacing()
    texts, placer = measure(diagram), EnginePlacer(find(), run=run)
    placement, curves = placer.place(diagram, texts, spacing), CurveRouter(placer)
    first, again = (draw_up(diagram, texts, placement, spacing, (curves,)) for _ in "ab")
    assert first == again
    assert len(asked) == 2, "where all stands, and how edges run"


@pytest.mark.parametrize("direction", ["TB", "BT"])
def test_one_above_another_is_joined_by_straight_lines(direction: str) -> None:
    a, b = (Node(ElementId(id), id.upper()) for id in "ab")
    ends = ((a.id, b.id), (a.id, b.id), (b.id, a.id))
    edges = tuple(Edge(ElementId(f"e{i}"), *e, e) for i, e in enumerate(ends))
    layout = lay_out(replace(_pair(), direction=direction, nodes=(a, b), clusters=(), edges=edges))
    assert lint(layout) == ()
    upper, lower = sorted(layout.nodes.values(), key=lambda place: place.icon.y)
    ways = [sorted(place.points, key=lambda p: p.y) for place in layout.edges.values()]
    assert all(top.x == bottom.x and bottom.y == lower.icon.y for top, bottom in ways)
    # Beside the label, which is short, to the icon.
    assert {top.y for top, _ in ways} == {upper.label_box.bottom, upper.icon.bottom}


@pytest.mark.parametrize(
    ("lines", "routers"),
    [
        (Lines.CURVED, {"curves": 2}),
        (Lines.POLYLINE, {"curves": 2}),
        (Lines.STRAIGHT, {"straight": 2}),
    ],
)
def test_edges_run_as_the_file_says(lines: Lines, routers: dict[str, int]) -> None:
    layout = lay_out(replace(_pair(), arrangement=Arrangement(lines=lines)))
    assert layout.routers == routers
    assert "end-in-the-air" not in {f.rule for f in lint(layout)}


def test_a_text_stands_at_the_side_of_its_shape_that_the_file_says() -> None:
    shapes = (Shape("box", height=120, text_at=at) for at in ("top", "bottom", None))
    nodes = tuple(
        Node(ElementId(f"n{k}"), "N", style=Style(shape=shape)) for k, shape in enumerate(shapes)
    )
    layout = lay_out(Diagram(DiagramId("d"), "D", "d", "d.dot", nodes=nodes))
    top, low, middle = (layout.nodes[node.id] for node in nodes)
    assert top.label_box.y - top.icon.y == low.icon.bottom - low.label_box.bottom == 6
    assert middle.label_box.center.y == middle.icon.center.y


def test_a_cluster_has_its_title_where_its_file_says() -> None:
    pair = _pair()
    home = ElementId("home")
    nodes = tuple(replace(node, cluster=home) for node in pair.nodes)
    group = Cluster(home, "Home", side="right", beneath=True)
    place = lay_out(replace(pair, nodes=nodes, clusters=(group,), edges=())).clusters[home]
    assert place.box.right - place.label_box.right < 12
    assert place.label_box.y > place.box.center.y
    assert place.box.holds(place.label_box)


@pytest.mark.skipif(sys.platform == "win32", reason="the engine is a shell script")
def test_while_the_best_of_several_is_looked_for_the_first_is_told(tmp_path: Path) -> None:
    slow = engine_that(tmp_path, 'sleep 0.2\nexec $ENGINE "$@"')
    told: list[DiagramLayout] = []
    best = lay_out(_pair("Told"), engine=slow, meanwhile=told.append)
    assert [one.edges.keys() for one in told] == [best.edges.keys()]
    kept = cached(_pair("Told"), engine=str(slow))
    assert kept is not None
    assert kept.digest == best.digest


def test_a_cancelled_layout_says_so() -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(LayoutError, match="cancelled"):
        lay_out(_pair("Other"), cancel=cancel)


def test_a_missing_engine_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="was not found"):
        lay_out(_pair(), engine=str(tmp_path / "nothing"))


def test_the_layout_process_answers_and_ends() -> None:
    replies: list[LayoutReply] = []
    answered = threading.Event()

    def take(reply: LayoutReply) -> None:
        replies.append(reply)
        answered.set()

    client = LayoutClient(take)
    try:
        ticket = client.request(_pair("From a child"), None)
        assert answered.wait(30)
    finally:
        client.close()
    assert replies[0].ticket == ticket
    assert replies[0].layout is not None


STUBBORN = """
import sys
from app.layout import worker
from app.model.style import HEADS, Shape, Style

right = worker.lay_out

def lay_out(diagram, layers, **more):
    if diagram.id == "odd":
        print("the ruler broke", file=sys.stderr)
        raise ZeroDivisionError("float division by zero")
    if diagram.id == "end":
        sys.stderr.write("the table broke")
        sys.stderr.flush()
        import os
        os._exit(3)
    return right(diagram, layers, **more)

worker.lay_out = lay_out
worker.main([])
"""


def test_an_error_that_nobody_foresaw_is_answered_and_the_process_goes_on(
    unforeseen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    popen = subprocess.Popen

    def started(_: list[str], **options: Any) -> subprocess.Popen[bytes]:
        return popen([sys.executable, "-c", STUBBORN], **options)

    monkeypatch.setattr(subprocess, "Popen", started)
    replies: queue.Queue[LayoutReply] = queue.Queue()
    client = LayoutClient(replies.put)
    try:
        client.request(replace(_pair("Odd"), id=DiagramId("odd")), None)
        odd = replies.get(timeout=30)
        client.request(_pair("Good"), None)
        good = replies.get(timeout=30)
        client.request(replace(_pair("End"), id=DiagramId("end")), None)
        end = replies.get(timeout=30)
    finally:
        client.close()
    assert good.layout is not None
    assert odd.error is not None
    assert odd.error.startswith("Something unexpected happened while laying out odd.")
    assert end.error is not None
    assert end.error.startswith("Something unexpected happened while laying out end.")
    kept = "".join(file.read_text() for file in unforeseen.iterdir())
    for said in ("ZeroDivisionError", "the ruler broke", "ended with code 3", "the table broke"):
        assert said in kept


def test_what_runs_is_laid_out_wide_as_a_screen_is() -> None:
    ids = [ElementId(name) for name in "abcde"]
    told = Details("AWS::Lambda::Function", "a", "shop.yaml", 1, ())
    nodes = tuple(Node(id, id, "aws.compute.Lambda", icon="x.png", details=told) for id in ids)
    edges = tuple(Edge(ElementId(f"{a}{b}"), a, b, (a, b)) for a, b in pairwise(ids))
    described = Diagram(*(DiagramId("d"), "D", "d", "d.yaml"), nodes=nodes, edges=edges)
    chain = replace(described, direction="TB")
    layout = lay_out(chain)
    assert layout.width > layout.height
    drawn = replace(chain, nodes=tuple(replace(node, details=None) for node in nodes))
    assert lay_out(drawn).width < lay_out(drawn).height, "an author's own stands as it did"


def test_what_runs_and_nothing_joins_stands_in_rows() -> None:
    told = Details("AWS::SQS::Queue", "a", "shop.yaml", 1, ())
    ids = [ElementId(f"queue{number}") for number in range(20)]
    nodes = tuple(Node(id, id, "aws.compute.Lambda", icon="x.png", details=told) for id in ids)
    layout = lay_out(Diagram(*(DiagramId("d"), "D", "d", "d.yaml"), nodes=nodes, direction="TB"))
    assert layout.height < layout.width < 3 * layout.height
    assert len({place.icon.y for place in layout.nodes.values()}) >= 3


def test_two_states_in_one_picture_are_laid_out_in_the_direction_of_the_later_one() -> None:
    template = EXAMPLES / "three-tier" / "template.yaml"
    now = next(d for d in load(template).diagrams if d.level == OVERVIEW)
    database = next(node for node in now.nodes if node.label == "Database")
    gone = replace(database, id=ElementId("gone"), label="Replica", details=None)
    before = replace(now, nodes=(*now.nodes, gone))
    both = compared(before, now, "since the last commit").difference.diagram
    assert [one.width > one.height for one in map(lay_out, (now, both))] == [True, True]
