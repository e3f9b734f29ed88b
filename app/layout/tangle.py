"""How tangled a picture's edges are: crossings and bends, as a viewer would count them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from app.layout.geometry import polyline
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Point


@dataclass(frozen=True, slots=True)
class Tangle:
    """`crossings` of two edges at a point that is inside both: where edges part, meet or run
    along each other is none. `bends` of straight edges; a curve has none."""

    crossings: int
    bends: int


def tangle(edges: Iterable[EdgePlace]) -> Tangle:
    """Count them in a picture's edges."""
    places = list(edges)
    pieces = [
        (min(a.x, b.x), max(a.x, b.x), i, a, b)
        for i, place in enumerate(places)
        for a, b in pairwise(polyline(place))
    ]
    pieces.sort(key=lambda piece: piece[0])
    crossings = 0
    open_pieces: list[tuple[float, float, int, Point, Point]] = []
    for piece in pieces:
        left, _, edge, a, b = piece
        open_pieces = [other for other in open_pieces if other[1] >= left]
        crossings += sum(o[2] != edge and _cross(a, b, o[3], o[4]) for o in open_pieces)
        open_pieces.append(piece)
    return Tangle(crossings, sum(len(p.points) - 2 for p in places if not p.curved))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """True when two straight pieces cross inside both."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, p: Point) -> float:
    """On which side of a line a point lies, by sign; 0 on it."""
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
