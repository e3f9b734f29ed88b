"""The fade at the border of a frame that does not show the whole picture."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from app.model.geometry import Box
from app.render.backend import Backend
from app.scene.appearance import Appearance
from app.scene.detail import FULL
from app.scene.fading import fade_items
from app.scene.theme import Theme


def draw_fade(painter: QPainter, box: Box, by: float, view: Box, theme: Theme) -> None:
    """Let what is painted in a box (px) go over into the canvas at its borders, over so many px:
    what reaches beyond it is not cut off. What of a view lies outside the box is canvas."""
    items = tuple(fade_items(box, by, view))
    Backend(painter, Appearance(theme, {}), FULL, crisp=True).paint([(items, 1.0, 0.0)])
