"""Which part of a diagram a step of a tour is about."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.layout import text
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.geometry import Box, Point
from app.model.laid_out import ClusterPlace, EdgePlace, LaidOutDiagram, NodePlace
from app.model.tour import Step, Style, Tour
from app.model.view_state import ViewState
from app.render.look import look
from app.render.subject import MOST, READ, subject
from app.render.theme import LIGHT

ROOM = (1920.0, 1000.0)
APART = 200.0  # pt from one node to the next
COUNT = 12


def _row() -> LaidOutDiagram:
    """n0 → n1 → … → n11 from left to right, the last two in a cluster; nothing above or below."""
    ids = [f"n{n}" for n in range(COUNT)]
    pairs = list(pairwise(ids))
    diagram = Diagram(
        "row",
        "Row",
        "row",
        "row.py",
        nodes=tuple(
            Node(id, id, cluster="last" if n > COUNT - 3 else None) for n, id in enumerate(ids)
        ),
        clusters=(Cluster("last", "Last"),),
        edges=tuple(Edge(f"{a}-{b}", a, b, (a, b)) for a, b in pairs),
    )
    boxes = {id: Box(n * APART, 40, 60, 80) for n, id in enumerate(ids)}
    return LaidOutDiagram(
        diagram,
        width=COUNT * APART,
        height=160,
        nodes={id: NodePlace(box, box, box, (id,)) for id, box in boxes.items()},
        clusters={
            "last": ClusterPlace(
                Box(1980, 0, 300, 160), Box(1980, 0, 24, 24), Box(2004, 0, 40, 17), ("Last",)
            )
        },
        edges={
            f"{a}-{b}": EdgePlace((Point(boxes[a].right, 70), Point(boxes[b].x, 70)))
            for a, b in pairs
        },
    )


def _framed(*steps: str, style: Style = Style.BUILD, part: float = 1.0) -> Box:
    """What the last of these steps, each with the ids in its focus, is about."""
    made = tuple(Step("S", "", "row", frozenset(), tuple(s.split()), style) for s in steps)
    picture, tour = _row(), Tour("t", "T", made)
    state = ViewState("row", frozenset(), tour="t", step=len(made) - 1)
    room = ROOM[0] * part, ROOM[1] * part
    found = subject(picture, look(picture, state, LIGHT, tour=tour), made[-1], room, part)
    assert found is not None
    return found


def _whole(view: Box) -> set[str]:
    """The nodes that are in view whole."""
    return {
        id
        for id, place in _row().nodes.items()
        if view.x <= place.box.x
        and place.box.right <= view.right
        and view.y <= place.box.y
        and place.box.bottom <= view.bottom
    }


@pytest.mark.parametrize("style", list(Style))
def test_a_component_alone_is_seen_among_its_neighbours(style: Style) -> None:
    view = _framed("n5", style=style)
    assert _whole(view) >= {"n4", "n5", "n6"}
    assert view.center.x == pytest.approx(5 * APART + 30)
    assert ROOM[0] / view.width <= MOST


def test_at_the_edge_the_room_is_for_what_is_there() -> None:
    view = _framed("n0", style=Style.FLOW)
    assert _whole(view) >= {"n0", "n1", "n2"}
    assert view.x < 0
    assert view.x > -APART / 2


def test_it_has_the_shape_of_the_room_on_a_screen_of_any_size() -> None:
    small, large = _framed("n3 n4"), _framed("n3 n4", part=2.0)
    assert large.width / large.height == pytest.approx(ROOM[0] / ROOM[1])
    assert (small.width, small.height) == pytest.approx((large.width, large.height))


def test_a_build_up_is_seen_whole_as_long_as_it_can_be_read() -> None:
    view = _framed("n0", "n1", "n2", "n3")
    assert _whole(view) >= {"n0", "n1", "n2", "n3"}
    long = _framed(*(f"n{n}" for n in range(COUNT)))
    assert "n0" not in _whole(long)
    assert _whole(long) >= {"n10", "n11"}
    for framed in (view, long):
        assert ROOM[0] / framed.width * min(text.EDGE, text.LABEL) >= READ - 1e-6


def test_the_cluster_in_which_the_subject_stands_is_taken_in() -> None:
    box = _row().clusters["last"].box
    view = _framed("n10", style=Style.FLOW)
    assert (view.x, view.y) <= (box.x, box.y)
    assert (box.right, box.bottom) <= (view.right, view.bottom)


def test_nothing_is_framed_where_nothing_of_it_shows() -> None:
    picture = _row()
    step = Step("S", "", "row", frozenset(), ("gone",))
    tour, state = Tour("t", "T", (step,)), ViewState("row", frozenset(), tour="t")
    assert subject(picture, look(picture, state, LIGHT, tour=tour), step, ROOM, 1.0) is None
