"""Text and numbers from a workspace as they stand in HTML and SVG."""

from __future__ import annotations

import html
import re

# The name by which SVG 1.1 points to a thing. Inkscape 1.2 knows no other for images and what is used;
# everybody else knows both.
HREF = "xlink:href"

# What HTML cannot hold, or would read as something else.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def text(said: str) -> str:
    """Between tags, and as an attribute's value in double quotes."""
    return html.escape(_UNSEEN.sub("", said))


def number(value: float) -> str:
    """As short as a hundredth of a pt allows."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in {"-0", ""} else short


def tag(name: str, inside: str | None = None, /, **attributes: str | float | None) -> str:
    """`<name …>inside</name>`; without attributes that are None. `_` in their names is `-`."""
    said = "".join(
        f' {key.strip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}/>" if inside is None else f"<{name}{said}>{inside}</{name}>"


def _value(value: str | float) -> str:
    return text(value) if isinstance(value, str) else number(value)
