"""A list without its items."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget


def empty(items: QListWidget) -> None:
    """Take all its items out. `clear` of PySide 6 crashes, once in a while, where Python has had
    one of them in hand."""
    while items.count():
        items.takeItem(0)
