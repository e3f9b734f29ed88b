"""What is wrong with a shot: a score for each rule that a good one keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.layout import text
from app.model.geometry import fitting
from app.render.camera.content import VisibleContent
from app.render.camera.framed import within
from app.render.camera.subject import Subject
from app.scene.house import title_box
from app.scene.shot import FADE, Room, Shot

READ = 18.0  # px that text of what is lit is high at least on a screen 1080 px high
LEAST = 0.7  # px per pt at least, on any screen
MARGIN = 1 / 3  # of the frame that may be empty at a side
ROUNDING = 0.5  # px
SPREAD = 1.3  # times as large as in the whole picture: for less, that is what shows


class Rule(StrEnum):
    """What a frame is to keep to."""

    WHOLE = "subject"  # what it is about is wholly in it
    TITLE = "title"  # so are the titles of the clusters round that
    TEXT = "text"  # what is lit can be read from afar
    BLANK = "blank"  # it is not largely empty
    SIGN = "sign"  # a line that leaves it says where it goes


@dataclass(frozen=True, slots=True)
class Fault:
    """`by` says how bad it is: 1 for each element, or the part that is too small or empty."""

    rule: Rule
    message: str
    by: float = 1.0


def faults(
    seen: VisibleContent,
    subject: Subject,
    shot: Shot,
    room: Room,
    sides: Mapping[str, float] | None = None,
) -> list[Fault]:
    """All that is wrong with a shot in a room of px; `sides` are what `empty` says, where that is
    known."""
    found = []
    inner = shot.box.inflated(ROUNDING * room.part / shot.scale)
    if not shot.whole:
        inner = inner.inflated(-FADE * room.part / shot.scale)
    for id in sorted(subject.about):
        box = seen.box(id)
        if box is not None and not within(inner, box):
            found.append(Fault(Rule.WHOLE, f"{seen.names[id]} is cut off"))
    lines = {line.edge.id: line for line in seen.lines}
    for id in sorted(subject.ways & lines.keys()):
        line = lines[id]
        if not within(inner, line.bounds) or (line.label and not within(inner, line.label)):
            found.append(Fault(Rule.WHOLE, f"the line {_ends(seen, id)} is cut off"))
    framing = {cluster for id in subject.about for cluster in (id, *seen.around.get(id, ()))}
    found += [
        Fault(Rule.TITLE, f"the title of {seen.names[id]} has no place")
        for id in sorted(framing & shot.nameless)
    ]
    part = shot.scale / legible(subject, room)
    small = part < 1 - ROUNDING / READ
    if small and not _cannot_be_larger(subject, shot, room):
        short = 1 - part
        message = f"text is {part * READ:.1f} px high at 1080p, under {READ:g}"
        found.append(Fault(Rule.TEXT, message, short))
    for side, part in (empty(seen, shot) if sides is None else sides).items():
        if part > MARGIN + 1e-6:
            found.append(Fault(Rule.BLANK, f"{part:.0%} of it is empty {side}", part - MARGIN))
    found += [
        Fault(Rule.SIGN, f"the line {_ends(seen, id)} leaves without a sign")
        for id in sorted(shot.unsigned)
    ]
    return found


def _cannot_be_larger(subject: Subject, shot: Shot, room: Room) -> bool:
    """All shows, and what it is about stands so far apart that it would hardly be larger in a frame
    of its own; or that fills the frame, and a card asks for it as it is."""
    alone = fitting((subject.least.width, subject.least.height), room.size)
    tight = tightest(subject, room)
    return (shot.whole and alone < shot.scale * SPREAD) or (
        subject.asked and shot.scale >= tight * 0.99
    )


def tightest(subject: Subject, room: Room) -> float:
    """px per pt at which what it is about just fits, clear of what fades."""
    air = 2 * (FADE + 1) * room.part
    return fitting(
        (subject.least.width, subject.least.height), (room.width - air, room.height - air)
    )


def legible(subject: Subject, room: Room) -> float:
    """px per pt at which what it is about can be read from afar, or on a small screen from near."""
    smallest = text.EDGE if subject.labelled else text.LABEL
    return max(READ * room.part / smallest, LEAST)


def empty(seen: VisibleContent, shot: Shot, but_faint: bool = False) -> dict[str, float]:
    """Which part of the frame is empty at each side (0..1), or empty but for what is dimmed. Of the
    whole picture nothing is: there is no more to show."""
    if shot.whole:
        return {}
    left, top, width, height = box = shot.box
    right, bottom, left_out = box.right, box.bottom, shot.left_out
    if but_faint:
        left_out = left_out | (seen.nodes.keys() | seen.clusters.keys()) - seen.bright
    there = [own for id, own in seen.nodes.items() if id not in left_out]
    for id, place in seen.clusters.items():
        if id in left_out:
            continue
        there.append(title_box(place).moved(*shot.titles.get(id, (0.0, 0.0))))
        if within(box, place.box):
            there.append(place.box)
    there += [
        line.bounds
        for line in seen.lines
        if line.edge.id not in left_out and (line.bright or not but_faint)
    ]
    inside = [own for own in there if own.touches(box)]
    if not inside:
        return {"everywhere": 1.0}
    return {
        "at its left": (max(min(b.x for b in inside), left) - left) / width,
        "at its right": (right - min(max(b.right for b in inside), right)) / width,
        "above": (max(min(b.y for b in inside), top) - top) / height,
        "below": (bottom - min(max(b.bottom for b in inside), bottom)) / height,
    }


def _ends(seen: VisibleContent, edge: str) -> str:
    found = next(line.edge for line in seen.lines if line.edge.id == edge)
    return f"{seen.names.get(found.tail, '')} → {seen.names.get(found.head, '')}"
