"""The best shot of a subject in a room: places and sizes are tried, and what is wrong with each is
weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import add

from app.model.geometry import Box, fitting
from app.render.camera.content import VisibleContent
from app.render.camera.faults import Fault, Rule, empty, faults, legible, tightest
from app.render.camera.framed import framed
from app.render.camera.subject import Subject
from app.scene.shot import FADE, WHOLE_FILL, Room, Shot

MOST = 2.6  # px per pt on that screen: three components need not fill a wall
ENOUGH = 1.0  # px per pt at least, on any, up to which it may grow
AIR = 16.0  # px round what is framed, on that screen
TRIED, TRIED_AT_FAULT = 7, 30  # shots that are looked at closely; while something is wrong
AT_FAULT = 35.0  # cost from which on something is
ALIKE = 0.04  # of a size, or of a frame: what differs by less need not be tried
STAY = 16.0  # cost of moving
WEIGHT = {Rule.WHOLE: 400.0, Rule.TITLE: 60.0, Rule.TEXT: 900.0, Rule.BLANK: 250.0, Rule.SIGN: 40.0}
WRONG = 20.0  # cost of any fault
STEPS = (0.5, 0.0, 1.0, 0.3, 0.7)  # places between the ends, the middle first
BLANK = 80.0  # cost of a side that is all empty
ASIDE = 0.3  # of the frame, left free at one side
LOOSE = 0.2  # of the frame that may be empty at a side at no cost


def whole(seen: VisibleContent, room: Room) -> Box:
    """The frame (pt) that shows all of the diagram."""
    box = seen.whole.inflated(1.0)
    scale = fitting((box.width, box.height), (room.width * WHOLE_FILL, room.height))
    return _middle(box, room, scale)


def best(seen: VisibleContent, subject: Subject, room: Room, before: Shot | None = None) -> Shot:
    """The shot, for a room of px, that is least wrong; that of the step before it serves again
    where it is nearly as good."""
    *_, found = tries(seen, subject, room, before)
    return found


def tries(
    seen: VisibleContent, subject: Subject, room: Room, before: Shot | None = None
) -> Iterator[Shot]:
    """What leads to the `best`, for a room of px: after each closer look the best shot until
    then."""
    about = subject.about | subject.ways

    def looked_at(box: Box) -> tuple[float, Shot]:
        made = framed(seen, box, room, about)
        return cost(seen, subject, made, room), made

    least, found = looked_at(whole(seen, room))
    yield found
    boxes = candidates(seen, subject, room)
    glances = sorted((_glance(seen, subject, box, room), box) for box in boxes)
    sizes = set[float]()  # of each, the best is looked at
    for number, (at_least, box) in enumerate(glances):
        if at_least > least:
            break  # a closer look finds more that is wrong
        further = number < TRIED or (number < TRIED_AT_FAULT and least > AT_FAULT)
        if further or box.width not in sizes:
            sizes.add(box.width)
            price, made = looked_at(box)
            if price < least:
                least, found = price, made
            yield found
    if before is not None:
        price, again = looked_at(before.box)
        yield again if price <= least + STAY else found


def candidates(seen: VisibleContent, subject: Subject, room: Room) -> set[Box]:
    """Frames (pt) that hold the least that they must, in all sizes and places worth trying in a
    room of px."""
    part = room.part
    read = 1.005 * legible(subject, room)
    most = max(MOST * part, ENOUGH)
    air = 2 * (FADE + AIR) * part
    inner = (room.width - air, room.height - air)
    tight = 2 * (FADE + 1) * part
    largest = min(tightest(subject, room), most)
    wanted = [min(read, largest)]
    wanted += [min(fitting((box.width, box.height), inner), most) for box in subject.parts]
    wanted += [min(read * times, largest) for times in (1.2, 1.5)]
    scales: list[float] = []
    for scale in wanted:
        if all(abs(scale / other - 1) > ALIKE for other in scales):
            scales.append(scale)
    tried: set[Box] = set()
    for scale in scales:
        wide, high = room.width / scale, room.height / scale
        fits = [
            b
            for b in subject.parts
            if b.width <= wide - tight / scale + 0.01 and b.height <= high - tight / scale + 0.01
        ]
        held = (fits or [subject.least])[0]
        air = tight / 2 / scale
        sheet = seen.whole.inflated(air)
        for must in {held, (fits or [subject.least])[-1]}:
            across = _places(must.x - air, must.right + air, wide, sheet.x, sheet.right)
            down = _places(must.y - air, must.bottom + air, high, sheet.y, sheet.bottom)
            tried.update(Box(x, y, wide, high) for x in across for y in down)
    return tried


def _places(low: float, high: float, size: float, start: float, end: float) -> list[float]:
    """Where a frame of that size may begin so as to hold what runs from low to high: over the
    sheet, which runs from start to end, as far as that allows, or with that in its middle."""
    first, last = high - size, low
    places = [first + (last - first) * part for part in STEPS]
    if size >= end - start:
        over = [(start + end - size) / 2]
    else:
        over = [min(max(place, start), end - size) for place in places]
    found: list[float] = []
    aside = (low - ASIDE * size, high - (1 - ASIDE) * size)
    for place in (min(max(x, first), last) for x in (*over, places[0], *aside)):
        if all(abs(place - other) > ALIKE * size for other in found):
            found.append(place)
    return found


def cost(seen: VisibleContent, subject: Subject, shot: Shot, room: Room) -> float:
    """How bad a shot is in a room of px: its faults, and what merely could be better."""
    sides = empty(seen, shot)
    wrong = weighed(faults(seen, subject, shot, room, sides))
    cut = _cut(seen, shot.box, shot.left_out)
    blank = _blank(sides.values()) + _blank(empty(seen, shot, but_faint=True).values())
    signs = 3.0 * len(shot.signs)
    moved = 1.5 * len(shot.titles) + 5.0 * len(shot.nameless)
    unlabelled = 2.0 * len(shot.unlabelled - shot.left_out)
    return (
        wrong
        + cut
        + blank
        + signs
        + moved
        + unlabelled
        + _size(subject, shot.scale, room)
        + _aside(subject, shot.box)
    )


def weighed(found: list[Fault]) -> float:
    """What faults cost together."""
    return sum(WRONG + WEIGHT[fault.rule] * fault.by for fault in found)


def _glance(seen: VisibleContent, subject: Subject, box: Box, room: Room) -> float:
    """About what a shot of that part would cost. Written out for speed: many are looked at."""
    scale = room.width / box.width
    by = FADE * room.part / scale
    left, top, right, bottom = box.x + by, box.y + by, box.right - by, box.bottom - by
    bright, there, cut = seen.bright, set(), 0.0
    beside, beyond = box.right, box.bottom
    every: list[Box] = []
    highlighted: list[Box] = []
    for id, own in seen.nodes.items():
        x, y, wide, high = own
        if x >= left and y >= top and x + wide <= right and y + high <= bottom:
            there.add(id)
            every.append(own)
            if id in bright:
                highlighted.append(own)
        elif x < beside and y < beyond and x + wide > box.x and y + high > box.y:
            cut += 5.0 if id in bright else 1.0
    small = max(1 - scale / legible(subject, room), 0.0) * WEIGHT[Rule.TEXT]
    blank = _blank(_left_by(every, box)) + _blank(_left_by(highlighted, box))
    lines = sum(
        3.0
        for line in seen.lines
        if line.bright and (line.edge.tail in there) != (line.edge.head in there)
    )
    return small + blank + lines + cut + _size(subject, scale, room) + _aside(subject, box)


def _left_by(held: list[Box], box: Box) -> tuple[float, ...]:
    """Which part of a box is beyond these at each side (0..1); nothing where there are none."""
    if not held:
        return ()
    xs, ys, wide, high = zip(*held, strict=True)
    return (
        (min(xs) - box.x) / box.width,
        (box.right - max(map(add, xs, wide))) / box.width,
        (min(ys) - box.y) / box.height,
        (box.bottom - max(map(add, ys, high))) / box.height,
    )


def _blank(sides: Iterable[float]) -> float:
    """How bad it is that these parts of the frame are empty."""
    return BLANK * sum(max(side - LOOSE, 0.0) ** 2 for side in sides)


def _cut(seen: VisibleContent, box: Box, left_out: frozenset[str]) -> float:
    """What stands partly in the frame, and so does not show."""
    found = 0.0
    for id, own in seen.nodes.items():
        if id in left_out and own.intersects(box):
            found += 5.0 if id in seen.bright else 1.0
    return found


def _size(subject: Subject, scale: float, room: Room) -> float:
    """Larger is better, up to a point."""
    return max(1.5 - scale / legible(subject, room), 0.0) * 12.0


def _aside(subject: Subject, box: Box) -> float:
    """What it is about stands near the middle."""
    own, middle = subject.least.center, box.center
    return 8.0 * (((own.x - middle.x) / box.width) ** 2 + ((own.y - middle.y) / box.height) ** 2)


def _middle(box: Box, room: Room, scale: float) -> Box:
    wide, high = room.width / scale, room.height / scale
    return Box(box.center.x - wide / 2, box.center.y - high / 2, wide, high)
