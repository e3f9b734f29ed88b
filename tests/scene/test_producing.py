"""Which scenes are kept."""

from __future__ import annotations

from dataclasses import replace

from app.model.diagram import Node
from app.model.diagram_layout import DiagramLayout
from app.model.ids import ElementId
from app.scene.producing import forget, scene_of
from tests.scene.sample import node_place

MANY, VERY_MANY = 2100, 30_100


def large(layout: DiagramLayout, count: int = VERY_MANY) -> DiagramLayout:
    ids = [ElementId(f"n{number}") for number in range(count)]
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


def test_of_smaller_ones_more_are_kept_those_that_were_looked_at_last(
    layout: DiagramLayout,
) -> None:
    overview, every, *sketches = (large(layout, MANY) for _ in range(40))
    first = scene_of(overview)
    kept = scene_of(every)
    for sketch in sketches[:11]:
        assert scene_of(overview) is first
        scene_of(sketch)
    assert scene_of(overview) is first
    assert scene_of(every) is not kept
