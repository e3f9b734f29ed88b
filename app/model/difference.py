"""What two states of a diagram differ in: one diagram with what is in either of them, and a list of the changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

from app.model.comparison import Comparison, Difference, ElementChange
from app.model.details import ChangeKind
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.differing import (
    changed_values,
    differing,
    flat,
    merged_details,
    of_components,
    of_details,
    of_edges,
    renamed_names,
    same_type,
)
from app.model.elements import Element
from app.model.ids import DiagramId, ElementId
from app.model.levels import ALL
from app.model.matching import Component, Matches, around, matched
from app.model.picture_style import PictureStyle

LONGEST = 80  # characters of a name
LOOSELY = (
    "They are of different kinds of files: what there is, how it is called, where it stands and what it is joined to is compared, not "
    "how it looks, its layers and its properties."
)

# Of two diagrams, whether they are of files of different kinds.
Loosely: TypeAlias = Callable[[Diagram, Diagram], bool]

Part = TypeVar("Part", Node, Edge)
Held = TypeVar("Held", Node, Cluster)
Of = TypeVar("Of", Node, Cluster, Edge)


def never(_old: Diagram, _new: Diagram) -> bool:
    """Where both are known to be alike."""
    return False


def difference(before: Diagram, after: Diagram, loosely: bool = False) -> Difference:
    """Of one diagram as it was and as it is. `loosely`, of files of different kinds, only what these have in common: LOOSELY. Where lines stand, what is drawn on which place and how letters look within a label is
    not compared. n log n."""
    return _TwoStates(before, after, loosely).merged()


def differences(
    before: Sequence[Diagram], after: Sequence[Diagram], loosely: Loosely = never
) -> tuple[Difference, ...]:
    """Of the diagrams of two files or folders, in the order of those after; what is gone comes last. The same are those of
    one id, else of one file name, else what is behind their file's name where either side is one file."""
    pairs = _paired(before, after)
    known = {pair[0].id for pair in pairs if pair[0] is not None}
    taken: set[str] = {d.id for d in after}
    found = []
    for old, new in pairs:
        if old is None:
            found.append(replace(difference(_emptied(new), new), only=ChangeKind.ADDED))
        else:
            found.append(difference(old, new, loosely(old, new)))
    for old in before:
        if old.id not in known:
            id = DiagramId(_free(old.id, taken))
            gone = difference(old, replace(_emptied(old), id=id))
            found.append(replace(gone, only=ChangeKind.GONE))
    return tuple(found)


def compared(
    before: Diagram | None,
    after: Diagram,
    beside: str,
    remarks: tuple[str, ...] = (),
    loosely: bool = False,
) -> Comparison:
    """A diagram of a workspace with how it was; None where it was not there. It shows as a diagram of its own, for whatever
    conditions there are of it."""
    old = _emptied(after) if before is None else before
    found = difference(old, after, loosely)
    diagram = replace(
        found.diagram,
        id=DiagramId(f"{after.id} {beside}"),
        title=f"{after.title or after.id}, {beside}",
        filename=f"{after.filename}-changes",
        heading=None,
        rich=None,
        conditions=(),
    )
    only = ChangeKind.ADDED if before is None else None
    found = replace(found, diagram=diagram, only=only)
    return Comparison(after.id, old, beside, found, remarks, loosely)


def compared_anew(comparison: Comparison, after: Diagram) -> Comparison:
    """The same, of its diagram as that is now."""
    before = None if comparison.difference.only is ChangeKind.ADDED else comparison.before
    return compared(before, after, comparison.beside, comparison.remarks, comparison.loosely)


def partners(before: Sequence[Diagram], after: Sequence[Diagram]) -> Mapping[DiagramId, Diagram]:
    """How those diagrams were, by the id that they have after, as `differences` has it."""
    return {new.id: old for old, new in _paired(before, after) if old is not None}


def changes_of(diagram: Diagram) -> tuple[ElementChange, ...]:
    """What a diagram says itself of what becomes of its elements, as that of a plan does."""
    changes, found = diagram.index.changes, list[ElementChange]()
    components: tuple[Component, ...] = (*diagram.nodes, *diagram.clusters)
    names = {c.id: _called(c.label) for c in components}
    for id, element in diagram.index.elements.items() if changes else ():
        kind = element.change
        if kind is None or (isinstance(element, Edge) and element.invisible):
            continue
        details = None if isinstance(element, Edge) else element.details
        told = (
            ()
            if details is None or kind in (ChangeKind.ADDED, ChangeKind.GONE)
            else details.properties
        )
        words = tuple(f"{p.name}: {p.told}" for p in told if p.before is not None)
        found.append(ElementChange(kind, id, name_of(element, names), words))
    return _in_order(found)


def _in_order(changes: Iterable[ElementChange]) -> tuple[ElementChange, ...]:
    order = {kind: at for at, kind in enumerate(ChangeKind)}
    return tuple(sorted(changes, key=lambda change: order[change.kind]))


def name_of(element: Element, names: Mapping[ElementId, str]) -> str:
    """What a component is called, or an edge by what it joins: `Web → DB: reads`."""
    if not isinstance(element, Edge):
        return names[element.id]
    tail, head = element.way
    label, ends = (
        element.label and _called(element.label),
        f"{names.get(tail, tail)} → {names.get(head, head)}",
    )
    return f"{ends}: {label}" if label else ends


def _called(label: str) -> str:
    """Of what has a whole text for a label, its beginning."""
    text = flat(label) or "Unnamed"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _emptied(diagram: Diagram) -> Diagram:
    return replace(diagram, nodes=(), clusters=(), edges=())


def _paired(
    before: Sequence[Diagram], after: Sequence[Diagram]
) -> list[tuple[Diagram | None, Diagram]]:
    found: dict[DiagramId, Diagram] = {}
    left = {d.id: d for d in before}
    keys: list[Callable[[Diagram], Hashable]] = [
        lambda d: (d.id, d.level or ALL),
        lambda d: (d.filename, d.level or ALL),
    ]
    if len({d.source for d in before}) == len({d.source for d in after}) == 1:
        keys += [lambda d: (d.id.partition("/")[2], d.level or ALL), lambda d: d.level or ALL]
    for key in keys:
        ours, theirs = (
            _single(left.values(), key),
            _single((d for d in after if d.id not in found), key),
        )
        for said, new in theirs.items():
            if said in ours:
                found[new.id] = left.pop(ours[said].id)
    return [(found.get(d.id), d) for d in after]


def _single(
    diagrams: Iterable[Diagram], key: Callable[[Diagram], Hashable]
) -> dict[Hashable, Diagram]:
    found: dict[Hashable, list[Diagram]] = {}
    for diagram in diagrams:
        found.setdefault(key(diagram), []).append(diagram)
    return {said: alike[0] for said, alike in found.items() if len(alike) == 1}


class _TwoStates:
    def __init__(self, before: Diagram, after: Diagram, loosely: bool) -> None:
        self._before, self._after, self._loosely = before, after, loosely
        self._same: Matches = matched(before, after, loosely)
        self._was = {new: old for old, new in self._same.items()}
        taken: set[str] = set(after.index.elements)
        self._here: dict[ElementId, ElementId] = {}
        for id in before.index.elements:
            self._here[id] = self._same.get(id) or ElementId(_free(id, taken))
        self._changes: dict[ElementId, ElementChange] = {}
        old: tuple[Component, ...] = (*before.nodes, *before.clusters)
        new: tuple[Component, ...] = (*after.nodes, *after.clusters)
        self._then = {component.id: component for component in old}
        labels = {self._here[c.id]: c.label for c in old} | {c.id: c.label for c in new}
        self._names = {id: _called(label) for id, label in labels.items()}
        self._renamed = renamed_names(
            (self._then[self._was[c.id]], c) for c in new if c.id in self._was
        )

    def merged(self) -> Difference:
        before, after = self._before, self._after
        clusters = (*map(self._component, after.clusters), *self._gone_clusters())
        nodes = self._woven(before.nodes, list(map(self._component, after.nodes)), self._gone_node)
        edges = self._woven(before.edges, list(map(self._edge, after.edges)), self._gone_edge)
        changes = self._changes
        occurring = {change.kind for change in changes.values()}
        diagram = replace(
            after,
            layers=tuple(kind.value for kind in ChangeKind if kind in occurring),
            nodes=nodes,
            clusters=clusters,
            edges=edges,
            written=None,
            own_style=PictureStyle.HOUSE,
            choice=None,
            proposals=(),
        )
        told = _in_order(changes[id] for id in diagram.index.elements if id in changes)
        return Difference(diagram, told, tuple(self._of_the_whole()))

    def _of_the_whole(self) -> Iterator[str]:
        before, after = self._before, self._after
        if before.id == after.id and not self._loosely:  # else they are called by their files
            yield from differing("title", before.title, after.title, quoted=True)
        if not self._loosely:
            yield from differing("direction", before.direction, after.direction)

    # What is there after

    def _component(self, now: Held) -> Held:
        old = self._was.get(now.id)
        if old is None:
            return self._changed(now, ChangeKind.ADDED)
        then: Component = self._then[old]
        words = (*of_components(then, now, self._loosely), *self._moved(then, now))
        kind = ChangeKind.CHANGED
        if not self._loosely:
            changed = changed_values(then.details, now.details, self._renamed)
            words += tuple(of_details(then.details, now.details, changed))
            kind = kind if same_type(then, now) else ChangeKind.REPLACED
            now = replace(now, details=merged_details(now.details, changed)) if changed else now
        return self._changed(now, kind, words) if words else replace(now, change=None, layers=())

    def _moved(self, then: Component, now: Component) -> Iterator[str]:
        old, new = around(then), around(now)
        if (self._here[old] if old is not None else None) == new:
            return
        left = self._names[self._here[old]] if old is not None else ""
        entered = self._names[new] if new is not None else ""
        if left and entered:
            yield f"moved from “{left}” to “{entered}”"
        else:
            yield f"moved into “{entered}”" if entered else f"moved out of “{left}”"

    def _edge(self, now: Edge) -> Edge:
        old = self._was.get(now.id)
        if old is None:
            return self._changed(now, ChangeKind.ADDED)
        words = tuple(of_edges(self._before.index.edges[old], now, self._loosely))
        if words and not now.invisible:
            return self._changed(now, ChangeKind.CHANGED, words)
        return replace(now, change=None, layers=())

    # What is gone

    def _gone_clusters(self) -> Iterator[Cluster]:
        for cluster in self._before.clusters:  # parents stand before their children
            if cluster.id not in self._same:
                home = self._here[cluster.parent] if cluster.parent is not None else None
                here = replace(cluster, id=self._here[cluster.id], parent=home)
                yield self._changed(_nowhere(here), ChangeKind.GONE)

    def _gone_node(self, node: Node) -> Node:
        home = self._here[node.cluster] if node.cluster is not None else None
        here = replace(node, id=self._here[node.id], cluster=home)
        return self._changed(_nowhere(here), ChangeKind.GONE)

    def _gone_edge(self, edge: Edge) -> Edge:
        here = self._here
        via = here[edge.via[0]], here[edge.via[1]]
        moved = replace(edge, id=here[edge.id], tail=here[edge.tail], head=here[edge.head], via=via)
        return self._changed(moved, ChangeKind.GONE)

    def _woven(
        self, before: Sequence[Part], after: Sequence[Part], made: Callable[[Part], Part]
    ) -> tuple[Part, ...]:
        """What is there, and what is gone behind what it stood behind, so that it is drawn near that."""
        behind: dict[ElementId | None, list[Part]] = {None: []}
        at: ElementId | None = None
        for part in before:
            if part.id in self._same:
                at = self._same[part.id]
            elif not (isinstance(part, Edge) and part.invisible):
                behind.setdefault(at, []).append(made(part))
        found: list[Part] = behind[None]
        for number in range(len(after)):
            found.append(after[number])
            found += behind.get(after[number].id, ())
        return tuple(found)

    def _changed(self, element: Of, kind: ChangeKind, words: tuple[str, ...] = ()) -> Of:
        if isinstance(element, Edge) and element.invisible:
            return replace(element, change=None, layers=())
        self._changes[element.id] = ElementChange(
            kind, element.id, name_of(element, self._names), words
        )
        said = "; ".join(filter(None, (element.tooltip, *words))) or None
        return replace(element, change=kind, layers=(kind.value,), tooltip=said)


def _nowhere(component: Held) -> Held:
    """Without the line where it stood: something else may stand there now."""
    details = component.details and replace(component.details, line=None, column=None)
    return replace(component, line=None, details=details)


def _free(id: str, taken: set[str]) -> str:
    """The id, or where it is taken another for what is gone, which is taken then."""
    found, number = id, 1
    while found in taken:
        number += 1
        found = f"{id}~gone" if number == 2 else f"{id}~gone{number}"
    taken.add(found)
    return found
