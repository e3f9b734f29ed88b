"""Colours by lightness, chroma and hue, of which each can change without the others seeming to
(OKLCH): https://bottosson.github.io/posts/oklab/."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cbrt, cos, hypot, sin

_HALVINGS = 10
_Linear = tuple[float, float, float]


def shown(lightness: float, chroma: float, hue: float) -> str:
    """As `#RRGGBB`; of one that no screen shows, the most colourful of its lightness and hue."""

    def linear(part: float) -> _Linear:
        return _linear(lightness, chroma * part * cos(hue), chroma * part * sin(hue))

    def fits(part: float) -> bool:
        return all(-1e-4 <= value <= 1.0001 for value in linear(part))

    part = 1.0 if fits(1.0) else halved(1.0, 0.0, fits)
    return "#" + "".join(f"{_byte(value):02X}" for value in linear(part))


def oklch(colour: str) -> tuple[float, float, float]:
    """Lightness (0..1), chroma (0 is grey) and hue (radians) of `#rrggbb`."""
    red, green, blue = (_light(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return min(max(lightness, 0.0), 1.0), hypot(a, b), atan2(b, a)


def halved(bad: float, good: float, is_good: Callable[[float], bool]) -> float:
    """Of all that lies between them, what is nearest to `bad` and still good."""
    for _ in range(_HALVINGS):
        middle = (bad + good) / 2
        if is_good(middle):
            good = middle
        else:
            bad = middle
    return good


def _linear(lightness: float, a: float, b: float) -> _Linear:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _light(value: float) -> float:
    """sRGB's curve, from what is stored to light."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _byte(light: float) -> int:
    value = min(max(light, 0.0), 1.0)
    stored = value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(stored * 255)
