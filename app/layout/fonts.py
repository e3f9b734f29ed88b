"""How large texts are: where a file says several sizes, these in proportion to the one that it says
most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.model.style import Font

USUAL = 14.0  # pt, Graphviz's own
LEAST, MOST = 0.75, 4.0  # times the house's size


def proportions(fonts: Iterable[Font | None]) -> list[float]:
    """By how much larger each text is than the house's. What most say is no smaller than that, and
    larger where it is larger than usual."""
    said = [_said(font) for font in fonts]
    if not said:
        return []
    counts = Counter(said)
    whole = min(max(counts, key=lambda size: (counts[size], size)), USUAL)
    return [min(max(size / whole, LEAST), MOST) for size in said]


def _said(font: Font | None) -> float:
    size = font.size if font is not None else None
    return size if size is not None and size > 0 else USUAL
