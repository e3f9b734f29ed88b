"""The size of the notes' text: how far it goes."""

from __future__ import annotations

LEAST, MOST = 0.8, 2.0
TEXT = 13.0  # px, as it is designed


def bounded(factor: float) -> float:
    return max(LEAST, min(MOST, round(factor, 2)))
