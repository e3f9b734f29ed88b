"""What is seen of a picture from far away, where nobody can read what is written in it: large names of
clusters and of what much hangs on, and a line for all edges between two clusters. It is made once for a
layout; only a screen shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.layout.text import LEADING, line_height, text_width, wrap
from app.model.diagram_layout import ClusterPlace, DiagramLayout, NodePlace
from app.model.geometry import Box, Point, fitting
from app.model.ids import ElementId
from app.scene.bundles import Bundle, Bundles, Pair, bundles_of, grouping
from app.scene.producing import scene_of
from app.scene.spaced_names import Claim, NamePlace, Spot, spaced

SCREEN = (960.0, 600.0)  # px, in which the whole is most likely looked at
GONE, FULL = 5.5, 4.0  # px of a text in the picture: above, it can be read; below, it cannot
SIZES = (17.0, 14.0, 12.5)  # px: the outermost clusters, those in them, all others
HUB = 12.5  # px
WIDE = 150.0  # px; a longer name is broken
PAD = (7.0, 3.0)  # px round a name
HIGH = 2.0  # times the height of an inner name that its cluster has at least
HUBS_APART = 60.0  # px
BESIDE, ROW_GAP, ROWS = 10.0, 4.0, 3  # px, between a cluster and a name that stands below it
BUSY, BUSIER = 5, 3.0  # edges of a hub at least; times what is usual
COUNT = 12.0  # px
MOST_CLUSTERS, MOST_COUNTS, MOST_HUBS = 240, 60, 90  # for which a place is looked for
LONGEST = 60  # letters of a name
COMING = 1.12  # times the scale from which a name shows, until it is all there


@dataclass(frozen=True, slots=True)
class LargeName:
    """The name of an element in lines of `size` px, and where it stands at which scales."""

    element: ElementId
    lines: tuple[str, ...]
    size: float
    cluster: bool
    standing: NamePlace

    def strength(self, scale: float) -> float:
        """How strongly it shows (0..1) at so many px per pt."""
        low, most = self.standing.low, self.standing.claim.most
        if not low <= scale < most:
            return 0.0
        coming = (scale / low - 1) / (COMING - 1) if low > 0 else 1.0
        going = (most / scale - 1) / (GONE / FULL - 1)
        return min(coming, going, 1.0)

    def box(self, at: Point) -> Box:
        """Its plate (px) where the point that it stands at is there (px)."""
        claim, offset = self.standing.claim, self.standing.spot.offset
        left, top = at.x + offset.x - claim.width / 2, at.y + offset.y - claim.height / 2
        return Box(left, top, claim.width, claim.height)


@dataclass(frozen=True)
class PictureOverview:
    """Of one layout."""

    layout: DiagramLayout
    names: tuple[LargeName, ...]
    bundles: Bundles
    counts: Mapping[Pair, NamePlace]
    """Where the numbers of edges stand, by the ends of the bundle."""

    @cached_property
    def kept(self) -> dict[object, Any]:
        """A place for what who paints it makes of names and numbers, to be used again."""
        return {}


def overview_of(layout: DiagramLayout) -> PictureOverview:
    """Made once, in any thread."""
    kept = scene_of(layout).kept
    found: PictureOverview | None = kept.get("overview")
    if found is None:
        found = kept["overview"] = _made(layout)
    return found


def _made(layout: DiagramLayout) -> PictureOverview:
    """The outermost clusters have their places first, the largest of them first, then the numbers of
    edges, then what most edges end at."""
    outer, hubs = list(_cluster_texts(layout)), list(_hub_texts(layout))
    far = max((one[-1].most for one in (*outer, *hubs)), default=0.0)
    bundles = bundles_of(layout, far)
    numbers = [(bundle.ends, _number(bundle, far)) for bundle in bundles.bundles[:MOST_COUNTS]]
    claims = [one[-1] for one in outer] + [claim for _, claim in numbers]
    usual = fitting((layout.width, layout.height), SCREEN)
    places = spaced([*claims, *(one[-1] for one in hubs)], usual)
    counted = places[len(outer) : len(outer) + len(numbers)]
    counts = {ends: p for (ends, _), p in zip(numbers, counted, strict=True) if p is not None}
    texts, named = [*outer, *hubs], places[: len(outer)] + places[len(outer) + len(numbers) :]
    names = tuple(
        LargeName(id, lines, size, cluster, place)
        for (id, lines, size, cluster, _), place in zip(texts, named, strict=True)
        if place is not None
    )
    return PictureOverview(layout, names, bundles, counts)


def _number(bundle: Bundle, far: float) -> Claim:
    wide = text_width(f"{bundle.count:,}", COUNT, bold=True) + 2 * PAD[1]
    spots = tuple(Spot(bundle.at(t)) for t in (0.5, 0.36, 0.64, 0.24, 0.76))
    return Claim(max(wide, COUNT * 1.4), COUNT * 1.4, far, spots, apart=2.0)


_Text = tuple[ElementId, tuple[str, ...], float, bool, Claim]


def _cluster_texts(layout: DiagramLayout) -> Iterator[_Text]:
    index, groups = layout.diagram.index, grouping(layout.diagram)
    depths = {id: sum(1 for _ in index.around(id)) for id in layout.clusters}
    first = min((depths[id] for id in groups if id in depths), default=0)
    listed = sorted(
        layout.clusters.items(),
        key=lambda item: (max(depths[item[0]], first), -item[1].box.width * item[1].box.height),
    )
    for id, place in listed[:MOST_CLUSTERS]:
        found = index.component(id)
        if found is None or not found.label.strip():
            continue
        depth = max(depths[id] - first, 0)
        size = SIZES[min(depth, len(SIZES) - 1)]
        lines, width, height = _set(found.label, size)
        least = _room_for(width, height, place.box) if depth else 0.0
        box, drop = place.box, height / 2 + 4
        middle = box.center
        spots = (
            Spot(Point(middle.x, box.y), Point(0, drop), least),
            Spot(middle, Point(0, 0), least),
            Spot(Point(middle.x, box.bottom), Point(0, -drop), least),
            *(() if depth else _beside(box, height)),
        )
        yield id, lines, size, True, Claim(width, height, _most(place), spots)


def _room_for(width: float, height: float, box: Box) -> float:
    """The scale (px per pt) from which on a name of that size (px) has room in a box (pt)."""
    return max(width / max(box.width, 1.0), HIGH * height / max(box.height, 1.0))


def _beside(box: Box, height: float) -> Iterator[Spot]:
    """Below and above a cluster, where one in a row of them is too narrow for its name."""
    for row in range(ROWS):
        away = height / 2 + BESIDE + row * (height + ROW_GAP)
        yield Spot(Point(box.center.x, box.bottom), Point(0, away), led=True)
    yield Spot(Point(box.center.x, box.y), Point(0, -height / 2 - BESIDE), led=True)


def _hub_texts(layout: DiagramLayout) -> Iterator[_Text]:
    """Of nodes at which far more edges end than at others."""
    index = layout.diagram.index
    counts = {
        id: sum(1 for edge in index.incident(id) if not edge.invisible) for id in layout.nodes
    }
    usual = sum(counts.values()) / max(len(counts), 1)
    busy = [(n, id) for id, n in counts.items() if n >= max(BUSY, BUSIER * usual)]
    for _, id in sorted(busy, key=lambda one: (-one[0], one[1]))[:MOST_HUBS]:
        found, place = index.component(id), layout.nodes[id]
        if found is None or not found.label.strip():
            continue
        lines, width, height = _set(found.label, HUB)
        spots = (Spot(place.icon.center),)
        yield id, lines, HUB, False, Claim(width, height, _most(place), spots, HUBS_APART)


def _set(label: str, size: float) -> tuple[tuple[str, ...], float, float]:
    """A name's lines, and its width and height with what is round it (px)."""
    text = " ".join(label.split())
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1].rstrip()}…"
    lines = wrap(text, WIDE, size, bold=True, most=2)
    wide = max(text_width(line, size, bold=True) for line in lines)
    return lines, wide + 2 * PAD[0], len(lines) * line_height(size) + 2 * PAD[1]


def _most(place: NodePlace | ClusterPlace) -> float:
    """The scale at which its name in the picture can be read."""
    size = place.font_size
    if place.lines and place.label_box.height > 0:
        size = min(place.label_box.height / len(place.lines) / LEADING, 2 * size)
    return GONE / max(size, 1.0)
