"""Every edge of every diagram is drawn: hubs, loops, parallels, edges of clusters, points.

A few random graphs a run. `ACETATE_SAMPLES=500 pytest tests/layout/test_every_edge.py` tries more.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, count, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from app.engine import find
from app.errors import GaveUpError
from app.exporters.formats.json_ import encoded
from app.layout.geometry import length, polyline
from app.layout.layout import lay_out
from app.layout.quality import flaws
from app.model.arrangement import Arrangement, Lines
from app.model.diagram import Cluster, Diagram, Edge, Node, ties
from app.model.diagram_layout import DiagramLayout, EdgePlace
from app.model.geometry import Box, Point, union
from app.model.ids import DiagramId, ElementId
from app.model.layer import visible
from app.model.style import Shape, Style
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from tests.cost import grows_in_step

SAMPLES = int(os.environ.get("ACETATE_SAMPLES", "3"))
FORMS = ("icon", "icon", "icon", "slab", "point", "blank")
SHAPES = {
    "slab": Shape("box", 80.0, 40.0, fixed=True),
    "point": Shape("point"),
    "blank": Shape("blank"),
}


def _diagram(
    nodes: Sequence[Node], edges: Sequence[tuple[str, ...]], clusters: tuple[Cluster, ...] = ()
) -> Diagram:
    """Edges as (tail, head), (tail, head, label) or (tail, head, label, tail's label)."""
    tied = ties(nodes, clusters)

    def via(end: str) -> ElementId:
        return ElementId(tied.get(ElementId(end), ElementId(end)))

    made = [
        Edge(
            ElementId(f"e{i}"),
            ElementId(edge[0]),
            ElementId(edge[1]),
            (via(edge[0]), via(edge[1])),
            "".join(edge[2:3]),
            tail_label="".join(edge[3:]),
        )
        for i, edge in enumerate(edges)
    ]
    return Diagram(DiagramId("d"), "D", "d", "d.dot", "LR", (), tuple(nodes), clusters, tuple(made))


def _icons(*ids: str, cluster: ElementId | None = None) -> list[Node]:
    return [Node(ElementId(id), id.title(), cluster=cluster) for id in ids]


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """Up to 60 nodes in nested clusters, with hubs of up to 40 edges."""
    count = draw(st.integers(1, 60))
    groups = draw(st.integers(0, 6))
    hubs = draw(st.lists(st.integers(1, 40), max_size=2))
    others, loops, parallels = (draw(st.integers(0, n)) for n in (30, 4, 6))
    chance = draw(st.randoms(use_true_random=True))
    clusters = tuple(
        Cluster(
            ElementId(f"c{i}"),
            f"Cluster {i}",
            parent=chance.choice([None, *(ElementId(f"c{k}") for k in range(i))]),
        )
        for i in range(groups)
    )
    homes = [None, *(c.id for c in clusters)]
    nodes = []
    for i in range(count):
        form = chance.choice(FORMS)
        nodes.append(
            Node(
                ElementId(f"n{i}"),
                "" if form in ("point", "blank") else f"Node {i}",
                cluster=chance.choice(homes),
                style=Style(shape=SHAPES.get(form)),
            )
        )
    ids = [n.id for n in nodes]
    ends = [*ids, *(c.id for c in clusters)]
    edges: list[tuple[str, ...]] = []
    for hub, degree in enumerate(hubs):
        spokes = [(ids[hub % count], chance.choice(ids)) for _ in range(degree)]
        edges += [pair[:: chance.choice((1, -1))] for pair in spokes]
    edges += [(chance.choice(ends), chance.choice(ends)) for _ in range(others)]
    edges += [(end, end) for end in (chance.choice(ends) for _ in range(loops))]
    edges += [chance.choice(edges) for _ in range(parallels) if edges]
    labels = ["", "", "asks", "a rather long question", "two\nlines"]
    at_ends = ["", "", "", "0..n"]
    direction = chance.choice(("LR", "TB"))
    found = _diagram(
        nodes, [(*e, chance.choice(labels), chance.choice(at_ends)) for e in edges], clusters
    )
    return Diagram(
        DiagramId("d"), "D", "d", "d.dot", direction, (), found.nodes, clusters, found.edges
    )


def _gap(layout: DiagramLayout, id: ElementId, end: Point) -> float:
    """How far from what it joins an edge ends: a cluster, an icon, or the label under that."""
    if id in layout.clusters:
        return layout.clusters[id].box.distance_to(*end)
    place = layout.nodes[id]
    return min(box.distance_to(*end) for box in (place.icon, place.foot or place.icon))


def check(diagram: Diagram) -> DiagramLayout:
    layout = lay_out(diagram)
    written = json.loads(encoded(layout, ViewState(), Workspace("", "", False, (diagram,))))
    assert [e["id"] for e in written["edges"]] == [e.id for e in diagram.edges]
    for edge in diagram.edges:
        points = polyline(layout.edges[edge.id])
        assert length(points) > 1
        assert _gap(layout, edge.tail, points[0]) < 0.5
        assert _gap(layout, edge.head, points[-1]) < 0.5
    labels = [label.box for p in layout.edges.values() for label in p.labels]
    assert not any(a.intersects(b) for a, b in combinations(labels, 2))
    assert len(labels) == sum(bool(e.label) + bool(e.tail_label) for e in diagram.edges)
    return layout


@settings(max_examples=SAMPLES, deadline=None)
@given(diagrams())
def test_no_edge_is_missing_and_none_has_no_length(diagram: Diagram) -> None:
    try:
        check(diagram)
    except GaveUpError:  # the engine itself, asked in every way: there is no picture at all
        reject()


def test_a_hub_takes_forty_edges_each_way() -> None:
    spokes = [f"s{i}" for i in range(40)]
    edges = [("hub", s) if i % 2 else (s, "hub") for i, s in enumerate(spokes)]
    layout = check(_diagram(_icons("hub", *spokes), edges))
    assert not any(place.curved for place in layout.edges.values())
    assert len({place.points for place in layout.edges.values()}) == 40


def test_more_edges_between_two_than_there_are_ways_in_are_apart() -> None:
    layout = check(_diagram(_icons("a", "b"), [("a", "b")] * 20))
    assert len({place.points for place in layout.edges.values()}) == 20


@pytest.mark.parametrize("label", ["", "retry", "asks again\nand again"])
@pytest.mark.parametrize("crowd", [0, 200])
def test_loops_lie_beside_their_node_and_apart(label: str, crowd: int) -> None:
    names = [f"x{i}" for i in range(crowd)]
    nodes = [
        *_icons("a", "b", *names),
        Node(ElementId("slab"), "Slab", style=Style(shape=Shape("box", 90.0, 40.0, fixed=True))),
    ]
    edges = [(x, x, label) for x in ("a", "a", "a", "slab")] + [("a", "b"), ("b", "slab")]
    layout = check(_diagram(nodes, edges))
    loops = [layout.edges[ElementId(f"e{i}")] for i in range(4)]
    for loop in loops:
        assert _reach(loop) > 10
        shapes = [p.icon for p in layout.nodes.values()]
        shapes += [p.label_box for p in layout.nodes.values()]
        for box in [loop.label_box] if loop.label_box else []:
            assert not any(box.intersects(other) for other in shapes)
    assert len({loop.points for loop in loops}) == 4
    if not crowd:
        found = flaws(layout, visible(layout.diagram, frozenset()), frozenset())
        assert list(found) == []


def _reach(loop: EdgePlace) -> float:
    whole = union(Box(*p, 0, 0) for p in loop.points)
    return min(whole.width, whole.height)


def test_a_loop_of_a_cluster_hangs_in_its_title_row() -> None:
    clusters = (
        Cluster(ElementId("c"), "Cluster"),
        Cluster(ElementId("d"), "Inner", parent=ElementId("c")),
    )
    nodes = [*_icons("a", cluster=ElementId("c")), *_icons("b", cluster=ElementId("d"))]
    layout = check(_diagram(nodes, [("c", "c", "scales itself"), ("d", "d"), ("a", "b")], clusters))
    assert list(flaws(layout, visible(layout.diagram, frozenset()), frozenset())) == []
    handle = layout.edges[ElementId("e0")]
    assert handle.label_box is not None
    assert (
        union((handle.box, layout.clusters[ElementId("c")].box))
        == layout.clusters[ElementId("c")].box
    )
    assert not handle.box.intersects(layout.clusters[ElementId("c")].label_box)


def test_an_edge_of_a_cluster_and_what_is_in_it() -> None:
    clusters = (
        Cluster(ElementId("c"), "Cluster"),
        Cluster(ElementId("d"), "Inner", parent=ElementId("c")),
    )
    nodes = [*_icons("a", cluster=ElementId("c")), *_icons("b", cluster=ElementId("d"))]
    edges = [("c", "a"), ("b", "c"), ("c", "d"), ("d", "b"), ("a", "d")]
    check(_diagram(nodes, edges, clusters))
    many = [*nodes, *_icons(*(f"x{i}" for i in range(200)))]
    check(_diagram(many, edges, clusters))


@pytest.mark.parametrize("crowd", [0, 200])
@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_labels_of_edges_between_two_lie_each_on_its_own(crowd: int, direction: str) -> None:
    edges = [("a", "b", "ask a question\nof the server"), ("b", "a", "answer to that\nquestion")]
    found = _diagram([*_icons("a", "b"), *_icons(*(f"x{i}" for i in range(crowd)))], edges)
    layout = check(
        Diagram(DiagramId("d"), "D", "d", "d.dot", direction, (), found.nodes, (), found.edges)
    )
    for edge in layout.edges.values():
        assert edge.label_box is not None
        if not edge.curved:
            assert any(edge.label_box.contains(*p) for p in _steps(edge))
    if not crowd:
        assert list(flaws(layout, visible(layout.diagram, frozenset()), frozenset())) == []


def test_an_edge_makes_way_for_the_label_of_another() -> None:
    random = Random(0)  # noqa: S311 -- the same graph each time
    pairs = [sorted(random.sample(range(16), 2)) for _ in range(26)]
    labels = ("reads and writes", "Ref", "depends on it")
    edges = [
        (f"n{a}", f"n{b}", random.choice(labels))
        for a, b in pairs
        for _ in range(random.choice((1, 1, 2, 3)))
    ]
    layout = lay_out(_diagram(_icons(*(f"n{i}" for i in range(16))), edges))
    found = flaws(layout, visible(layout.diagram, frozenset()), frozenset())
    assert {rule for rule, *_ in found} <= {"small-text"}


def _steps(edge: EdgePlace) -> list[tuple[float, float]]:
    """Points all along an edge."""
    return [
        (a.x + (b.x - a.x) * k / 20, a.y + (b.y - a.y) * k / 20)
        for a, b in zip(edge.points, edge.points[1:], strict=False)
        for k in range(21)
    ]


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for an engine is a shell's")
def test_an_engine_that_comes_to_no_end_with_curves_leaves_all_edges_to_the_grid(
    tmp_path: Path,
) -> None:
    engine, asked = tmp_path / "engine", tmp_path / "asked"
    engine.write_text(
        f'#!/bin/sh\ncat > "{asked}.$$"\n'
        f'grep -q "splines=spline" "{asked}.$$" && echo "Error: too many" >&2 && exit 1\n'
        f'exec "{find()}" "$@" < "{asked}.$$"\n'
    )
    engine.chmod(0o755)
    ids = [f"n{i}" for i in range(20)]
    diagram = _diagram(_icons(*ids), list(pairwise(ids)))
    diagram = replace(diagram, arrangement=Arrangement(lines=Lines.CURVED))
    assert lay_out(diagram, engine=str(engine)).routers == {"grid": len(ids) - 1}


@pytest.mark.parametrize("label", ["", "again"])
def test_many_loops_at_one_node_cost_in_step_with_their_number(label: str) -> None:
    other = (f"b{number}" for number in count())  # so that none has been laid out before

    def laid_out(many: int) -> None:
        b = next(other)
        lay_out(_diagram(_icons("a", b), [*[("a", "a", label)] * many, ("a", b)]))

    laid_out(10)  # what is loaded at first use is no part of it
    grows_in_step(laid_out, 750)
