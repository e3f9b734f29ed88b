"""A diagram that the engine comes to no end with, and the first picture of a large one."""

from __future__ import annotations

import sys
import threading
from itertools import combinations
from pathlib import Path

import pytest

from app.errors import CancelledError
from app.layout.layout import lay_out
from app.layout.placement import measure
from app.layout.polish import draw_up
from app.layout.ports import Spacing
from app.layout.rows import RowsPlacer
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId
from app.model.picture_style import PictureStyle
from app.sources.workspace import load
from tests.made_engine import engine_that

posix = pytest.mark.skipif(sys.platform == "win32", reason="the engine is a shell script")


def made(count: int, pairs: list[tuple[int, int]], within: int = 0) -> Diagram:
    """So many nodes; with `within`, so many in a cluster and two clusters in one round them."""
    ids = [ElementId(f"n{i}") for i in range(count)]
    homes = [ElementId(f"c{i // within}") if within else None for i in range(count)]
    inner = dict.fromkeys(home for home in homes if home)
    outer = [ElementId(f"o{i}") for i in range(-(-len(inner) // 2))]
    clusters = [Cluster(id, f"Zone {id}") for id in outer]
    clusters += [Cluster(id, f"Part {id}", parent=outer[i // 2]) for i, id in enumerate(inner)]
    return Diagram(
        DiagramId("made"),
        "Made",
        "made",
        "made.dot",
        nodes=tuple(
            Node(id, f"node {id}", cluster=home) for id, home in zip(ids, homes, strict=True)
        ),
        clusters=tuple(clusters),
        edges=tuple(
            Edge(ElementId(f"e{k}"), ids[a], ids[b], (ids[a], ids[b]))
            for k, (a, b) in enumerate(pairs)
        ),
    )


@pytest.mark.parametrize("direction", ["LR", "RL", "TB", "BT"])
def test_rows_hold_whatever_is_in_them(direction: str) -> None:
    round_and_round = [(i, (i * 7 + 1) % 60) for i in range(60)] + [(5, 5), (0, 59)]
    diagram = made(60, round_and_round, within=6)
    texts, spacing = measure(diagram), Spacing(direction)
    placement = RowsPlacer().place(diagram, texts, spacing)
    layout = draw_up(diagram, texts, placement, spacing, ())
    assert layout.edges.keys() == {edge.id for edge in diagram.edges}
    assert 0.5 < layout.width / layout.height < 5
    for one, other in combinations(diagram.nodes, 2):
        assert not layout.nodes[one.id].box.intersects(layout.nodes[other.id].box)
    for node in diagram.nodes:
        assert node.cluster is not None
        assert layout.clusters[node.cluster].box.holds(layout.nodes[node.id].box)
    for zone, beside in combinations(diagram.clusters, 2):
        if zone.parent == beside.parent:
            assert not layout.clusters[zone.id].box.intersects(layout.clusters[beside.id].box)


def test_a_long_chain_is_no_strip() -> None:
    diagram = made(200, [(i, i + 1) for i in range(199)])
    placement = RowsPlacer().place(diagram, measure(diagram), Spacing("TB"))
    xs, ys = zip(*placement.icons.values(), strict=True)
    assert 0.5 < (max(xs) - min(xs)) / (max(ys) - min(ys)) < 4


@posix
def test_a_file_is_drawn_by_another_method_where_the_engine_gives_up(tmp_path: Path) -> None:
    dot = tmp_path / "said.dot"
    dot.write_text("digraph { a -> b -> c }", "utf-8")
    (diagram,) = load(dot).diagrams
    engine = engine_that(tmp_path, 'case "$*" in *-Glayout=*) exec $ENGINE "$@";; esac; exit 3')
    layout = lay_out(diagram, style=PictureStyle.WRITTEN, engine=engine)
    assert layout.drawing is not None
    assert layout.drawing.elements.keys() == diagram.index.elements.keys()
    assert "sfdp" in layout.remark
    assert layout.rendering.method == ""
    house = lay_out(diagram, style=PictureStyle.HOUSE, engine=engine)
    assert "plain rows" in house.remark
    assert len(house.edges) == 2


@posix
def test_a_large_diagram_has_a_first_picture_while_the_engine_is_at_work(tmp_path: Path) -> None:
    diagram = made(4100, [(i, i + 50) for i in range(4000)])
    engine = engine_that(tmp_path, "exec sleep 60")
    cancel, found = threading.Event(), list[DiagramLayout]()

    def first(layout: DiagramLayout) -> None:
        found.append(layout)
        cancel.set()

    with pytest.raises(CancelledError):
        lay_out(diagram, engine=engine, cancel=cancel, meanwhile=first)
    (layout,) = found
    assert (len(layout.nodes), len(layout.edges)) == (4100, 4000)
    assert layout.remark
