"""The font of everything on the canvas, which comes with us, so that a picture looks the same on every
machine. No Qt."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import category

FAMILY = "Source Sans Pro"


def font_file(bold: bool) -> Path:
    """The font's file, from the package that carries it. Raises FileNotFoundError where that is not
    installed."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package font-source-sans-pro is not installed")
    style = "Semibold" if bold else "Regular"
    return Path(spec.submodule_search_locations[0], "files", f"SourceSansPro-{style}.ttf")


@cache
def canvas_font(bold: bool) -> Any:
    """As HarfBuzz has it."""
    import uharfbuzz as hb

    return hb.Font(hb.Face(hb.Blob.from_file_path(str(font_file(bold)))))


@lru_cache(maxsize=4096)
def is_ours(text: str) -> bool:
    """Whether it has all of the text's letters, so that these are as wide on every system."""
    return text.isascii() or all(map(has_letter, text))


def has_letter(letter: str) -> bool:
    """Whether it has one letter, or nothing is seen of that."""
    return bool(canvas_font(True).get_nominal_glyph(ord(letter))) or category(letter) == "Cf"
