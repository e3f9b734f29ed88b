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
from app.model.layer import visible
from app.model.style import Shape, Style
from app.model.view_state import neighbours

DIAGRAM = Diagram(
    "d",
    "D",
    "d",
    "d.py",
    layers=("iam",),
    clusters=(Cluster("vpc", "VPC"), Cluster("vpc/a", "A", parent="vpc", layers=("iam",))),
    nodes=(
        Node("vpc/a/web", "Web", cluster="vpc/a"),
        Node("user", "User", layers=("iam",)),
        Node("dot", "", style=Style(shape=Shape("point"))),
    ),
    edges=(
        Edge("in", "user", "vpc/a/web", ("user", "vpc/a/web")),
        Edge("own", "vpc/a/web", "vpc/a/web", ("vpc/a/web", "vpc/a/web"), layers=("iam",)),
        Edge("out", "vpc/a", "dot", ("vpc/a/web", "dot"), invisible=True),
    ),
)


def test_elements_are_found_by_id() -> None:
    index = DIAGRAM.index
    assert index.component("vpc/a") is DIAGRAM.clusters[1]
    assert index.component("dot") is None  # nobody can name it
    assert index.elements["dot"] is DIAGRAM.nodes[2]
    assert index.edges["out"] is DIAGRAM.edges[2]
    assert [c.id for c in index.components] == ["vpc/a/web", "user", "vpc", "vpc/a"]


def test_what_belongs_to_what() -> None:
    index = DIAGRAM.index
    assert list(index.around("vpc/a/web")) == ["vpc/a", "vpc"]
    assert index.children("vpc") == ("vpc/a",)
    assert index.children(None) == ("vpc", "user", "dot")
    assert set(index.inside(("vpc", "vpc/a"))) == {"vpc", "vpc/a", "vpc/a/web"}
    assert [e.id for e in index.incident("vpc/a/web")] == ["in", "own"]
    assert [e.id for e in index.incident("vpc/a")] == ["out"]
    assert [e.id for e in index.edges_of({"own", "user", "in"})] == ["in", "own"]
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
    assert changed.index.component("user") is None


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
        Cluster(f"c{n}", f"C{n}", parent=f"c{n - 1}" if deep and n else None)
        for n in range(count if deep else count // 10)
    )
    nodes = tuple(
        Node(f"n{n}", f"N{n}", cluster=f"c{n if deep else n // 10}", layers=layers[: n % 3])
        for n in range(0, count, 2 if deep else 1)
    )
    ids = [node.id for node in nodes]
    edges = tuple(Edge(f"e{n}", a, b, (a, b)) for n, (a, b) in enumerate(pairwise(ids)))
    return Diagram(
        "d", "D", "d", "d.py", layers=layers, nodes=nodes, clusters=clusters, edges=edges
    )


@pytest.mark.parametrize("deep", [False, True])
def test_what_shows_is_as_much_work_as_there_are_elements(deep: bool) -> None:
    def steps(count: int) -> int:
        diagram = _many(count, deep=deep)
        hidden = frozenset({"c1", "n0", "e5"})
        return _steps(lambda: visible(diagram, frozenset({"a"}), hidden))

    assert steps(1600) < 2.2 * steps(800)


def test_single_look_ups_are_no_more_work_in_a_large_diagram() -> None:
    def steps(count: int) -> list[int]:
        diagram = _many(count)
        on, hidden = frozenset({"a"}), frozenset({"c1"})
        works: list[Callable[[], object]] = [
            lambda: diagram.index.component("n99"),
            lambda: [*diagram.index.around("n99")],
            lambda: neighbours(diagram, "c3"),
            lambda: neighbours(diagram, "n99"),
            lambda: hiding.hide(diagram, hidden, ["n12", "e99"]),
            lambda: hiding.show(diagram, hidden, ["n12", "e10"]),
            lambda: hiding.known(diagram, hidden),
            lambda: visible(diagram, on, hidden),
        ]
        for work in works:
            work()  # its tables are there
        return [_steps(work) for work in works]

    assert steps(2000) == steps(400)
