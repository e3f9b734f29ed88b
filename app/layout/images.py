"""How large image files are, without Qt."""

from __future__ import annotations

from functools import lru_cache

from app.bounded import opened
from app.paths import path_of


@lru_cache(maxsize=256)
def image_size(path: str) -> tuple[float, float] | None:
    """Width and height in px; None where it is no image that can be read."""
    from PIL import Image, UnidentifiedImageError

    if not path:
        return None
    try:
        with opened(path_of(path)) as file, Image.open(file) as image:
            wide, high = image.size
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    return (float(wide), float(high)) if wide and high else None
