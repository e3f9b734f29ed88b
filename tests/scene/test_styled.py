"""What a file says of colours and lines is drawn so, and stays legible in both themes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram import Cluster
from app.model.diagram_layout import DiagramLayout
from app.model.elements import Node
from app.model.geometry import Box
from app.model.ids import ElementId
from app.model.style import (
    CLEAR,
    ColourStop,
    Dash,
    Fill,
    Filling,
    Font,
    Shape,
    Stroke,
    Style,
)
from app.scene import styled
from app.scene.appearance import Appearance
from app.scene.colours import contrast
from app.scene.house import made
from app.scene.inks import Inks
from app.scene.items import Item, PathItem, RectItem, TextItem
from app.scene.paint import Behind, LinearGradient, RadialGradient, Said
from app.scene.shapes import wedges
from app.scene.theme import DARK, LIGHT, Theme

BOX = Box(0, 0, 100, 40)


def _fill(*colours: str, filling: Filling = Filling.LINEAR, angle: float = 0.0) -> Fill:
    return Fill(tuple(map(ColourStop, colours)), filling, angle)


def _line(*colours: str, width: float | None = None, dash: Dash | None = None) -> Stroke:
    return Stroke(tuple(map(ColourStop, colours)), width, dash)


def _drawn(layout: DiagramLayout, id: str, style: Style) -> list[Item]:
    nodes = tuple(
        replace(n, icon=None, style=style) if n.id == id else n for n in layout.diagram.nodes
    )
    clusters = tuple(replace(c, style=style) if c.id == id else c for c in layout.diagram.clusters)
    diagram = replace(layout.diagram, nodes=nodes, clusters=clusters)
    return list(made(replace(layout, diagram=diagram)).by_id[ElementId(id)].items)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("fill", ["#ffffe0", "#ff0000", "#000080", "#00ff00", "#808080"])
def test_a_label_is_read_on_its_own_fill(layout: DiagramLayout, theme: Theme, fill: str) -> None:
    style = Style(shape=Shape("box"), fill=_fill(fill))
    items = _drawn(layout, "web", style)
    inks = Inks(Appearance(theme, {}))
    (body,) = [i for i in items if i.part == "body" and isinstance(i, RectItem)]
    (label,) = [i for i in items if isinstance(i, TextItem)]
    assert body.fill == fill
    assert contrast(inks.solid(label.paint)[0], fill) >= 4.0


def test_both_colours_that_a_file_says_are_kept_where_they_can_be_read() -> None:
    said = Style(font=Font(colour="#ffffff"))
    paint = styled.text_paint(said, ("#ff0000",), usual=False)
    assert Inks(Appearance(LIGHT, {})).solid(paint)[0] == "#FFFFFF"


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("fill", ["#d3d3d3", "#000080", "#ffe4e1", "#ffffff", "#000000"])
def test_the_houses_lines_are_seen_on_a_filled_cluster(theme: Theme, fill: str) -> None:
    inks = Inks(Appearance(theme, {}))
    ground = inks.solid(styled.tint(Cluster(ElementId("c"), "C", style=Style(fill=_fill(fill)))))
    assert contrast(theme.edge, ground[0]) >= 2.9
    assert contrast(theme.text, ground[0]) >= 4.5


def test_a_border_has_the_width_colour_and_dashes_that_are_said(layout: DiagramLayout) -> None:
    style = Style(stroke=_line("#ff0000", width=3, dash=Dash.DASHED))
    border = [i for i in _drawn(layout, "outer", style) if i.part == "border"]
    for item in border:
        assert isinstance(item, PathItem)
        assert item.stroke is not None
        assert item.stroke.width == 3 * styled.BORDER
        assert isinstance(item.stroke.paint, Said)
        assert item.stroke.paint.colour == "#ff0000"
    assert any(isinstance(i, PathItem) and i.stroke and i.stroke.dashes for i in border)
    for nothing in (
        Style(stroke=_line(CLEAR)),
        Style(stroke=_line(width=0)),
        Style(shape=Shape(outlines=0)),
        Style(fill=_fill("#d3d3d3"), stroke=_line("#d3d3d3")),
    ):
        assert not [i for i in _drawn(layout, "outer", nothing) if i.part == "border"]


def test_several_colours_go_over_into_each_other_or_stand_side_by_side() -> None:
    upwards, _ = styled.node_fill(Style(fill=_fill("#ff0000", "#0000ff", angle=90)), BOX)
    assert isinstance(upwards, LinearGradient)
    assert (upwards.start.y, upwards.end.y) == (40, 0)
    round_, _ = styled.node_fill(
        Style(fill=_fill("#ffffff", "#0000ff", filling=Filling.RADIAL)), BOX
    )
    assert isinstance(round_, RadialGradient)
    stripes, on = styled.node_fill(
        Style(fill=_fill("#ff0000", "#00ff00", "#0000ff", filling=Filling.STRIPED)), BOX
    )
    assert isinstance(stripes, LinearGradient)
    assert [round(stop.offset, 2) for stop in stripes.stops] == [0, 0.33, 0.33, 0.67, 0.67, 1]
    assert on == ("#ff0000", "#00ff00", "#0000ff")


def test_a_label_under_an_icon_is_read_on_the_cluster_around_it(layout: DiagramLayout) -> None:
    style = Style(fill=_fill("#000080"))
    clusters = tuple(replace(c, style=style) for c in layout.diagram.clusters)
    diagram = replace(layout.diagram, clusters=clusters, style=Style(fill=_fill("#ffffe0")))
    grounds = styled.ClusterGrounds(diagram)
    node = Node(ElementId("n"), "N", style=Style(font=Font(colour="#000080")))
    paint = styled.lettering(node.style, (), grounds.within(ElementId("inner")))
    assert isinstance(paint, Said)
    assert grounds.within(ElementId("inner")) in paint.on
    assert grounds.within(None) == grounds.sheet != "canvas"


def test_the_sheet_has_its_colour_and_labels_of_edges_stand_on_it(layout: DiagramLayout) -> None:
    diagram = replace(layout.diagram, style=Style(fill=_fill("#ffffe0")))
    scene = made(replace(layout, diagram=diagram))
    sheet = next(scene.elements)
    assert (sheet.kind, sheet.id) == ("sheet", "")
    (halo,) = [i for i in scene.by_id[ElementId("ask")].items if isinstance(i, RectItem)]
    assert isinstance(halo.fill, Behind)
    assert halo.fill.sheet == styled.ClusterGrounds(diagram).sheet


def test_a_fill_gives_way_where_that_is_less_than_to_write_in_another_colour() -> None:
    style = Style(fill=_fill("#999999"), font=Font(colour="#ffffff"))
    paint, on = styled.node_fill(style, BOX)
    assert isinstance(paint, str)
    assert contrast(paint, "#ffffff") >= styled.LARGE
    assert on == (paint,)
    read = Style(fill=_fill("#104e8b"), font=Font(colour="#ffffff"))
    assert styled.node_fill(read, BOX)[0] == "#104e8b"


def test_a_cluster_on_white_stands_on_the_canvas() -> None:
    assert styled.ground_fill(_fill("#ffffff"), BOX) == "canvas"
    cluster = Cluster(ElementId("c"), "C", style=Style(fill=_fill("#ffffff")))
    assert styled.tint(cluster) == "canvas"


def test_a_pie_has_slices_of_its_colours() -> None:
    fill = Fill(
        (ColourStop("#ff0000", 0.5), ColourStop("#00ff00"), ColourStop("#0000ff")), Filling.WEDGED
    )
    slices = styled.slices(Style(fill=fill))
    assert slices == (("#ff0000", 0.5), ("#00ff00", 0.25), ("#0000ff", 0.25))
    pie = list(wedges(ElementId("n"), BOX, slices))
    assert [slice.fill for slice in pie] == ["#ff0000", "#00ff00", "#0000ff"]
    assert pie[0].data.points[0] == BOX.center
    assert styled.slices(Style(fill=_fill("#ff0000"))) == ()


def test_colours_on_which_nothing_is_read_are_told() -> None:
    assert styled.clashing(("#ff0000", "#ffffff", "#0000ff"))
    assert not styled.clashing(("#ffd700", "#ff6347"))
    assert not styled.clashing(("#0000ff",))
