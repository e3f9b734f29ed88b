"""Cells are drawn as draw.io draws them, and what is not is said."""

from __future__ import annotations

import pytest

from app.model import problem
from app.model.drawing import DrawnShape
from app.model.geometry import Point
from app.model.placed import PlacedElement, PlacedLabel
from app.model.source_graph import SourceEdge, SourceNode
from tests.sources.drawio.drawing import edge, graph, model, read, vertex

A, B = vertex("a", "A"), vertex("b", "B", box=(300, 0, 80, 40))


def drawn(said: SourceNode | SourceEdge) -> PlacedElement:
    assert said.drawn is not None
    return said.drawn


def of_vertex(style: str, value: str = "A") -> PlacedElement:
    return drawn(graph(vertex("a", value, style)).nodes[0])


def stroked(shapes: tuple[DrawnShape, ...]) -> set[tuple[tuple[float, float], ...]]:
    return {tuple((x, y) for x, y in shape.points) for shape in shapes if shape.pen is not None}


def test_what_other_programs_write_for_an_edge_is_one() -> None:
    found = graph(A, B, edge("e", "a", "b").replace('edge="1"', 'edge="2"'))
    assert len(found.edges) == 1


def test_an_icon_counts_only_in_a_frame_of_icons() -> None:
    framed = graph(vertex("a", "", "shape=mxgraph.kubernetes.icon;prIcon=pod;"))
    other = graph(vertex("a", "", "shape=mxgraph.aws3.lambda_function;prIcon=server;"))
    assert framed.nodes[0].kind == "k8s.compute.Pod"
    assert other.nodes[0].kind == "aws.compute.LambdaFunction"


@pytest.mark.parametrize(
    ("style", "across", "down", "x", "y"),
    [
        ("", "center", "middle", 190, 20),
        ("verticalAlign=bottom;", "center", "bottom", 190, 17),
        ("align=left;verticalAlign=top;", "left", "top", 192, 27),
        ("align=right;spacingRight=3;", "right", "middle", 185, 20),
    ],
)
def test_a_label_of_a_line_stands_as_it_is_aligned(
    style: str, across: str, down: str, x: float, y: float
) -> None:
    (label,) = drawn(graph(A, B, edge("e", "a", "b", style, "on")).edges[0]).labels
    assert (label.across, label.down) == (across, down)
    assert (label.box.x, label.box.y) == (x, y)


def test_texts_at_the_top_and_bottom_keep_off_the_border_as_in_draw_io() -> None:
    heights = {}
    for down in ("top", "middle", "bottom"):
        (label,) = of_vertex(f"html=1;verticalAlign={down};spacingTop=4;").labels
        heights[down] = label.box.y, label.box.bottom
    assert heights == {"top": (11, 38), "middle": (6, 38), "bottom": (6, 37)}


def test_a_shape_that_stands_on_a_line_is_drawn_there() -> None:
    badge = vertex("n", "1", "ellipse;fillColor=#000000;", (0, -10, 20, 20), "e").replace(
        "<mxGeometry", '<mxGeometry relative="1"'
    )
    found = drawn(graph(A, B, edge("e", "a", "b"), badge).edges[0])
    (oval,) = (shape for shape in found.shapes if shape.outline == "ellipse")
    assert [(at.x, at.y) for at in oval.points] == [(190, 30), (210, 50)]


def test_a_line_may_end_at_the_label_of_another_one() -> None:
    label = vertex("n", "on", "edgeLabel;", (0, 0, 0, 0), "e").replace(
        "<mxGeometry", '<mxGeometry relative="1"'
    )
    from_label = edge("f", "n", "c", points='<mxPoint x="900" y="900" as="sourcePoint"/>')
    found = graph(
        A, B, vertex("c", "C", box=(170, 300, 40, 40)), edge("e", "a", "b"), label, from_label
    )
    assert drawn(found.edges[1]).way[0] == (190, 20)


def test_corners_of_lines_are_round_unless_they_are_said_not_to_be() -> None:
    corner = '<Array as="points"><mxPoint x="190" y="200"/></Array>'
    shapes = {
        style: drawn(graph(A, B, edge("e", "a", "b", style, points=corner)).edges[0])
        .shapes[0]
        .outline
        for style in ("", "rounded=1;", "rounded=0;", "curved=1;")
    }
    assert shapes == {
        "": "curve",
        "rounded=1;": "curve",
        "rounded=0;": "polyline",
        "curved=1;": "curve",
    }


def test_of_a_box_with_some_sides_only_these_have_lines() -> None:
    found = of_vertex("shape=partialRectangle;left=0;right=0;fillColor=none;")
    assert stroked(found.shapes) == {((0, 0), (80, 0)), ((80, 40), (0, 40))}


def test_a_shadow_lies_under_what_is_filled() -> None:
    plain, shaded = of_vertex("html=1;"), of_vertex("html=1;shadow=1;")
    assert shaded.shapes[1:] == plain.shapes
    assert shaded.shapes[0].points[0] == Point(2, 3)
    assert shaded.shapes[0].pen is None
    assert of_vertex("text;html=1;shadow=1;").shapes == ()


def test_a_text_has_the_box_that_it_is_said_to_have() -> None:
    assert of_vertex("text;html=1;").shapes == ()
    assert of_vertex("text;html=1;fillColor=#ff0000;").shapes[0].fill == "#ff0000"


def lines_of(label: PlacedLabel) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in label.text.lines]


def test_empty_lines_round_a_text_take_room_and_are_not_read() -> None:
    found = graph(vertex("a", "<br><br>A<div><br></div>")).nodes[0]
    assert found.attributes["label"] == "A"
    assert lines_of(drawn(found).labels[0]) == ["", "", "A", ""]
    bold = graph(vertex("a", "<br><b>A</b>")).nodes[0]
    assert bold.attributes["label"] == "<b>A</b>"


@pytest.mark.parametrize(
    ("style", "lengths", "word"),
    [
        ("", (), "solid"),
        ("dashed=1;", (3, 3), "dashed"),
        ("dashed=1;dashPattern=8 4;strokeWidth=2;", (16, 8), "dashed"),
        ("dashed=1;dashPattern=8 4;strokeWidth=2;fixDash=1;", (8, 4), "dashed"),
        ("dashed=1;dashPattern=1 3;", (1, 3), "dotted"),
        ("dashed=1;dashPattern=5;", (5, 5), "dashed"),
        ("dashed=1;dashPattern=0 1e-9 1e9 nan;", (0.5, 0.5, 100, 0.5), "dotted"),
        ("dashed=1;dashPattern=no;", (3, 3), "dashed"),
        ("dashed=1;dashPattern=-4 0;", (3, 3), "dashed"),
        (f"dashed=1;dashPattern={'2 ' * 1000};", (2,) * 12, "dashed"),
    ],
)
def test_dashes_are_as_long_as_their_pattern_says(
    style: str, lengths: tuple[float, ...], word: str
) -> None:
    (line,) = drawn(graph(A, B, edge("e", "a", "b", f"endArrow=none;{style}")).edges[0]).shapes
    assert line.pen is not None
    assert (line.pen.lengths, line.pen.dash) == (lengths, word)


def test_what_is_not_drawn_is_said_once_a_page() -> None:
    cells = (
        vertex("a", "A", "sketch=1;glass=1;rotation=30;"),
        vertex("b", "B", "sketch=1;fillStyle=hatch;"),
        vertex("c", "$$x$$", "rotation=90;"),
        edge("e", "a", "b", "jumpStyle=arc;flowAnimation=1;"),
    )
    (found,) = read(model(*cells)).problems
    assert found.kind == problem.NOT_DRAWN
    assert found.message == (
        "not drawn: lines drawn by hand (2), glass (1), texts at an angle (1), hatching (1), "
        "jumps of lines over others (1), lines that move (1)"
    )
    sums = read(model(*cells[2:3]).replace("<mxGraphModel", '<mxGraphModel math="1"')).problems
    assert [one.message for one in sums] == ["not drawn: formulas (1)"]
    assert read(model(A, B, edge("e", "a", "b", "shadow=1;dashed=1;"))).problems == ()
