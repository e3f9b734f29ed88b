"""Colours as draw.io's styles and labels write them."""

from __future__ import annotations

import re
from functools import lru_cache

from app.model.style import CLEAR
from app.sources.graphs.colours import colour

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]{1,8})%?\s*)?\)"
)
_LIGHT = re.compile(r"light-dark\(\s*([^,()]{1,40}(?:\([^()]{0,60}\))?)\s*,")


@lru_cache(maxsize=4096)
def colour_of(said: str) -> str:
    """`#rrggbb` or `#rrggbbaa`; CLEAR for `none`, empty for what is no colour, or left to the theme."""
    said = said.strip()
    if found := _LIGHT.match(said):
        said = found[1].strip()
    if said.lower() in ("none", "transparent"):
        return CLEAR
    if _HEX.fullmatch(said):
        digits = said[1:].lower()
        return f"#{''.join(d + d for d in digits) if len(digits) == 3 else digits}"
    if found := _RGB.fullmatch(said.lower()):
        red, green, blue = (min(int(part), 255) for part in found.groups()[:3])
        return f"#{red:02x}{green:02x}{blue:02x}"
    if said.isascii() and said.isalpha() and said.lower() != "default":
        return colour(said.lower(), "svg") or ""
    return ""


def faded(tint: str, opacity: float) -> str:
    """The colour at an opacity of 0 to 100."""
    if opacity >= 100 or tint == CLEAR or not tint:
        return tint
    own = int(tint[7:9], 16) if len(tint) == 9 else 255
    return f"{tint[:7]}{round(own * max(opacity, 0.0) / 100):02x}"
