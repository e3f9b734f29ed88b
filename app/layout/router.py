"""Orthogonal routes between components that keep clear of icons, labels and each other.

Edges are routed one after the other, near ones first. Then a local search takes out what is
dear or crosses, puts it back in another order, and keeps what is cheaper. Where a component has
more edges than ways in, those of one direction share ways: a trunk that forks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random

from app.layout.grid import CROSSING, INF, PITCH, TAKEN, RoutingGrid
from app.layout.search import GridPath, Search
from app.layout.trunks import RouteRequest, TakenRoute, Trunks, taken
from app.model.geometry import Point
from app.model.ids import ElementId

SHARED = 0.05  # a step along a trunk, for each route that it carries already
MOST = 20_000_000  # states looked at, for all edges together; what has no way then gets none
PATIENCE = 30  # the local search may look at so many times the states that the first routes took
BETTER = 1_500_000  # and at no more than these, of more edges than MANY at fewer
MANY = 70
SHAKES = 6  # rounds in which some are taken out by chance
TOGETHER = 5  # with one, at most
ROUNDS = 3  # of the local search, at most


class Routing:
    """The routes over one grid; `most` is how many states may be looked at for them, `shakes` in how
    many rounds some are taken out by chance to find better ones."""

    def __init__(self, grid: RoutingGrid, most: int = MOST, shakes: int = SHAKES) -> None:
        self._grid = grid
        self._search = Search(grid, most)
        self._shaken = shakes
        self._enough = 0  # states that the local search leaves
        self._routes: dict[ElementId, TakenRoute] = {}
        self._requests: dict[ElementId, RouteRequest] = {}
        self._least: dict[ElementId, float] = {}  # what each costs where no other is, if known
        # By vertex the routes that pass it one way only: horizontally, vertically.
        self._flat: dict[int, dict[ElementId, None]] = {}
        self._steep: dict[int, dict[ElementId, None]] = {}
        self._trunks = Trunks()
        self._turn = 0
        self._tried: dict[tuple[ElementId, ...], int] = {}
        self._changed: dict[ElementId, int] = {}  # the turn in which a route got better

    def route(self, requests: Iterable[RouteRequest]) -> dict[ElementId, tuple[Point, ...]]:
        """Polylines from border to border by edge id. Those are missing for which there is no
        way, or none was found before `most` states were looked at."""
        order = sorted(requests, key=lambda w: w.length)
        self._requests = {w.id: w for w in order}
        self._trunks.prepare(order, self._grid)
        most = round(BETTER * min(1.0, (MANY / max(1, len(order))) ** 2))
        before, self._search.left = self._search.left, most
        for request in order:
            alone = self._search.way(request.tail, request.head, request.zones, request.outer)
            self._least[request.id] = alone.cost if alone else 0.0
        self._search.left = before
        for request in order:
            self._add(request)
        patience = min(most, PATIENCE * (before - self._search.left))
        self._enough = max(0, self._search.left - patience)
        for _ in range(ROUNDS):
            if not self._improve(self._moves(order)):
                break
        return self.further(self._shaken)

    def further(self, shakes: int) -> dict[ElementId, tuple[Point, ...]]:
        """The routes after so many rounds more in which some are taken out by chance."""
        order = list(self._requests.values())
        random = Random(len(order))  # noqa: S311 -- the same order for the same edges, no secret
        for _ in range(shakes):
            self._improve(self._shakes(order, random))
        for request in order:
            if request.id not in self._routes:
                self._add(request, share=True)
        return {id: self._polyline(route.way) for id, route in self._routes.items()}

    def bookmark(self) -> Callable[[], None]:
        """What makes all again as it is now, whatever is routed meanwhile."""
        back, routes, left = self._grid.bookmark(), dict(self._routes), self._search.left
        flat, steep = _copied(self._flat), _copied(self._steep)

        def again() -> None:
            back()
            self._routes, self._search.left = dict(routes), left
            self._flat, self._steep = _copied(flat), _copied(steep)

        return again

    def line(self, id: ElementId) -> tuple[Point, ...] | None:
        """How an edge is routed now."""
        route = self._routes.get(id)
        return self._polyline(route.way) if route else None

    def again(
        self, request: RouteRequest, fits: Callable[[tuple[Point, ...]], bool]
    ) -> tuple[Point, ...] | None:
        """Route one edge anew among the others; None, and as before, where no way `fits`."""
        before = {request.id: self._routes[request.id]} if request.id in self._routes else {}
        self._remove(request.id)
        self._add(request)
        route = self._routes.get(request.id)
        if route is not None:
            points = self._polyline(route.way)
            if fits(points):
                return points
            self._remove(request.id)
        self._restore(before)
        return None

    def _improve(self, moves: Iterable[Sequence[RouteRequest]]) -> bool:
        """Try each in turn, while there is patience; False where none made it better."""
        better = False
        for move in moves:
            if self._search.left <= self._enough:
                break
            better |= self._try(move)
        return better

    def _moves(self, order: Sequence[RouteRequest]) -> Iterator[Sequence[RouteRequest]]:
        """Each that could be better alone, then each two that cross, in both orders, then each with
        all that it crosses."""
        for request in sorted(order, key=self._excess, reverse=True):
            if request.id not in self._routes or self._crossed(request.id):
                yield [request]
        for id in list(self._routes):
            for other in self._crossed(id):
                for pair in ((id, other), (other, id)):
                    if id < other and other in self._crossed(id):
                        yield [self._requests[one] for one in pair]
        for id in sorted(self._routes, key=lambda x: -sum(self._crossed(x).values())):
            crossed = self._crossed(id)
            if sum(crossed.values()) > 1:
                others = sorted((self._requests[o] for o in crossed), key=lambda w: w.length)
                yield [self._requests[id], *others]

    def _shakes(
        self, order: Sequence[RouteRequest], random: Random
    ) -> Iterator[Sequence[RouteRequest]]:
        """Each with some that cross it or end where it does, in any order: the dearest first, which
        have most to win."""
        joined: defaultdict[ElementId, list[RouteRequest]] = defaultdict(list)
        for request in order:
            for end in set(request.ends):
                joined[end].append(request)
        for request in sorted(order, key=self._excess, reverse=True):
            if request.id in self._routes:
                near = [self._requests[id] for id in self._crossed(request.id)]
                near += [other for end in request.ends for other in joined[end]]
                some = random.sample(near, min(len(near), random.randint(1, TOGETHER)))
                together = [*{r.id: r for r in (request, *some)}.values()]
                random.shuffle(together)
                yield together

    def _try(self, requests: Sequence[RouteRequest]) -> bool:
        """Route these anew in this order, or leave them as they are where that is no cheaper."""
        ids = [w.id for w in requests]
        if not self._fresh(tuple(ids)):
            return False
        before = {id: self._routes[id] for id in ids if id in self._routes}
        worth = self._value(ids)
        for id in ids:
            self._remove(id)
        spent, rest = 0.0, sum(self._least[id] for id in ids)
        for request in requests:
            rest -= self._least[request.id]
            spent += self._add(request, most=worth - spent - rest)
            if spent + rest >= worth:
                break
        if self._value(ids) < worth - 1e-6:
            self._turn += 1
            self._changed.update(dict.fromkeys(ids, self._turn))
            return True
        for id in ids:
            self._remove(id)
        self._restore(before)
        return False

    def _fresh(self, ids: tuple[ElementId, ...]) -> bool:
        """False where this was tried before, and nothing that it touches has changed since."""
        last = self._tried.get(ids)
        self._tried[ids] = self._turn
        if last is None:
            return True
        touched = {*ids, *(o for id in ids if id in self._routes for o in self._crossed(id))}
        return any(self._changed.get(id, 0) > last for id in touched)

    def _value(self, ids: Sequence[ElementId]) -> float:
        """What these routes cost, each crossing counted once."""
        total, seen = 0.0, set[str]()
        for id in ids:
            route = self._routes.get(id)
            if route is None:
                return INF
            seen.add(id)
            crossings = sum(n for other, n in self._crossed(id).items() if other not in seen)
            total += route.own + CROSSING * crossings
        return total

    def _excess(self, request: RouteRequest) -> float:
        """What a route costs over the shortest there could be."""
        route = self._routes.get(request.id)
        if route is None:
            return INF
        crossings = sum(self._crossed(request.id).values())
        return route.own + CROSSING * crossings - request.length / PITCH

    def _crossed(self, id: ElementId) -> dict[ElementId, int]:
        """How often a route crosses each of the others."""
        route, found = self._routes[id], dict[ElementId, int]()
        for vertices, across in ((route.flat, self._steep), (route.steep, self._flat)):
            for vertex in vertices & across.keys():
                for other in across[vertex]:
                    found[other] = found.get(other, 0) + 1
        return found

    def _add(self, request: RouteRequest, share: bool = False, most: float = INF) -> float:
        """What it costs now, crossings included; INF where no way costs less than `most`."""
        tails, heads = self._trunks.ways(request, self._routes)
        beside = self._trunks.beside(request, self._routes, share)
        for id in beside:
            self._claim(self._routes[id], SHARED - TAKEN, -1)
        found = self._search.way(tails, heads, request.zones, request.outer, most)
        for id in beside:
            self._claim(self._routes[id], TAKEN - SHARED, 1)
        if found is None:
            return INF
        route = taken(found, self._grid)
        self._restore({request.id: route})
        route.own = found.cost - CROSSING * sum(self._crossed(request.id).values())
        return found.cost

    def _restore(self, routes: dict[ElementId, TakenRoute]) -> None:
        for id, route in routes.items():
            self._routes[id] = route
            self._occupy(id, route, 1)

    def _remove(self, id: ElementId) -> None:
        route = self._routes.pop(id, None)
        if route is not None:
            self._occupy(id, route, -1)

    def _occupy(self, id: ElementId, route: TakenRoute, sign: int) -> None:
        """Take or free the vertices of a route: others may cross it at right angles, but not
        run along it, and not bend on it."""
        self._grid.claim(*route.claims, sign * TAKEN, sign * CROSSING, sign)
        for vertices, along in ((route.flat, self._flat), (route.steep, self._steep)):
            for vertex in vertices:
                if sign > 0:
                    along.setdefault(vertex, {})[id] = None
                else:
                    there = along[vertex]
                    del there[id]
                    if not there:
                        del along[vertex]

    def _claim(self, route: TakenRoute, price: float, busy: int) -> None:
        """Make the states along a route dearer by that much."""
        self._grid.claim(*route.claims, price, 0.0, busy)

    def _polyline(self, way: GridPath) -> tuple[Point, ...]:
        points = [way.tail.border, *map(self._grid.point, way.vertices), way.head.border]
        return simplified(points)


def _copied(passed: dict[int, dict[ElementId, None]]) -> dict[int, dict[ElementId, None]]:
    return {vertex: dict(routes) for vertex, routes in passed.items()}


def simplified(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without the points that lie on a straight line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (
            (kept[-2].x == kept[-1].x == point.x) or (kept[-2].y == kept[-1].y == point.y)
        ):
            kept.pop()
        kept.append(point)
    return tuple(kept)
