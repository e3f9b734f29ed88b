"""What the legend says of the colours that an author gives to edges."""

from __future__ import annotations

import pytest

from app.layout.frame import corners, frame
from app.model.colour_key import colour_key
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.elements import Edge
from app.model.ids import DiagramId, ElementId
from app.model.style import ColourStop, Dash, Stroke, Style

RED, GREEN = "#ff0000", "#00ff00"
NODE = ElementId("n")


def _edge(id: int, colour: str, label: str, layers: tuple[str, ...], dash: Dash | None) -> Edge:
    stroke = Stroke((ColourStop(colour),) if colour else (), dash=dash)
    style = Style(stroke=stroke)
    return Edge(ElementId(f"e{id}"), NODE, NODE, (NODE, NODE), label, layers, style=style)


def edges(*said: tuple[str, str], dash: Dash | None = None, layer: str = "") -> tuple[Edge, ...]:
    """One of each colour and label, and one that says nothing."""
    layers = (layer,) if layer else ()
    every = (*said, ("", ""))
    return tuple(_edge(n, *colour, layers, dash) for n, colour in enumerate(every))


@pytest.mark.parametrize(
    ("said", "dash", "names"),
    [
        ([(RED, "reads"), (RED, "reads")], None, ["reads"]),
        ([(RED, "reads"), (RED, ""), (GREEN, "x"), (GREEN, " x\n")], None, ["reads", "x"]),
        ([(RED, "reads")], None, []),
        ([(RED, ""), (RED, "")], None, []),
        ([(RED, "reads"), (RED, "writes")], None, []),
        ([(RED, "reads"), (RED, "writes")], Dash.DASHED, ["reads, writes"]),
        ([(RED, "reads"), (RED, "reads"), (GREEN, "reads"), (GREEN, "reads")], None, []),
        ([("#000000", "reads"), ("#000000", "reads")], None, []),
    ],
)
def test_a_colour_is_explained_where_it_says_one_thing(
    said: list[tuple[str, str]], dash: Dash | None, names: list[str]
) -> None:
    assert [key.name for key in colour_key(edges(*said, dash=dash))] == names


def test_a_colour_that_all_have_says_nothing() -> None:
    assert colour_key(edges((RED, "reads"), (RED, "reads"))[:-1]) == ()


def test_the_legend_has_the_colours_that_show() -> None:
    made = edges((RED, "reads"), (RED, "reads"), layer="iam")
    diagram = Diagram(DiagramId("d"), "D", "d", "d.dot", layers=("iam",), edges=made)
    layout = DiagramLayout(diagram, 100, 100, {}, {}, {})
    on = frozenset({"iam"})
    for sheet in (frame(layout, on), corners(layout, on, 300, 200)):
        assert [(e.layer, e.name) for e in sheet.legend] == [("iam", "IAM"), ("", "reads")]
        assert sheet.legend[1].stroke == Stroke((ColourStop(RED),))
    assert frame(layout, frozenset()).legend == ()
    assert [e.name for e in corners(layout, on, 300, 200, keyed=False).legend] == ["IAM"]
