"""When the minimap shows by itself, how large it is and in which corner it stands. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from app.model.geometry import Box

COMES, GOES = 0.3, 0.4  # of the sheet's area in view: below it comes, above it goes
AREA = 30_000.0  # px², of the picture in it
WIDEST = 0.4  # of the view's width and height
LEAST = 28.0  # px, so that it can be hit
ROOMY = (420.0, 300.0)  # px; a smaller view has no room for it
PAD = 6.0  # px, between the picture and the border
CAPTION = 16.0  # px, under the picture, that tell where one looks
GAP = 16.0  # px, to the edges of the view
CLEAR = 8.0  # px, kept from what one works on
HALF = 0.5  # of the view: what is larger than that is under every corner

Size = tuple[float, float]


def wanted(seen: Box, sheet: Box, shows: bool) -> bool:
    """Whether the picture is far larger than what of it is in view; a minimap that `shows` stays a
    little longer, so that it does not come and go."""
    part = seen.width * seen.height / max(sheet.width * sheet.height, 1e-9)
    return part < (GOES if shows else COMES)


def size_in(view: Size, picture: Size) -> Size | None:
    """px of the minimap of a picture of that size (pt) in such a view (px), with its border; None
    where there is no room."""
    if view[0] < ROOMY[0] or view[1] < ROOMY[1]:
        return None
    scale = scale_in(view, picture)
    wide, high = (max(side * scale, LEAST) + 2 * PAD for side in picture)
    return wide, high + CAPTION


def scale_in(view: Size, picture: Size) -> float:
    """px per pt of the picture in it: a strip may be longer than what has the view's shape."""
    wide, high = (max(side, 1e-3) for side in picture)
    return min(sqrt(AREA / (wide * high)), view[0] * WIDEST / wide, view[1] * WIDEST / high)


def corner(view: Size, size: Size, busy: Iterable[Box], now: Box | None) -> Box:
    """Where it stands (px): in the corner at the foot on the right, or the first other one where it
    does not cover what one works on; it stays where it is as long as that is free."""
    right, foot = view[0] - size[0] - GAP, view[1] - size[1] - GAP
    places = [Box(x, y, *size) for x, y in ((right, foot), (GAP, foot), (right, GAP), (GAP, GAP))]
    large = view[0] * view[1] * HALF
    taken = [box.inflated(CLEAR) for box in busy if box.width * box.height < large]
    free = [place for place in places if not any(place.intersects(box) for box in taken)]
    if now is not None and now in free:
        return now
    return next(iter(free), places[0])
