"""What a step of a tour leaves out, as its comment says it: `hide`, `only` and `near`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.model.diagram import Diagram
from app.model.filtering import Filter, Filters, Hide, Only, near, only
from app.model.ids import ElementId

KEYS = ("hide", "only", "near")


def read_filters(named: Callable[[str], tuple[ElementId, ...]], diagram: Diagram) -> Filters:
    """All that a step leaves out; `named` gives the elements that a key names, none where it is not there."""
    components = diagram.index.named
    found: list[Filter] = [Hide(frozenset((id,))) for id in named("hide")]
    kept = [id for id in named("only") if id in components]
    if kept:
        found.append(replace(only(kept[0]), also=frozenset(kept[1:])))
    return (*found, *(near(id) for id in named("near") if id in components))


def filter_names(
    filters: Filters, names: Callable[[list[ElementId]], list[str]]
) -> Iterator[tuple[str, str]]:
    """Keys, and the `names` of elements that stand behind them."""
    if not filters:
        yield "hide", "none"
    hidden = [id for one in filters if isinstance(one, Hide) for id in sorted(one.elements)]
    kept = [one for one in filters if isinstance(one, Only)]
    alone = [
        id for one in kept if one.trace.steps == 0 for id in (one.trace.start, *sorted(one.also))
    ]
    nearby = [one.trace.start for one in kept if one.trace.steps != 0]
    for key, ids in zip(KEYS, (hidden, alone, nearby), strict=True):
        if ids:
            yield key, ", ".join(names(ids))
