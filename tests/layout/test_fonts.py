"""Labels are large in the proportions that a file says."""

from __future__ import annotations

from app.layout.fonts import EVEN, LEAST, Face, face_of, proportions
from app.layout.text import text_width, wrap
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


def test_letters_that_are_all_as_wide_bold_and_slanted_ones_stay_so() -> None:
    assert face_of(Font("Courier-Bold")) == Face(EVEN, bold=True)
    assert face_of(Font("DejaVu Sans Mono")).even
    assert face_of(Font("Helvetica-Oblique")) == Face(italic=True)
    assert face_of(Font("Helvetica")) == face_of(None) == Face()
    assert text_width("ill", 10, even=True) == text_width("WWW", 10, even=True) == 18
    assert wrap("ill WWW", 20, 10, even=True) == ("ill", "WWW")
