"""The scene of a layout as its file says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout, recoloured
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
from app.model.style import Dash
from app.scene.appearance import Appearance
from app.scene.colours import contrast
from app.scene.index import hit_index
from app.scene.inks import Inks
from app.scene.items import ImageItem, PathItem, RectItem, TextItem
from app.scene.oklch import oklch
from app.scene.paint import LinearGradient
from app.scene.producing import scene_of
from app.scene.theme import DARK, LIGHT, Theme
from app.scene.turning import turned_fill, turned_text

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


def test_it_draws_what_is_drawn(layout: DiagramLayout) -> None:
    shape, image, text = scene_of(_written(layout)).by_id[WEB].items
    assert isinstance(shape, PathItem)
    assert shape.data.verbs == "MLLZ"
    assert shape.stroke is not None
    assert shape.stroke.width == 2.0
    assert isinstance(image, ImageItem)
    assert (image.box, image.bare) == (Box(10, 10, 20, 30), True)
    assert isinstance(text, TextItem)
    assert (text.lines, text.keep, text.baseline) == (("Web",), 30.0, 40)


def test_dashes_are_as_long_as_the_file_says(layout: DiagramLayout) -> None:
    pens = DrawnPen(dash=Dash.DASHED, unit=2.0), DrawnPen(dash=Dash.DASHED, lengths=(8.0, 4.0))
    own = ElementDrawing(tuple(DrawnShape("polygon", CORNERS, None, pen) for pen in pens))
    drawing = Drawing(ElementDrawing(), None, {WEB: own})
    items = scene_of(replace(layout, drawing=drawing)).by_id[WEB].items
    strokes = [item.stroke for item in items if isinstance(item, PathItem)]
    assert [stroke and stroke.dashes for stroke in strokes] == [(10.0, 4.0), (8.0, 4.0)]


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


def test_it_stands_on_the_file_s_sheet_in_its_own_colours(layout: DiagramLayout) -> None:
    scene = scene_of(_written(layout, "#eeeeee"))
    sheet = scene.tiers[0].elements[0]
    assert (sheet.id, sheet.kind) == ("", "sheet")
    (body,) = sheet.items
    assert isinstance(body, RectItem)
    assert (body.fill, body.box) == ("#eeeeee", Box(0, 0, layout.width, layout.height))
    shape, _, text = scene.by_id[WEB].items
    assert isinstance(shape, PathItem)
    assert isinstance(text, TextItem)
    assert (shape.fill, text.paint) == ("#ffff00", "#0000ff")


def test_a_person_may_choose_a_light_sheet_or_to_turn_the_file_s_round(
    layout: DiagramLayout,
) -> None:
    inks = Inks(Appearance(DARK, {}))
    for canvas, recolour in ((None, False), ("#eeeeee", True)):
        chosen = recoloured(_written(layout, canvas), recolour)
        scene = scene_of(chosen)
        (body,) = scene.tiers[0].elements[0].items
        _, _, text = scene.by_id[WEB].items
        assert isinstance(body, RectItem)
        assert isinstance(text, TextItem)
        assert isinstance(body.fill, str)
        assert not recolour or contrast("#FFFFFF", inks.solid(body.fill)[0]) > 7
        assert recolour or (body.fill, text.paint) == ("#ffffff", "#0000ff")
        assert scene_of(recoloured(chosen, None)) is not scene


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_without_one_its_colours_are_seen_in_any_theme(layout: DiagramLayout, theme: Theme) -> None:
    scene, inks = scene_of(_written(layout)), Inks(Appearance(theme, {}))
    assert not list(scene.tiers[0].elements[0].items)
    shape, image, text = scene.by_id[WEB].items
    assert isinstance(shape, PathItem)
    assert isinstance(image, ImageItem)
    assert isinstance(text, TextItem)
    assert isinstance(shape.fill, str)
    assert shape.stroke is not None
    assert isinstance(shape.stroke.paint, str)
    fill, line, word = (inks.solid(x)[0] for x in (shape.fill, shape.stroke.paint, text.paint))
    if theme is LIGHT:
        assert (fill, line, word) == ("#ffff00", "#ff0000", "#0000ff")
    else:
        assert contrast(line, theme.canvas) >= 3.0
        assert contrast(word, fill) >= 4.5
        assert all(abs(_hue(a) - _hue(b)) < 0.1 for a, b in ((fill, "#ffff00"), (line, "#ff0000")))
    assert image.behind == "canvas"


def _hue(colour: str) -> float:
    return oklch(colour)[2]


@pytest.mark.parametrize("colour", ["#ffffff", "#d3d3d3", "#ffffe0", "#add8e6", "#ffff00"])
def test_a_light_fill_is_dark_on_a_dark_canvas(colour: str) -> None:
    assert oklch(turned_fill(colour))[0] < 0.55
    assert contrast(turned_text("#000000", turned_fill(colour)), turned_fill(colour)) >= 4.5


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
