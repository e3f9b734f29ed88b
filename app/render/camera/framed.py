"""What a frame makes of a diagram, so that nothing in it is cut off: what stands across the border
is left out, the title of a cluster that reaches beyond it is moved inward, and a line that leaves it
says where it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from app.layout import text
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.render.camera.content import VisibleContent, VisibleEdge
from app.scene.appearance import Mask
from app.scene.house import title_box
from app.scene.shot import FADE, Room, Shot, Sign

SIGN_PX, LEAST_SIGN = (
    16.0,
    12.0,
)  # px of a sign's letters on that screen; least on any, but no more than a label has
INSIDE = 7.0  # pt from a cluster's border, or the frame's, to a title that was moved
ROWS = 10  # in which a free place for a title is looked for
PAD = 5.0  # pt that a sign is wider than its text
SLIDES = (0, *(way * n for n in range(1, 11) for way in (1, -1)))  # heights along the border
WHOLLY = 1.0  # pt that what stands at the picture's edge may reach over the frame


def within(outer: Box, inner: Box, by: float = 0.0) -> bool:
    """True where the inner box stands in the outer one, at least `by` from its border; all in one
    unit."""
    return (
        inner.x >= outer.x + by
        and inner.y >= outer.y + by
        and inner.right <= outer.right - by
        and inner.bottom <= outer.bottom - by
    )


def framed(
    seen: VisibleContent, box: Box, room: Room, about: frozenset[ElementId] = frozenset()
) -> Shot:
    """The shot that shows that part (pt) of the diagram in a room. What it is `about`, components
    and edges, is never left out."""
    scale = room.width / box.width
    if within(box.inflated(WHOLLY), seen.whole):
        return Shot(box, scale)
    free = box.inflated(-FADE * room.part / scale)
    kept = {id for id, own in seen.nodes.items() if id in about or within(free, own)}
    holding = {cluster for id in kept for cluster in seen.around[id]}
    for id, place in seen.clusters.items():
        if id in about or id in holding or within(free, place.box):
            kept.add(id)
            holding.update(seen.around[id])
    kept |= holding
    lines, gone, unlabelled = [], set(), set()
    for line in seen.lines:
        edge = line.edge
        if edge.id not in about and not ({edge.tail, edge.head} & kept):
            gone.add(edge.id)
            continue
        lines.append(line)
        if line.label is not None and not within(free, line.label):
            unlabelled.add(edge.id)
    taken = [own for id, own in seen.nodes.items() if id in kept]
    taken += [x.label for x in lines if x.label is not None and x.edge.id not in unlabelled]
    titles, nameless = _titles(seen, free, kept, taken)
    size = min(max(SIGN_PX * room.part, LEAST_SIGN) / scale, text.EDGE)
    signs, unsigned = _signs(seen, free, kept, lines, taken, size)
    left_out = (seen.nodes.keys() | seen.clusters.keys()) - kept | gone
    return Shot(
        box,
        scale,
        False,
        frozenset(left_out),
        frozenset(unlabelled),
        titles,
        frozenset(nameless),
        tuple(signs),
        frozenset(unsigned),
    )


def _titles(
    seen: VisibleContent, free: Box, kept: set[ElementId], taken: list[Box]
) -> tuple[dict[ElementId, tuple[float, float]], set[ElementId]]:
    """By how much the titles of clusters are moved, and those for which there is no room. Where
    they come to stand is added to what is taken."""
    cut = []
    for id, place in seen.clusters.items():
        if id not in kept or not place.lines:
            continue
        title = title_box(place)
        if within(free, title, -WHOLLY):
            taken.append(title)
        else:
            cut.append((id, place.box, title))
    # As one reads them, or else first those that have the least choice.
    found = _inward(seen, free, cut, taken)
    if len(found) < len(cut):
        found = max(found, _inward(seen, free, cut[::-1], taken), key=len)
    taken += found.values()
    moved = {
        id: (found[id].x - title.x, found[id].y - title.y) for id, _, title in cut if id in found
    }
    return moved, {id for id, _, _ in cut} - found.keys()


def _inward(
    seen: VisibleContent, free: Box, cut: list[tuple[ElementId, Box, Box]], taken: list[Box]
) -> dict[ElementId, Box]:
    """Places for the titles of clusters, given with their boxes, in that order."""
    found: dict[ElementId, Box] = {}
    for id, box, title in cut:
        used = [*taken, *found.values()]
        inner = [
            place.box for other, place in seen.clusters.items() if id in seen.around.get(other, ())
        ]
        # One that stands in another cluster of these would seem to be that one's.
        place = _free_place(title, box, free, used + inner) or _free_place(title, box, free, used)
        if place is not None:
            found[id] = place
    return found


def _free_place(title: Box, box: Box, free: Box, taken: list[Box]) -> Box | None:
    """Where in what the frame shows of a cluster its title meets nothing: near the upper left."""
    left = max(box.x + INSIDE, free.x + INSIDE)
    top = max(box.y + INSIDE, free.y + INSIDE, title.y)
    right, bottom = min(box.right, free.right) - INSIDE, min(box.bottom, free.bottom) - INSIDE
    pitch = title.height + 2
    near = _reached(taken, left, top, right, min(bottom, top + ROWS * pitch))
    for row in range(ROWS):
        place = Box(left, top + row * pitch, title.width, title.height)
        if place.bottom > bottom:
            return None
        while place.right <= right:
            blocking = [other.right for other in near if other.intersects(place)]
            if not blocking:
                return place
            place = place.moved(max(blocking) + 2 * INSIDE - place.x, 0.0)
    return None


def _signs(
    seen: VisibleContent,
    free: Box,
    kept: set[ElementId],
    lines: list[VisibleEdge],
    taken: list[Box],
    size: float,
) -> tuple[list[Sign], set[ElementId]]:
    """A sign where each line that is not dimmed leaves the frame; one for what leads to the same
    component at about the same place."""
    signs: list[Sign] = []
    unsigned: set[ElementId] = set()
    for line in lines:
        edge = line.edge
        there = [end for end in (edge.tail, edge.head) if end not in kept]
        if not line.bright or len(there) != 1 or seen.appearance.masks(there[0], Mask.LABEL):
            continue
        name = seen.names.get(there[0], "")
        if not name:
            continue
        toward = (there[0] == edge.head) != (edge.arrows == "back")
        plain = edge.arrows in ("both", "none")
        words = name if plain else f"{'to' if toward else 'from'} {name}"
        points = line.points if there[0] == edge.head else line.points[::-1]
        at = _exit(points, free)
        width, height = text.text_width(words, size, False) + 2 * PAD, text.line_height(size)
        if any(s.text == words and _near(s.box, at, 3 * height) for s in signs):
            continue
        found = _sign_place(at, width, height, free, taken)
        if found is None:
            unsigned.add(edge.id)
            continue
        taken.append(found)
        signs.append(Sign(edge.id, words, found, size))
    return signs, unsigned


def _exit(points: Iterable[Point], free: Box) -> Point:
    """Where a line that begins in the frame leaves it; its end where it does not."""
    last = None
    for a, b in pairwise(points):
        last = b
        if free.contains(*a) and not free.contains(*b):
            return Point(
                min(max(b.x, free.x), free.right) if a.y == b.y else _along(a, b, free)[0],
                min(max(b.y, free.y), free.bottom) if a.x == b.x else _along(a, b, free)[1],
            )
    return last or Point(*free.center)


def _along(a: Point, b: Point, free: Box) -> tuple[float, float]:
    """The point of the segment on the frame's border, from a in it to b outside."""
    t = 1.0
    for start, end, low, high in ((a.x, b.x, free.x, free.right), (a.y, b.y, free.y, free.bottom)):
        if end < low:
            t = min(t, (low - start) / (end - start))
        elif end > high:
            t = min(t, (high - start) / (end - start))
    return a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t


def _sign_place(at: Point, width: float, height: float, free: Box, taken: list[Box]) -> Box | None:
    """At the end of the line, in the frame, clear of what is taken."""

    def there(across: float, down: float) -> Box:
        x = min(max(at.x - width / 2 + across, free.x), free.right - width)
        y = min(max(at.y - height / 2 + down, free.y), free.bottom - height)
        return Box(x, y, width, height)

    furthest = width, max(SLIDES) * height  # as `_shifts` goes
    first, last = there(-furthest[0], -furthest[1]), there(*furthest)
    near = _reached(taken, first.x, first.y, last.right, last.bottom)
    for slide in _shifts(width, height):
        place = there(*slide)
        if within(free, place) and not any(place.intersects(other) for other in near):
            return place
    return None


def _reached(taken: list[Box], left: float, top: float, right: float, bottom: float) -> list[Box]:
    """Those that stand in that part, or 1 pt beside it: many places are tried there, and most stand elsewhere."""
    part = Box(left, top, right - left, bottom - top).inflated(1.0)
    return [other for other in taken if other.intersects(part)]


def _shifts(width: float, height: float) -> Iterator[tuple[float, float]]:
    for down in SLIDES:
        yield 0.0, down * height
    for across in SLIDES[1:5]:
        for down in SLIDES:
            yield across * width / 2, down * height


def _near(box: Box, point: Point, by: float) -> bool:
    return box.inflated(by).contains(*point)
