"""Colours that were chosen for white paper, as they are seen on a dark canvas: light and dark change
places, hues stay."""

from __future__ import annotations

from functools import lru_cache

from app.scene.legible import LINE, TEXT, legible
from app.scene.oklch import oklch, shown

# The lightness that white becomes, and how much more black has; how much more a fill has at least
# that is full of colour.
_WHITE, _REACH, _LEAST = 0.24, 0.62, 0.26
_FULL = 0.15  # chroma


@lru_cache(maxsize=4096)
def turned_fill(colour: str) -> str:
    """A fill (`#rrggbb`) of white paper as one on a dark canvas."""
    lightness, chroma, hue = oklch(colour)
    least = _WHITE + _LEAST * min(chroma / _FULL, 1.0)
    return shown(max(_dark(lightness), least), chroma, hue)


def turned_line(colour: str, canvas: str) -> str:
    """A line (`#rrggbb`) as one that can be seen on a dark canvas."""
    return legible(_turned(colour), (canvas,), LINE)


def turned_text(colour: str, behind: str) -> str:
    """Text (`#rrggbb`) as it can be read on what is behind it then."""
    return legible(_turned(colour), (behind,), TEXT)


@lru_cache(maxsize=4096)
def _turned(colour: str) -> str:
    lightness, chroma, hue = oklch(colour)
    return shown(_dark(lightness), chroma, hue)


def _dark(lightness: float) -> float:
    return _WHITE + _REACH * (1 - lightness)
