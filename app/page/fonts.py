"""The canvas font as style rules: only the letters that the pictures have."""

from __future__ import annotations

import base64
from functools import cache

from PySide6.QtGui import QFontMetricsF

from app.layout.text import font_file
from app.render.fonts import UNITS, canvas_font

FAMILY = "Canvas"  # one that no machine has installed


def stylesheet(letters: str) -> str:
    """Both weights, embedded."""
    rules = []
    for weight, bold in ((400, False), (600, True)):
        content = base64.b64encode(_subset(letters, bold)).decode()
        rules.append(
            f"@font-face{{font-family:{FAMILY};font-weight:{weight};"
            f"src:url(data:font/ttf;base64,{content})}}"
        )
    return "\n".join(rules)


@cache
def drop(size: float, bold: bool) -> float:
    """How far below the middle of a line its letters stand, in pt."""
    metrics = QFontMetricsF(canvas_font(size, bold))
    return (metrics.ascent() - metrics.descent()) / 2 / UNITS


def _subset(letters: str, bold: bool) -> bytes:
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).set({ord(letter) for letter in letters} | {32})
    whole = hb.Face(hb.Blob.from_file_path(str(font_file(bold))))
    return bytes(hb.subset(whole, wanted).blob.data)
