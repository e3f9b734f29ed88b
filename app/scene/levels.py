"""What of a scene is drawn at one level of detail, kept from frame to frame."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from app.scene.items import Item
from app.scene.scene import Element, Scene

# What is drawn of each element by its id, a pass after the other.
Passes = Sequence[Mapping[str, tuple[Item, ...]]]

_KEPT = 3  # levels of a scene: a zoom goes back and forth


def level_at(scene: Scene, scale: float) -> tuple[Passes, ...]:
    """By tier, what is drawn at that scale (device pixels per pt); tiers and passes in order."""
    found: dict[int, tuple[Passes, ...]] = scene.kept.setdefault("levels", {})
    number = bisect_right(scene.steps, scale)
    level = found.get(number)
    if level is None:
        level = tuple(
            tuple(drawn_at(tier.elements, n, scale) for n in range(tier.passes))
            for tier in scene.tiers
        )
        while len(found) >= _KEPT:
            del found[next(iter(found))]
        found[number] = level
    return level


def drawn_at(
    elements: Sequence[Element], number: int, scale: float
) -> Mapping[str, tuple[Item, ...]]:
    """What is drawn of each at that scale (device pixels per pt) in one pass; what nothing is drawn
    of is not in it."""
    found: dict[str, tuple[Item, ...]] = {}
    for element in elements:
        items = tuple(i for i in element.passes[number] if i.least <= scale < i.most)
        if items:
            found[element.id] = items
    return found
