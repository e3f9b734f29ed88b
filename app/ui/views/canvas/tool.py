"""What a person does on a canvas with pointer and keys, a tool at a time."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent


class CanvasTool:
    """Put into a canvas, which asks its tools one after the other: True says that it is done."""

    def press(self, _event: QMouseEvent) -> bool:
        """The left or the middle button."""
        return False

    def move(self, _event: QMouseEvent) -> bool:
        return False

    def release(self, _event: QMouseEvent) -> bool:
        return False

    def double_click(self, _event: QMouseEvent) -> bool:
        """With any button; where no tool takes it, it is but another press."""
        return False

    def wheel(self, _event: QWheelEvent) -> bool:
        return False

    def leave(self) -> None:
        """The pointer is elsewhere."""

    def tip(self, _at: QPoint) -> None:
        """The pointer rests; `_at` is a point of the screen."""

    def replaced(self) -> None:
        """Another picture, or none, has come in."""

    def paint(self, _painter: QPainter) -> None:
        """Over the picture and what the tools before it have painted."""
