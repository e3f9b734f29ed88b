"""The size of the notes' text: how far it goes, and the keys that ask for another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

LEAST, MOST = 0.8, 2.0


def bounded(factor: float) -> float:
    return max(LEAST, min(MOST, round(factor, 2)))


def asked(event: QKeyEvent, factor: float) -> float | None:
    """The factor that a key asks for: a tenth more or less, or 1; None for other keys."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    key = Qt.Key
    steps = {key.Key_Plus: 1, key.Key_Equal: 1, key.Key_Minus: -1, key.Key_0: 0}
    step = steps.get(Qt.Key(event.key()))
    return None if step is None else factor + step / 10 if step else 1.0
