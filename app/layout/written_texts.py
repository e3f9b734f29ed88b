"""Texts that hold backslashes: the engine's answer in JSON doubles these and cuts as many letters off the end.
Its SVG has all of them, at the same places."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from app.layout.plane import Plane
from app.model.drawing import DrawnText, ElementDrawing
from app.model.geometry import Point

_TEXT = re.compile(r'<text [^<>]*\bx="(-?[\d.]{1,20})" y="(-?[\d.]{1,20})"[^<>]*>([^<]*)</text>')
_NEAR = 0.05  # of a text's size, how far apart two places may be told


class WholeTexts:
    """Those of an answer in SVG."""

    def __init__(self, svg: str, plane: Plane) -> None:
        self._found: list[tuple[Point, str]] = []
        for match in _TEXT.finditer(svg) if "\\" in svg else ():
            if "\\" not in match[3]:
                continue
            text = unescape(match[3]).replace("\xa0", " ")
            self._found.append((plane.at(float(match[1]), -float(match[2])), text))

    def mended(self, drawn: ElementDrawing) -> ElementDrawing:
        """With all of its texts whole."""
        if not self._found or not any("\\" in text.text for text in drawn.texts):
            return drawn
        return replace(drawn, texts=tuple(map(self._mended, drawn.texts)))

    def _mended(self, text: DrawnText) -> DrawnText:
        for at, whole in self._found:
            near = max(abs(at.x - text.at.x), abs(at.y - text.at.y)) <= text.size * _NEAR
            if near and whole.startswith(text.text[:1]) and "\\" in text.text:
                return replace(text, text=whole)
        return text
