"""A diagram's index: what it finds, that it is made once, and how much work finding is."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from types import FrameType
from typing import Any

import msgspec
import pytest

from app.model import hiding
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId
from app.model.layer import visible
from app.model.style import Shape, Style
from app.model.view_state import neighbours

DIAGRAM = Diagram(
    DiagramId("d"),
    "D",
    "d",
    "d.py",
    layers=("iam",),
    clusters=(
        Cluster(ElementId("vpc"), "VPC"),
        Cluster(ElementId("vpc/a"), "A", parent=ElementId("vpc"), layers=("iam",)),
    ),
    nodes=(
        Node(ElementId("vpc/a/web"), "Web", cluster=ElementId("vpc/a")),
        Node(ElementId("user"), "User", layers=("iam",)),
        Node(ElementId("dot"), "", style=Style(shape=Shape("point"))),
    ),
    edges=(
        Edge(
            ElementId("in"),
            ElementId("user"),
            ElementId("vpc/a/web"),
            (ElementId("user"), ElementId("vpc/a/web")),
        ),
        Edge(
            ElementId("own"),
            ElementId("vpc/a/web"),
            ElementId("vpc/a/web"),
            (ElementId("vpc/a/web"), ElementId("vpc/a/web")),
            layers=("iam",),
        ),
        Edge(
            ElementId("out"),
            ElementId("vpc/a"),
            ElementId("dot"),
            (ElementId("vpc/a/web"), ElementId("dot")),
            invisible=True,
        ),
    ),
)


def test_elements_are_found_by_id() -> None:
    index = DIAGRAM.index
    assert index.component(ElementId("vpc/a")) is DIAGRAM.clusters[1]
    assert index.component(ElementId("dot")) is None  # nobody can name it
    assert index.elements[ElementId("dot")] is DIAGRAM.nodes[2]
    assert index.edges[ElementId("out")] is DIAGRAM.edges[2]
    assert [c.id for c in index.components] == ["vpc/a/web", "user", "vpc", "vpc/a"]


def test_what_belongs_to_what() -> None:
    index = DIAGRAM.index
    assert list(index.around(ElementId("vpc/a/web"))) == ["vpc/a", "vpc"]
    assert index.children(ElementId("vpc")) == ("vpc/a",)
    assert index.children(None) == ("vpc", "user", "dot")
    assert set(index.inside((ElementId("vpc"), ElementId("vpc/a")))) == {
        "vpc",
        "vpc/a",
        "vpc/a/web",
    }
    assert [e.id for e in index.incident(ElementId("vpc/a/web"))] == ["in", "own"]
    assert [e.id for e in index.incident(ElementId("vpc/a"))] == ["out"]
    assert [
        e.id for e in index.edges_of({ElementId("own"), ElementId("user"), ElementId("in")})
    ] == ["in", "own"]
    assert [e.id for e in index.on_layer("iam")] == ["user", "vpc/a", "own"]
    assert index.on_layer("data") == ()


def test_it_is_made_once_and_stays_out_of_what_is_written_or_compared() -> None:
    plain = replace(DIAGRAM)
    written = msgspec.msgpack.encode(plain)
    index = plain.index
    assert plain.index is index
    visible(plain, frozenset({"iam"}))
    assert msgspec.msgpack.encode(plain) == written
    assert plain == DIAGRAM
    assert pickle.loads(pickle.dumps(plain)) == plain  # noqa: S301 - our own
    changed = replace(plain, nodes=plain.nodes[:1])
    assert changed.index.component(ElementId("user")) is None


def _steps(work: Callable[[], object]) -> int:
    """How many lines of ours run."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if "/app/model/" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def _many(count: int, *, deep: bool = False) -> Diagram:
    """So many nodes, joined in a row, ten to a cluster; or as many clusters, each in the last."""
    layers = ("a", "b")
    clusters = tuple(
        Cluster(ElementId(f"c{n}"), f"C{n}", parent=ElementId(f"c{n - 1}") if deep and n else None)
        for n in range(count if deep else count // 10)
    )
    nodes = tuple(
        Node(
            ElementId(f"n{n}"),
            f"N{n}",
            cluster=ElementId(f"c{n if deep else n // 10}"),
            layers=layers[: n % 3],
        )
        for n in range(0, count, 2 if deep else 1)
    )
    ids = [node.id for node in nodes]
    edges = tuple(Edge(ElementId(f"e{n}"), a, b, (a, b)) for n, (a, b) in enumerate(pairwise(ids)))
    return Diagram(
        DiagramId("d"), "D", "d", "d.py", layers=layers, nodes=nodes, clusters=clusters, edges=edges
    )


@pytest.mark.parametrize("deep", [False, True])
def test_what_shows_is_as_much_work_as_there_are_elements(deep: bool) -> None:
    def steps(count: int) -> int:
        diagram = _many(count, deep=deep)
        hidden = frozenset(map(ElementId, ("c1", "n0", "e5")))
        return _steps(lambda: visible(diagram, frozenset({"a"}), hidden))

    assert steps(1600) < 2.2 * steps(800)


def test_single_look_ups_are_no_more_work_in_a_large_diagram() -> None:
    def steps(count: int) -> list[int]:
        diagram = _many(count)
        on, hidden = frozenset({"a"}), frozenset({ElementId("c1")})
        works: list[Callable[[], object]] = [
            lambda: diagram.index.component(ElementId("n99")),
            lambda: [*diagram.index.around(ElementId("n99"))],
            lambda: neighbours(diagram, ElementId("c3")),
            lambda: neighbours(diagram, ElementId("n99")),
            lambda: hiding.hide(diagram, hidden, [ElementId("n12"), ElementId("e99")]),
            lambda: hiding.show(diagram, hidden, [ElementId("n12"), ElementId("e10")]),
            lambda: hiding.known(diagram, hidden),
            lambda: visible(diagram, on, hidden),
        ]
        for work in works:
            work()  # its tables are there
        return [_steps(work) for work in works]

    assert steps(2000) == steps(400)
