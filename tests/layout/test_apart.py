"""Clusters that lie over each other are moved apart as far as there is room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.layout.apart import AIR, apart
from app.model.diagram import Cluster, Diagram
from app.model.diagram_layout import ClusterPlace
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId

NO_ICON = Box(0, 0, 0, 0)


def moved(*places: tuple[Box, Box]) -> list[ClusterPlace]:
    """Of clusters beside each other, by box and the box of what each holds."""
    ids = [ElementId(str(n)) for n in range(len(places))]
    diagram = Diagram(
        DiagramId("d"), "D", "d", "d.dot", clusters=tuple(Cluster(id, id) for id in ids)
    )
    shown = {
        id: ClusterPlace(box, NO_ICON, Box(box.x + 4, box.y + 4, 10, 10), ("a",))
        for id, (box, _) in zip(ids, places, strict=True)
    }
    held = {id: [inner] for id, (_, inner) in zip(ids, places, strict=True)}
    found = apart(diagram, shown, held)
    return [found[id] for id in ids]


def test_the_left_border_gives_way_first() -> None:
    left, right = moved(
        (Box(0, 0, 110, 100), Box(20, 30, 60, 50)), (Box(100, 0, 100, 100), Box(120, 30, 60, 50))
    )
    assert (left.box.right, right.box.x) == (90, 100)


def test_where_it_has_no_room_the_other_does_and_takes_its_title_along() -> None:
    left, right = moved(
        (Box(0, 0, 110, 100), Box(20, 30, 82, 50)), (Box(100, 0, 100, 100), Box(135, 30, 50, 50))
    )
    assert (left.box.right, right.box.x) == (110, 120)
    assert right.label_box.x == 124


def test_one_above_the_other_loses_its_foot() -> None:
    upper, lower = moved(
        (Box(0, 0, 200, 110), Box(20, 30, 60, 50)), (Box(0, 100, 200, 80), Box(20, 130, 60, 30))
    )
    assert upper.box.bottom == 100
    assert lower.box.y == 100


BOXES = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(5, 40), st.integers(5, 40))


@given(st.lists(BOXES, min_size=2, max_size=6))
def test_nothing_that_a_cluster_holds_is_left_outside(
    sizes: list[tuple[int, int, int, int]],
) -> None:
    boxes = [Box(10 * x, 10 * y, 10 * w, 10 * h) for x, y, w, h in sizes]
    inner = [Box(b.x + 12, b.y + 22, b.width - 24, b.height - 34) for b in boxes]
    for before, held, after in zip(
        boxes, inner, moved(*zip(boxes, inner, strict=True)), strict=True
    ):
        assert before.holds(after.box)
        assert after.box.inflated(-AIR / 2).holds(held)
        assert after.box.holds(after.label_box)
