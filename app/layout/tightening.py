"""A routed picture drawn together: what of its width and height nobody needs is taken out.

Everything keeps its order: what stands left of something on the same height stays left of it, lines end
where they ended, cross what they crossed and bend as often. What is joined by a straight line moves
together, and so do nodes of one column where the ranks are columns. This is the compaction of
orthogonal drawings by longest paths (Di Battista et al., Graph Drawing, 1999, on orthogonal drawings).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import pairwise
from math import ceil, floor, inf

from app.layout.grid import PITCH
from app.layout.loops import outermost
from app.layout.routed import RoutedDiagram, moved, turned
from app.model.diagram import Diagram
from app.model.diagram_layout import ClusterPlace, EdgePlace, LabelPlace
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId

ROW = 5.0  # pt: things whose heights are nearer than this are on the same
STEP = 5.0  # pt by which things move
STUB = 20.0  # pt of a line between what it ends at and its first bend
LABEL_END = 12.0  # pt of a line between a label and its end
SAME = 0.5  # pt
ROUNDS = 2

Unit = Hashable  # what moves as one
_After = list[list[tuple[int, float]]]


class _Kind(IntEnum):
    """What a thing is, in the order of APART."""

    NODE = 0
    TEXT = 1
    LINE = 2
    LEFT = 3
    RIGHT = 4


# pt that two things on the same height are apart at least, where they are that now.
_APART = (
    (20.0, 12.0, 10.0, 12.0, 12.0),
    (12.0, 8.0, 6.0, 6.0, 6.0),
    (10.0, 6.0, 10.0, 10.0, 10.0),
    (12.0, 6.0, 10.0, 10.0, 14.0),  # one cluster in another, and the inside of one
    (12.0, 6.0, 10.0, 14.0, 10.0),  # one beside another
)


def tightened(diagram: Diagram, routed: RoutedDiagram, level: bool = True) -> RoutedDiagram:
    """The same picture on less room; as it is where lines are not right-angled. `level`: its ranks are
    columns, not rows."""
    if not routed.right_angled:
        return routed
    for _ in range(ROUNDS):
        routed = _narrowed(diagram, routed, columns=level)
        routed = turned(_narrowed(diagram, turned(routed), columns=not level))
    return routed


@dataclass(frozen=True, slots=True)
class _Thing:
    """A box that moves with its unit."""

    unit: Unit
    box: Box
    kind: _Kind


class _Units:
    """Which things move as one."""

    def __init__(self) -> None:
        self._over: dict[Unit, Unit] = {}

    def of(self, unit: Unit) -> Unit:
        while unit in self._over:
            unit = self._over[unit]
        return unit

    def join(self, one: Unit, other: Unit) -> None:
        a, b = self.of(one), self.of(other)
        if a != b:
            self._over[a] = b


@dataclass(slots=True)
class _Slack:
    """By how much units may come nearer: `limits` are (left, right, pt), no less than 0."""

    units: _Units
    limits: list[tuple[Unit, Unit, float]] = field(default_factory=list)

    def keep(self, left: Unit, right: Unit, now: float, least: float) -> None:
        """`now` pt lie between them, of which `least` stay; all where there are fewer."""
        self.limits.append((left, right, STEP * max(floor((now - least) / STEP + 1e-6), 0)))

    def joined(self, numbers: Mapping[Unit, int]) -> tuple[_After, _After]:
        """By the number of each unit those right of it, and left of it."""
        after: _After = [[] for _ in numbers]
        before: _After = [[] for _ in numbers]
        for left, right, much in self.limits:
            a, b = numbers.get(self.units.of(left)), numbers.get(self.units.of(right))
            if a is not None and b is not None and a != b:
                after[a].append((b, much))
                before[b].append((a, much))
        return after, before


def _narrowed(diagram: Diagram, routed: RoutedDiagram, columns: bool) -> RoutedDiagram:
    """What stands drawn together sideways; `columns`: nodes that stand one over the other stay so."""
    units = _Units()
    slack = _Slack(units)
    things = [
        *_node_things(diagram, routed, units, columns),
        *_cluster_things(diagram, routed, units, slack),
        *_loop_things(diagram, routed, units),
    ]
    for id, place in routed.edges.items():
        things += _edge_things(diagram, routed, id, place, slack)
    _join_trunks(things, units)
    _beside(things, slack)
    shifts = _shifts(things, slack)

    def by(unit: Unit) -> float:
        return shifts.get(units.of(unit), 0.0)

    return _shifted(routed, by)


def _node_things(
    diagram: Diagram, routed: RoutedDiagram, units: _Units, columns: bool
) -> Iterator[_Thing]:
    at: dict[tuple[float, ElementId | None], Unit] = {}
    for id, place in routed.nodes.items():
        unit = ("node", id)
        yield _Thing(unit, place.icon, _Kind.NODE)
        if place.lines:
            yield _Thing(unit, place.label_box, _Kind.TEXT)
        home = None if columns else diagram.index.parents[id]
        units.join(unit, at.setdefault((round(place.icon.center.x, 1), home), unit))


def _cluster_things(
    diagram: Diagram, routed: RoutedDiagram, units: _Units, slack: _Slack
) -> Iterator[_Thing]:
    at: dict[tuple[str, float, ElementId | None], Unit] = {}
    for id, place in routed.clusters.items():
        box, left, right = place.box, ("left", id), ("right", id)
        parent = diagram.index.parents[id]
        units.join(left, at.setdefault(("left", round(box.x, 1), parent), left))
        units.join(right, at.setdefault(("right", round(box.right, 1), parent), right))
        yield _Thing(left, Box(box.x, box.y, 0, box.height), _Kind.LEFT)
        yield _Thing(right, Box(box.right, box.y, 0, box.height), _Kind.RIGHT)
        title = _title(place)
        if title is not None:
            yield _Thing(left, title, _Kind.TEXT)
            slack.keep(left, right, box.width, title.right - box.x + PITCH)
        slack.keep(left, right, box.width, min(box.width, 40.0))
    for node in diagram.nodes:  # a gateway stands on the border of what it leads into
        if node.cluster is not None:
            icon, box = routed.nodes[node.id].icon, routed.clusters[node.cluster].box
            for side, x in (("left", box.x), ("right", box.right)):
                if icon.x < x < icon.right:
                    units.join(("node", node.id), (side, node.cluster))


def _title(place: ClusterPlace) -> Box | None:
    if not place.lines:
        return place.icon if place.icon.width else None
    return union((place.icon, place.label_box)) if place.icon.width else place.label_box


def _loop_things(diagram: Diagram, routed: RoutedDiagram, units: _Units) -> Iterator[_Thing]:
    """Loops go with what they are at; one that lies within another takes no room of its own."""
    owned: defaultdict[Unit, list[EdgePlace]] = defaultdict(list)
    for id, place in routed.edges.items():
        edge = diagram.index.edges[id]
        if edge.tail == edge.head:
            loop: Unit = ("node" if edge.tail in routed.nodes else "right", edge.tail)
            owned[loop].append(place)
            for kind, numbers in (("run", _runs(place)), ("label", range(len(place.labels)))):
                for number in numbers:
                    units.join((kind, id, number), loop)
    for loop, places in owned.items():
        yield from (_Thing(loop, box, _Kind.TEXT) for box in outermost(places))


def _edge_things(
    diagram: Diagram, routed: RoutedDiagram, id: ElementId, place: EdgePlace, slack: _Slack
) -> Iterator[_Thing]:
    """Its upright pieces and its labels; what it ends at goes with them. Of a loop nothing."""
    edge, runs = diagram.index.edges[id], _runs(place)
    if edge.tail == edge.head:
        return
    for end, component in ((0, edge.tail), (-1, edge.head)):
        _tie(("run", id, runs[end]), place.points[end].x, component, routed, slack)
    for run in range(runs[-1] + 1):
        ys = [p.y for p, at in zip(place.points, runs, strict=True) if at == run]
        x = place.points[runs.index(run)].x
        if len(ys) > 1:
            yield _Thing(("run", id, run), Box(x, min(ys), 0, max(ys) - min(ys)), _Kind.LINE)
    for i, (a, b) in enumerate(pairwise(place.points)):
        if a.x != b.x:
            ends = [(a.x, ("run", id, runs[i])), (b.x, ("run", id, runs[i + 1]))]
            (left_x, left), (right_x, right) = sorted(ends, key=lambda end: end[0])
            stub = STUB if i in (0, len(place.points) - 2) else PITCH
            slack.keep(left, right, right_x - left_x, stub)
    for k, label in enumerate(place.labels):
        _hang(("label", id, k), label, id, place, runs, slack)
        yield _Thing(("label", id, k), label.box, _Kind.TEXT)


def _runs(place: EdgePlace) -> list[int]:
    """For each point the number of the upright piece that it is on."""
    runs = [0]
    for a, b in pairwise(place.points):
        runs.append(runs[-1] + (a.x != b.x))
    return runs


def _tie(run: Unit, x: float, component: ElementId, routed: RoutedDiagram, slack: _Slack) -> None:
    """A line's end goes with what it ends at; on top of a cluster it stays between its corners."""
    if component in routed.nodes:
        slack.units.join(run, ("node", component))
        return
    box = routed.clusters[component].box
    left, right = ("left", component), ("right", component)
    if abs(x - box.x) <= SAME:
        slack.units.join(run, left)
    elif abs(x - box.right) <= SAME:
        slack.units.join(run, right)
    else:
        slack.keep(left, run, x - box.x, 2 * PITCH)
        slack.keep(run, right, box.right - x, 2 * PITCH)


def _hang(
    unit: Unit, label: LabelPlace, id: ElementId, place: EdgePlace, runs: list[int], slack: _Slack
) -> None:
    """A label stays on the piece of its line that it is on, or beside."""
    if label.end in ("tail", "head"):
        slack.units.join(unit, ("run", id, runs[0 if label.end == "tail" else -1]))
        return
    (x, y), box = label.box.center, label.box
    best: tuple[float, int] | None = None
    for i, (a, b) in enumerate(pairwise(place.points)):
        flat = a.y == b.y
        low, high = sorted((a.x, b.x) if flat else (a.y, b.y))
        if low <= (x if flat else y) <= high:
            away = abs(a.y - y) if flat else abs(a.x - x)
            best = min(best or (away, i), (away, i))
    i = best[1] if best else 0
    a, b = place.points[i], place.points[i + 1]
    if best is None or a.x == b.x:
        slack.units.join(unit, ("run", id, runs[i]))
        return
    ends = [(a.x, i), (b.x, i + 1)]
    (left_x, left), (right_x, right) = sorted(ends)
    least = [LABEL_END if k in (0, len(runs) - 1) else 4.0 for k in (left, right)]
    slack.keep(("run", id, runs[left]), unit, box.x - left_x, least[0])
    slack.keep(unit, ("run", id, runs[right]), right_x - box.right, least[1])


def _join_trunks(things: Iterable[_Thing], units: _Units) -> None:
    """Lines that run along each other go on doing so."""
    by_x: defaultdict[float, list[_Thing]] = defaultdict(list)
    for thing in things:
        if thing.kind is _Kind.LINE:
            by_x[thing.box.x].append(thing)
    for lines in by_x.values():
        lines.sort(key=lambda line: line.box.y)
        low, unit = lines[0].box.bottom, lines[0].unit
        for line in lines[1:]:
            if line.box.y < low:
                units.join(line.unit, unit)
            low, unit = max(low, line.box.bottom), line.unit


def _beside(things: Iterable[_Thing], slack: _Slack) -> None:
    """What stands beside what, each with the next on its height. From left to right, with what is seen
    from the right so far: by stretches of rows, each with what ends last there."""
    order = sorted(things, key=lambda t: (t.box.x, t.box.right))
    rights = [thing.box.right for thing in order]
    starts: list[float] = [-inf]
    fronts: list[tuple[int, ...]] = [()]
    for number, thing in enumerate(order):
        box = thing.box
        x, near = box.x, dict[int, None]()
        first = _cut(starts, fronts, floor((box.y - ROW / 2) / ROW))
        last = _cut(starts, fronts, ceil((box.bottom + ROW / 2) / ROW))
        seen: list[tuple[int, ...]] = []
        at: list[float] = []
        for start, front in zip(starts[first:last], fronts[first:last], strict=True):
            stay = (*(k for k in front if rights[k] > x), number)
            near.update((k, None) for k in front if rights[k] <= x)
            if not seen or seen[-1] != stay:
                seen.append(stay)
                at.append(start)
        starts[first:last], fronts[first:last] = at, seen
        for k in near:
            other = order[k]
            slack.keep(other.unit, thing.unit, x - rights[k], _APART[other.kind][thing.kind])


def _cut(starts: list[float], fronts: list[tuple[int, ...]], row: int) -> int:
    """The place of the stretch that begins with a row; one that holds it is cut in two."""
    at = bisect_left(starts, row)
    if at == len(starts) or starts[at] != row:
        starts.insert(at, row)
        fronts.insert(at, fronts[at - 1])
    return at


def _shifts(things: Iterable[_Thing], slack: _Slack) -> dict[Unit, float]:
    """How far each unit moves to the right (pt, most are below 0): all together as near as they may
    come, each about as far as its place asks for."""
    lows: dict[Unit, float] = {}
    highs: dict[Unit, float] = {}
    for thing in things:
        unit = slack.units.of(thing.unit)
        lows[unit] = min(lows.get(unit, thing.box.x), thing.box.x)
        highs[unit] = max(highs.get(unit, thing.box.right), thing.box.right)
    if not lows:
        return {}
    order = sorted(lows, key=lows.__getitem__)
    after, before = slack.joined({unit: k for k, unit in enumerate(order)})
    low, high = [lows[unit] for unit in order], [highs[unit] for unit in order]
    first, last = low[0], max(high)
    least = [-STEP * floor((x - first) / STEP) for x in low]
    _raise(least, after, range(len(order)))
    end = max(x + shift for x, shift in zip(high, least, strict=True))
    # The most is minus the least of the mirrored picture.
    most = [-STEP * floor((end - x) / STEP) for x in high]
    _raise(most, before, range(len(order) - 1, -1, -1))
    part = (end - last) / max(last - first, 1.0)
    wanted = [part * ((a + b) / 2 - first) for a, b in zip(low, high, strict=True)]
    limits = zip(wanted, least, most, strict=True)
    shifts = [min(max(STEP * round(far / STEP), a), -b) for far, a, b in limits]
    _raise(shifts, after, range(len(order)))
    return dict(zip(order, shifts, strict=True))


def _raise(shifts: list[float], after: _After, order: Sequence[int]) -> None:
    """Make each shift as large as those before it ask for; what is `after` what mostly stands so in
    the order, too."""
    better = True
    while better:
        better = False
        for unit in order:
            shift = shifts[unit]
            for other, much in after[unit]:
                if shifts[other] < shift - much:
                    shifts[other] = shift - much
                    better = True


def _shifted(routed: RoutedDiagram, by: Callable[[Unit], float]) -> RoutedDiagram:
    nodes = {id: moved(node, by(("node", id))) for id, node in routed.nodes.items()}
    clusters = {}
    for id, cluster in routed.clusters.items():
        left, right, box = by(("left", id)), by(("right", id)), cluster.box
        box = Box(box.x + left, box.y, box.width + right - left, box.height)
        clusters[id] = replace(moved(cluster, left), box=box)
    edges = {id: _edge_shifted(id, place, by) for id, place in routed.edges.items()}
    return RoutedDiagram(nodes, clusters, edges, routed.routers)


def _edge_shifted(id: ElementId, place: EdgePlace, by: Callable[[Unit], float]) -> EdgePlace:
    runs = zip(place.points, _runs(place), strict=True)
    points = tuple(Point(p.x + by(("run", id, run)), p.y) for p, run in runs)
    shifts = [by(("label", id, k)) for k in range(len(place.labels))]
    more, own = place.more, place.label_box
    if own is not None and place.lines:
        own, shifts = own.moved(shifts[0], 0), shifts[1:]
    more = tuple(
        replace(label, box=label.box.moved(far, 0)) for label, far in zip(more, shifts, strict=True)
    )
    return replace(place, points=points, label_box=own, more=more)
