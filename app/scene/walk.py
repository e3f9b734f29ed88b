"""What of a scene shows at a moment, item by item, from the bottom up: the one place that says
what is visible, how strongly, and in how much detail. Every backend walks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import inf
from operator import itemgetter

from app.model.geometry import Box, Point
from app.scene.appearance import Appearance, Mask
from app.scene.detail import BLOCKS, FULL, LINES
from app.scene.hidden import masked
from app.scene.house import MARGIN, OUTLINE
from app.scene.items import EllipseItem, Item, PathData, PathItem, RectItem, TextItem, moved
from app.scene.paint import Pen
from app.scene.scene import Element, Scene, Tier
from app.scene.shot import Shot

# An item, how strongly it shows (0..1), by how much its line is thicker (pt), its element's id.
Painting = tuple[Item, float, float, str]

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
    """What shows of the scene in that look. `scale` is device pixels per pt, for the level of
    detail; without one all of it is drawn. What lies outside `clip` (pt) is left out."""
    for tier in scene.tiers:
        shown = _shown(tier, appearance, clip)
        yield from _tier(tier, shown, appearance, scale)
        if tier.rising:
            yield from _selected(shown, appearance, scale)
            yield from _ticks(shown, appearance, scale)
    if appearance.shot is not None:
        yield from _inward(scene, appearance, appearance.shot, scale, clip)


def style_layer(element: Element, appearance: Appearance) -> str | None:
    """The layer whose style an element has: the first of its own that is on."""
    on = appearance.layers
    return next((x for x in element.layers if x in on), next(iter(element.layers), None))


def outline(element: Element, opacity: float = 1.0) -> Iterator[Painting]:
    """Round what is selected or under the pointer, also where that is dimmed."""
    if element.outline is not None:
        stroke = Pen("accent", OUTLINE, cap="square", join="bevel")
        drawn = RectItem(part="outline", box=element.outline, corner=element.corner, stroke=stroke)
        yield drawn, opacity, 0.0, element.id


def lifted(scene: Scene, appearance: Appearance, scale: float, element: str) -> Iterator[Painting]:
    """What lies under the pointer, over the painted picture: a component's outline, weaker than
    that of the selection; an edge as if it was highlighted."""
    opacity, found = appearance.opacity.get(element, 0.0), scene.by_id.get(element)
    if found is None or opacity <= 0 or element == appearance.selection:
        return
    yield from outline(found, HOVER)
    if found.kind == "edge":
        brighter = replace(appearance, highlighted=frozenset({element}))
        yield from _tier(Tier((found,), len(found.passes)), [(opacity, [found])], brighter, scale)


def _shown(tier: Tier, appearance: Appearance, clip: Box | None) -> _ByOpacity:
    """What shows, weakest first where that is the tier's order: strengths are few, so changes of
    the opacity are. Written out for speed: it sees each element at each frame."""
    opacity_of = appearance.opacity.get
    if clip is None:
        left = top = -inf
        right = bottom = inf
    else:
        left, top, right, bottom = clip.x, clip.y, clip.right, clip.bottom
    found: dict[float, list[Element]] = {}
    in_order: list[tuple[float, list[Element]]] = []
    rising = tier.rising
    for element in tier.elements:
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
    return sorted(found.items(), key=itemgetter(0)) if rising else in_order


def _tier(
    tier: Tier, shown: _ByOpacity, appearance: Appearance, scale: float
) -> Iterator[Painting]:
    changed = _changed(appearance)
    for number in range(tier.passes):
        for opacity, elements in shown:
            for element in elements:
                id = element.id
                items: Iterable[Item]
                if id in changed:
                    items = _altered(element, number, appearance)
                elif len(element.layers) > 1:
                    items = _own(element, number, appearance)
                else:
                    items = element.passes[number]
                thicker = HIGHLIGHT if id in appearance.highlighted else 0.0
                for item in items:
                    if item.least <= scale < item.most:
                        part = item.part
                        yield (
                            item,
                            1.0 if part == "halo" else opacity,
                            thicker if part == "line" else 0.0,
                            id,
                        )
                if id == appearance.selection and not tier.rising and not number:
                    yield from outline(element)


def _changed(appearance: Appearance) -> frozenset[str]:
    """The elements of which not all is drawn, or something else than the scene says."""
    found = frozenset(appearance.masked)
    shot = appearance.shot
    return found if shot is None else found | shot.unlabelled | shot.untitled


def _altered(element: Element, number: int, appearance: Appearance) -> Iterator[Item]:
    shot, mask = appearance.shot, appearance.masked.get(element.id, Mask(0))
    mute = shot is not None and element.id in shot.unlabelled
    untitled = shot is not None and element.id in shot.untitled
    for item in _own(element, number, appearance):
        if mute and item.part in ("label", "halo"):
            continue
        if not (untitled and item.part in _TITLE):
            yield from masked(element, item, mask)


def _own(element: Element, number: int, appearance: Appearance) -> Iterator[Item]:
    """What is drawn of an element on several layers while some of these are on."""
    first = style_layer(element, appearance)
    return (i for i in element.passes[number] if i.layer is None or i.layer == first)


def _selected(shown: _ByOpacity, appearance: Appearance, scale: float) -> Iterator[Painting]:
    if appearance.selection is not None and scale >= BLOCKS:
        for _, elements in shown:
            for element in elements:
                if element.id == appearance.selection:
                    yield from outline(element)


def _ticks(shown: _ByOpacity, appearance: Appearance, scale: float) -> Iterator[Painting]:
    """On components that an earlier step of a flow has lit: what is done is told by more than by
    how strongly it shows."""
    done = appearance.done
    if not done or scale < LINES:
        return
    for opacity, elements in shown:
        for element in elements:
            if element.id in done and element.areas and element.outline is not None:
                for item in _tick(element.outline.inflated(-(MARGIN + OUTLINE / 2))):
                    yield item, min(opacity * 2, TICKED), 0.0, element.id


def _tick(icon: Box) -> Iterator[Item]:
    x, y = icon.right - TICK * 0.6, icon.bottom - TICK * 0.7
    thin = Pen("text", 1.25, cap="square", join="bevel")
    box = Box(x, y, TICK, TICK)
    yield EllipseItem(part="tick", box=box, fill="canvas", stroke=thin)
    corners = ((0.27, 0.52), (0.44, 0.69), (0.74, 0.34))
    data = PathData("MLL", tuple(Point(x + TICK * a, y + TICK * b) for a, b in corners))
    yield PathItem(part="tick", data=data, stroke=Pen("text", 1.75, cap="round"))


def _inward(
    scene: Scene, appearance: Appearance, shot: Shot, scale: float, clip: Box | None
) -> Iterator[Painting]:
    """What is written in a frame so that nothing in it lacks its name: titles of clusters that
    reach beyond it, and where lines go that leave it."""
    for _, (element,) in _shown(scene.tiers[0], appearance, clip):
        if element.id not in shot.titles:
            continue
        opacity, mask = appearance.opacity[element.id], appearance.masked.get(element.id, Mask(0))
        for item in moved(element.loose, *shot.titles[element.id]):
            if item.part == "halo":
                yield item, 1.0, 0.0, element.id
                continue
            for drawn in masked(element, item, mask):
                if drawn.least <= scale < drawn.most:
                    yield drawn, opacity, 0.0, element.id
    for sign in shot.signs:
        opacity = appearance.opacity.get(sign.edge, 0.0)
        if not opacity:
            continue
        yield RectItem(part="halo", box=sign.box, corner=SIGN, fill="canvas"), 1.0, 0.0, sign.edge
        words = TextItem(
            part="label", lines=(sign.text,), box=sign.box, size=sign.size, paint="quiet"
        )
        yield words, opacity, 0.0, sign.edge
