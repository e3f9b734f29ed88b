"""A scene: what is drawn of a diagram, in order. It names colours by their roles and says
nothing of what shows at a moment, so it is made once for a layout. What an element is drawn of is
made when it is seen first: of a large sheet most is far away, or too small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Literal

from msgspec import Struct

from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.scene.items import NO_ITEMS, Item, Later

Passes = tuple[tuple[Item, ...], ...]
ElementKind = Literal["node", "edge", "cluster", "sheet"]


class Element(Struct, frozen=True, gc=False):
    """What is drawn of an element. `id` is empty for what belongs to the whole sheet.

    `bounds` hold all that is painted. `areas` and `way` (a polyline, or where it is `curved` cubic
    Béziers) are where the pointer is on it; what has neither cannot be pointed at. `outline` is what
    is drawn round it while it is selected, with corners of so large a radius. `link` is where it leads,
    as the file says it: where there are several, the first address. `spots` are parts of it that lead
    elsewhere.
    """

    id: ElementId
    kind: ElementKind
    bounds: Box
    drawn: Later[Passes]
    layers: tuple[str, ...] = ()
    areas: tuple[Box, ...] = ()
    way: tuple[Point, ...] = ()
    curved: bool = False
    outline: Box | None = None
    corner: float = 0.0
    loosened: Later[tuple[Item, ...]] = NO_ITEMS
    link: str | None = None
    tooltip: str | None = None
    spots: tuple[tuple[Box, str], ...] = ()

    @property
    def passes(self) -> Passes:
        """What is drawn, pass by pass."""
        return self.drawn()

    @property
    def loose(self) -> tuple[Item, ...]:
        """A cluster's title as it is drawn where it is moved from its place (by
        `app.scene.items.moved`)."""
        return self.loosened()

    @property
    def items(self) -> Iterator[Item]:
        """All of its passes, the lowest first."""
        return chain.from_iterable(self.passes)


@dataclass(frozen=True, slots=True)
class Tier:
    """Elements that lie on one level. All of them are drawn pass by pass: of each element what is
    in its first pass, then of each what is in its second.

    `apart`: they do not lie on each other, so that each may as well be drawn whole. `rising`:
    in each pass what shows more strongly is drawn over what shows less.
    """

    elements: tuple[Element, ...]
    passes: int
    apart: bool = True
    rising: bool = True


@dataclass(frozen=True)
class Scene:
    """`width` and `height` in pt; lower tiers first, and in each at most one element without id. `canvas` is what the sheet is filled with,
    where a file says it."""

    width: float
    height: float
    tiers: tuple[Tier, ...]
    canvas: str | None = None

    @property
    def elements(self) -> Iterator[Element]:
        """Of all tiers, the lowest first."""
        return chain.from_iterable(tier.elements for tier in self.tiers)

    @cached_property
    def kept(self) -> dict[str, Any]:
        """A place for what others make of it, to be used again."""
        return {}

    @cached_property
    def by_id(self) -> dict[ElementId, Element]:
        """All that belong to an element of the diagram."""
        return {e.id: e for e in self.elements if e.id}
