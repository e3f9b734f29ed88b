"""From which scale on names that keep their size on a screen do not lie on each other. No name moves
or goes away as one draws nearer, so that zooming is calm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from app.model.geometry import Point

NOWHERE = Point(0.0, 0.0)
APART = 6.0  # px between two names; half of it over them
FARTHEST = 0.25  # times the usual scale; from farther away nobody looks


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name may stand: its middle is `offset` px from a point of the picture (pt). It may show
    from the scale `least` (px per pt) up. One that is `led` stands beside what it names, with a line to
    the anchor."""

    anchor: Point
    offset: Point = NOWHERE
    least: float = 0.0
    led: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A name of that size (px), which shows below the scale `most`; `spots` are tried in order."""

    width: float
    height: float
    most: float
    spots: tuple[Spot, ...]
    apart: float = APART


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Where a name stands, from the scale `low` up to its `most`."""

    claim: Claim
    spot: Spot
    low: float


def spaced(claims: Iterable[Claim], usual: float = 0.0) -> list[NamePlace | None]:
    """Each at the first of its spots where it lies on none before it from the `usual` scale (px per
    pt) up, or else where it shows soonest; None where it never can."""
    found: list[NamePlace | None] = []
    taken: list[_Taken] = []
    for claim in claims:
        best: NamePlace | None = None
        for spot in claim.spots:
            soonest = best.low if best is not None else claim.most
            low = _low(claim, spot, taken, usual * FARTHEST, soonest)
            if low < soonest:
                best = NamePlace(claim, spot, low)
            if best is not None and best.low <= usual:
                break
        found.append(best)
        if best is not None:
            spot = best.spot
            room = _halves(claim)
            taken.append((*spot.anchor, *spot.offset, *room, best.low, claim.most))
    return found


# x and y of the anchor and of the offset, half its width and height with what is round it, the scales
# from which and below which it shows.
_Taken = tuple[float, float, float, float, float, float, float, float]


def _low(claim: Claim, spot: Spot, taken: list[_Taken], farthest: float, soonest: float) -> float:
    """The scale from which a name does not lie on those that stand, or one that is no sooner than
    `soonest`; what is seen from farther away than anybody looks does not count."""
    (x, y), (aside, down), low = spot.anchor, spot.offset, max(spot.least, farthest)
    half, high = _halves(claim)
    for ax, ay, ox, oy, width, height, shows, most in taken:
        up, room = y - ay, high + height  # the larger the scale, the farther apart
        now = up * low + down - oy
        if (now >= room and up >= 0) or (now <= -room and up <= 0):
            continue
        along, wide = x - ax, half + width
        now = along * low + aside - ox
        if (now >= wide and along >= 0) or (now <= -wide and along <= 0):
            continue
        first, last = _meeting(along, aside - ox, wide)
        one, two = _meeting(up, down - oy, room)
        last = min(last, two, most)
        if last > low and max(first, one, shows) < last:
            low = last
            if low >= soonest:
                break
    return low if low > farthest else spot.least


def _halves(claim: Claim) -> tuple[float, float]:
    return (claim.width + claim.apart) / 2, claim.height / 2 + claim.apart / 4


def _meeting(apart: float, offset: float, room: float) -> tuple[float, float]:
    """Between which scales |apart · scale + offset| is less than the room."""
    if -1e-9 < apart < 1e-9:
        return (0.0, inf) if -room < offset < room else (0.0, 0.0)
    one, two = (room - offset) / apart, (-room - offset) / apart
    return (two, one) if apart > 0 else (one, two)
