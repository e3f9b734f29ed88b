"""What Graphviz's attributes say of how an element is drawn."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.model.style import (
    PLAIN,
    ColourStop,
    Corner,
    Dash,
    Fill,
    Filling,
    Font,
    Heads,
    Shape,
    Stroke,
    Style,
    form,
)
from app.sources.graphs.styles import StyleReader

DOT = StyleReader(directed=True, of_diagrams=False)
SCRIPT = StyleReader(directed=True, of_diagrams=True)


@pytest.mark.parametrize(
    ("attrs", "label", "expected"),
    [
        ({}, "a", ""),
        ({}, "", ""),
        ({"shape": "point"}, "", "point"),
        ({"shape": "point", "width": "0.01", "height": "0.01"}, "", "blank"),
        ({"shape": "plaintext"}, "", "blank"),
        ({"shape": "none", "width": "wide"}, "", "blank"),
        ({"shape": "none"}, "words", ""),
        ({"shape": "none", "image": "gone.png"}, "", ""),
        ({"shape": "plain", "label": "<TABLE><TR><TD></TD></TR></TABLE>"}, "", ""),
        ({"style": "filled,invis"}, "", "blank"),
        ({"shape": "circle", "width": "0.1", "height": "0.1"}, "", "point"),
        ({"shape": "circle", "width": "0", "height": "0"}, "", "blank"),
        ({"shape": "circle", "width": "0.1"}, "", ""),
        ({"color": "Transparent"}, "", "blank"),
        ({"peripheries": "0"}, "", "blank"),
        ({"penwidth": "0", "style": "filled"}, "", ""),
    ],
)
def test_points_and_blanks(attrs: Mapping[str, str], label: str, expected: str) -> None:
    assert form(DOT.node(attrs), label) == expected


def test_a_blank_of_diagrams_is_blank() -> None:
    said = DOT.node({"image": "blank.png"}, "generic.blank.Blank")
    assert form(said, "Said") == "blank"


@pytest.mark.parametrize(
    ("attrs", "directed", "expected"),
    [
        ({}, True, "forward"),
        ({}, False, "none"),
        ({"dir": "back"}, False, "back"),
        ({"dir": "sideways"}, True, "forward"),
        ({"dir": "sideways"}, False, "none"),
        ({"arrowhead": "none"}, True, "none"),
        ({"arrowhead": "nonenone"}, True, "none"),
        ({"arrowhead": "nonenormal"}, True, "forward"),
        ({"arrowhead": "onone"}, True, "none"),
        ({"arrowhead": "unheard-of"}, True, "none"),
        ({"arrowhead": "lteeoldiamond"}, True, "forward"),
        ({"arrowhead": "none", "dir": "both"}, True, "back"),
        ({"arrowtail": "none", "dir": "both"}, False, "forward"),
        ({"arrowtail": "none", "arrowhead": "none", "dir": "both"}, True, "none"),
        ({"arrowtail": "none", "dir": "back"}, True, "none"),
        ({"arrowtail": "crow"}, True, "forward"),
        ({"arrowhead": "normal", "dir": "none"}, True, "none"),
        ({"arrowhead": "normal"}, False, "none"),
        ({"arrowsize": "0"}, True, "none"),
        ({"arrowsize": "big"}, True, "forward"),
    ],
)
def test_heads_are_where_the_file_says(
    attrs: Mapping[str, str], directed: bool, expected: str
) -> None:
    assert StyleReader(directed=directed, of_diagrams=False).edge(attrs).arrows == expected


@pytest.mark.parametrize(
    ("style", "dash", "bold"),
    [
        ("", None, False),
        ("dashed", Dash.DASHED, False),
        ("Dotted, bold", Dash.DOTTED, True),
        ("bold,solid", Dash.SOLID, True),
        ("dashed dotted", Dash.DOTTED, False),
        ("tapered,setlinewidth(2)", None, False),
        ("invis", None, False),
    ],
)
def test_a_line_is_dashed_or_bold_as_it_says(style: str, dash: Dash | None, bold: bool) -> None:
    found = DOT.edge({"style": style})
    assert (found.dash, found.bold) == (dash, bold)


def test_a_node_says_all_of_its_look() -> None:
    said = {
        "shape": "octagon",
        "style": "filled,rounded,dashed",
        "fillcolor": "red;0.3:#0000ff80",
        "gradientangle": "90",
        "color": "navy",
        "penwidth": "2.5",
        "peripheries": "2",
        "fontname": "Courier",
        "fontsize": "9",
        "fontcolor": "0.5 1 1",
        "skew": "0.5",
    }
    assert DOT.node(said) == Style(
        fill=Fill((ColourStop("#ff0000", 0.3), ColourStop("#0000ff80")), Filling.LINEAR, 90),
        stroke=Stroke((ColourStop("#000080"),), 2.5, Dash.DASHED),
        shape=Shape("octagon", corner=Corner.ROUNDED, outlines=2, skew=0.5),
        font=Font("Courier", 9, "#00ffff"),
    )


def test_the_labels_of_an_edges_ends_can_have_a_font_of_their_own() -> None:
    said = DOT.edge({"fontcolor": "red", "fontsize": "9", "labelfontcolor": "blue"})
    assert said.lettering() == said.lettering("aside") == Font(size=9, colour="#ff0000")
    assert said.lettering("head") == Font(size=9, colour="#0000ff")
    assert DOT.edge({"fontcolor": "red"}).lettering("tail") == Font(colour="#ff0000")
    assert PLAIN.lettering("tail") == Font()


def test_an_edge_says_all_of_its_look() -> None:
    said = {"color": "red:blue", "style": "tapered,setlinewidth(3)", "dir": "both"}
    assert DOT.edge({**said, "arrowhead": "odiamond", "arrowsize": "1.5"}) == Style(
        stroke=Stroke((ColourStop("#ff0000"), ColourStop("#0000ff")), 3, tapered=True),
        heads=Heads("normal", "odiamond", 1.5),
    )


def test_a_cluster_is_filled_in_the_colour_that_graphviz_takes() -> None:
    red, blue = Fill((ColourStop("#ff0000"),)), Fill((ColourStop("#0000ff"),))
    assert DOT.cluster({"bgcolor": "red", "color": "blue"}).fill == red
    assert DOT.cluster({"bgcolor": "red", "color": "blue", "style": "filled"}).fill == blue
    assert DOT.cluster({"style": "filled"}).fill == Fill(())
    drawn = DOT.cluster({"color": "blue", "pencolor": "red"}).stroke
    assert drawn == Stroke((ColourStop("#ff0000"),))


def test_what_diagrams_writes_of_itself_nobody_has_said() -> None:
    own = {"fontname": "Sans-Serif", "fontsize": "13", "fontcolor": "#2D3436", "style": "rounded"}
    assert SCRIPT.cluster({**own, "bgcolor": "#E5F5FD", "pencolor": "#AEB6BE"}) is PLAIN
    assert SCRIPT.edge({**own, "color": "#7B8894"}) is PLAIN
    assert SCRIPT.edge({**own, "color": "firebrick"}).stroke == Stroke((ColourStop("#b22222"),))


@pytest.mark.parametrize("size", ["nan", "inf", "-1e99", "1e999", "", "two"])
def test_numbers_that_nobody_can_draw_are_not_said(size: str) -> None:
    said = {"fontsize": size, "penwidth": size, "width": size, "sides": size}
    assert DOT.node(said) == Style(shape=Shape("ellipse"))
