"""Colours that somebody chose, so that they can be seen on what lies behind: their hue stays, their
lightness moves as far as contrast asks."""

from __future__ import annotations

from functools import lru_cache

from app.scene.colours import contrast, mixed
from app.scene.oklch import halved, oklch, shown

LINE = 3.0  # contrast of lines and of all else that tells something: WCAG 2.2, criterion 1.4.11
TEXT = 4.5  # of text: criterion 1.4.3
_STEPS = 32  # of lightness, the nearest first


@lru_cache(maxsize=4096)
def legible(colour: str, behind: tuple[str, ...], least: float) -> str:
    """A colour (`#rrggbb`, or `#rrggbbaa` over the first of `behind`) as one with a contrast of
    `least` to all colours behind it (`#rrggbb`, one or more): the same where that is so, else one
    of its hue that is no more lighter or darker than need be. Where none is enough for all, the
    best there is."""
    if len(colour) == 9:
        colour = mixed(behind[0], colour[:7], int(colour[7:], 16) / 255)

    def seen(tone: str) -> float:
        return min(contrast(tone, other) for other in behind)

    if seen(colour) >= least:
        return colour.upper()
    lightness, chroma, hue = oklch(colour)

    def tone(at: float) -> str:
        return shown(at, chroma, hue)

    def enough(at: float) -> bool:
        return seen(tone(at)) >= least

    best = colour.upper()
    for step in range(1, _STEPS + 1):
        for sign in (-1, 1):
            near = lightness + sign * (step - 1) / _STEPS
            if not 0.0 <= near <= 1.0:
                continue
            far = min(max(near + sign / _STEPS, 0.0), 1.0)
            if enough(far):
                return tone(halved(near, far, enough))
            best = max(best, tone(far), key=seen)
    return best
