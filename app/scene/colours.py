"""Sums with colours, as #RRGGBB; no Qt."""

from __future__ import annotations

from functools import lru_cache

HIDDEN = 4.5  # less contrast is hard to see: WCAG 2.2, success criterion 1.4.3
READABLE = 7.0  # criterion 1.4.6


@lru_cache(maxsize=1024)
def mixed(a: str, b: str, part: float) -> str:
    """`part` (0..1) of b over a."""
    return _text(tuple(x + (y - x) * part for x, y in zip(_rgb(a), _rgb(b), strict=True)))


def contrast(a: str, b: str) -> float:
    """Contrast ratio 1..21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=16)
def hides_ink(canvas: str) -> bool:
    """True for a canvas so dark that dark lines drown in it."""
    return contrast("#FFFFFF", canvas) >= READABLE


@lru_cache(maxsize=256)
def readable(ink: str, canvas: str) -> str:
    """The ink itself, or on a dark canvas that hides it the first lighter tone that reads."""
    if not hides_ink(canvas) or contrast(ink, canvas) >= HIDDEN:
        return ink
    tones = (mixed(ink, "#FFFFFF", step / 20) for step in range(1, 21))
    return next(tone for tone in tones if contrast(tone, canvas) >= READABLE)


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _text(rgb: tuple[float, ...]) -> str:
    return "#{:02X}{:02X}{:02X}".format(*(round(c) for c in rgb))


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (x / 255 for x in _rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
