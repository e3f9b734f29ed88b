"""Which part of a diagram a step of a tour is about: what it lights, in its surroundings.

One rule for the window and for every export, so that a step looks alike wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from math import hypot

from app.layout import text
from app.model.diagram import clusters_around
from app.model.geometry import Box, fitting, union
from app.model.laid_out import LaidOutDiagram, box_of
from app.model.tour import Step, Style
from app.render.look import DIMMED, Look

SCREEN = (1920.0, 1080.0)  # px, for which a presentation is designed
FILL, TIGHT = 0.82, 0.95  # of the room; where it takes more to be legible
READ = 18.0  # px that a step's text is to be high at least on that screen
MOST = 2.4  # px per pt there: three components need not fill a wall
PINNED = 1.5  # px per pt there, of a title and a legend that keep to the corners
SMALL = 0.7, 1.0  # px per pt on any screen: least that is legible, least at which it ends
NEARLY = 0.88  # of the best scale, where none is legible: what takes no more is not left out
AIR = 32.0  # pt round all that is there, up to which a room may reach

Size = tuple[float, float]  # px


def part_of_screen(size: Size) -> float:
    """How large a view is against that screen: what is so much smaller or larger is seen alike."""
    return min(size[0] / SCREEN[0], size[1] / SCREEN[1])


def subject(picture: LaidOutDiagram, look: Look, step: Step, room: Size, part: float) -> Box | None:
    """The part of the diagram (pt) to fill a room (px) with, in the shape of that room; `part` is
    how large the screen is, as by `part_of_screen`.

    It holds as much round what the step lights as leaves all its text legible from afar, at least
    what the step names. Where that is little, it holds what is there beside it rather than an
    empty sheet. None where nothing of the step shows.
    """
    legible = max(READ / min(text.EDGE, text.LABEL) * part, SMALL[0])
    most = max(MOST * part, SMALL[1])
    found: list[tuple[float, Box]] = []
    for boxes in _choices(picture, look, step):
        if not boxes:
            continue
        box = union(boxes)
        scale = fitting((box.width, box.height), room)
        scale = min(max(scale * FILL, min(scale * TIGHT, legible)), most)
        found.append((scale, box))
        if scale >= legible:
            break
    if not found:
        return None
    best = max(scale for scale, _ in found)
    enough = legible if best >= legible else best * NEARLY
    scale, box = next(choice for choice in found if choice[0] >= enough)
    if scale == most:
        box = _with_neighbours(picture, look, box, room, (legible, most))
        scale = min(fitting((box.width, box.height), room) * FILL, most)
    wide, high = room[0] / scale, room[1] / scale
    middle = box.center
    framed = Box(middle.x - wide / 2, middle.y - high / 2, wide, high)
    nodes = _places(picture, look.shown.nodes)
    moved = _within(framed, union([box, *nodes, *_ways(picture, look.shown.edges)]).inflated(AIR))
    gain = sum(_shared(node, moved) - _shared(node, framed) for node in nodes)
    return moved if gain > 0 else framed


def _choices(picture: LaidOutDiagram, look: Look, step: Step) -> Iterator[list[Box]]:
    """From much to little: all that stands, in a build-up, with the heads of the clusters that are
    as good as full; without these; all that is lit, with the clusters in which what is named
    stands; without these; only what is named; of that only the components."""
    shown, diagram = look.shown, picture.diagram
    ends = {e for x in diagram.edges if x.id in step.focus for e in (x.tail, x.head)}
    named = (shown.nodes | shown.clusters) & {*step.focus, *ends}
    components = _places(picture, named)
    if not components:
        return
    if step.style is Style.BUILD:
        standing = {id for id in shown.nodes if look.strength.get(id) != DIMMED}
        built = [*components, *_places(picture, standing), *_ways(picture, shown.edges)]
        yield [*built, *_heads(picture, look)]
        yield built
    lit = look.lit & shown.edges
    ways = _ways(picture, lit)
    around = {next(clusters_around(id, diagram.parents), id) for id in named & shown.nodes}
    yield [*components, *ways, *_places(picture, around)]
    yield [*components, *ways]
    yield [*components, *_ways(picture, lit & set(step.focus))]
    yield components


def _with_neighbours(
    picture: LaidOutDiagram, look: Look, box: Box, room: Size, scales: tuple[float, float]
) -> Box:
    """The box with what an edge joins to what is in it, the nearest first, until it fills the room
    at the larger of two scales; what would need less than the smaller one is passed over."""
    least, most = scales
    nodes = {id: place.box for id, place in picture.nodes.items() if id in look.shown.nodes}
    inside = {id for id, own in nodes.items() if look.strength[id] > DIMMED and _shared(own, box)}
    ends = {
        end
        for edge in picture.diagram.edges
        if not edge.invisible and inside & {edge.tail, edge.head}
        for end in (edge.tail, edge.head)
    }
    for near in sorted((nodes[id] for id in ends & nodes.keys()), key=partial(_apart, box)):
        if fitting((box.width, box.height), room) * FILL < most:
            break
        grown = union([box, near])
        if fitting((grown.width, grown.height), room) * FILL >= least:
            box = grown
    return box


def _heads(picture: LaidOutDiagram, look: Look) -> list[Box]:
    """Those of the clusters that show and of which what shows in them takes more than half, either
    way: with their titles over all their width."""
    inside: dict[str, list[Box]] = {}
    parents = picture.diagram.parents
    for id in look.shown.nodes & picture.nodes.keys():
        for cluster in clusters_around(id, parents):
            inside.setdefault(cluster, []).append(picture.nodes[id].box)
    found = []
    for id in look.shown.clusters & inside.keys() & picture.clusters.keys():
        held, own = union(inside[id]), picture.clusters[id].box
        if held.width * 2 > own.width and held.height * 2 > own.height:
            low = picture.clusters[id].label_box.bottom
            found.append(Box(own.x, own.y, own.width, low - own.y))
    return found


def _shared(one: Box, other: Box) -> float:
    """pt² that both of them take."""
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(wide, 0.0) * max(high, 0.0)


def _apart(one: Box, other: Box) -> float:
    """Between their middles."""
    return hypot(one.center.x - other.center.x, one.center.y - other.center.y)


def _within(box: Box, whole: Box) -> Box:
    """The box moved as little as it takes to stand in the whole; where it is larger, over the
    middle of it."""

    def along(low: float, size: float, least: float, most: float) -> float:
        if size >= most - least:
            return (least + most - size) / 2
        return min(max(low, least), most - size)

    x = along(box.x, box.width, whole.x, whole.right)
    y = along(box.y, box.height, whole.y, whole.bottom)
    return Box(x, y, box.width, box.height)


def _places(picture: LaidOutDiagram, components: Iterable[str]) -> list[Box]:
    return [box for id in components if (box := box_of(picture, id))]


def _ways(picture: LaidOutDiagram, edges: Iterable[str]) -> list[Box]:
    places = (picture.edges.get(id) for id in edges)
    return [box for place in places if place is not None and (box := place.box)]
