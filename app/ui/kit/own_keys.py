"""What a part that filters another one's events does with keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent


def own_key(event: QEvent, take: Callable[[QKeyEvent], bool]) -> bool:
    """True where the event is a key that was taken: the window's own shortcuts do not reach in
    here, and what is pressed is `take`'s."""
    if not isinstance(event, QKeyEvent):
        return False
    if event.type() == QEvent.Type.ShortcutOverride:
        event.accept()
        return True
    return event.type() == QEvent.Type.KeyPress and take(event)
