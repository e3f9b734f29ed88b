"""What the camera shows of a diagram in one frame: which part of it, and what is done so that
nothing in it is cut off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.geometry import Box
from app.model.ids import ElementId

Size = tuple[float, float]  # px

SCREEN = (1920.0, 1080.0)  # px, for which a presentation is designed
PINNED = 1.5  # px per pt there, of a title and a legend that keep to the corners
WHOLE_FILL = 0.95  # of the room's width, for all of a diagram
FADE = 14.0  # px there, over which all fades at the frame's border


def part_of_screen(size: Size) -> float:
    """How large a view is against that screen: what is so much smaller or larger is seen alike."""
    return min(size[0] / SCREEN[0], size[1] / SCREEN[1])


@dataclass(frozen=True, slots=True)
class Room:
    """Where the picture may stand on a screen: px, clear of title, legend and all else that lies
    over it. `part` says how large the screen is, as by `part_of_screen`."""

    width: float
    height: float
    part: float = 1.0

    @property
    def size(self) -> Size:
        """Width and height, px."""
        return self.width, self.height


@dataclass(frozen=True, slots=True)
class Sign:
    """Where a line that leaves the frame goes: written in a box (pt), in letters of `size` pt."""

    edge: ElementId
    text: str
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class Shot:
    """`box` is the part of the diagram (pt) that the frame shows, at `scale` px per pt; `whole`
    where that is all of it. `left_out` are nodes, clusters and edges that do not show in it,
    `unlabelled` edges whose label does not; `titles` say by how much (pt) those of clusters are
    moved inward. `nameless` clusters have no place for theirs, `unsigned` edges none for a sign."""

    box: Box
    scale: float
    whole: bool = True
    left_out: frozenset[str] = frozenset()
    unlabelled: frozenset[str] = frozenset()
    titles: Mapping[ElementId, tuple[float, float]] = field(default_factory=dict)
    nameless: frozenset[str] = frozenset()
    signs: tuple[Sign, ...] = ()
    unsigned: frozenset[str] = frozenset()

    @property
    def untitled(self) -> frozenset[str]:
        """The clusters whose titles do not show in their places."""
        return self.nameless | self.titles.keys()
