"""What of a scene shows at a moment, item by item, from the bottom up: the one place that says
what is visible, how strongly, and in how much detail. Every backend walks it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf
from operator import itemgetter

from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.scene.appearance import Appearance, Mask
from app.scene.detail import BLOCKS, FULL, LINES
from app.scene.hidden import masked
from app.scene.index import lying_in
from app.scene.items import EllipseItem, Item, PathData, PathItem, RectItem, TextItem, moved
from app.scene.levels import Level, Seen, levels_at
from app.scene.nodes import MARGIN, OUTLINE
from app.scene.paint import Pen
from app.scene.scene import Element, Scene, Tier
from app.scene.shot import Shot

# An item, how strongly it shows (0..1), by how much its line is thicker (pt).
Painting = tuple[Item, float, float]
# Items, one over the other, that are painted alike.
Run = tuple[Sequence[Item], float, float]

SOME = 400  # elements or items of a step
NOTHING: Run = ((), 1.0, 0.0)
HIGHLIGHT = 0.75  # pt that a highlighted edge is thicker
HOVER = 0.6  # opacity of the outline under the pointer
TICK = 18.0  # pt
SIGN = 4.0  # pt, corner of a sign
TICKED = 0.85  # opacity of a tick: it stands out from what it is on
_TITLE = frozenset({"plate", "glyph", "label"})
_ByOpacity = Iterable[tuple[float, list[Element]]]


def walk(
    scene: Scene, appearance: Appearance, scale: float = FULL, clip: Box | None = None
) -> Iterator[Painting]:
    """What shows of the scene in that appearance. `scale` is device pixels per pt, for the level of
    detail; without one all of it is drawn. What lies outside `clip` (pt) is left out."""
    return single(runs(scene, appearance, scale, clip))


def single(runs: Iterable[Run]) -> Iterator[Painting]:
    """Item by item."""
    return ((item, opacity, thicker) for items, opacity, thicker in runs for item in items)


def runs(
    scene: Scene, appearance: Appearance, scale: float, clip: Box | None = None
) -> Iterator[Run]:
    """The walk in longer steps, for who is in a hurry; `scale` and `clip` as of `walk`. None takes more
    than some ms, so that who paints can pause after each; some paint nothing."""
    for tier, level in zip(scene.tiers, levels_at(scene, scale), strict=True):
        shown = yield from _shown(scene, tier, appearance, clip)
        elements = [element for _, few in shown for element in few]
        for at in range(0, len(elements), SOME):
            level.seen(elements[at : at + SOME], scale)
            yield NOTHING
        seen = level.seen((), scale)
        yield from _tier(seen, shown, appearance, scale, tier.rising)
        if tier.rising:
            yield from _selected(shown, appearance, scale)
            yield from _ticks(shown, appearance, scale)
    if appearance.shot is not None:
        yield from _inward(scene, appearance, appearance.shot, scale, clip)


def style_layer(element: Element, appearance: Appearance) -> str | None:
    """The layer whose style an element has: the first of its own that is on."""
    on = appearance.layers
    return next((x for x in element.layers if x in on), next(iter(element.layers), None))


def outline(element: Element, opacity: float = 1.0) -> Iterator[Run]:
    """Round what is selected or under the pointer, also where that is dimmed."""
    box, corner = element.outline, element.corner
    if box is not None:
        pen = Pen("accent", OUTLINE, cap="square", join="bevel")
        drawn = RectItem(part="outline", element=element.id, box=box, corner=corner, stroke=pen)
        yield (drawn,), opacity, 0.0


def lifted(scene: Scene, appearance: Appearance, scale: float, element: ElementId) -> Iterator[Run]:
    """What lies under the pointer, over the painted picture: a component's outline, weaker than
    that of the selection; an edge as if it was highlighted."""
    opacity, found = appearance.opacity.get(element, 0.0), scene.by_id.get(element)
    if found is None or opacity <= 0 or element == appearance.selection:
        return
    yield from outline(found, HOVER)
    if found.kind == "edge":
        brighter = replace(appearance, highlighted=frozenset({element}))
        seen = Level(len(found.passes)).seen([found], scale)
        yield from _tier(seen, [(opacity, [found])], brighter, scale, True)


def _shown(
    scene: Scene, tier: Tier, appearance: Appearance, clip: Box | None
) -> Generator[Run, None, _ByOpacity]:
    """What shows, weakest first where that is the tier's order: strengths are few, so changes of
    the opacity are. Written out for speed: it sees each element at each frame. It pauses, too."""
    opacity_of = appearance.opacity.get
    if clip is None:
        left = top = -inf
        right = bottom = inf
    else:
        left, top, right, bottom = clip.x, clip.y, clip.right, clip.bottom
    found: dict[float, list[Element]] = {}
    in_order: list[tuple[float, list[Element]]] = []
    rising = tier.rising
    near = tier.elements if clip is None else lying_in(scene, tier, clip)
    for at in range(0, len(near), SOME):
        for element in near[at : at + SOME]:
            opacity = opacity_of(element.id, 0.0) if element.id else 1.0
            if opacity <= 0.0:
                continue
            x, y, width, height = element.bounds
            if x >= right or y >= bottom or x + width <= left or y + height <= top:
                continue
            if not rising:
                in_order.append((opacity, [element]))
            elif opacity in found:
                found[opacity].append(element)
            else:
                found[opacity] = [element]
        yield NOTHING
    return sorted(found.items(), key=itemgetter(0)) if rising else in_order


def _tier(
    passes: Seen, shown: _ByOpacity, appearance: Appearance, scale: float, rising: bool
) -> Iterator[Run]:
    changed, brighter = _changed(appearance), appearance.highlighted
    for number, seen in enumerate(passes):
        if not seen and not changed:
            continue
        for opacity, elements in shown:
            run: list[Item] = []
            for first in range(0, len(elements), SOME):
                for element in elements[first : first + SOME]:
                    id = element.id
                    if id in changed:
                        items = _altered(element, number, appearance, scale)
                    else:
                        items = seen.get(id, ())
                        if items and len(element.layers) > 1:
                            items = _own(element, items, appearance)
                    if id in brighter and items and items[0].part == "line":
                        if run:
                            yield run, opacity, 0.0
                        yield items, opacity, HIGHLIGHT
                        run = []
                    else:
                        run += items
                yield NOTHING
            strength = 1.0 if run and run[0].part == "halo" else opacity
            for at in range(0, len(run), SOME):
                yield run[at : at + SOME], strength, 0.0
            if not (rising or number) and elements[0].id == appearance.selection:
                yield from outline(elements[0])


def _changed(appearance: Appearance) -> frozenset[str]:
    """The elements of which not all is drawn, or something else than the scene says."""
    found = frozenset(appearance.masked)
    shot = appearance.shot
    return found if shot is None else found | shot.unlabelled | shot.untitled


def _altered(
    element: Element, number: int, appearance: Appearance, scale: float
) -> tuple[Item, ...]:
    shot, mask = appearance.shot, appearance.masked.get(element.id, Mask(0))
    mute = shot is not None and element.id in shot.unlabelled
    untitled = shot is not None and element.id in shot.untitled
    found: list[Item] = []
    for item in _own(element, element.passes[number], appearance):
        if mute and item.part in ("label", "halo"):
            continue
        if not (untitled and item.part in _TITLE):
            found += masked(element, item, mask)
    return tuple(item for item in found if item.least <= scale < item.most)


def _own(element: Element, items: tuple[Item, ...], appearance: Appearance) -> tuple[Item, ...]:
    """What is drawn of an element on several layers while some of these are on."""
    first = style_layer(element, appearance)
    return tuple(i for i in items if i.layer is None or i.layer == first)


def _selected(shown: _ByOpacity, appearance: Appearance, scale: float) -> Iterator[Run]:
    if appearance.selection is not None and scale >= BLOCKS:
        for _, elements in shown:
            for element in elements:
                if element.id == appearance.selection:
                    yield from outline(element)


def _ticks(shown: _ByOpacity, appearance: Appearance, scale: float) -> Iterator[Run]:
    """On components that an earlier step of a flow has lit: what is done is told by more than by
    how strongly it shows."""
    done = appearance.done
    if not done or scale < LINES:
        return
    for opacity, elements in shown:
        for element in elements:
            if element.id in done and element.areas and element.outline is not None:
                icon = element.outline.inflated(-(MARGIN + OUTLINE / 2))
                yield tuple(tick(element.id, icon)), min(opacity * 2, TICKED), 0.0


def tick(id: ElementId, icon: Box) -> Iterator[Item]:
    """On the corner of an element's icon."""
    x, y = icon.right - TICK * 0.6, icon.bottom - TICK * 0.7
    thin = Pen("text", 1.25, cap="square", join="bevel")
    box = Box(x, y, TICK, TICK)
    yield EllipseItem(part="tick", element=id, box=box, fill="canvas", stroke=thin)
    corners = ((0.27, 0.52), (0.44, 0.69), (0.74, 0.34))
    data = PathData("MLL", tuple(Point(x + TICK * a, y + TICK * b) for a, b in corners))
    pen = Pen("text", 1.75, cap="round")
    yield PathItem(part="tick", element=id, data=data, stroke=pen)


def _inward(
    scene: Scene, appearance: Appearance, shot: Shot, scale: float, clip: Box | None
) -> Iterator[Run]:
    """What is written in a frame so that nothing in it lacks its name: titles of clusters that
    reach beyond it, and where lines go that leave it."""
    shown = yield from _shown(scene, scene.tiers[0], appearance, clip)
    for _, (element,) in shown:
        if element.id not in shot.titles:
            continue
        opacity, mask = appearance.opacity[element.id], appearance.masked.get(element.id, Mask(0))
        back, *title = moved(element.loose, *shot.titles[element.id])
        yield (back,), 1.0, 0.0
        drawn = (shown for item in title for shown in masked(element, item, mask))
        yield tuple(i for i in drawn if i.least <= scale < i.most), opacity, 0.0
    for sign in shot.signs:
        opacity, edge, box = appearance.opacity.get(sign.edge, 0.0), sign.edge, sign.box
        if opacity:
            back = RectItem(part="halo", element=edge, box=box, corner=SIGN, fill="canvas")
            yield (back,), 1.0, 0.0
            words = TextItem(
                part="label",
                element=edge,
                lines=(sign.text,),
                box=box,
                size=sign.size,
                paint="quiet",
            )
            yield (words,), opacity, 0.0
