"""Drawings whose files say where all stands."""

from __future__ import annotations

from app.layout.keeping import key_of
from app.layout.layout import lay_out, shown_part
from app.model.diagram import Diagram
from app.model.picture_style import PictureStyle
from app.scene.written import made
from tests.sources.drawio.drawing import FOLDER, diagram, edge, reading, vertex


def shop() -> Diagram:
    return reading((FOLDER / "shop.drawio").read_bytes()).diagrams[0]


def test_elements_stand_where_the_file_says_and_icons_where_their_shapes_are() -> None:
    layout = lay_out(shop())
    assert layout.style is PictureStyle.WRITTEN
    boxes = {node.label: layout.nodes[node.id] for node in layout.diagram.nodes}
    function, table = boxes["Orders function"].icon, boxes["Orders"].icon
    assert (table.x - function.x, table.y - function.y) == (220.0, 0.0)
    assert (function.width, function.height) == (60.0, 60.0)
    assert boxes["Orders"].label_box.y > table.bottom - 1
    outer, inner = (layout.clusters[cluster.id].box for cluster in layout.diagram.clusters)
    assert outer.holds(inner)
    assert inner.holds(function)
    assert len(layout.edges) == 3


def test_all_that_is_drawn_is_on_the_sheet() -> None:
    layout = lay_out(shop())
    assert layout.drawing is not None
    for one in layout.drawing.elements.values():
        for shape in one.shapes:
            assert all(0 <= x <= layout.width and 0 <= y <= layout.height for x, y in shape.points)
        for text in one.texts:
            assert text.box.x >= 0
            assert text.box.right <= layout.width
    assert made(layout, layout.drawing).tiers


def test_what_is_left_out_takes_no_room_and_the_rest_stays() -> None:
    whole, part = lay_out(shop()), lay_out(shown_part(shop(), frozenset()))
    assert part.width < whole.width
    assert {n.label for n in part.diagram.nodes} == {"Orders function", "Orders", "Nobody's shape"}


def test_lines_of_a_text_break_at_its_shape_s_width_and_texts_stand_upright_where_turned() -> None:
    said = "a label of many words that does not fit"
    found = diagram(
        vertex("a", said, "html=1;whiteSpace=wrap;", (0, 0, 80, 80)),
        vertex("b", said, "html=1;", (200, 0, 80, 80)),
        vertex("c", "up", "html=1;horizontal=0;", (400, 0, 20, 80)),
    )
    layout = lay_out(found)
    assert layout.drawing is not None
    wrapped, whole, turned = (layout.drawing.elements[node.id].texts for node in found.nodes)
    assert len(wrapped) > 3
    assert len(whole) == 1
    assert turned[0].turned


def test_the_house_draws_it_in_its_own_way_and_both_are_kept_apart() -> None:
    found = diagram(vertex("a", "A"), vertex("b", "B", box=(300, 0, 80, 40)), edge("e", "a", "b"))
    moved = diagram(vertex("a", "A"), vertex("b", "B", box=(500, 0, 80, 40)), edge("e", "a", "b"))
    house = lay_out(found, style=PictureStyle.HOUSE)
    assert house.drawing is None
    assert key_of(found, None) != key_of(moved, None)
    assert key_of(found, None, style=PictureStyle.HOUSE) == key_of(
        moved, None, style=PictureStyle.HOUSE
    )
