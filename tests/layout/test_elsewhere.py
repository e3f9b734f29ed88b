"""Letters that the canvas font lacks are given the room that other fonts paint them in."""

from __future__ import annotations

from app.layout.elsewhere import EMOJI
from app.layout.text import is_ours, text_width, wrap


def test_ideographs_fill_squares_and_emoji_are_one_picture_each() -> None:
    assert text_width("注文受付", 10) == 40
    assert text_width("\N{ROCKET}", 10) == text_width("\N{WOMAN}\u200d\N{PERSONAL COMPUTER}", 10)
    assert text_width("\N{ROCKET}", 10) == 10 * EMOJI
    flag = "\N{REGIONAL INDICATOR SYMBOL LETTER J}\N{REGIONAL INDICATOR SYMBOL LETTER P}"
    assert text_width(flag, 10) == 10 * EMOJI
    mixed = text_width("a", 10) + 10 + text_width("b", 10)
    assert abs(text_width("a注b", 10) - mixed) < 1e-6


def test_lines_break_between_ideographs_as_they_may() -> None:
    assert wrap("注文受付サーバー本番環境第一系統", 112, 14) == (
        "注文受付サーバー",
        "本番環境第一系統",
    )
    for line in wrap("「これは」、長い名前のサーバーです。", 60, 14, most=9):
        assert line[0] not in "、。」ー"
        assert line[-1] != "「"
    assert wrap("two words", 10, 14) == ("two", "words")
    assert wrap("plain 注文 words", 500, 14) == ("plain 注文 words",)


def test_it_is_known_which_text_may_be_painted_wider() -> None:
    assert is_ours("Größe сервер")
    assert not is_ours("注文")
