"""The scene of a layout, in the style in which it is laid out."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from app.model.diagram_layout import DiagramLayout
from app.scene import house, written
from app.scene.languages import in_language
from app.scene.scene import Scene

_KEPT = 12
_LARGE = 2000  # elements
_LARGE_KEPT = 2  # that take 100 MiB each: all, and what shows of it

# By the layout's identity: it cannot be hashed. Holding it keeps the identity its own.
_kept: OrderedDict[int, tuple[DiagramLayout, Scene]] = OrderedDict()
_lock = Lock()


def scene_of(layout: DiagramLayout) -> Scene:
    """The layout's scene; those made last are kept. Any thread may ask."""
    with _lock:
        found = _kept.get(id(layout))
    if found is None:
        found = (layout, _made(layout))
        with _lock:
            _kept[id(layout)] = found
            while len(_kept) > _KEPT:
                _kept.popitem(last=False)
            for old in [key for key, (_, scene) in _kept.items() if _large(scene)][:-_LARGE_KEPT]:
                del _kept[old]
    return found[1]


def forget(layout: DiagramLayout) -> None:
    """Nobody will look at it any more: its scene need not be kept, where that is large. Any thread may
    say so."""
    with _lock:
        found = _kept.get(id(layout))
        if found is not None and _large(found[1]):
            del _kept[id(layout)]


def _large(scene: Scene) -> bool:
    return sum(len(tier.elements) for tier in scene.tiers) > _LARGE


def _made(layout: DiagramLayout) -> Scene:
    drawing = layout.drawing
    scene = house.made(layout) if drawing is None else written.made(layout, drawing)
    return in_language(scene, layout.diagram)
