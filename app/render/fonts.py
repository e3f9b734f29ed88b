"""The canvas font, known to Qt.

It comes with us (`app.layout.canvas_font` says from where), so a picture looks the same on every
machine, also on one without any fonts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

from app.layout.canvas_font import FAMILY, font_file

if TYPE_CHECKING:
    from app.layout.system_fonts import SystemFont

UNITS = 4  # canvas text is shaped at so many pixels per point and painted scaled down


@cache
def load() -> None:
    """Register the font; needs a QGuiApplication. Where the system has no font at all, Qt
    then takes this one for the window too. Raises FileNotFoundError when its package is missing.
    """
    for bold in (False, True):
        QFontDatabase.addApplicationFont(str(font_file(bold)))


@cache
def load_file(font: SystemFont) -> None:
    """Register a font that Qt does not know of by itself."""
    if not QFontDatabase.hasFamily(font.family):
        QFontDatabase.addApplicationFont(font.path)


def canvas_font(size: float, bold: bool) -> QFont:
    """The canvas font of `size` pt."""
    return font(size, 600 if bold else 400)


def font(size: float, weight: int, family: str = "", italic: bool = False) -> QFont:
    """A font of `size` pt, UNITS times as large: pixel sizes are whole numbers, and unhinted
    glyphs are placed to a part of a pixel, so that text is equally wide at every zoom. `weight` is
    CSS's; without a family it is the canvas font."""
    found = QFont(family or FAMILY)
    found.setPixelSize(max(1, round(size * UNITS)))
    found.setWeight(QFont.Weight(min(max(weight // 100, 1), 9) * 100))
    found.setItalic(italic)
    found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return found


def spelled(font: QFont) -> QFont:
    """Without ligatures: a PDF knows of a glyph which letter it is, but not which letters."""
    font.setFeature(QFont.Tag("liga"), 0)
    return font
