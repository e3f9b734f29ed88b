"""The scene of a layout in our own style."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram_layout import DiagramLayout
from app.model.ids import ElementId
from app.scene.appearance import Appearance
from app.scene.house import made
from app.scene.inks import Inks
from app.scene.items import ImageItem, PathItem, RectItem, TextItem
from app.scene.paint import Behind, Faint
from app.scene.producing import scene_of
from app.scene.theme import DARK, LIGHT


def test_every_item_says_what_it_is_of(layout: DiagramLayout) -> None:
    scene = made(layout)
    assert set(scene.by_id) == {"user", "web", "db", "key", "outer", "inner", "in", "ask", "may"}
    for element in scene.elements:
        assert all(item.element == element.id for item in element.items)
        assert element.bounds.width > 0
    assert scene.by_id[ElementId("may")].layers == ("iam", "networking")


def test_a_scene_is_made_once_for_a_layout(layout: DiagramLayout) -> None:
    assert scene_of(layout) is scene_of(layout)
    assert scene_of(layout) is not scene_of(replace(layout))


def test_an_edge_that_stays_is_not_made_again(layout: DiagramLayout) -> None:
    moved = {**layout.nodes, ElementId("user"): layout.nodes[ElementId("db")]}
    one, two = made(layout).by_id, made(replace(layout, nodes=moved)).by_id
    assert one[ElementId("ask")] is two[ElementId("ask")]
    assert one[ElementId("user")] != two[ElementId("user")]
    elsewhere = {**layout.clusters, ElementId("outer"): layout.clusters[ElementId("inner")]}
    other = made(replace(layout, clusters=elsewhere)).by_id[ElementId("ask")]
    assert other != one[ElementId("ask")]  # what is behind its label has changed


def test_where_no_icon_is_initials_stand(layout: DiagramLayout) -> None:
    nodes = tuple(replace(n, icon=None, label="Web server") for n in layout.diagram.nodes)
    bare = replace(layout, diagram=replace(layout.diagram, nodes=nodes))
    texts = [i for i in made(bare).by_id[ElementId("web")].items if isinstance(i, TextItem)]
    assert [(t.part, t.lines) for t in texts] == [("initials", ("WS",)), ("label", ("Web",))]
    (icon,) = [i for i in made(layout).by_id[ElementId("web")].items if isinstance(i, ImageItem)]
    assert [i.part for i in icon.otherwise] == ["body", "initials"]


def test_colours_are_a_matter_of_looking(layout: DiagramLayout) -> None:
    def painted(appearance: Appearance) -> set[str]:
        inks = Inks(appearance)
        return {
            inks.solid(item.fill)[0]
            for element in made(layout).elements
            for item in element.items
            if isinstance(item, RectItem | PathItem) and isinstance(item.fill, str | Behind)
        }

    light, dark = painted(Appearance(LIGHT, {})), painted(Appearance(DARK, {}))
    assert light
    assert not light & dark


def test_roles_have_colours() -> None:
    inks = Inks(Appearance(LIGHT, {ElementId("vpc"): 1.0}))
    assert inks.solid("layer:iam") == (LIGHT.layer("iam"), 1.0)
    assert inks.solid(Faint("accent", 0.5)) == (LIGHT.accent, 0.5)
    assert inks.solid("#12345699") == ("#123456", 0.6)
    assert inks.solid(Behind(((ElementId("vpc"), "tint:vpc"),))) == inks.solid("tint:vpc")
    with pytest.raises(ValueError, match="no role"):
        inks.solid("pretty")


def test_without_a_canvas_what_is_behind_shows_through() -> None:
    inks = Inks(Appearance(LIGHT, {}, transparent=True))
    assert inks.solid("tint:vpc")[1] < 0.1
    assert inks.solid(Behind())[1] == 0.0
