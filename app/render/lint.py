"""The picture linter: what is wrong with a picture as a viewer would see it. Loads no Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.layout.quality import Flaw, flaws
from app.model.diagram_layout import DiagramLayout
from app.model.ids import ElementId
from app.model.layer import Visible, layer_name, visible
from app.render.lint_texts import text_flaws
from app.scene.colours import contrast
from app.scene.theme import THEMES, Theme

CONTRAST = {"light": 4.5, "dark": 7.0}


@dataclass(frozen=True, slots=True)
class Finding:
    """`layers` tells with which layers on it shows: `all`, `none` or one layer's name;
    `theme` is empty where it shows in both. `elements` are ids."""

    rule: str
    message: str
    elements: tuple[ElementId, ...]
    layers: str = "all"
    theme: str = ""


def lint(
    layout: DiagramLayout, themes: Collection[Theme] = tuple(THEMES.values())
) -> tuple[Finding, ...]:
    """All findings, each once: with all layers, with none, and with each alone, in each theme."""
    every = layout.diagram.layers
    cases = [("all", frozenset(every)), ("none", frozenset[str]())]
    cases += [(layer, frozenset({layer})) for layer in every]
    seen: dict[tuple[str, tuple[ElementId, ...]], Finding] = {}
    for name, layers in cases:
        shown = visible(layout.diagram, layers)
        for rule, message, elements in (*flaws(layout, shown, layers), *text_flaws(layout, shown)):
            seen.setdefault((rule, elements), Finding(rule, message, elements, name))
        for theme in themes:
            for rule, message, elements in _colours(layout, shown, theme):
                key = (f"{rule} {theme.name}", elements)
                seen.setdefault(key, Finding(rule, message, elements, name, theme.name))
    return tuple(seen.values())


def _colours(layout: DiagramLayout, shown: Visible, theme: Theme) -> Iterator[Flaw]:
    edges = (edge for edge in layout.diagram.edges if edge.id in shown.edges and edge.label)
    for layer in dict.fromkeys(edge.layers[0] if edge.layers else None for edge in edges):
        ratio = contrast(theme.edge if layer is None else theme.layer(layer), theme.canvas)
        if ratio < 4.5:
            what = "the base sheet" if layer is None else layer_name(layer)
            yield "faint-text", f"labels of {what} have a contrast of {ratio:.1f}", ()
    ratio = contrast(theme.text, theme.canvas)
    if ratio < CONTRAST[theme.name]:
        yield "faint-text", f"labels have a contrast of {ratio:.1f}", ()
