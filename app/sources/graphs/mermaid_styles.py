"""What a Mermaid flowchart says of looks, in CSS, as Graphviz's attributes."""

from __future__ import annotations

import re

_SAID = re.compile(r"([A-Za-z-]{1,40})\s*:\s*((?:[^,;:()]|\([^()]*\))+)")
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,20}", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^()]*)?\)")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_CLEAR = ("none", "transparent")
_WIDEST = 8.0  # pt of a line


def properties(css: str) -> dict[str, str]:
    """`fill:#f9f,stroke:#333` by name, those said last."""
    return {m[1].lower(): m[2].strip() for m in _SAID.finditer(css)}


def attributes(said: dict[str, str], styles: list[str]) -> dict[str, str]:
    """What these mean for a node, a cluster or an edge that has these of Graphviz's styles anyhow."""
    found: dict[str, str] = {}
    fill = said.get("fill", "").lower()
    if fill and fill not in _CLEAR and (colour := _colour(fill)):
        found["fillcolor"] = colour
        styles = [*styles, "filled"]
    if colour := _colour(said.get("stroke", "")):
        found["color"] = colour
    if colour := _colour(said.get("color", "")):
        found["fontcolor"] = colour
    if width := _NUMBER.match(said.get("stroke-width", "")):
        found["penwidth"] = str(min(float(width[0]), _WIDEST))
    if said.get("stroke-dasharray", "0").strip(" 0,"):
        styles = [*styles, "dashed"]
    return {**found, "style": ",".join(styles)} if styles else found


def _colour(said: str) -> str:
    """As Graphviz writes it; empty for none that is known."""
    said = said.strip().split("!")[0].strip()
    if found := _RGB.fullmatch(said):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    if not _COLOUR.fullmatch(said):
        return ""
    return "#" + "".join(c * 2 for c in said[1:]) if said[0] == "#" and len(said) == 4 else said
