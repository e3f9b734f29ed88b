"""A folder with one diagram and one tour."""

from __future__ import annotations

from pathlib import Path


def tour_folder(at: Path, dot: str, way: str) -> Path:
    """With the diagram `shop` and the tour `way`."""
    (at / "shop.dot").write_text(dot)
    (at / "tours").mkdir()
    (at / "tours" / "way.md").write_text(way)
    return at
