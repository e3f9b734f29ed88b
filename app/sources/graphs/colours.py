"""Graphviz's colours as `#rrggbb` or `#rrggbbaa`.

Syntax: https://graphviz.org/docs/attr-types/color/ and …/colorList/; names: https://graphviz.org/doc/info/colors.html.
"""

from __future__ import annotations

import json
import re
from colorsys import hsv_to_rgb, rgb_to_hls
from functools import cache, lru_cache

from app.model.style import CLEAR, ColourStop
from app.places import bundled_root

_NONE = frozenset({"transparent", "none", "invis"})
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_GREY = re.compile(r"gr[ae]y(\d{1,2}|100)")
_MOST = 99  # colours of a scheme
# Where SVG's names, which a file may ask for, mean another colour than X11's.
_SVG = {"gray", "grey", "green", "maroon", "purple"}


@lru_cache(maxsize=1024)
def colour(said: str, scheme: str = "") -> str | None:
    """A colour by its digits, hue or name; None for none, or of a scheme that is not known here."""
    text = said.strip().lower()
    if text.startswith("#"):
        return _digits(text)
    if scheme and (brewed := _brewed(scheme.strip().lower(), text)) is not None:
        return brewed
    if text[:1].isdigit() or text.startswith("."):
        return _hue(text)
    if text.startswith("/"):
        named, _, text = text[1:].rpartition("/")
        scheme = named or "x11"
    scheme = scheme.strip().lower()
    if (brewed := _brewed(scheme, text)) is not None:
        return brewed
    if text in _NONE:
        return CLEAR
    if scheme not in ("", "x11", "svg"):
        return None
    if grey := _GREY.fullmatch(text):
        part = int(int(grey[1]) * 2.55 + 0.5)
        return f"#{part:02x}{part:02x}{part:02x}"
    if scheme == "svg" and text in _SVG:
        text = f"web{text.replace('grey', 'gray')}"
    return names().get(text)


@lru_cache(maxsize=1024)
def stops(said: str, scheme: str = "") -> tuple[ColourStop, ...]:
    """A list of colours, each with its part of the whole where it says one; those that are no
    colours are left out."""
    found = []
    for item in said.split(":"):
        name, _, part = item.partition(";")
        if (one := colour(name, scheme)) is not None:
            found.append(ColourStop(one, _part(part)))
    return tuple(found)


def _part(said: str) -> float | None:
    try:
        part = float(said)
    except ValueError:
        return None
    return part if 0 <= part <= 1 else None


def _digits(text: str) -> str | None:
    if not _HEX.fullmatch(text):
        return None
    return text if len(text) > 5 else "#" + "".join(2 * digit for digit in text[1:])


def _hue(text: str) -> str | None:
    """Of hue, saturation and value, each from 0 to 1."""
    try:
        hue, saturation, value = (
            min(max(float(part), 0.0), 1.0) for part in re.split(r"[,\s]+", text)[:3]
        )
        parts = hsv_to_rgb(hue, saturation, value)
        return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
    except ValueError:  # not three numbers
        return None


def _brewed(scheme: str, number: str) -> str | None:
    """Of a scheme of Brewer's, such as `blues9`, the colour of that number, from 1."""
    colours = _schemes().get(scheme, "") if number.isascii() and number.isdigit() else ""
    end = 6 * min(int(number), _MOST) if colours else 0
    return f"#{colours[end - 6 : end]}" if 0 < end <= len(colours) else None


@cache
def _schemes() -> dict[str, str]:
    """By name with the number of colours, these as six digits each."""
    file = bundled_root() / "resources" / "brewer.json"
    found: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))["schemes"]
    return {f"{name}{count}": own for name, sizes in found.items() for count, own in sizes.items()}


@cache
def names() -> dict[str, str]:
    """The colours that have one."""
    file = bundled_root() / "resources" / "colours.json"
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


_HUES = (
    (15, "red"),
    (42, "orange"),
    (68, "yellow"),
    (165, "green"),
    (195, "turquoise"),
    (260, "blue"),
    (290, "purple"),
    (335, "pink"),
    (361, "red"),
)


def hue_name(colour: str) -> str:
    """What people call a colour (`#rrggbb…`); empty for greys."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, _ = rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) < 0.15:
        return ""
    name = next(name for end, name in _HUES if hue * 360 < end)
    return (
        "brown" if name in ("red", "orange") and 8 < hue * 360 < 45 and lightness < 0.42 else name
    )
