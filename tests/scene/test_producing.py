"""Which scenes are kept."""

from __future__ import annotations

from dataclasses import replace

from app.model.diagram import Node
from app.model.diagram_layout import DiagramLayout
from app.model.ids import ElementId
from app.scene.producing import forget, scene_of
from tests.scene.sample import node_place

MANY = 2100


def large(layout: DiagramLayout) -> DiagramLayout:
    ids = [ElementId(f"n{number}") for number in range(MANY)]
    nodes = tuple(Node(id, "") for id in ids)
    diagram = replace(layout.diagram, nodes=nodes, clusters=(), edges=())
    places = {id: node_place(number * 100.0, 0.0) for number, id in enumerate(ids)}
    return replace(layout, diagram=diagram, nodes=places, clusters={}, edges={})


def test_of_large_pictures_only_those_that_may_be_looked_at_keep_their_scenes(
    layout: DiagramLayout,
) -> None:
    small, (first, second, third) = layout, (large(layout) for _ in range(3))
    kept = [scene_of(one) for one in (small, first, second, third)]
    assert [scene_of(one) for one in (small, second, third)] == [kept[0], *kept[2:]]
    assert scene_of(second) is kept[2]
    assert scene_of(first) is not kept[1]
    latest = scene_of(first)
    forget(small)
    forget(first)
    assert scene_of(small) is kept[0]
    assert scene_of(first) is not latest
