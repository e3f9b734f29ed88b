"""What is made of a layout before it is painted."""

from __future__ import annotations

from threading import Thread

from app.model.diagram_layout import DiagramLayout
from app.render.ready import make_ready
from app.scene.items import PathItem
from app.scene.producing import scene_of
from app.scene.theme import LIGHT


def test_another_thread_makes_what_is_seen_of_the_whole(layout: DiagramLayout) -> None:
    thread = Thread(target=make_ready, args=(layout, LIGHT.canvas, (layout.width, layout.height)))
    thread.start()
    thread.join()
    scene = scene_of(layout)
    assert scene.kept.keys() >= {"hits", "levels"}
    items = [item for element in scene.elements for item in element.items]
    seen = [i for i in items if isinstance(i, PathItem) and i.least <= 1.0 < i.most]
    assert seen
    assert all(item.data.made for item in seen)
