"""Elements that were renamed. A lasting id is made of place, kind and label, so that another label
makes another id: what is gone and what is new are compared, and only a sure pair counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace

ARROW = "->"


def elements(workspace: Workspace) -> dict[DiagramId, frozenset[ElementId]]:
    """The ids of all elements, by diagram."""
    return {
        d.id: frozenset(e.id for part in (d.nodes, d.clusters, d.edges) for e in part)
        for d in workspace.diagrams
    }


def renamed(gone: frozenset[ElementId], new: frozenset[ElementId]) -> dict[ElementId, ElementId]:
    """Which new id each id that is gone has, where that is sure: the only one of its name that was
    put elsewhere, or the only one of its kind in its place. Edges follow their ends."""
    found: dict[ElementId, ElementId] = {}
    were, are = ({id for id in ids if ARROW not in id} for ids in (gone, new))
    for alike in (_name, _place):
        _pair(were, are, alike, found)
    # What a renamed cluster holds has moved with it.
    free = are.difference(found.values())
    for id in sorted(were - found.keys()):
        moved = _moved(id, found)
        if moved != id and moved in free:
            free.remove(moved)
            found[id] = moved
    for id in sorted(gone - were):
        moved = _moved_edge(id, found)
        if moved != id and moved in new:
            found[id] = moved
    return found


def _pair(
    gone: Iterable[ElementId],
    new: Iterable[ElementId],
    key: Callable[[ElementId], str],
    found: dict[ElementId, ElementId],
) -> None:
    by_key: dict[str, tuple[list[ElementId], list[ElementId]]] = {}
    taken = set(found.values())
    for n, ids in enumerate((gone, new)):
        for id in ids:
            if id not in found and id not in taken:
                by_key.setdefault(key(id), ([], []))[n].append(id)
    for olds, news in by_key.values():
        if len(olds) == len(news) == 1:
            found[olds[0]] = news[0]


def _name(id: ElementId) -> str:
    """Kind and label, wherever it stands."""
    return id.rpartition("/")[2]


def _place(id: ElementId) -> str:
    """Where it stands, and its kind."""
    around, _, name = id.rpartition("/")
    return f"{around}/{name.partition(':')[0]}" if ":" in name else f"{around}/"


def _moved(id: ElementId, found: dict[ElementId, ElementId]) -> ElementId:
    around, _, name = id.rpartition("/")
    if not around:
        return id
    outer = ElementId(around)
    return ElementId(f"{found.get(outer) or _moved(outer, found)}/{name}")


def _moved_edge(id: ElementId, found: dict[ElementId, ElementId]) -> ElementId:
    """The edge's id with the new ids of its ends."""
    tail, _, head = map(ElementId, id.partition(ARROW))
    ordinal = ""
    if head not in found and "~" in head:  # the second edge between the same two
        bare, _, number = head.rpartition("~")
        head, ordinal = ElementId(bare), f"~{number}"
    return ElementId(f"{found.get(tail, tail)}{ARROW}{found.get(head, head)}{ordinal}")
