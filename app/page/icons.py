"""Icons as symbols, each once for the whole page."""

from __future__ import annotations

import base64
import io
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtGui import QImage

from app.page.markup import tag
from app.render.icons import icon
from app.scene.groups import GRID, glyph
from app.scene.theme import DARK, LIGHT

SIDE = 160  # px of the longer side: crisp at one and a half times the size on a dense screen


class Icons:
    """Gathers what the pictures need."""

    def __init__(self) -> None:
        self._names: dict[str, str | None] = {}
        self._glyphs: dict[str, str] = {}
        self._symbols: list[str] = []  # of glyphs
        self._images: list[tuple[QImage, QImage]] = []  # of icons, light and dark

    def name(self, path: str | None) -> str | None:
        """The id of an icon's symbol; None where the file is missing or no image."""
        if not path:
            return None
        if path not in self._names:
            self._names[path] = self._add(path)
        return self._names[path]

    def glyph(self, kind: str) -> str:
        """The id of the symbol for what a group's icon shows."""
        if kind not in self._glyphs:
            from app.page.paths import outline

            self._glyphs[kind] = name = f"glyph{len(self._glyphs)}"
            line = tag("path", d=outline(glyph(kind)), class_="glyph")
            self._symbols.append(tag("symbol", line, id=name, viewBox=f"0 0 {GRID:g} {GRID:g}"))
        return self._glyphs[kind]

    def symbols(self) -> str:
        """All that were asked for. Packing the images is most of a page's work, and leaves
        Python's lock: it runs side by side."""
        with ThreadPoolExecutor() as pool:
            packed = iter(pool.map(_data, [image for pair in self._images for image in pair]))
            icons = [
                _symbol(f"icon{number}", light, next(packed), next(packed))
                for number, (light, _) in enumerate(self._images)
            ]
        return "".join([*self._symbols, *icons])

    def _add(self, path: str) -> str | None:
        light, dark = (icon(path, SIDE, theme.canvas) for theme in (LIGHT, DARK))
        if light is None or dark is None:
            return None
        self._images.append((light, dark))
        return f"icon{len(self._images) - 1}"


def _symbol(name: str, image: QImage, light: str, dark: str) -> str:
    """`light` and `dark` are the two images' data URIs."""
    width, height = image.width(), image.height()
    kinds = ("light", "dark") if light != dark else ("both",)
    images = "".join(
        tag("image", class_=kind, width=width, height=height, href=data)
        for kind, data in zip(kinds, (light, dark), strict=False)
    )
    return tag("symbol", images, id=name, viewBox=f"0 0 {width} {height}")


def _data(image: QImage) -> str:
    """As a data URI. WebP without loss takes half of what PNG does; to try harder would take twice
    the time and save a hundredth."""
    from PIL import Image

    flat = image.convertToFormat(QImage.Format.Format_RGBA8888)
    size = (flat.width(), flat.height())
    pixels = Image.frombytes(
        "RGBA", size, bytes(flat.constBits()), "raw", "RGBA", flat.bytesPerLine()
    )
    written = io.BytesIO()
    pixels.save(written, "WEBP", lossless=True, quality=75, method=4)
    return f"data:image/webp;base64,{base64.b64encode(written.getvalue()).decode()}"
