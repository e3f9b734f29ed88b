"""What of a scene is drawn at one level of detail, kept from frame to frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf

from app.scene.items import Item
from app.scene.scene import Element, Scene

# What is drawn of each element by its id, a pass after the other.
Seen = Sequence[Mapping[str, tuple[Item, ...]]]

_KEPT = 3  # levels of a tier: a zoom goes back and forth


class Level:
    """What is drawn of the elements that were asked for at some scale (device pixels per pt). From
    `low` up, below `high`, it is the same; both draw nearer with each element that is asked for."""

    def __init__(self, passes: int) -> None:
        self.low, self.high = 0.0, inf
        self._known: set[str] = set()
        self._drawn: list[dict[str, tuple[Item, ...]]] = [{} for _ in range(passes)]

    def seen(self, elements: Iterable[Element], scale: float) -> Seen:
        """What is drawn of these, and perhaps of others, at a scale between low and high; what
        nothing is drawn of is not in it."""
        known = self._known
        for element in elements:
            if element.id not in known:
                known.add(element.id)
                self._add(element, scale)
        return self._drawn

    def _add(self, element: Element, scale: float) -> None:
        low, high = self.low, self.high
        for drawn, items in zip(self._drawn, element.passes, strict=True):
            found = []
            for item in items:
                least, most = item.least, item.most
                if least > scale:
                    high = min(high, least)
                elif most <= scale:
                    low = max(low, most)
                else:
                    low = max(low, least)
                    high = min(high, most)
                    found.append(item)
            if found:
                drawn[element.id] = tuple(found)
        self.low, self.high = low, high


def levels_at(scene: Scene, scale: float) -> list[Level]:
    """By tier, the level that holds at that scale (device pixels per pt)."""
    kept: list[list[Level]] = scene.kept.setdefault("levels", [[] for _ in scene.tiers])
    return [_level(kept[i], tier.passes, scale) for i, tier in enumerate(scene.tiers)]


def _level(kept: list[Level], passes: int, scale: float) -> Level:
    for level in kept:
        if level.low <= scale < level.high:
            return level
    if len(kept) == _KEPT:
        del kept[0]
    kept.append(Level(passes))
    return kept[-1]
