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
_LARGE_KEPT = 2  # however large: all, and what shows of it
_TOGETHER = 60_000  # elements that all large ones may have beyond that, which take some 200 MiB

# By the layout's identity: it cannot be hashed. Holding it keeps the identity its own.
_kept: OrderedDict[int, tuple[DiagramLayout, Scene]] = OrderedDict()
_lock = Lock()


def scene_of(layout: DiagramLayout) -> Scene:
    """The layout's scene; those asked for last are kept. Any thread may ask."""
    with _lock:
        found = _kept.get(id(layout))
        if found is not None:
            _kept.move_to_end(id(layout))
    if found is None:
        found = (layout, _made(layout))
        with _lock:
            _kept[id(layout)] = found
            while len(_kept) > _KEPT:
                _kept.popitem(last=False)
            _make_room()
    return found[1]


def _make_room() -> None:
    large = [(key, size) for key, (_, scene) in _kept.items() if (size := _size(scene)) > _LARGE]
    together = 0
    for number, (key, size) in enumerate(reversed(large)):
        together += size
        if number >= _LARGE_KEPT and together > _TOGETHER:
            del _kept[key]


def forget(layout: DiagramLayout) -> None:
    """Nobody will look at it any more: its scene need not be kept, where that is large. Any thread may
    say so."""
    with _lock:
        found = _kept.get(id(layout))
        if found is not None and _size(found[1]) > _LARGE:
            del _kept[id(layout)]


def _size(scene: Scene) -> int:
    return sum(len(tier.elements) for tier in scene.tiers)


def _made(layout: DiagramLayout) -> Scene:
    drawing = layout.drawing
    scene = house.made(layout) if drawing is None else written.made(layout, drawing)
    return in_language(scene, layout.diagram)
