"""Colours that somebody chose, on what lies behind them."""

from __future__ import annotations

from math import sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.ids import ElementId
from app.model.style import CLEAR
from app.scene.appearance import Appearance
from app.scene.colours import contrast, mixed
from app.scene.inks import Inks
from app.scene.legible import LINE, TEXT, legible
from app.scene.oklch import oklch
from app.scene.paint import Behind, Said
from app.scene.theme import LIGHT, THEMES, Theme

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
CANVASES = st.sampled_from([theme.canvas for theme in THEMES.values()])
LEAST = st.sampled_from([LINE, TEXT])


@given(COLOURS, CANVASES, LEAST)
def test_it_has_the_contrast_that_is_asked(colour: str, canvas: str, least: float) -> None:
    assert contrast(legible(colour, (canvas,), least), canvas) >= least


@given(COLOURS, CANVASES, LEAST)
def test_it_stays_where_that_is_enough(colour: str, canvas: str, least: float) -> None:
    seen = legible(colour, (canvas,), least)
    assert (seen == colour) == (contrast(colour, canvas) >= least)
    assert legible(seen, (canvas,), least) == seen


@given(COLOURS, CANVASES, LEAST)
def test_its_hue_stays(colour: str, canvas: str, least: float) -> None:
    seen = legible(colour, (canvas,), least)
    (_, much, was), (_, left, now) = oklch(colour), oklch(seen)
    # What colours of eight bits cannot be nearer to.
    assert min(much, left) * abs(sin(was - now)) < 0.01
    assert left <= much + 0.01


@given(COLOURS, CANVASES)
def test_it_moves_no_farther_than_need_be(colour: str, canvas: str) -> None:
    seen = legible(colour, (canvas,), LINE)
    assert seen == colour or contrast(seen, canvas) < LINE + 0.2


def test_it_is_seen_on_all_that_is_behind_it() -> None:
    seen = legible("#FFD700", ("#FFFFFF", "#CCE5FF"), LINE)
    assert min(contrast(seen, behind) for behind in ("#FFFFFF", "#CCE5FF")) >= LINE
    nowhere = legible("#FFD700", ("#FFFFFF", "#000000"), 7.0)
    assert min(contrast(nowhere, behind) for behind in ("#FFFFFF", "#000000")) > 4


def test_what_lets_something_through_is_seen_as_it_looks() -> None:
    assert legible("#00000080", ("#FFFFFF",), LINE) == mixed("#FFFFFF", "#000000", 128 / 255)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_colour_of_a_file_is_seen_in_the_theme_in_use(theme: Theme) -> None:
    inks = Inks(Appearance(theme, {ElementId("vpc"): 1.0}))
    home = Behind(((ElementId("vpc"), "tint:vpc"),))
    red, opacity = inks.solid(Said("#8B0000", TEXT, (home,)))
    assert contrast(red, inks.solid(home)[0]) >= TEXT
    assert opacity == 1.0
    assert (red == "#8B0000") != theme.dark
    assert inks.solid(Said(CLEAR, LINE))[1] == 0.0


def test_a_colour_can_lie_on_another() -> None:
    inks, fill = Inks(Appearance(LIGHT, {})), Said("#FFFF00", 1.0)
    words = inks.solid(Said("#FFFFFF", TEXT, (fill,)))[0]
    assert contrast(words, inks.solid(fill)[0]) >= TEXT
