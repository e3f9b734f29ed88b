"""Labels of an edge's ends, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from app.layout import text
from app.layout.ends import ASIDE
from app.layout.geometry import polyline, runs_through
from app.layout.layout import lay_out
from app.model.diagram import Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId
from app.model.style import Font, Heads, Style

NAMES = ("a", "b", "c", "d")


def diagram(direction: str, *edges: Edge) -> Diagram:
    nodes = tuple(Node(ElementId(id), id.title()) for id in NAMES)
    return Diagram(DiagramId("d"), "D", "d", "d.dot", direction, (), nodes, edges=tuple(edges))


def edge(id: str, tail: str, head: str, label: str = "", size: float | None = None) -> Edge:
    ends = (ElementId(tail), ElementId(head))
    return Edge(
        ElementId(id),
        *ends,
        ends,
        label,
        tail_label=f"tail of {id}",
        head_label="0..n",
        aside="cached" if label else "",
        style=Style(font=Font(size=size)) if size else Style(),
    )


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_they_stand_close_to_their_ends_and_clear_of_all_else(direction: str) -> None:
    edges = (
        edge("1", "a", "b", "asks"),
        edge("2", "a", "b"),
        edge("3", "b", "c"),
        edge("4", "c", "c", "again"),
        edge("5", "c", "d", "said at length"),
        edge("6", "a", "d"),
    )
    layout = lay_out(diagram(direction, *edges))
    boxes = [place.icon for place in layout.nodes.values()]
    boxes += [place.label_box for place in layout.nodes.values()]
    lines = [polyline(place) for place in layout.edges.values()]
    for found in edges:
        place = layout.edges[found.id]
        tail, head, *aside = place.more
        assert (tail.lines, head.lines) == ((f"tail of {found.id}",), ("0..n",))
        assert [label.lines for label in aside] == ([("cached",)] if found.label else [])
        assert tail.box.distance_to(*place.points[0]) < 50
        assert head.box.distance_to(*place.points[-1]) < 50
        boxes += [label.box for label in place.labels]
    assert not any(a.intersects(b) for a, b in combinations(boxes, 2))
    written = [label.box for place in layout.edges.values() for label in place.labels[-2:]]
    assert sum(runs_through(line, box) for line in lines for box in written) <= 1
    assert all(box.x >= 0 and box.right <= layout.width for box in boxes)


def test_they_stand_clear_of_large_heads() -> None:
    one = edge("1", "a", "b")
    large = replace(edge("2", "c", "d"), style=Style(heads=Heads(scale=3.0)))
    found = lay_out(diagram("LR", one, large))

    def aside(id: str) -> float:
        place = found.edges[ElementId(id)]
        return min(label.box.distance_to(*place.points[-1]) for label in place.more)

    assert aside("2") > aside("1") + ASIDE


def test_text_is_as_large_as_the_file_says_beside_others() -> None:
    found = lay_out(diagram("LR", edge("1", "a", "b", "asks"), edge("2", "c", "d", "asks", 28.0)))
    (small, *_), (large, *_) = (found.edges[ElementId(id)].labels for id in "12")
    assert large.font_size == 2 * small.font_size
    assert large.box.height == pytest.approx(2 * small.box.height)


def test_one_size_for_all_is_the_usual_one_where_it_is_small() -> None:
    found = lay_out(diagram("LR", edge("1", "a", "b", "asks", 8.0)))
    assert {label.font_size for label in found.edges[ElementId("1")].labels} == {text.EDGE}


def test_they_stand_where_the_file_wants_them_where_that_is_free() -> None:
    hints = {"labelangle": "0", "labeldistance": "4"}
    far = replace(edge("1", "a", "b"), tail_label="", hints=hints)
    wide = replace(edge("2", "c", "d"), hints={"labelangle": "-90", "labeldistance": "wide"})
    layout = lay_out(diagram("LR", far, wide))
    place = layout.edges[far.id]
    assert place.more[0].box.center == pytest.approx((place.points[-1].x - 40, place.points[-1].y))
    place = layout.edges[wide.id]
    for label, end in zip(place.more, (place.points[0], place.points[-1]), strict=True):
        (x, y), clockwise = label.box.center, 1 if end == place.points[0] else -1
        assert x == pytest.approx(end.x)
        assert (y - end.y) * clockwise > 0
