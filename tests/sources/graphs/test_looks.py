"""What of Graphviz's attributes is followed: forms of nodes, heads of edges."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.sources.graphs.looks import arrows, form, line_styles


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
        ({"acetate_kind": "generic.blank.Blank", "image": "blank.png"}, "Said", "blank"),
    ],
)
def test_points_and_blanks(attrs: Mapping[str, str], label: str, expected: str) -> None:
    assert form(dict(attrs), label) == expected


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
    assert arrows(dict(attrs), directed) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("", ()),
        ("dashed", ("dashed",)),
        ("Dotted, bold", ("dotted", "bold")),
        ("bold,solid", ("solid", "bold")),
        ("dashed dotted", ("dotted",)),
        ("tapered,setlinewidth(2)", ()),
        ("invis", ()),
    ],
)
def test_a_line_is_dashed_or_bold_as_it_says(style: str, expected: tuple[str, ...]) -> None:
    assert line_styles({"style": style}) == expected
