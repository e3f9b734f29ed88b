"""Where the labels of an edge's ends stand, and what is written beside it: close to their end of the
line and clear of it and of everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import atan2, cos, hypot, isfinite, radians, sin

from app.layout.geometry import length, polyline, runs_through
from app.layout.labels import AIR, PAD, Taken, free
from app.layout.ports import MeasuredTexts
from app.model.diagram import Diagram, Edge
from app.model.diagram_layout import EdgePlace, LabelPlace
from app.model.geometry import Box, Point, bounding_box
from app.model.ids import ElementId
from app.model.style import HEADS, Style

NEAR = 3.0  # pt of the line, at its end, beside which no label begins
STEP = 6.0  # pt between the places that are looked at
REACH = 0.45  # of the line, in which a label still belongs to its end
ASIDE = 4.5  # pt between a line and a label beside it: an arrowhead is so wide
BEYOND = 7.5  # pt farther, beside a label on the line
LARGEST = 4.0  # times as far, beside a head that is so much larger than others
CROSSED = 400.0  # what it costs that a line runs through a label
USUAL_ANGLE, USUAL_FAR = -25.0, 10.0  # degrees and pt, where a file says one of them
FARTHER = 8  # steps that a label may stand farther away than its file says
SAID = 2 * CROSSED  # by how much a place that the file says is cheaper
BELOW = 8.0  # what it costs that a label stands below the line, or at its left


def with_ends(
    diagram: Diagram, places: dict[ElementId, EdgePlace], texts: MeasuredTexts, taken: Taken
) -> dict[ElementId, EdgePlace]:
    """The diagram's edges with the labels of their ends, which lie on nothing that is `taken`, and
    are that themselves from then on."""
    if not texts.ends:
        return places
    lines = [_bounded(polyline(place)) for place in places.values()]
    found = dict(places)
    for id, ends in texts.ends.items():
        if id not in places:
            continue
        more, way, edge = [], polyline(places[id]), diagram.index.edges[id]
        aside = _aside(edge.style)
        for end, label in ends.items():
            size = (label.width + PAD, label.height)
            line = way[::-1] if end == "head" else way
            said = () if end == "aside" else _where_said(line, edge, size)
            box = _best(sorted((*said, *_beside(line, end, size, aside))), taken, lines)
            if box is None:
                at, _ = _walked(line, length(line) / 2 if end == "aside" else 0.0)
                box = free(at, *size, taken)
            taken.add(box)
            more.append(LabelPlace(box, label.lines, label.font_size, end))
        found[id] = replace(places[id], more=tuple(more))
    return found


def _bounded(line: Sequence[Point]) -> tuple[Box, Sequence[Point]]:
    """With what holds it; a line has no width, but runs through boxes."""
    return bounding_box(line).inflated(1.0), line


def _aside(style: Style) -> float:
    """How far from its line an edge's labels stand: clear of its heads."""
    heads, stroke = style.heads or HEADS["forward"], style.stroke
    wide = (stroke.width if stroke else None) or 1.0
    return max(ASIDE, wide) * min(heads.scale or 1.0, LARGEST)


def _best(
    places: Iterable[tuple[float, Box]], taken: Taken, lines: Sequence[tuple[Box, Sequence[Point]]]
) -> Box | None:
    """Of the places with their costs, the cheapest first; None where all are taken."""
    best: tuple[float, Box] | None = None
    for cost, box in places:
        if best is not None and cost >= best[0]:
            break
        airy = box.inflated(AIR)
        if taken.near(airy):
            continue
        crossed = sum(airy.intersects(b) and runs_through(points, airy) for b, points in lines)
        total = cost + CROSSED * crossed
        if best is None or total < best[0]:
            best = (total, box)
    return None if best is None else best[1]


def _beside(
    line: Sequence[Point], end: str, size: tuple[float, float], aside: float
) -> Iterator[tuple[float, Box]]:
    """Cost and box of each place beside the line from its first point on, or round its middle."""
    whole, (width, height) = length(line), size
    if end == "aside":
        first, last = whole * (0.5 - REACH / 2), whole * (0.5 + REACH / 2)
    else:
        first, last = NEAR, max(whole * REACH, NEAR)
    for step in range(int((last - first) // STEP) + 1):
        far = first + step * STEP
        (x, y), (dx, dy) = _walked(line, far)
        cost = abs(far - whole / 2) if end == "aside" else far
        for away in (aside, aside + BEYOND):
            cost += away
            if abs(dx) >= abs(dy):
                left = x - width / 2 if end == "aside" else x if dx > 0 else x - width
                yield cost, Box(left, y - away - height, width, height)
                yield cost + BELOW, Box(left, y + away, width, height)
            else:
                top = y - height / 2 if end == "aside" else y if dy > 0 else y - height
                yield cost, Box(x + away, top, width, height)
                yield cost + BELOW, Box(x - away - width, top, width, height)


def _where_said(
    line: Sequence[Point], edge: Edge, size: tuple[float, float]
) -> Iterator[tuple[float, Box]]:
    """Cost and box of the places where the file wants a label of the line's first point, nearest
    first: they are cheaper than any other."""
    angle, far = (_number(edge.hints.get(name, "")) for name in ("labelangle", "labeldistance"))
    if angle is None and far is None:
        return
    (x, y), (dx, dy) = _walked(line, 0.0)
    turn = atan2(dy, dx) - radians(USUAL_ANGLE if angle is None else angle)
    least, (width, height) = USUAL_FAR * (1.0 if far is None else far), size
    for step in range(FARTHER):
        away = least + step * STEP
        at = Point(x + away * cos(turn), y + away * sin(turn))
        yield -SAID + step, Box(at.x - width / 2, at.y - height / 2, width, height)


def _number(said: str) -> float | None:
    """As far as a label can be told to stand; None for what is no number."""
    try:
        number = float(said)
    except ValueError:
        return None
    return min(max(number, -360.0), 360.0) if isfinite(number) else None


def _walked(line: Sequence[Point], far: float) -> tuple[Point, Point]:
    """The point so far along a line, and where the line goes there."""
    at, way = line[0], Point(1.0, 0.0)
    for (ax, ay), (bx, by) in pairwise(line):
        piece = hypot(bx - ax, by - ay)
        if piece:
            at, way = Point(bx, by), Point((bx - ax) / piece, (by - ay) / piece)
        if piece > far:
            return Point(ax + way.x * far, ay + way.y * far), way
        far -= piece
    return at, way
