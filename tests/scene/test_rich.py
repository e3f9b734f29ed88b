"""Labels that are more than plain text, as they are drawn."""

from __future__ import annotations

import pytest

from app.layout.rich import LabelFont, size_of
from app.model.diagram_layout import NodePlace
from app.model.elements import Node
from app.model.geometry import Box
from app.model.ids import ElementId
from app.model.source_graph import Html
from app.model.style import Shape, Style
from app.scene.appearance import Appearance, Mask
from app.scene.colours import contrast
from app.scene.hidden import masked
from app.scene.inks import Inks
from app.scene.items import PathItem, RectItem, TextItem
from app.scene.nodes import node_element
from app.scene.paint import Said
from app.scene.scene import Element
from app.scene.theme import DARK, LIGHT, Theme
from app.sources.graphs.html_labels import rich_text

ID = ElementId("n")


def _drawn(label: str) -> Element:
    rich = rich_text(Html(label), {}, "", str)
    assert rich is not None
    wide, high = size_of(rich, LabelFont(14.0, 14.0, False))
    box = Box(20, 30, wide, high)
    node = Node(ID, "x", style=Style(shape=Shape("plain")), rich=rich)
    return node_element(node, NodePlace(box, box, box, ("x",)), "canvas")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_letters_are_read_on_the_cell_that_they_stand_in(theme: Theme) -> None:
    element = _drawn(
        '<TABLE><TR><TD BGCOLOR="navy">on navy</TD><TD BGCOLOR="yellow"><FONT COLOR="gold">gold</FONT>'
        '</TD><TD BGCOLOR="white">on white</TD></TR></TABLE>'
    )
    inks = Inks(Appearance(theme, {}))
    texts = {item.lines[0]: item for item in element.items if isinstance(item, TextItem)}
    fills = {"on navy": "#000080", "gold": "#ffff00", "on white": theme.canvas}
    for words, fill in fills.items():
        colour, _ = inks.solid(texts[words].paint)
        assert contrast(colour, fill) >= 3
    frames = [item for item in element.items if isinstance(item, RectItem) and item.stroke]
    assert len(frames) == 4
    for frame in frames:
        assert frame.stroke is not None
        assert isinstance(frame.stroke.paint, Said)


def test_lines_and_rules_are_drawn_as_well_as_letters() -> None:
    element = _drawn(
        '<TABLE BORDER="0" CELLBORDER="0"><TR><TD><U>under</U></TD><VR/><TD><S>through</S></TD></TR>'
        "<HR/><TR><TD>a</TD><TD>b</TD></TR></TABLE>"
    )
    paths = [item for item in element.items if isinstance(item, PathItem)]
    assert [path.part for path in paths].count("label") == 2
    assert [path.part for path in paths].count("body") == 3


def test_what_is_hidden_is_one_tile_a_line() -> None:
    element = _drawn("<B>two</B> pieces<BR/>and <I>a line</I>")
    shown = [x for item in element.items for x in masked(element, item, Mask.LABEL)]
    tiles = [x for x in shown if isinstance(x, TextItem)]
    assert [tile.lines for tile in tiles] == [("?",), ("?",)]
