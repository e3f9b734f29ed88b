"""Labels are large in the proportions that a file says."""

from __future__ import annotations

from app.layout.fonts import LEAST, proportions
from app.model.style import Font


def _of(*sizes: float | None) -> list[float]:
    return proportions(Font(size=s) if s is not None else None for s in sizes)


def test_what_is_said_most_is_the_houses_size() -> None:
    assert _of(10, 10, 20) == [1, 1, 2]
    assert _of(None, None) == [1, 1]
    assert _of() == []


def test_larger_than_usual_is_larger() -> None:
    assert _of(28, 28) == [2, 2]
    assert _of(28, 28, 7) == [2, 2, LEAST]
