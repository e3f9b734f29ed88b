"""Letters that no font has are given the room that most fonts paint them in."""

from __future__ import annotations

from app.layout.canvas_font import is_ours
from app.layout.elsewhere import EMOJI
from app.layout.text import text_width


def test_ideographs_fill_squares_and_emoji_are_one_picture_each() -> None:
    assert text_width("注文受付", 10) == 40
    assert text_width("\N{ROCKET}", 10) == text_width("\N{WOMAN}\u200d\N{PERSONAL COMPUTER}", 10)
    assert text_width("\N{ROCKET}", 10) == 10 * EMOJI
    flag = "\N{REGIONAL INDICATOR SYMBOL LETTER J}\N{REGIONAL INDICATOR SYMBOL LETTER P}"
    assert text_width(flag, 10) == 10 * EMOJI
    mixed = text_width("a", 10) + 10 + text_width("b", 10)
    assert abs(text_width("a注b", 10) - mixed) < 1e-6


def test_it_is_known_which_text_may_be_painted_wider() -> None:
    assert is_ours("Größe сервер")
    assert not is_ours("注文")
