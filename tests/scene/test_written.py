"""The scene of a layout as its file says it."""

from __future__ import annotations

from dataclasses import replace

from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.drawing import (
    Drawing,
    DrawnGradient,
    DrawnImage,
    DrawnPaint,
    DrawnPen,
    DrawnShape,
    DrawnText,
    ElementDrawing,
)
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.layer import visible
from app.scene.appearance import Appearance
from app.scene.index import hit_index
from app.scene.inks import Inks
from app.scene.items import ImageItem, PathItem, TextItem
from app.scene.paint import LinearGradient
from app.scene.producing import scene_of
from app.scene.theme import DARK, LIGHT

WEB, ASK = ElementId("web"), ElementId("ask")
TEXT = DrawnText("Web", Point(50, 40), "center", 30.0, 14.0, "Times", "#0000ff")
CORNERS = (Point(0, 0), Point(100, 0), Point(100, 80))


def _written(
    layout: DiagramLayout, canvas: DrawnPaint | None = None, edges_first: bool = False
) -> DiagramLayout:
    own = ElementDrawing(
        (DrawnShape("polygon", CORNERS, "#ffff00", DrawnPen("#ff0000", 2.0)),),
        (DrawnImage("icon.png", Box(10, 10, 20, 30)),),
        (TEXT,),
    )
    line = DrawnShape("polyline", CORNERS, None, DrawnPen(), line=True)
    tip = DrawnShape("polygon", CORNERS, "#000000", None, head=True)
    elements = {WEB: own, ASK: ElementDrawing((line, tip), (), (TEXT,))}
    return replace(layout, drawing=Drawing(ElementDrawing(), canvas, elements, edges_first))


def test_it_draws_what_is_drawn_in_its_own_colours(layout: DiagramLayout) -> None:
    shape, image, text = scene_of(_written(layout)).by_id[WEB].items
    assert isinstance(shape, PathItem)
    assert (shape.data.verbs, shape.fill) == ("MLLZ", "#ffff00")
    assert shape.stroke is not None
    assert (shape.stroke.paint, shape.stroke.width) == ("#ff0000", 2.0)
    assert isinstance(image, ImageItem)
    assert (image.box, image.bare) == (Box(10, 10, 20, 30), True)
    assert isinstance(text, TextItem)
    assert (text.lines, text.paint, text.keep, text.baseline) == (("Web",), "#0000ff", 30.0, 40)


def test_elements_are_those_of_the_house(layout: DiagramLayout) -> None:
    house, written = scene_of(layout), scene_of(_written(layout))
    assert written.by_id.keys() == house.by_id.keys()
    for id, element in written.by_id.items():
        assert element.layers == house.by_id[id].layers
        assert element.link == house.by_id[id].link
        assert all(item.element == id for item in element.items)
    parts = [item.part for item in written.by_id[ASK].items]
    assert parts == ["line", "head", "label"]  # what highlights and hides an edge asks these


def test_the_file_says_what_lies_over_what(layout: DiagramLayout) -> None:
    def order(edges_first: bool) -> list[str]:
        scene = scene_of(_written(layout, edges_first=edges_first))
        return [tier.elements[-1].kind for tier in scene.tiers]

    assert order(False) == ["cluster", "node", "edge"]
    assert order(True) == ["cluster", "edge", "node"]


def test_it_stands_on_the_file_s_sheet_or_on_white(layout: DiagramLayout) -> None:
    def sheet(canvas: str | None = None) -> object:
        element = scene_of(_written(layout, canvas)).tiers[0].elements[0]
        assert (element.id, element.kind) == ("", "sheet")
        return next(element.items).fill  # type: ignore[attr-defined]

    assert sheet("#eeeeee") == "#eeeeee"
    assert sheet() == "sheet"
    assert Inks(Appearance(DARK, {})).solid("sheet") == ("#FFFFFF", 1.0)
    assert Inks(Appearance(LIGHT, {})).solid("sheet") == (LIGHT.canvas, 1.0)
    assert Inks(Appearance(DARK, {}, transparent=True)).solid("sheet")[1] == 0.0


def test_where_one_colour_begins_the_other_ends(layout: DiagramLayout) -> None:
    stops = ((0.3, "#ffff00"), (0.3, "#0000ff"))
    gradient = DrawnGradient(Point(0, 0), Point(9, 0), stops)
    sheet = scene_of(_written(layout, canvas=gradient)).tiers[0].elements[0]
    fill = next(sheet.items).fill  # type: ignore[attr-defined]
    assert isinstance(fill, LinearGradient)
    first, second = (stop.offset for stop in fill.stops)
    assert 0.3 == first < second < 0.301


def test_a_diagram_without_a_drawing_is_the_house_s(layout: DiagramLayout) -> None:
    assert isinstance(layout.diagram, Diagram)
    assert scene_of(layout).tiers[0].elements[0].kind == "cluster"


def test_what_is_drawn_can_be_pointed_at(layout: DiagramLayout) -> None:
    written = _written(layout)
    everything = visible(layout.diagram, frozenset(layout.diagram.layers))
    index = hit_index(written)
    place = layout.nodes[WEB].box
    assert index.at(*place.center, 4.0, everything) == WEB
