"""The themes as CSS variables: light and dark are one switch for page and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.catalogue import catalogue
from app.scene.inks import tinted
from app.scene.theme import DARK, EDGE_WIDTH, EDGE_WIDTHS, LIGHT, Theme
from app.scene.tones import TONES, tone_colour

PLAIN = ("canvas", "panel", "text", "muted", "hairline", "accent", "edge", "error")


def group_kind(kind: str) -> str:
    """The kind whose colours a cluster has; anything may stand in a file."""
    return catalogue().group(kind).kind


def stylesheet(layers: Sequence[str]) -> str:
    """The variables of both themes, and classes by them: `l0`, `l1`, … for the lines of these
    layers, `base` for those of the base sheet, `g-vpc` for a cluster of that kind and what lies on
    it."""
    rules = [
        *in_both(lambda theme: _variables(theme, layers)),
        f".base{{--c:var(--edge);--w:{EDGE_WIDTH}px}}",
    ]
    for number, layer in enumerate(layers):
        width = EDGE_WIDTHS.get(layer, EDGE_WIDTH)
        rules.append(f".l{number}{{--c:var(--layer-{number});--w:{width}px}}")
    rules += [
        f".g-{kind}{{--c:var(--group-{kind});--t:var(--tint-{kind})}}"
        for kind in catalogue().groups
    ]
    return "\n".join(rules)


def in_both(variables: Callable[[Theme], Mapping[str, str]]) -> tuple[str, str, str]:
    """The rules that give variables of these names their values in either theme."""
    light, dark = (
        ";".join(f"--{name}:{value}" for name, value in variables(theme).items())
        for theme in (LIGHT, DARK)
    )
    dark = f"color-scheme:dark;{dark}"
    return (
        f":root{{color-scheme:light;{light}}}",
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}",
        f":root[data-theme=dark]{{{dark}}}",
    )


def _variables(theme: Theme, layers: Sequence[str]) -> dict[str, str]:
    said = {name: getattr(theme, name) for name in PLAIN}
    said |= {f"layer-{n}": theme.layer(layer) for n, layer in enumerate(layers)}
    said |= {f"group-{kind}": theme.group(kind) for kind in catalogue().groups}
    said |= {f"tint-{kind}": tinted(theme, kind) for kind in catalogue().groups}
    said |= {f"tone-{tone}": tone_colour(theme, tone) for tone in TONES}
    return said | {
        "code-word": theme.layer("networking"),
        "code-text": theme.layer("data"),
        "code-number": theme.layer("scaling"),
        "ink": theme.canvas if theme.dark else "#FFFFFF",
        "if-light": "none" if theme.dark else "inline",
        "if-dark": "inline" if theme.dark else "none",
    }
