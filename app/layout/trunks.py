"""Which edges may share their first or last steps: a trunk that forks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.layout.grid import RoutingGrid
from app.layout.search import GridPath
from app.layout.terminals import Terminal
from app.model.ids import ElementId

LOADED = 2.0  # a way that is shared, for each route that it carries already
FEW = 2  # edges for which each component has ways enough
FLAT, STEEP = 1, 2


@dataclass(frozen=True, slots=True)
class RouteRequest:
    """An edge to be routed. `ends` are what its tail and its head join, `zones` the clusters it may
    run through at no extra cost, `outer` those round the innermost that holds both. `length` is about how long its way is, in pt: short ones are
    routed first. At an end that it `joins` by a name, it comes in with those that join there by the
    same."""

    id: ElementId
    tail: Sequence[Terminal]
    head: Sequence[Terminal]
    zones: frozenset[int]
    length: float
    ends: tuple[ElementId, ElementId] = (ElementId(""), ElementId(""))
    joins: tuple[str, str] = ("", "")
    outer: frozenset[int] = frozenset()


@dataclass(slots=True)
class TakenRoute:
    """`flat` and `steep` are the vertices that it passes one way only, where others may cross it;
    `claims` are all of its vertices and how it passes them, as the grid takes them; `own` is the cost
    without crossings."""

    way: GridPath
    flat: frozenset[int]
    steep: frozenset[int]
    claims: tuple[Any, Any]
    own: float = 0.0


class Trunks:
    """Which edges may share their first or last steps.

    A component with more edges than ways in is *crowded*: its ways are dealt out to the edges
    that leave and to those that come, so that no direction takes them all, and past its share
    an edge takes a way that one of its direction has. Edges that join have one way in."""

    def __init__(self) -> None:
        self._of: dict[
            tuple[ElementId, int], list[ElementId]
        ] = {}  # edges by what they join, and at which end
        self._share: dict[tuple[ElementId, int], int] = {}  # ways that a crowded end may use
        self._ends: dict[ElementId, tuple[ElementId, ElementId]] = {}
        self._joined: defaultdict[tuple[ElementId, int, str], list[ElementId]] = defaultdict(list)

    def prepare(self, requests: Iterable[RouteRequest], grid: RoutingGrid) -> None:
        states: defaultdict[ElementId, set[int]] = defaultdict(set)
        for request in requests:
            self._ends[request.id] = request.ends
            for end, terminals in enumerate((request.tail, request.head)):
                self._of.setdefault((request.ends[end], end), []).append(request.id)
                if request.joins[end]:
                    joined = self._joined[request.ends[end], end, request.joins[end]]
                    joined.append(request.id)
                states[request.ends[end]].update(t.state for t in terminals)
        for (component, end), edges in self._of.items():
            others = len(self._of.get((component, 1 - end), ()))
            if not component or len(edges) + others <= FEW:
                continue
            ways = sum(1 for state in states[component] if grid.free(state))
            if len(edges) + others > ways:
                part = round(ways * len(edges) / (len(edges) + others))
                self._share[component, end] = max(1, min(part, ways - 1 if others else ways))

    def ways(
        self, request: RouteRequest, routes: dict[ElementId, TakenRoute]
    ) -> tuple[Sequence[Terminal], Sequence[Terminal]]:
        """The terminals an edge may use at its tail and at its head."""
        return self._open(request, 0, request.tail, routes), self._open(
            request, 1, request.head, routes
        )

    def _open(
        self,
        request: RouteRequest,
        end: int,
        terminals: Sequence[Terminal],
        routes: dict[ElementId, TakenRoute],
    ) -> Sequence[Terminal]:
        key = (request.ends[end], end)
        joined = {_state(routes[id].way, end) for id in self._with(request, end, routes)}
        if joined:
            return [t for t in terminals if t.state in joined] or terminals
        if key not in self._share:
            return terminals
        ways = (routes[id].way for id in self._of[key] if id in routes)
        used = Counter(_state(way, end) for way in ways)
        full = len(used) >= self._share[key]
        return [
            t._replace(cost=t.cost + LOADED * used[t.state])
            for t in terminals
            if t.state in used or not full
        ]

    def beside(
        self, request: RouteRequest, routes: dict[ElementId, TakenRoute], share: bool
    ) -> list[ElementId]:
        """The routes that an edge may run along: those that leave or come where it does, if
        there are too many of them, or if it is to `share` in any case. Two between the same
        ends may not share both, or one would hide the other."""
        found: list[ElementId] = []
        for end in (0, 1):
            key = (request.ends[end], end)
            if key[0] and (share or key in self._share):
                found += self._apart(self._of.get(key, ()), request, routes)
            found += self._with(request, end, routes)
        return list(dict.fromkeys(found))

    def _with(
        self, request: RouteRequest, end: int, routes: dict[ElementId, TakenRoute]
    ) -> list[ElementId]:
        """The routes that an edge joins at an end."""
        joined = self._joined.get((request.ends[end], end, request.joins[end]), ())
        return self._apart(joined, request, routes)

    def _apart(
        self,
        ids: Iterable[ElementId],
        request: RouteRequest,
        routes: dict[ElementId, TakenRoute],
    ) -> list[ElementId]:
        """Of these edges those that are routed, between others than it is."""
        return [id for id in ids if id in routes and self._ends[id] != request.ends]


def _state(way: GridPath, end: int) -> int:
    """Where a route leaves (0) or comes in (1), as the search counts it."""
    return (way.head if end else way.tail).state


def taken(way: GridPath, grid: RoutingGrid) -> TakenRoute:
    claims = dict.fromkeys(way.vertices, 0)
    for a, b in pairwise(way.vertices):
        along = FLAT if abs(a - b) == 1 else STEEP
        claims[a] |= along
        claims[b] |= along
    for terminal in (way.tail, way.head):
        claims[terminal.vertex] |= STEEP if terminal.orientation else FLAT
    flat = frozenset(vertex for vertex, claim in claims.items() if claim == FLAT)
    steep = frozenset(vertex for vertex, claim in claims.items() if claim == STEEP)
    arrays = grid.array(list(claims)), grid.array(list(claims.values()))
    return TakenRoute(way, flat, steep, arrays)
