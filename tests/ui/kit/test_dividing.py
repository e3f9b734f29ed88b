from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.kit.dividing import NARROW_LEFT, NARROW_RIGHT, SHARE, TINIEST, divided

LEFT, RIGHT = 232, 400  # px; a person wants them so wide
widths = st.integers(300, 6000)
wanted = st.one_of(st.just(0), st.integers(240, 900))


@pytest.mark.parametrize(
    ("whole", "shown"),
    [(1918, (232, 400)), (1366, (232, 342)), (1150, (0, 400)), (800, (0, 336)), (600, (0, 0))],
)
def test_panels_give_way_to_the_picture(whole: int, shown: tuple[int, int]) -> None:
    assert divided(whole, LEFT, RIGHT, SHARE) == shown


def test_one_that_a_person_opens_shows_beside_the_other_or_in_its_place() -> None:
    assert divided(1000, LEFT, RIGHT, SHARE, "left") == (NARROW_LEFT, NARROW_RIGHT)
    assert divided(700, LEFT, RIGHT, SHARE, "left") == (LEFT, 0)
    assert divided(400, LEFT, RIGHT, SHARE, "right") == (0, NARROW_RIGHT)


@given(widths, wanted, wanted, st.floats(TINIEST, SHARE), st.sampled_from(["", "left", "right"]))
def test_the_canvas_has_its_share_and_no_panel_is_wider_than_wanted(
    whole: int, left: int, right: int, share: float, opened: str
) -> None:
    got = divided(whole, left, right, share, opened)
    assert opened or whole - sum(got) >= round(whole * share)
    assert sum(got) < whole
    assert got[0] == 0 or NARROW_LEFT <= got[0] <= left
    assert got[1] == 0 or min(NARROW_RIGHT, right) <= got[1] <= right
    assert divided(20_000, left, right, share, opened) == (left, right)
