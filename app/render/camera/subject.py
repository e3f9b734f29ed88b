"""What a step of a tour, or a card, is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import dist

from app.model.diagram import Edge
from app.model.geometry import Box, union
from app.model.ids import ElementId
from app.model.tour import Step, TourStyle
from app.render.camera.content import VisibleContent
from app.scene.house import title_box

CHOICE = 2  # components that stand in the frame beside one that is to be found


@dataclass(frozen=True, slots=True)
class Subject:
    """`about` are the components that have to be whole, `ways` the edges, `labelled` where text
    stands on one of these. What is `asked` by a card is as large as it is: nobody can choose less. `parts` are boxes (pt) that a frame may be made to hold, from much to
    little: the last one is the least."""

    about: frozenset[ElementId]
    ways: frozenset[ElementId]
    labelled: bool
    parts: tuple[Box, ...]
    asked: bool = False

    @property
    def least(self) -> Box:
        return self.parts[-1]


def step_subject(seen: VisibleContent, step: Step) -> Subject | None:
    """What a step is about; None where nothing of it shows, or it is about all there is."""
    ends = {e for line in seen.lines if line.edge.id in step.focus for e in _ends(line.edge)}
    shown = seen.nodes.keys() | seen.clusters.keys()
    about = frozenset(shown & {*step.focus, *ends})
    if not about:
        return None
    ways = frozenset(x.edge.id for x in seen.lines if x.edge.id in step.focus)
    parts = [union(boxes) for boxes in _step_parts(seen, step, about, ways) if boxes]
    return Subject(about, ways, _labelled(seen, ways), _once(parts))


def card_subject(
    seen: VisibleContent, about: Iterable[ElementId], also: Iterable[ElementId]
) -> Subject | None:
    """What a card is about: these, whole, `also` what its answer shows, and what is near them.
    None where nothing of it shows."""
    shown = seen.nodes.keys() | seen.clusters.keys()
    asked = frozenset(shown & {*about, *also})
    asked |= _choice(seen, seen.nodes.keys() & set(also) - set(about), asked)
    ways = frozenset({*about, *also} & {line.edge.id for line in seen.lines})
    own = [*seen.boxes(sorted(asked)), *_ways(seen, ways)]
    if not own:
        return None
    near = {
        end
        for line in seen.lines
        if asked & set(_ends(line.edge))
        for end in _ends(line.edge)
        if end in seen.nodes
    }
    around = {c for id in asked for c in seen.around.get(id, ())[:1]}
    parts = (
        union([*own, *seen.boxes(near), *seen.boxes(around)]),
        union([*own, *seen.boxes(near)]),
        union([*own, *seen.boxes(around)]),
        union(own),
    )
    return Subject(asked, ways, _labelled(seen, ways), _once(parts), asked=True)


def _choice(
    seen: VisibleContent, answers: Collection[ElementId], asked: frozenset[ElementId]
) -> frozenset[ElementId]:
    """What stands next to a component that is to be found: alone in the frame with what is asked,
    it would be no question."""
    if not answers:
        return frozenset()
    whole, middle = union(seen.boxes(asked)), union(seen.boxes(answers)).center

    def away(id: ElementId) -> tuple[bool, float, ElementId]:
        box = seen.nodes[id]
        return union((whole, box)) != whole, dist(box.center, middle), id

    return frozenset(sorted(seen.nodes.keys() - asked, key=away)[:CHOICE])


def _step_parts(
    seen: VisibleContent, step: Step, about: frozenset[ElementId], ways: frozenset[ElementId]
) -> Iterator[list[Box]]:
    """All that stands, in a build-up, with the titles over it; without these; all that is lit,
    with the clusters in which what is named stands; without these; only what is named."""
    named = [*seen.boxes(sorted(about)), *_ways(seen, ways)]
    if step.style is TourStyle.BUILD:
        standing = [box for id, box in seen.nodes.items() if id in seen.bright]
        built = [*named, *standing, *_ways(seen, (x.edge.id for x in seen.lines))]
        yield [*built, *_titles_over(seen)]
        yield built
    highlighted = _ways(seen, seen.appearance.highlighted)
    around = {seen.around[id][0] for id in about if seen.around.get(id)}
    over = [_title_over(seen, id) for id in around]
    yield [*named, *highlighted, *seen.boxes(around)]
    yield [*named, *highlighted, *over]
    yield [*named, *highlighted]
    yield [*named, *seen.boxes(around)]
    yield [*named, *over]
    yield named


def _once(parts: Sequence[Box]) -> tuple[Box, ...]:
    """Each box once, where it stands last: the least stays at the end."""
    return tuple(dict.fromkeys(reversed(parts)))[::-1]


def _titles_over(seen: VisibleContent) -> list[Box]:
    """The heads of the clusters of which what shows in them takes more than half, either way."""
    inside: dict[ElementId, list[Box]] = {}
    for id, box in seen.nodes.items():
        for cluster in seen.around[id]:
            inside.setdefault(cluster, []).append(box)
    found = []
    for id, boxes in inside.items():
        held, own = union(boxes), seen.clusters[id].box
        if held.width * 2 > own.width and held.height * 2 > own.height:
            found.append(_title_over(seen, id))
    return found


def _title_over(seen: VisibleContent, cluster: ElementId) -> Box:
    """A cluster's head, over all its width."""
    place = seen.clusters[cluster]
    return Box(place.box.x, place.box.y, place.box.width, title_box(place).bottom - place.box.y)


def _ways(seen: VisibleContent, edges: Iterable[ElementId]) -> list[Box]:
    wanted = set(edges)
    return [
        union([x.bounds, x.label]) if x.label else x.bounds
        for x in seen.lines
        if x.edge.id in wanted
    ]


def _labelled(seen: VisibleContent, ways: frozenset[ElementId]) -> bool:
    return any(x.label is not None and x.edge.id in ways for x in seen.lines)


def _ends(edge: Edge) -> tuple[ElementId, ElementId]:
    return edge.tail, edge.head
