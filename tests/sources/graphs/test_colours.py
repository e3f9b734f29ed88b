"""Graphviz's colours, by digits, hue and name."""

from __future__ import annotations

import pytest

from app.model.style import CLEAR, ColourStop
from app.sources.graphs.colours import colour, stops


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("#1B2530", "#1b2530"),
        ("#1B253080", "#1b253080"),
        ("#abc", "#aabbcc"),
        ("#12", None),
        ("0.6 1.0 1.0", "#0066ff"),
        ("0.6,1,1", "#0066ff"),
        ("0.6 1", None),
        ("7 nan 1", None),
        (" Sienna ", "#a0522d"),
        ("green", "#00ff00"),
        ("//green", "#00ff00"),
        ("/svg/green", "#008000"),
        ("gray50", "#7f7f7f"),
        ("grey100", "#ffffff"),
        ("gray101", None),
        ("gray", "#c0c0c0"),
        ("transparent", CLEAR),
        ("/blues9/3", "#c6dbef"),
        ("/set312/12", "#ffed6f"),
        ("/blues9/10", None),
        ("/blues9/0", None),
        ("no colour", None),
        ("", None),
    ],
)
def test_colours(said: str, expected: str | None) -> None:
    assert colour(said) == expected


def test_a_scheme_says_whose_names_are_meant() -> None:
    assert colour("green", "svg") == "#008000"
    assert colour("#00f", "svg") == "#0000ff"
    assert colour("3", "blues9") == "#c6dbef"


def test_a_list_has_colours_and_their_parts() -> None:
    assert stops("red;0.25:nothing:blue;2") == (ColourStop("#ff0000", 0.25), ColourStop("#0000ff"))
