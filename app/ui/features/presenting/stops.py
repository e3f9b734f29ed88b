"""Where a presentation can stand: at the steps of the tour under way, or at the diagrams."""

from __future__ import annotations

from typing import NamedTuple

from app.model.ids import DiagramId
from app.session import verbs
from app.ui.session.store import Store


class Stop(NamedTuple):
    """What it is called, and its diagram's id."""

    title: str
    diagram: DiagramId


def stops(store: Store) -> list[Stop]:
    """All of them, in order."""
    if store.tour is not None:
        return [Stop(step.title, step.diagram) for step in store.tour.steps]
    diagrams = store.workspace.diagrams if store.workspace else ()
    return [Stop(d.title or d.id, d.id) for d in diagrams]


def here(store: Store) -> int:
    """The number, from 0, of the one at which one is; -1 at none."""
    if store.tour is not None:
        return store.state.step
    ids = [stop.diagram for stop in stops(store)]
    return ids.index(store.state.diagram) if store.state.diagram in ids else -1


def go_to(store: Store, number: int) -> None:
    """To the one of that number, where there is one."""
    found = stops(store)
    if not 0 <= number < len(found):
        return
    if store.tour is not None:
        store.do(verbs.go_step, number)
    else:
        store.do(verbs.show, found[number].diagram)
        store.do(verbs.select, None)


def coming(store: Store) -> Stop:
    """The next one; at the end, empty."""
    found, now = stops(store), here(store)
    return found[now + 1] if 0 <= now < len(found) - 1 else Stop("", DiagramId(""))


def standing(store: Store) -> tuple[str, str]:
    """Where one is, as `3 / 12`, and what that is called."""
    found, now = stops(store), here(store)
    return (f"{now + 1} / {len(found)}", found[now].title) if now >= 0 else ("", "")
