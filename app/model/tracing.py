"""What leads to a component, what it leads to, and the paths between two.

A trace goes along edges that show, as their arrows point or against them. One with two heads, or none,
is gone both ways. An edge of a cluster is an edge of all that the cluster holds: it leads there, and on
from there; an edge of something in a cluster is not one of the cluster. What only joins lines is no step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from heapq import heappop, heappush
from itertools import chain, count, pairwise
from math import inf

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.layer import Visible
from app.model.ways import Hop
from app.model.wording import counted

PATHS = 50  # paths that are found
LOOKED = 3000  # beginnings of paths that are looked at


class Way(StrEnum):
    """Along which edges a trace goes."""

    TO = "to"  # against the arrows: what leads to it
    FROM = "from"  # along them: what it leads to
    BOTH = "both"  # the one and the other
    ANY = "any"  # either way at each edge


@dataclass(frozen=True, slots=True)
class Trace:
    """From the component `start`, so many `steps` far (None: all the way); or with a `goal` the shortest
    path to that component, and with `every` all paths."""

    start: ElementId
    way: Way = Way.BOTH
    steps: int | None = None
    goal: ElementId | None = None
    every: bool = False

    @property
    def ends(self) -> tuple[ElementId, ...]:
        """The components that it is about."""
        return (self.start,) if self.goal is None else (self.start, self.goal)


@dataclass(frozen=True, slots=True)
class Reach:
    """What is reached one way. `steps` is by node or cluster how far it is, 0 for what the trace starts
    from; `via` the edge by which it is first reached, and from where. There is `more` further on."""

    way: Way
    steps: Mapping[ElementId, int]
    via: Mapping[ElementId, Hop] = field(default_factory=dict)
    edges: frozenset[ElementId] = frozenset()
    more: bool = False

    @property
    def furthest(self) -> int:
        """Steps to what is furthest away."""
        return max(self.steps.values(), default=0)


@dataclass(frozen=True, slots=True)
class Path:
    """Nodes and clusters from the trace's start to its goal, and the edges between each and the next."""

    stops: tuple[ElementId, ...]
    edges: tuple[tuple[ElementId, ...], ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """What a trace finds: one reach, or two where it goes both ways; or `paths`, the shortest first, which
    are `cut` where there are more than are looked for."""

    reaches: tuple[Reach, ...] = ()
    paths: tuple[Path, ...] = ()
    cut: bool = False

    @property
    def components(self) -> frozenset[ElementId]:
        """The nodes and clusters that it starts from, reaches and passes."""
        return frozenset(
            chain(
                chain.from_iterable(reach.steps for reach in self.reaches),
                chain.from_iterable(path.stops for path in self.paths),
            )
        )

    @property
    def edges(self) -> frozenset[ElementId]:
        """That it goes along."""
        every = chain.from_iterable(chain.from_iterable(path.edges) for path in self.paths)
        return frozenset(every).union(*(reach.edges for reach in self.reaches))

    @property
    def furthest(self) -> int:
        """Steps to what is furthest away; of paths the longest."""
        far = (reach.furthest for reach in self.reaches)
        return max(chain(far, (len(path.edges) for path in self.paths)), default=0)

    @property
    def more(self) -> bool:
        """Further steps would reach more."""
        return any(reach.more for reach in self.reaches)


def follow(diagram: Diagram, trace: Trace, shown: Visible) -> Traced:
    """What a trace finds along what is `shown`. Of a start or goal that the diagram has not, nothing."""
    asked = "trace", trace, shown
    return diagram.index.kept.of(asked, lambda: _followed(diagram, trace, shown))


def _followed(diagram: Diagram, trace: Trace, shown: Visible) -> Traced:
    if any(diagram.index.component(end) is None for end in trace.ends):
        return Traced()
    if trace.goal is None:
        ways = (Way.TO, Way.FROM) if trace.way is Way.BOTH else (trace.way,)
        return Traced(tuple(_reach(diagram, trace, way, shown) for way in ways))
    for way in (Way.FROM, Way.TO) if trace.way is Way.BOTH else (trace.way,):
        paths, cut = _paths(diagram, trace, way, shown)
        if paths:
            return Traced(paths=paths, cut=cut)
    return Traced()


def between(
    diagram: Diagram, start: ElementId, goal: ElementId, every: bool, shown: Visible
) -> Trace:
    """The trace of paths between two: along the arrows if there is one, else against them, else either
    way."""
    tried = [Trace(start, way, None, goal, every) for way in (Way.FROM, Way.TO, Way.ANY)]
    first = (t for t in tried if follow(diagram, replace(t, every=False), shown).paths)
    return next(first, tried[0])


# Inside


class _Along:
    """One way along what is shown. Written out for speed: of a large diagram it sees every edge."""

    def __init__(self, diagram: Diagram, way: Way, shown: Visible) -> None:
        self._index, self._edges = diagram.index, shown.edges
        ways, tables = diagram.index.ways, []
        if way is not Way.TO:
            tables.append(ways.onward)
        if way is not Way.FROM:
            tables.append(ways.backward)
        self._tables = tables
        self._seen = shown.nodes | shown.clusters

    def held(self, component: ElementId) -> tuple[ElementId, ...]:
        """It and what it holds, as far as that shows."""
        if not self._index.children(component):
            return (component,)
        inside, seen = self._index.inside((component,)), self._seen
        return tuple(id for id in inside if id in seen or id == component)

    def hops(self, component: ElementId) -> Iterator[Hop]:
        """Its edges and those of the clusters around it, with all that they lead to."""
        for holder in (component, *self._index.around(component)):
            for table in self._tables:
                for edge, end in table.get(holder, ()):
                    if edge in self._edges:
                        for id in self.held(end):
                            yield edge, id

    def spread(
        self, start: ElementId, most: float, joints: frozenset[ElementId]
    ) -> tuple[dict[ElementId, int], dict[ElementId, Hop], set[ElementId], bool]:
        """Breadth first, `most` steps far: how far all is that is reached, by which edge and from where,
        all edges, and whether there is more. To joints it is no step."""
        parents, shown = self._index.parents, self._edges
        level: list[ElementId] = list(self.held(start))
        steps = dict.fromkeys(level, 0)
        via: dict[ElementId, Hop] = {}
        edges: set[ElementId] = set()
        gone: set[ElementId] = set()  # those whose own edges were gone along
        far = 0
        while level and far < most:
            further: list[ElementId] = []
            for id in level:  # which grows by joints
                holder: ElementId | None = id
                while holder is not None and holder not in gone:
                    gone.add(holder)
                    for table in self._tables:
                        for edge, end in table.get(holder, ()):
                            if edge not in shown:
                                continue
                            edges.add(edge)
                            for there in self.held(end):
                                if there not in steps:
                                    via[there] = edge, id
                                    joint = there in joints
                                    steps[there] = far if joint else far + 1
                                    (level if joint else further).append(there)
                    holder = parents.get(holder)
            level, far = further, far + 1
        return steps, via, edges, any(end not in steps for id in level for _, end in self.hops(id))


def _reach(diagram: Diagram, trace: Trace, way: Way, shown: Visible) -> Reach:
    most = inf if trace.steps is None else trace.steps
    along = _Along(diagram, way, shown)
    steps, via, edges, more = along.spread(trace.start, most, diagram.index.ways.joints)
    return Reach(way, steps, via, frozenset(edges), more)


def _paths(
    diagram: Diagram, trace: Trace, way: Way, shown: Visible
) -> tuple[tuple[Path, ...], bool]:
    """The shortest first; and whether there may be more. Those to come are tried in the order of how long
    they would be at best."""
    walk = _Along(diagram, way, shown)
    away = _distances(diagram, trace, way, shown)
    goals = {id for id, steps in away.items() if steps == 0}
    order = count()
    begun: list[tuple[int, int, tuple[ElementId, ...]]] = []
    for id in walk.held(trace.start):
        if id in away and id not in goals:
            heappush(begun, (away[id], next(order), (id,)))
    most, found, looked = PATHS if trace.every else 1, list[Path](), 0
    while begun and len(found) < most and looked < LOOKED:
        length, _, stops = heappop(begun)
        looked += 1
        if stops[-1] in goals:
            found.append(_path(stops, walk.hops))
            continue
        for there in dict.fromkeys(end for _, end in walk.hops(stops[-1])):
            if there in away and there not in stops:
                best = len(stops) + away[there]
                heappush(begun, (max(best, length), next(order), (*stops, there)))
    return tuple(found), trace.every and bool(begun)


def _distances(diagram: Diagram, trace: Trace, way: Way, shown: Visible) -> Mapping[ElementId, int]:
    """By what leads to the goal, how many edges away it is."""
    opposite = {Way.FROM: Way.TO, Way.TO: Way.FROM}.get(way, way)
    along = _Along(diagram, opposite, shown)
    return along.spread(trace.goal or ElementId(""), inf, frozenset())[0]


def _path(stops: tuple[ElementId, ...], hops: Callable[[ElementId], Iterator[Hop]]) -> Path:
    edges = (
        tuple(dict.fromkeys(edge for edge, end in hops(one) if end == two))
        for one, two in pairwise(stops)
    )
    return Path(stops, tuple(edges))


# Words


def title(diagram: Diagram, trace: Trace) -> str:
    """What a trace shows, in words: `What leads to “Orders”, within 2 steps`."""
    start = _quoted(diagram, trace.start)
    if trace.goal is not None:
        one, other = start, _quoted(diagram, trace.goal)
        if trace.way is Way.TO:
            one, other = other, one
        which = "All paths" if trace.every else "The shortest path"
        if trace.way is Way.ANY:
            return f"{which} between {one} and {other}, whichever way the arrows point"
        return f"{which} from {one} to {other}"
    said = {
        Way.TO: f"What leads to {start}",
        Way.FROM: f"What {start} leads to",
        Way.BOTH: f"What leads to {start} and what it leads to",
        Way.ANY: f"What is joined to {start}",
    }[trace.way]
    return said if trace.steps is None else f"{said}, within {counted(trace.steps, 'step')}"


def _quoted(diagram: Diagram, id: ElementId) -> str:
    found = diagram.index.component(id)
    return f"“{' '.join(found.label.split()) or 'Unnamed'}”" if found else "“…”"
