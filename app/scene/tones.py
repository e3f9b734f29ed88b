"""The colours of callouts in notes, by what their kind says. Their titles say it in words."""

from __future__ import annotations

from app.scene.theme import Theme

_LAYERS = {"good": "data", "ask": "networking", "warning": "scaling", "danger": "iam"}
TONES = ("info", *_LAYERS, "plain")


def tone_colour(theme: Theme, tone: str) -> str:
    """Of the bar beside a callout; of a plain quote that of lines."""
    if tone == "info":
        return theme.accent
    return theme.layer(_LAYERS[tone]) if tone in _LAYERS else theme.hairline
