"""Title and legend, round a picture and in the corners of a view."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.fonts import USUAL
from app.layout.frame import MARGIN, corners, frame, title_width
from app.layout.layout import lay_out
from app.layout.text import TITLE, text_width
from app.model.diagram import Diagram, Node
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId
from app.model.source_graph import Html
from app.model.style import Font, Style
from app.scene.framing import frame_items
from app.scene.items import TextItem
from app.sources.graphs.html_labels import rich_text

LAYERS = ("networking", "iam", "cicd")
ON = st.sets(st.sampled_from(LAYERS)).map(frozenset)


@pytest.fixture(scope="module")
def layout() -> DiagramLayout:
    nodes = tuple(Node(ElementId(x), x, layers=(x,)) for x in LAYERS)
    diagram = Diagram(DiagramId("d"), "A network", "d", "d.py", layers=LAYERS, nodes=nodes)
    return DiagramLayout(diagram, 400, 300, {}, {}, {}, 90, dict.fromkeys(LAYERS, 60.0))


@given(on=ON, width=st.floats(800, 4000), height=st.floats(200, 3000))
def test_corners_hold_the_same_as_the_frame(
    layout: DiagramLayout, on: frozenset[str], width: float, height: float
) -> None:
    whole, found = frame(layout, on), corners(layout, on, width, height)
    assert found.title == whole.title
    assert [x.name for x in found.legend] == [x.name for x in whole.legend]
    assert all(x.text.bottom == pytest.approx(height - MARGIN) for x in found.legend)
    assert [x.text.x for x in found.legend] == [x.text.x for x in whole.legend]


def test_the_legend_of_a_layer_that_came_later_is_as_wide_as_its_name(
    layout: DiagramLayout,
) -> None:
    later = replace(layout, legend_widths={})
    widths = [entry.text.width for entry in frame(later, frozenset(LAYERS)).legend]
    assert len(widths) == len(set(widths)) == 3
    assert min(widths) > 10


def test_a_title_has_the_lines_and_the_size_that_its_file_says(layout: DiagramLayout) -> None:
    said = Style(font=Font(size=2 * USUAL))
    large = replace(layout.diagram, heading=("A", "network"), style=said)
    one, two = (frame(replace(layout, diagram=d), frozenset()) for d in (layout.diagram, large))
    assert one.title is not None
    assert two.title is not None
    assert two.title.height == pytest.approx(4 * one.title.height)
    assert title_width(large) == pytest.approx(2 * text_width("network", TITLE))
    assert lay_out(large).title_width == title_width(large)  # it has no nodes
    none = replace(layout, diagram=replace(large, heading=()))
    assert frame(none, frozenset()).title is corners(none, frozenset(), 800, 600).title is None


@given(on=ON)
def test_the_frame_holds_its_parts(layout: DiagramLayout, on: frozenset[str]) -> None:
    whole = frame(layout, on)
    assert whole.title is not None
    assert whole.title.bottom < whole.picture.y
    low = whole.picture.y + layout.height
    for entry in whole.legend:
        assert entry.text.y > low
        assert entry.text.right <= whole.width - MARGIN
        assert entry.text.bottom <= whole.height - MARGIN


def test_a_title_may_be_a_table(layout: DiagramLayout) -> None:
    label = Html("<TABLE><TR><TD>one</TD></TR><TR><TD>two</TD></TR><TR><TD>three</TD></TR></TABLE>")
    rich = rich_text(label, {}, "", str)
    diagram = replace(layout.diagram, rich=rich)
    tall = frame(replace(layout, diagram=diagram, title_width=title_width(diagram)), frozenset())
    assert tall.title is not None
    texts = [item for item in frame_items(tall, diagram) if isinstance(item, TextItem)]
    assert [text.lines for text in texts] == [("one",), ("two",), ("three",)]
    assert all(tall.title.holds(text.box) for text in texts)
    assert tall.picture.y > tall.title.bottom
