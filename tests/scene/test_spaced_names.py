"""Names that keep their size on a screen, at every scale."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.model.geometry import Box, Point
from app.scene.spaced_names import FARTHEST, Claim, NamePlace, Spot, spaced

coordinate = st.floats(-4000, 4000)
points = st.builds(Point, coordinate, coordinate)
spots = st.builds(Spot, points, st.builds(Point, st.floats(-40, 40), st.floats(-40, 40)))
claims = st.builds(
    Claim,
    st.floats(10, 200),
    st.floats(10, 40),
    st.floats(0.05, 0.6),
    st.lists(spots, min_size=1, max_size=3).map(tuple),
)


def _box(standing: NamePlace, scale: float) -> Box:
    claim, spot = standing.claim, standing.spot
    x = spot.anchor.x * scale + spot.offset.x - claim.width / 2
    y = spot.anchor.y * scale + spot.offset.y - claim.height / 2
    return Box(x, y, claim.width, claim.height)


@given(st.lists(claims, max_size=12), st.floats(0.002, 0.6), st.floats(0.0, 0.3))
def test_no_name_lies_on_another_at_any_scale(
    wanted: list[Claim], scale: float, usual: float
) -> None:
    scale = max(scale, usual * FARTHEST)
    standing = [s for s in spaced(wanted, usual) if s and s.low <= scale < s.claim.most]
    for one, other in combinations(standing, 2):
        assert not _box(one, scale).intersects(_box(other, scale))


@given(st.lists(claims, min_size=1, max_size=12))
def test_the_first_name_always_shows(wanted: list[Claim]) -> None:
    first = spaced(wanted)[0]
    assert first is not None
    assert first.low == 0
