"""Sums with colours."""

from __future__ import annotations

import pytest

from app.scene.colours import contrast, mixed, readable
from app.scene.theme import DARK, DASHES, LIGHT, THEMES, Theme, layer_dashes


def test_mixing() -> None:
    assert mixed("#000000", "#FFFFFF", 0.0) == "#000000"
    assert mixed("#000000", "#FFFFFF", 1.0) == "#FFFFFF"
    assert mixed("#000000", "#FF8000", 0.5) == "#804000"


def test_contrast_is_the_standards() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_ink_changes_only_where_it_drowns() -> None:
    assert readable("#232F3E", LIGHT.canvas) == "#232F3E"
    assert contrast(readable("#232F3E", DARK.canvas), DARK.canvas) >= 7
    assert readable("#FF9900", DARK.canvas) == "#FF9900"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_themes_colours_read_on_its_canvas(theme: Theme) -> None:
    least = 7.0 if theme.dark else 4.5
    for colour in (theme.text, theme.edge, theme.accent, *theme.layers.values(), *theme.others):
        assert contrast(colour, theme.canvas) >= min(least, 4.5)
    assert contrast(theme.text, theme.canvas) >= least


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_layer_of_somebodys_own_looks_like_no_layer_and_no_base_edge(theme: Theme) -> None:
    for name in ("net", "backup", "größe"):
        assert theme.layer(name) == theme.layer(name)
        assert theme.layer(name) not in {theme.edge, theme.muted, *theme.layers.values()}
        assert layer_dashes(name) not in [layer_dashes(x) for x in theme.layers]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_layers_of_somebodys_own_are_not_told_by_colour_alone(theme: Theme) -> None:
    looks = {(theme.layer(name), layer_dashes(name)) for name in map(str, range(50))}
    assert len(looks) == len(theme.others)
    assert len({dashes for _, dashes in looks} - set(DASHES.values())) == len(theme.others)
