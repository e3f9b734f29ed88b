"""Icons as symbols, each once for a whole file."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

from PySide6.QtGui import QImage

from app.render.icons import icon
from app.scene.theme import Theme
from app.svg.markup import HREF, tag
from app.svg.shapes import Attributes, Symbol

SIDE = 160  # px of the longer side: crisp at one and a half times the size on a dense screen
Format = Literal["PNG", "WEBP"]


class Images:
    """Gathers what the pictures need, as it looks in one theme or in two. Browsers take WebP, which
    is half as large; other programs know PNG only."""

    def __init__(self, themes: Sequence[Theme], format: Format) -> None:
        self._themes, self._format = themes, format
        self._symbols: dict[tuple[str, bool, str], Symbol | None] = {}
        self._images: list[tuple[QImage, ...]] = []

    def symbol(self, path: str, bare: bool = False, behind: str = "") -> Symbol | None:
        """What stands for an icon, or for an image on no plate where it is `bare`, on that colour or
        on the theme's canvas; None where the file is missing or no image."""
        key = (path, bare, behind)
        if key not in self._symbols:
            self._symbols[key] = self._add(*key)
        return self._symbols[key]

    def symbols(self) -> str:
        """All that were asked for. Packing the images is most of a page's work, and leaves
        Python's lock: it runs side by side."""
        with ThreadPoolExecutor() as pool:
            packed = iter(
                pool.map(self._data, [image for kinds in self._images for image in kinds])
            )
            return "".join(
                _symbol(f"icon{number}", kinds[0], [next(packed) for _ in kinds])
                for number, kinds in enumerate(self._images)
            )

    def _add(self, path: str, bare: bool, behind: str) -> Symbol | None:
        found = [icon(path, SIDE, behind or t.canvas, not bare) for t in self._themes]
        images = tuple(image for image in found if image is not None)
        if not images:
            return None
        self._images.append(images)
        name = f"icon{len(self._images) - 1}"
        return Symbol(name, images[0].width(), images[0].height())

    def _data(self, image: QImage) -> str:
        """As a data URI. To try harder at WebP would take twice the time and save a hundredth."""
        from PIL import Image

        flat = image.convertToFormat(QImage.Format.Format_RGBA8888)
        size = (flat.width(), flat.height())
        pixels = Image.frombytes(
            "RGBA", size, bytes(flat.constBits()), "raw", "RGBA", flat.bytesPerLine()
        )
        written = io.BytesIO()
        if self._format == "WEBP":
            pixels.save(written, "WEBP", lossless=True, quality=75, method=4)
        else:
            pixels.save(written, "PNG")
        data = base64.b64encode(written.getvalue()).decode()
        return f"data:image/{self._format.lower()};base64,{data}"


def _symbol(name: str, image: QImage, data: Sequence[str]) -> str:
    """`data` are the URIs of the image in each theme."""
    size: Attributes = {"width": image.width(), "height": image.height()}
    if len(set(data)) == 1:
        return tag("image", id=name, **size, **{HREF: data[0]})
    kinds = zip(("light", "dark"), data, strict=True)
    images = "".join(tag("image", class_=kind, **size, **{HREF: one}) for kind, one in kinds)
    return tag("g", images, id=name)
