"""Elements that were renamed. A lasting id is made of place, kind and label, so that another label
makes another id: what is gone and what is new are compared, and only a sure pair counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.model.workspace import Workspace

ARROW = "->"


def elements(workspace: Workspace) -> dict[str, frozenset[str]]:
    """The ids of all elements, by diagram."""
    return {
        d.id: frozenset(e.id for part in (d.nodes, d.clusters, d.edges) for e in part)
        for d in workspace.diagrams
    }


def renamed(gone: frozenset[str], new: frozenset[str]) -> dict[str, str]:
    """Which new id each id that is gone has, where that is sure: the only one of its name that was
    put elsewhere, or the only one of its kind in its place. Edges follow their ends."""
    found: dict[str, str] = {}
    were, are = ({id for id in ids if ARROW not in id} for ids in (gone, new))
    for alike in (_name, _place):
        _pair(were, are, alike, found)
    # What a renamed cluster holds has moved with it.
    for id in sorted(were - found.keys()):
        moved = _moved(id, found)
        if moved != id and moved in are:
            found[id] = moved
    for id in sorted(gone - were):
        moved = _moved_edge(id, found)
        if moved != id and moved in new:
            found[id] = moved
    return found


def _pair(
    gone: Iterable[str], new: Iterable[str], key: Callable[[str], str], found: dict[str, str]
) -> None:
    by_key: dict[str, tuple[list[str], list[str]]] = {}
    for n, ids in enumerate((gone, new)):
        for id in ids:
            if id not in found and id not in found.values():
                by_key.setdefault(key(id), ([], []))[n].append(id)
    for olds, news in by_key.values():
        if len(olds) == len(news) == 1:
            found[olds[0]] = news[0]


def _name(id: str) -> str:
    """Kind and label, wherever it stands."""
    return id.rpartition("/")[2]


def _place(id: str) -> str:
    """Where it stands, and its kind."""
    around, _, name = id.rpartition("/")
    return f"{around}/{name.partition(':')[0]}" if ":" in name else f"{around}/"


def _moved(id: str, found: dict[str, str]) -> str:
    around, _, name = id.rpartition("/")
    if not around:
        return id
    return f"{found.get(around) or _moved(around, found)}/{name}"


def _moved_edge(id: str, found: dict[str, str]) -> str:
    """The edge's id with the new ids of its ends."""
    tail, _, head = id.partition(ARROW)
    ordinal = ""
    if head not in found and "~" in head:  # the second edge between the same two
        head, _, ordinal = head.rpartition("~")
        ordinal = f"~{ordinal}"
    return f"{found.get(tail, tail)}{ARROW}{found.get(head, head)}{ordinal}"
