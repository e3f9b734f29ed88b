"""How large texts are: where a file says several sizes, these in proportion to the one that it says
most. Which of the fonts that files name differ from the house's so that it tells something: those whose
letters are all as wide, bold and slanted ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from app.model.style import EVEN_FONTS, Font

USUAL = 14.0  # pt, Graphviz's own
EVEN = "Courier New"  # a family whose letters are all as wide, under a name that systems know
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


class Face(NamedTuple):
    """How letters look, besides their size. `family` is empty for the house's."""

    family: str = ""
    bold: bool = False
    italic: bool = False

    @property
    def even(self) -> bool:
        """Whether all its letters are as wide."""
        return bool(self.family)


def face_of(font: Font | None) -> Face:
    """Of the font that a file says: `Courier-Bold`, `DejaVu Sans Mono`, `Helvetica-Oblique`."""
    return _face(font.family) if font is not None and font.family else _PLAIN


_PLAIN = Face()


@lru_cache(maxsize=256)
def _face(name: str) -> Face:
    said = name.lower()
    even = any(word in said for word in EVEN_FONTS)
    heavy, slanted = "bold" in said or "black" in said, "italic" in said or "oblique" in said
    return Face(EVEN if even else "", heavy, slanted)
