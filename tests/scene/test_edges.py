"""What is drawn of an edge: what its author said of it, and where that is nothing, its layer."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from app.model.diagram_layout import DiagramLayout, EdgePlace, LabelPlace
from app.model.geometry import Box
from app.model.ids import ElementId
from app.model.style import CLEAR, ColourStop, Dash, Font, Heads, Stroke, Style
from app.scene.appearance import Appearance
from app.scene.colours import contrast
from app.scene.house import made
from app.scene.inks import Inks
from app.scene.items import Item, PathItem, RectItem, TextItem
from app.scene.paint import Said
from app.scene.scene import Element
from app.scene.theme import BOLD, EDGE_WIDTH, LIGHT, THEMES, WIDEST, Theme

RED, BLUE = "#CC0000", "#0000CC"


def drawn(layout: DiagramLayout, style: Style, edge: str = "ask") -> Element:
    """The edge as it is drawn in that style."""
    edges = tuple(replace(e, style=style) if e.id == edge else e for e in layout.diagram.edges)
    styled = replace(layout, diagram=replace(layout.diagram, edges=edges))
    return made(styled).by_id[ElementId(edge)]


def lines(element: Element) -> list[PathItem]:
    """As they are seen from close by."""
    return [
        i for i in element.items if isinstance(i, PathItem) and i.part == "line" and i.most > 10
    ]


def heads(element: Element) -> list[PathItem]:
    return [i for i in element.items if isinstance(i, PathItem) and i.part == "head"]


def colour(item: Item, theme: Theme = LIGHT) -> str:
    paint: object = item.paint if isinstance(item, TextItem) else None
    if isinstance(item, PathItem):
        paint = item.stroke.paint if item.stroke else item.fill
    assert isinstance(paint, str | Said)
    return Inks(Appearance(theme, {ElementId("outer"): 1.0})).solid(paint)[0]


def coloured(*said: str) -> Style:
    return Style(stroke=Stroke(tuple(ColourStop(one.lower()) for one in said)))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_an_authors_colour_is_that_of_line_head_and_label(
    layout: DiagramLayout, theme: Theme
) -> None:
    element = drawn(layout, coloured("#FFFF66"))
    (line,), (head,) = lines(element), heads(element)
    (label,) = (i for i in element.items if isinstance(i, TextItem))
    assert contrast(colour(line, theme), theme.canvas) >= 3
    assert colour(head, theme) == colour(line, theme)
    assert contrast(colour(label, theme), theme.canvas) >= 4.5
    assert (colour(line, theme) == "#FFFF66") == theme.dark


def test_a_layers_colour_stays_where_the_author_says_none(layout: DiagramLayout) -> None:
    assert colour(lines(drawn(layout, Style(), "in"))[0]) == LIGHT.layer("networking")
    assert colour(lines(drawn(layout, coloured("#000000"), "in"))[0]) == LIGHT.layer("networking")
    assert colour(lines(drawn(layout, coloured(RED), "in"))[0]) == RED
    assert {colour(i) for i in lines(drawn(layout, coloured(RED), "may"))} == {RED}


def test_a_layers_dashes_stay_where_the_author_says_none(layout: DiagramLayout) -> None:
    plain, red = (drawn(layout, style, "may") for style in (Style(), coloured(RED)))
    assert [i.stroke and i.stroke.dashes for i in lines(plain)] == [
        i.stroke and i.stroke.dashes for i in lines(red)
    ]
    dotted = lines(drawn(layout, Style(stroke=Stroke(dash=Dash.DOTTED)), "in"))
    assert all(i.stroke and i.stroke.dashes for i in dotted)


@pytest.mark.parametrize(
    ("stroke", "width"),
    [
        (Stroke(), EDGE_WIDTH),
        (Stroke(bold=True), EDGE_WIDTH * BOLD),
        (Stroke(width=2), EDGE_WIDTH * 2),
        (Stroke(width=4, bold=True), EDGE_WIDTH * 4),
        (Stroke(width=900), WIDEST),
    ],
)
def test_a_line_is_as_wide_as_its_author_says(
    layout: DiagramLayout, stroke: Stroke, width: float
) -> None:
    (line,) = lines(drawn(layout, Style(stroke=stroke)))
    assert line.stroke is not None
    assert line.stroke.width == width


def test_what_has_no_width_or_no_colour_is_not_drawn(layout: DiagramLayout) -> None:
    assert not lines(drawn(layout, Style(stroke=Stroke(width=0))))
    clear = drawn(layout, coloured(CLEAR))
    assert not lines(clear)
    assert not heads(clear)


def test_several_colours_are_lines_beside_each_other(layout: DiagramLayout) -> None:
    element = drawn(layout, coloured(RED, BLUE))
    above, below = lines(element)
    assert [colour(above), colour(below)] == [RED, BLUE]
    assert above.data.points[0][1] < 130 - EDGE_WIDTH / 2 < below.data.points[0][1]
    assert [colour(head) for head in heads(element)] == [RED]
    both = replace(coloured(RED, BLUE), heads=Heads("normal", "normal"))
    assert [colour(head) for head in heads(drawn(layout, both))] == [RED, BLUE]
    double = lines(drawn(layout, coloured("#000000", CLEAR, "#000000")))
    assert [colour(line) for line in double] == [LIGHT.edge, LIGHT.edge]


def test_several_colours_with_parts_are_lines_after_each_other(layout: DiagramLayout) -> None:
    stops = (ColourStop("#cc0000", 0.25), ColourStop("#0000cc"), ColourStop("#cc0000", 0.25))
    element = drawn(layout, Style(stroke=Stroke(stops)))
    found = lines(element)
    assert [colour(line) for line in found] == [RED, BLUE, RED]
    reach = [(line.data.points[0][0], line.data.points[-1][0]) for line in found]
    assert [start for start, _ in reach[1:]] == pytest.approx([end for _, end in reach[:-1]])
    assert reach[0][0] == 300
    quarter = (reach[-1][1] - 300) / 4
    assert reach[1] == pytest.approx((300 + quarter, 300 + 3 * quarter))


def test_a_tapered_line_is_an_area(layout: DiagramLayout) -> None:
    (line,) = lines(drawn(layout, Style(stroke=Stroke(width=6, tapered=True))))
    assert line.fill == "edge"
    assert line.stroke is None


def test_heads_are_filled_open_or_drawn(layout: DiagramLayout) -> None:
    style = replace(coloured(RED), heads=Heads("crow", "odiamond"))
    head, tail = heads(drawn(layout, style))
    assert [item.fill for item in (head, tail)] == [None, None]
    assert {colour(head), colour(tail)} == {RED}
    assert max(x for x, _ in head.data.points) == pytest.approx(540, abs=1)
    assert min(x for x, _ in tail.data.points) == pytest.approx(300, abs=1)


def test_labels_have_the_authors_font_and_a_halo_each(layout: DiagramLayout) -> None:
    ask = ElementId("ask")
    more = tuple(
        LabelPlace(Box(x, 110, 12, 16), (end,), 9.0, end)
        for x, end in ((305, "tail"), (520, "head"))
    )
    edges = {**layout.edges, ask: replace(layout.edges[ask], font_size=27.0, more=more)}
    large = replace(layout, edges=edges)
    red, blue = (Font(colour=colour.lower()) for colour in (RED, BLUE))
    element = drawn(large, Style(font=red))
    assert [(i.lines, i.size, colour(i)) for i in _texts(element)] == [
        (("asks",), 27.0, RED),
        (("tail",), 9.0, RED),
        (("head",), 9.0, RED),
    ]
    assert colour(lines(element)[0]) == LIGHT.edge
    assert len([i for i in element.items if isinstance(i, RectItem)]) == 3
    assert len(element.areas) == 3
    apart = _texts(drawn(large, Style(font=red, ends=blue)))
    assert [colour(i) for i in apart] == [RED, BLUE, BLUE]


def _texts(element: Element) -> list[TextItem]:
    return [i for i in element.items if isinstance(i, TextItem)]


def test_a_label_beside_its_line_is_tied_to_it_where_the_file_asks(layout: DiagramLayout) -> None:
    place_id = ElementId("ask")
    place = layout.edges[place_id]
    way = place.points[0]
    for decorate, box, count in (
        ("true", Box(way.x, way.y - 60, 30, 14), 2),
        ("true", Box(way.x - 5, way.y - 5, 30, 14), 1),
        ("false", Box(way.x, way.y - 60, 30, 14), 1),
    ):
        edges = tuple(replace(e, hints={"decorate": decorate}) for e in layout.diagram.edges)
        places = {**layout.edges, place_id: replace(place, label_box=box, lines=("asks",))}
        told = replace(layout, diagram=replace(layout.diagram, edges=edges), edges=places)
        found = lines(made(told).by_id[place_id])
        assert len(found) == count


def test_what_was_drawn_of_layouts_that_are_gone_goes_with_them(layout: DiagramLayout) -> None:
    def places() -> int:
        gc.collect()
        return sum(isinstance(held, EdgePlace) for held in gc.get_objects())

    before = places()
    for _ in range(20):
        made(replace(layout, edges={id: replace(place) for id, place in layout.edges.items()}))
    assert places() - before <= 2 * len(layout.edges)
