"""Which part of a diagram a step of a tour is shown in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout import text
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId
from app.model.tour import TourStyle
from app.model.view_state import ViewState
from app.render.camera import card_shot
from app.render.camera.faults import MARGIN, READ, empty, faults
from app.render.camera.framed import within
from app.scene.appearance import Mask
from app.scene.house import title_box
from app.scene.shot import FADE, Room, Shot
from tests.render.camera.rows import COUNT, ROOM, row, shots


def _shown(shot: Shot | None) -> set[ElementId]:
    assert shot is not None
    return set(row().nodes) - shot.left_out


def _free(shot: Shot) -> Box:
    return shot.box.inflated(-FADE / shot.scale)


@pytest.mark.parametrize("style", list(TourStyle))
def test_what_it_is_about_is_whole_among_its_neighbours(style: TourStyle) -> None:
    shot = shots("n5", style=style).shot(0)
    assert _shown(shot) >= ({"n4", "n5", "n6"} if style is TourStyle.FLOW else {"n5"})
    assert shot is not None
    assert within(_free(shot), row().nodes[ElementId("n5")].box)
    assert min(text.LABEL, text.EDGE) * shot.scale >= READ


def test_what_is_cut_by_the_frame_does_not_show_and_titles_and_names_are_moved_in() -> None:
    shot = shots("n5").shot(0)
    assert shot is not None
    free, places = _free(shot), row()
    for id in _shown(shot):
        assert within(free, places.nodes[ElementId(id)].box)
    assert "last" in shot.left_out
    moved = title_box(places.clusters[ElementId("all")]).moved(*shot.titles[ElementId("all")])
    assert within(free, moved), "the cluster reaches beyond the frame"
    assert not any(moved.intersects(places.nodes[ElementId(id)].box) for id in _shown(shot))


def test_a_line_that_leaves_the_frame_says_where_it_goes() -> None:
    places = row()
    state = ViewState(DiagramId("row"))
    shot = card_shot(places, state, (ElementId("n5"),), (), {}, ROOM)
    order = sorted(_shown(shot), key=lambda node: places.nodes[ElementId(node)].box.x)
    before, after = f"Name {int(order[0][1:]) - 1}", f"Name {int(order[-1][1:]) + 1}"
    assert shot is not None
    assert {sign.text for sign in shot.signs} == {f"from {before}", f"to {after}"}
    assert all(within(_free(shot).inflated(0.01), sign.box) for sign in shot.signs)
    masked = {ElementId(f"n{n}"): Mask.LABEL for n in range(COUNT)}
    asked = card_shot(places, state, (ElementId("n5"),), (), masked, ROOM)
    assert asked is not None
    assert not asked.signs, "what is masked is not told"


def test_what_is_to_be_found_is_not_alone_in_the_frame_with_what_is_asked() -> None:
    lone = replace(row().diagram, edges=())
    places = replace(row(), diagram=lone, edges={})
    shot = card_shot(
        places,
        ViewState(DiagramId("row")),
        (ElementId("n5"),),
        (ElementId("n6"),),
        {},
        Room(480.0, 300.0),
    )
    assert shot is not None
    whole = [id for id, place in places.nodes.items() if within(_free(shot), place.box)]
    assert len(whole) >= 4, "these two, and two to choose from"


def test_no_more_than_a_third_of_a_frame_is_empty_at_the_edge_of_the_picture() -> None:
    for focus in ("n0", f"n{COUNT - 1}"):
        made = shots(focus)
        shot = made.shot(0)
        assert shot is not None
        sides = empty(made.seen(0)[0], shot)
        assert sides["at its left"] <= MARGIN
        assert sides["at its right"] <= MARGIN


@given(
    st.lists(st.integers(0, COUNT - 1), min_size=1, max_size=3, unique=True),
    st.sampled_from(list(TourStyle)),
    st.floats(0.4, 2.0),
)
def test_a_frame_holds_its_subject_on_any_screen(
    focus: list[int], style: TourStyle, part: float
) -> None:
    room = Room(ROOM.width * part, ROOM.height * part, part)
    made = shots(" ".join(f"n{n}" for n in focus), style=style, room=room)
    shot = made.shot(0)
    assert shot is not None
    assert shot.box.width / shot.box.height == pytest.approx(room.width / room.height)
    inner = shot.box.inflated(1 if shot.whole else -FADE * part / shot.scale + 0.01)
    for number in focus:
        assert within(inner, row().nodes[ElementId(f"n{number}")].box)
    seen, subject = made.seen(0)
    assert subject is not None
    wrong = {str(fault.rule) for fault in faults(seen, subject, shot, room)}
    assert wrong <= {"empty", "blank", "text"}, "nothing is cut off or nameless"


def test_neighbours_share_a_frame_where_it_serves_both() -> None:
    made = shots("n3", "n4", "n10")
    first, second, third = (made.shot(n) for n in range(3))
    assert first is not None
    assert second is not None
    assert third is not None
    assert second.box == first.box
    assert third.box != first.box


def test_a_shot_is_the_same_however_one_came_to_the_step() -> None:
    steps = ("n3", "n4", "n6", "n10")
    there, straight = shots(*steps), shots(*steps)
    for number in range(len(steps)):
        there.shot(number)
    assert straight.shot(3) == there.shot(3)
    assert straight.make_ahead(0) is False, "all up to it are made with it"


def test_what_is_worked_out_bit_by_bit_is_the_same() -> None:
    steps = ("n3", "", "n4", "n6", "n10")
    ahead, straight = shots(*steps), shots(*steps)
    ahead.shot(0)
    bits = 0
    while ahead.make_ahead(0):
        bits += 1
    assert bits > 2 * len(steps)
    assert [ahead.shot(n) for n in range(5)] == [straight.shot(n) for n in range(5)]


def test_what_stands_far_apart_is_seen_whole() -> None:
    shot = shots(f"n0 n{COUNT - 1}").shot(0)
    assert shot is not None
    assert shot.whole
    assert not shot.left_out


def test_nothing_is_framed_where_nothing_of_it_shows() -> None:
    assert shots("gone").shot(0) is None
    assert shots("").shot(0) is None, "it is about the whole diagram"
    assert shots("n1").shot(1) is None
