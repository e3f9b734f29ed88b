"""Lines break where scripts have it so, and names at their joints."""

from __future__ import annotations

import pytest

from app.layout import text
from app.layout.reading import GOES_ON, unmarked


def wrap(label: str, width: float, size: float, most: int = 3) -> tuple[str, ...]:
    """The letters of its lines, which say where no space was."""
    lines = text.wrap(label, width, size, most=most)
    whole = "".join(unmarked(x) if x.endswith(GOES_ON) else f"{unmarked(x)} " for x in lines)
    assert whole.split() == label.split()
    return tuple(map(unmarked, lines))


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("OrderProcessingStateMachine", ("OrderProcessing", "StateMachine")),
        ("AWSServiceRoleForAutoScaling", ("AWSServiceRole", "ForAutoScaling")),
        ("find_orders_of_last_year", ("find_orders_", "of_last_year")),
        ("curated/orders/year=2026/part-0", ("curated/orders/", "year=2026/part-0")),
        (
            "arn:aws:lambda:eu-west-1:123456789012:function:Orders",
            ("arn:aws:lambda:", "eu-west-1:", "123456789012:", "function:Orders"),
        ),
        ("Donaudampfschifffahrt", ("Donaudampfschifffahrt",)),
        ("10.100.200.0/24-10.100.201.0/24-b", ("10.100.200.0/24-10.100.201.0/24-", "b")),
    ],
)
def test_names_break_at_their_joints(label: str, lines: tuple[str, ...]) -> None:
    assert wrap(label, 112, 14, most=4) == lines


def test_what_fits_is_not_broken_at_a_joint() -> None:
    assert wrap("the DynamoDB table of CodePipeline", 90, 14) == (
        "the DynamoDB",
        "table of",
        "CodePipeline",
    )
    assert wrap("two\u00a0words of it\u00a0all", 70, 14) == ("two\u00a0words", "of it\u00a0all")
    assert wrap("iPhone IDs VPCs", 1, 14) == ("iPhone", "IDs", "VPCs")


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
    assert wrap("👩‍💻👩‍💻", 1, 14, most=2) == ("👩‍💻", "👩‍💻")


def test_korean_breaks_at_its_spaces() -> None:
    assert wrap("주문 처리 서비스 운영", 80, 14) == ("주문 처리", "서비스 운영")


def test_a_line_is_read_the_way_its_paragraph_is() -> None:
    first, second = text.wrap("טבלת הזמנות API של לקוחות", 120, 14)
    assert (first, second) == ("טבלת הזמנות", "\N{RIGHT-TO-LEFT MARK}API של לקוחות")
    assert text.wrap("API\nלקוחות", 90, 14) == ("API", "לקוחות")
