"""Clusters that a person has folded into one component each, and edges that are drawn as one line.

Folding makes another diagram of a diagram, for laying out and drawing: a folded cluster is a node
there, under its own id; edges into what it holds end at it, and those that then run alike are one
edge, under the id of the first of them. All that a person does goes on the whole diagram, whose
elements keep their ids; `Diagram.folding` says what stands for what.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.model import hiding, parallels
from app.model.details import ChangeKind
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.elements import Element
from app.model.ids import ElementId
from app.model.picture_style import PictureStyle
from app.model.style import Shape, Style
from app.model.wording import counted

Folded = frozenset[ElementId]

NOTHING_FOLDED: Folded = frozenset()
DEEPEST = 3  # levels of clusters that a command leaves open
_ROOM = (40.0, 14.0)  # pt beside and above a folded cluster's title: icon and handle stand there


@dataclass(frozen=True, slots=True)
class FoldState:
    """What of a diagram is folded: these `clusters`, and edges that run alike (`app.model.parallels`):
    with `merge` wherever some do, without it where many do, where it is False nowhere; but the lines
    whose first edge is in `spread` are drawn one by one."""

    clusters: Folded = NOTHING_FOLDED
    merge: bool | None = None
    spread: frozenset[ElementId] = frozenset()


NO_FOLDS = FoldState(merge=False)


def folds_any(diagram: Diagram, folds: FoldState) -> bool:
    """Whether anything of the diagram is folded so."""
    if folds.clusters and known(diagram, folds.clusters):
        return True
    if folds.merge is False or not diagram.index.parallels:
        return False
    return next(parallels.lines(diagram, folds.merge, folds.spread), None) is not None


def folded(diagram: Diagram, folds: FoldState) -> Diagram:
    """The diagram, folded so; itself where there is nothing to fold. Of clusters in each other the
    outermost is folded. The last ones are kept."""
    return diagram.index.kept.of(folds, lambda: _folded(diagram, folds))


def _folded(diagram: Diagram, folds: FoldState) -> Diagram:
    if not folds_any(diagram, folds):
        return diagram
    standing = _standing(diagram, folds.clusters)
    outer = frozenset(standing.values())
    made = {id: _node(diagram, cluster) for id, cluster in _clusters(diagram) if id in outer}
    nodes = tuple(n for n in diagram.nodes if n.id not in standing)
    edges, merged = _edges(diagram, standing, folds)
    derived = replace(
        diagram,
        nodes=(*nodes, *made.values()),
        clusters=tuple(c for c in diagram.clusters if c.id not in standing and c.id not in outer),
        edges=edges,
        written=None,
        own_style=PictureStyle.HOUSE,
    )
    return derived.folded_from(diagram, standing | merged)


def whole(diagram: Diagram) -> Diagram:
    """The one that it was folded from, or itself."""
    return diagram.folding.whole if diagram.folding else diagram


def stand_in(diagram: Diagram, element: ElementId | None) -> ElementId | None:
    """What stands in that diagram for an element of the whole one: itself, mostly."""
    return diagram.folding.stand_in(element) if diagram.folding and element else element


def stand_ins(diagram: Diagram, elements: frozenset[ElementId]) -> frozenset[ElementId]:
    """What stands there for these."""
    return diagram.folding.stand_ins(elements) if diagram.folding else elements


def stood_for(diagram: Diagram, element: ElementId) -> tuple[ElementId, ...]:
    """What an edge of that diagram stands for, or itself; any other element is itself."""
    if diagram.folding is None or element not in diagram.index.edges:
        return (element,)
    merged = [id for id, to in diagram.folding.standing.items() if to == element]
    return (element, *merged)


def line_of(diagram: Diagram, folds: FoldState, edge: ElementId) -> ElementId | None:
    """The line that an edge is drawn by together with others, unless that is spread; None where it has
    none to share it with."""
    made = folded(diagram, replace(folds, spread=frozenset()))
    line = made.index.edges.get(stand_in(made, edge) or edge)
    return line.id if line is not None and line.count > 1 else None


# What a person folds


def foldable(diagram: Diagram) -> Folded:
    """Its clusters: each can be folded."""
    return frozenset(c.id for c in diagram.clusters)


def fold(diagram: Diagram, now: Folded, clusters: Iterable[ElementId]) -> Folded:
    """These folded too."""
    return now | known(diagram, frozenset(clusters))


def unfold(diagram: Diagram, now: Folded, elements: Iterable[ElementId]) -> Folded:
    """These there again: the clusters among them and all around them are not folded."""
    wanted = frozenset(elements)
    around = {cluster for id in wanted for cluster in _around(diagram, id)}
    return now - wanted - around


def revealed(diagram: Diagram, now: Folded, element: ElementId) -> Folded:
    """That one there again: the clusters around it are not folded; it may be itself."""
    return now.difference(_around(diagram, element)) | (now & {element})


def to_depth(diagram: Diagram, depth: int) -> Folded:
    """What is folded where so many levels of clusters are open: all where `depth` is 0. Deeper ones
    are folded, too, so that unfolding one shows no more than the next level."""
    around = diagram.index.around
    return frozenset(c.id for c in diagram.clusters if sum(1 for _ in around(c.id)) >= depth)


def known(diagram: Diagram, clusters: Folded) -> Folded:
    """Those that the diagram has."""
    elements = diagram.index.elements
    return frozenset(id for id in clusters if isinstance(elements.get(id), Cluster))


def known_folds(diagram: Diagram, folds: FoldState) -> FoldState:
    """As far as the diagram has what they name."""
    spread = folds.spread.intersection(diagram.index.edges)
    return FoldState(known(diagram, folds.clusters), folds.merge, spread)


def named(diagram: Diagram, name: str) -> Folded:
    """The clusters of that id, or else of that title or its first line, in any case."""
    return hiding.named(diagram, name) & foldable(diagram)


def fold_of(diagram: Diagram, now: Folded, element: ElementId) -> ElementId | None:
    """The outermost folded cluster that an element stands in; None where it is to be seen itself."""
    around = [cluster for cluster in _around(diagram, element) if cluster in now]
    return around[-1] if around else None


def held(diagram: Diagram, cluster: ElementId) -> int:
    """How many components a cluster holds, at any depth: nodes that a person can name."""
    index = diagram.index
    inside = (index.named.get(id) for id in index.inside((cluster,)))
    return sum(isinstance(found, Node) for found in inside)


def title(element: Element) -> str:
    """What a component is called: of a folded cluster its label without the count."""
    folds = isinstance(element, Node) and element.folds
    return element.label.rpartition("\n")[0] if folds else element.label


def _around(diagram: Diagram, element: ElementId) -> tuple[ElementId, ...]:
    """The clusters round a component, innermost first; of an edge those that both its ends are in."""
    index = diagram.index
    edge = index.edges.get(element)
    if edge is None:
        return tuple(index.around(element))
    heads = frozenset(index.around(edge.head)) | {edge.head}
    return tuple(c for c in (edge.tail, *index.around(edge.tail)) if c in heads)


# The diagram that is made


def _clusters(diagram: Diagram) -> Iterable[tuple[ElementId, Cluster]]:
    return ((c.id, c) for c in diagram.clusters)


def _standing(diagram: Diagram, clusters: Folded) -> dict[ElementId, ElementId]:
    """By each component inside a folded cluster, that one; a folded cluster stands for itself."""
    found: dict[ElementId, ElementId] = {}
    if not clusters:
        return found
    for cluster in diagram.clusters:  # parents stand before their children
        if cluster.parent in found:
            found[cluster.id] = found[cluster.parent]
        elif cluster.id in clusters:
            found[cluster.id] = cluster.id
    for node in diagram.nodes:
        if node.cluster in found:
            found[node.id] = found[node.cluster]
    return found


def _node(diagram: Diagram, cluster: Cluster) -> Node:
    """What stands for a folded cluster: its title, and below how much it holds."""
    count = held(diagram, cluster.id)
    said = counted(count, "component") if count else "empty"
    own = cluster.style
    return Node(
        cluster.id,
        f"{cluster.label}\n{said}" if cluster.label else said,
        "",
        cluster.parent,
        cluster.layers,
        style=Style(own.fill, own.stroke, Shape("box", margin=_ROOM), own.font),
        url=cluster.url,
        tooltip=cluster.tooltip,
        line=cluster.line,
        more_urls=cluster.more_urls,
        folds=cluster.kind,
        change=cluster.change or _change_inside(diagram, cluster),
    )


def _change_inside(diagram: Diagram, cluster: Cluster) -> ChangeKind | None:
    """It has changed where something in it is not as it was."""
    changes = diagram.index.changes
    inside = diagram.index.inside((cluster.id,)) if changes else ()
    return ChangeKind.CHANGED if any(id in changes for id in inside) else None


def _edges(
    diagram: Diagram, standing: dict[ElementId, ElementId], folds: FoldState
) -> tuple[tuple[Edge, ...], dict[ElementId, ElementId]]:
    """The edges as they run between what is there, and by each that is not there itself what stands
    for it: the one it is merged into, or the folded cluster that it runs in."""
    outer = frozenset(standing.values())
    found = parallels.lines(diagram, folds.merge, folds.spread)
    lines = {edge.id: several[0].id for several in found for edge in several}
    alike: dict[object, list[Edge]] = {}
    gone: dict[ElementId, ElementId] = {}
    for edge in diagram.edges:
        tail = standing.get(edge.tail, edge.tail)
        if tail in outer and tail == standing.get(edge.head, edge.head):
            gone[edge.id] = tail
            continue
        moved = _moved(edge, standing)
        if outer.isdisjoint((moved.tail, moved.head)):
            alike.setdefault(lines.get(edge.id, edge.id), []).append(moved)
        else:
            alike.setdefault(moved.likeness, []).append(moved)
    edges: list[Edge] = []
    for several in alike.values():
        if several[0].id in folds.spread:
            edges += several
            continue
        edges.append(parallels.merged(several))
        gone |= {edge.id: several[0].id for edge in several[1:]}
    return tuple(edges), gone


def _moved(edge: Edge, standing: dict[ElementId, ElementId]) -> Edge:
    """The edge at what stands for its ends: what it says of an end that is inside is not to be seen."""
    tail, head = standing.get(edge.tail, edge.tail), standing.get(edge.head, edge.head)
    via = (standing.get(edge.via[0], edge.via[0]), standing.get(edge.via[1], edge.via[1]))
    if (tail, head, via) == (edge.tail, edge.head, edge.via):
        return edge
    moved = replace(edge, tail=tail, head=head, via=via)
    if tail != edge.tail:
        moved = replace(moved, tail_port="", tail_label="")
    if head != edge.head:
        moved = replace(moved, head_port="", head_label="")
    return moved
