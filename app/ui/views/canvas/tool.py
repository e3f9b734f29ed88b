"""What a person does on a canvas with pointer and keys, a tool at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent


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


class Hand(CanvasTool, ABC):
    """The tool that says what a click, and a key, on an element of the picture does."""

    @abstractmethod
    def under(self, at: QPointF) -> str | None:
        """The element that the pointer is over."""

    def line(self, _element: str | None) -> str:
        """What is told of it in one line."""
        return ""

    def link(self, _element: str | None) -> str:
        """Where Ctrl+click on it leads; empty for nowhere."""
        return ""

    @abstractmethod
    def click(self, event: QMouseEvent) -> None:
        """The button was let go where it was pressed."""

    def key(self, _event: QKeyEvent) -> bool:
        return False

    def open_target(self) -> None:
        """What has the keyboard's focus, or else is selected."""

    def clear_target(self) -> None:
        """Nothing is selected, and the view is as before."""

    def menu(self, _event: QContextMenuEvent) -> bool:
        return False
